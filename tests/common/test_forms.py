"""Between a form and an action: refusals become errors, and nothing typed is lost."""

from django import forms
from django.core.exceptions import ValidationError

from common.errors import DomainError
from common.forms import attempt


class NoteForm(forms.Form):
    text = forms.CharField()


class AlreadyClosed(DomainError):
    code = "already_closed"
    sentence = "This case was closed on 4 March. Open it again first."


def filled() -> NoteForm:
    form = NoteForm({"text": "What was typed"})
    assert form.is_valid()
    return form


def test_an_action_that_works_leaves_its_result():
    form = filled()
    assert attempt(form, lambda *, text: text.upper(), **form.cleaned_data)
    assert form.result == "WHAT WAS TYPED"
    assert form.is_valid()


def test_a_refusal_stands_above_the_form_and_the_text_stays():
    def refuse() -> None:
        raise AlreadyClosed

    form = filled()
    assert not attempt(form, refuse)
    assert form.non_field_errors() == [AlreadyClosed.sentence]
    assert form.errors.as_data()["__all__"][0].code == "already_closed"
    assert "What was typed" in str(form["text"])


def test_errors_of_fields_stand_at_their_fields_and_others_above():
    def refuse() -> None:
        raise ValidationError({"text": ["Too long."], "status": ["Wrong."], "__all__": ["Both."]})

    form = filled()
    assert not attempt(form, refuse)
    assert form.errors["text"] == ["Too long."]
    assert form.non_field_errors() == ["Wrong.", "Both."]


def test_a_plain_validation_error_stands_above():
    def refuse() -> None:
        raise ValidationError("Not so.")

    form = filled()
    assert not attempt(form, refuse)
    assert form.non_field_errors() == ["Not so."]


def test_a_form_may_have_a_field_called_form_or_action():
    assert attempt(filled(), lambda *, form, action: form == action, form=1, action=1)


def test_what_is_no_refusal_is_not_swallowed():
    def break_down() -> None:
        raise KeyError

    try:
        attempt(filled(), break_down)
    except KeyError:
        return
    raise AssertionError
