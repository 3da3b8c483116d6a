"""What the API takes for a case: names, kinds and lengths. Rules are in the actions."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError as ModelValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import exceptions, serializers

from accounts.choices import Role
from cases.answering import clean_answers, clean_partial_date
from cases.case.choices import Stage
from cases.caseload.choices import SIZES, Only, Opened, Whose
from cases.choices.channels import FirstContactChannel
from cases.consent.choices import ConsentAnswer
from cases.contact.choices import SafeChannel, SafeContact
from cases.episode.questions import FACTS
from cases.need.choices import NeedState, NeedType
from cases.person.questions import PROFILE
from cases.questions import QuestionList, YesNo
from common.api import Shape
from common.partial_dates import EARLIEST_YEAR

MOST_NEEDS = 40
# Larger than any serial or version, and fits every database's integer.
MOST = 2**53


def text(longest: int = 10_000) -> serializers.CharField:
    """An optional text; blanks at its ends are kept, as people typed them."""
    return serializers.CharField(max_length=longest, required=False, allow_blank=True, trim_whitespace=False)


def needs() -> Any:
    """Needs in the person's own order."""
    return serializers.ListField(child=NeedInput(), required=False, max_length=MOST_NEEDS)


def version() -> serializers.IntegerField:
    """The version that the caller read; a later one in the meantime is answered 409."""
    return serializers.IntegerField(required=False, min_value=0, max_value=MOST)


@extend_schema_field(OpenApiTypes.OBJECT)
class PartialDateField(serializers.Field[Any, Any, Any, Any]):
    """{"y": 1998, "m": 3, "d": 4, "about": false}; only the year is needed."""

    def to_internal_value(self, data: Any) -> Any:
        return _clean(clean_partial_date, data)

    def to_representation(self, value: Any) -> Any:
        return value


@extend_schema_field(OpenApiTypes.OBJECT)
class AnswersField(serializers.Field[Any, Any, Any, Any]):
    """{question name: answer}; null takes an answer away."""

    def __init__(self, questions: QuestionList, **options: Any) -> None:
        self.questions = questions
        super().__init__(required=False, **options)

    def __deepcopy__(self, memo: Any) -> "AnswersField":
        return AnswersField(self.questions)

    def to_internal_value(self, data: Any) -> Any:
        return _clean(lambda raw: clean_answers(self.questions, raw), data)

    def to_representation(self, value: Any) -> Any:
        return value


def _clean(reader: Any, data: Any) -> Any:
    """The sentences of the strict readers, as the API tells them."""
    try:
        return reader(data)
    except ModelValidationError as error:
        detail: Any = error.message_dict if hasattr(error, "error_dict") else list(error.messages)
        raise exceptions.ValidationError(detail) from error


class SafeContactInput(Shape):
    """The safe-contact answer, needed for every case."""

    answer = serializers.ChoiceField(choices=SafeContact.choices)
    channels = serializers.ListField(
        child=serializers.ChoiceField(choices=SafeChannel.choices), required=False, max_length=len(SafeChannel)
    )
    hours = text(120)
    words = text(300)
    messages = serializers.ChoiceField(choices=YesNo.choices, required=False)
    note = text(1000)


class IdentityInput(Shape):
    """Names and papers."""

    given_name = text(120)
    family_name = text(120)
    other_names = text(300)
    salutation = text(40)
    birth_date = PartialDateField(required=False, allow_null=True)
    documents = text(1000)
    identity_number = text(80)


class ContactInput(Shape):
    """Ways to the person."""

    phone = text(60)
    other_phone = text(60)
    email = text(200)
    messenger = text(200)
    post = text(1000)
    trusted = text()
    must_not_know = text()


class HealthInput(Shape):
    """Health, each field for who may write it."""

    alerts = text(1000)
    needs = text(2000)
    details = text()


class LegalInput(Shape):
    """Papers and legal notes."""

    lawyer = text(300)
    papers = text(2000)
    notes = text()


class IdentityChanges(IdentityInput):
    """Names and papers of a case that is there."""

    version = version()


class ContactChanges(ContactInput):
    """Ways to the person, of a case that is there."""

    version = version()


class HealthChanges(HealthInput):
    """Health, of a case that is there."""

    version = version()


class LegalChanges(LegalInput):
    """Papers and legal notes of a case that is there."""

    version = version()


class NeedInput(Shape):
    """One need; the order of the list is the person's own."""

    type = serializers.ChoiceField(choices=NeedType.choices)
    state = serializers.ChoiceField(choices=NeedState.choices, default=NeedState.OPEN.value)


class NeedsChanges(Shape):
    """Needs and wishes."""

    version = version()
    needs = needs()
    wishes = text()


class EpisodeChanges(Shape):
    """What happened. `pid` names the episode; without it a further one is begun."""

    pid = serializers.CharField(required=False, max_length=10)
    version = version()
    facts = AnswersField(FACTS)
    account = text()
    places = text()
    suspects = text()


class CaseInput(Shape):
    """A new case. The first four are needed."""

    alias = serializers.CharField(max_length=60)
    safe_contact = SafeContactInput()
    keep_record = serializers.ChoiceField(choices=ConsentAnswer.choices)
    opened_on = serializers.DateField()
    name_used = text(120)
    channel = serializers.ChoiceField(choices=FirstContactChannel.choices, required=False)
    identity = IdentityInput(required=False)
    contact = ContactInput(required=False)
    profile = AnswersField(PROFILE)
    facts = AnswersField(FACTS)
    account = text()
    needs = needs()
    wishes = text()
    health = HealthInput(required=False)
    legal = LegalInput(required=False)
    note = text()
    worker = serializers.CharField(required=False, max_length=10)

    def validate_opened_on(self, value: date) -> date:
        """Not before people now alive were born, not tomorrow."""
        if value.year < EARLIEST_YEAR or value > timezone.localdate():
            raise exceptions.ValidationError(_("The date must lie between 1900 and today."))
        return value

    def validate_keep_record(self, value: str) -> ConsentAnswer:
        """Nobody withdraws what was never given."""
        if value == ConsentAnswer.WITHDRAWN:
            raise exceptions.ValidationError(_("This is not one of the choices."))
        return ConsentAnswer(value)


class CaseChanges(Shape):
    """What is to change; what is not named stays. `version` is that of the case and goes with `stage`."""

    version = version()
    stage = serializers.ChoiceField(choices=Stage.choices, required=False)
    alias = serializers.CharField(max_length=60, required=False)
    name_used = text(120)
    identity = IdentityChanges(required=False)
    safe_contact = SafeContactInput(required=False)
    contact = ContactChanges(required=False)
    profile = AnswersField(PROFILE)
    episode = EpisodeChanges(required=False)
    needs = NeedsChanges(required=False)
    health = HealthChanges(required=False)
    legal = LegalChanges(required=False)


class CaseQuery(Shape):
    """Which cases. Only a caseworker has a team's list; only a coordinator asks for a worker (a colleague's pid)."""

    list = serializers.ChoiceField(choices=Whose.choices, required=False)
    state = serializers.ChoiceField(choices=Opened.choices, default=Opened.OPEN.value)
    stage = serializers.ChoiceField(choices=Stage.choices, required=False)
    only = serializers.ChoiceField(choices=Only.choices, required=False)
    worker = serializers.CharField(required=False, max_length=10)
    before = serializers.IntegerField(required=False, min_value=1, max_value=MOST)
    size = serializers.ChoiceField(choices=SIZES, default=SIZES[0])

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        """Filters that the role does not have are names that are not offered."""
        role = self.context.get("role")
        if (role != Role.CASEWORKER and "list" in data) or (role != Role.COORDINATOR and "worker" in data):
            raise exceptions.ValidationError({"": [_("Some names in the request are not offered here.")]})
        return data


class DetailQuery(Shape):
    """`open`: groups of sealed values to open, joined by commas."""

    open = serializers.CharField(required=False, allow_blank=True, max_length=200)
