"""Forms speak in our words."""

from django import forms


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
