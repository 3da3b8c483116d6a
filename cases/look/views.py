"""Who looked at a case."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.choices import Act
from accounts.requests import StaffRequest
from audit.queries import looks
from audit.tags import Tag
from cases.case.page import open_page
from cases.look.queries import lines_of
from common.access import require
from common.numbers import whole_number


@require_safe
def look_list(request: StaffRequest, pid: str) -> HttpResponseBase:
    """Who opened, read or changed what, when. Reading this is recorded like everything else."""
    page = open_page(request.user, pid, Tag.CASE_LOG)
    require(page.may(Act.CASE_LOOKS))
    text = request.GET.get("before", "")
    found = looks(page.case.pk, older_than=whole_number(text))
    older_url = f"{page.url('look_list')}?before={found.older}" if found.older else ""
    context = page.context("looks", lines=lines_of(found.rows), older_url=older_url, is_first=not text)
    return render(request, "cases/look_list.html", context)
