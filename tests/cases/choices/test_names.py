"""Codes with a name in every language."""

from django.utils.translation import override

from cases.choices.names import NamedCodes

WORDS = {"en": {"b": "Zebra", "a": "Ángel"}, "fr": {"b": "Zèbre", "a": "Ange"}, "ar": {"b": "حمار", "a": "ملاك"}}
NAMED = NamedCodes(WORDS.__getitem__)


def test_a_code_is_named_in_the_active_language_and_an_unknown_one_by_itself():
    with override("fr"):
        assert NAMED.name("b") == "Zèbre"
        assert NAMED.name("x") == "x"


def test_choices_are_sorted_by_name_without_regard_to_accents_and_belong_to_the_caller():
    with override("en"):
        NAMED.choices().clear()
        assert NAMED.choices() == [("a", "Ángel"), ("b", "Zebra")]


def test_a_name_in_any_language_leads_to_its_code():
    assert {NAMED.by_label()[name] for name in ("zebra", "zebre", "حمار")} == {"b"}
