"""Forms speak in our words."""

from django import forms
from django.utils.translation import override

from common.templatetags.daybook import colon


class Asked(forms.Form):
    day = forms.DateField()
    count = forms.IntegerField(required=False)
    own = forms.CharField(error_messages={"required": "Say who."})


def test_a_missing_answer_is_asked_for_and_an_own_sentence_stays():
    form = Asked({})
    assert form.errors["day"] == ["This needs an answer."]
    assert form.errors["own"] == ["Say who."]


def test_what_cannot_be_read_says_what_is_needed():
    form = Asked({"day": "31 February", "count": "many", "own": "x"})
    assert form.errors["day"] == ["This is not a day we can read. Write it like 2026-03-04."]
    assert form.errors["count"] == ["A whole number is needed here."]


def test_what_stands_above_a_form_names_the_field_as_the_language_does():
    assert (colon("Last day"), colon("Why does the work end?")) == ("Last day:", "Why does the work end?")
    with override("fr"):
        assert colon("Dernier jour") == "Dernier jour\u00a0:"
