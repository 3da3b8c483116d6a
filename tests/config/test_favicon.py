"""No browser gets a 404 for the picture in its tab."""

import pytest
from django.contrib.staticfiles import finders
from django.test import Client


@pytest.mark.django_db
def test_the_old_name_leads_to_the_picture_that_every_page_names():
    answer = Client().get("/favicon.ico")
    assert answer.status_code == 302 and answer["Location"].endswith(".svg")
    page = Client().get("/in/").content.decode()
    assert f'href="{answer["Location"]}"' in page and finders.find("img/favicon.svg")
