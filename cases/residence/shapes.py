"""What the API shows of a stay, and what it takes."""

from typing import Any

from rest_framework import serializers

from cases.case.shapes import SealedShape
from cases.residence.choices import BY_HAND, Cooperation, Paper, Status, Told, Why, YesNo
from cases.residence.forms import WORDS_LIMIT
from cases.residence.transitions import BY_CODE
from common.api import Shape

EVENTS = [(event.code, event.label) for event in BY_CODE.values() if event.group]
# Besides these an event takes the fields that are its own, and a program sends no others.
ALWAYS_TAKEN = frozenset({"authority", "number", "tells"})
SHORT = [(code.value, code.label) for code in (YesNo.YES, YesNo.NO, YesNo.UNKNOWN)]


def _words(*, required: bool = False) -> serializers.CharField:
    return serializers.CharField(max_length=WORDS_LIMIT, required=required, allow_blank=not required)


def _day() -> serializers.DateField:
    return serializers.DateField(required=False)


class PaperInput(Shape):
    """What it rests on; `document` is the pid of a legal document of the case, which is then here."""

    paper = serializers.ChoiceField(choices=Paper.choices)
    document = serializers.CharField(required=False, max_length=20)


class ResidenceInput(PaperInput):
    """One event. `possible` of the stay says which may follow now, and which of the fields each of them takes.

    `scheme`: pid of the rule that proposes the last day where no `end_on` is sent. `tells`: the document discloses the
    status.
    """

    event = serializers.ChoiceField(choices=EVENTS)
    on = serializers.DateField()
    authority = serializers.CharField(required=False, max_length=200)
    number = serializers.CharField(required=False, max_length=80)
    tells = serializers.BooleanField(required=False)
    status = serializers.ChoiceField(choices=Status.choices, required=False)
    scheme = serializers.CharField(required=False, max_length=20)
    end_on = _day()
    limit_on = _day()
    enforceable_on = _day()
    renew_from = _day()
    renew_by = _day()
    suspensive = serializers.ChoiceField(choices=SHORT, required=False)
    forced = serializers.ChoiceField(choices=SHORT, required=False)
    work = serializers.ChoiceField(choices=YesNo.choices, required=False)
    conditions = _words()
    reason = _words()
    family = serializers.CharField(required=False, max_length=200)
    version = serializers.IntegerField(required=False)


class CooperationInput(Shape):
    """What the person decided. No help depends on it."""

    answer = serializers.ChoiceField(choices=Cooperation.choices)
    on = serializers.DateField()
    version = serializers.IntegerField(required=False)


class DeadlineInput(PaperInput):
    """One more day to watch."""

    what = serializers.ChoiceField(choices=[(kind.value, kind.label) for kind in BY_HAND])
    on = serializers.DateField()
    reason = _words()


class DeadlineChangeInput(PaperInput):
    """Another last day. Without `end_on` an extension is reckoned by the rule."""

    why = serializers.ChoiceField(choices=Why.choices)
    end_on = _day()
    reason = _words(required=True)
    version = serializers.IntegerField(required=False)


class DeadlineEndInput(Shape):
    """What was done. Of an incident (`detention`, `removal`, `expired`) also who was told, and the day of the first."""

    outcome = _words(required=True)
    told = serializers.ListField(child=serializers.ChoiceField(choices=Told.choices), required=False)
    told_on = _day()
    version = serializers.IntegerField(required=False)


class DeadlineCheckInput(Shape):
    """The last day, as the second person reads it in the document."""

    on = serializers.DateField()
    version = serializers.IntegerField(required=False)


class PossibleShape(serializers.Serializer[Any]):
    """An event that may follow now, and the fields of its own."""

    event = serializers.CharField()
    words = serializers.CharField()
    takes = serializers.ListField(child=serializers.CharField())


class WatchedShape(serializers.Serializer[Any]):
    """A day that is watched or was: `facts` is {"what", "on", "end_on", "start_on", "basis", "scheme", "paper"},
    of an incident that is over also {"told": Told codes, "told_on"}.

    `due_on` is the day that alarms count from. `replaces`: pid of the row whose place it took.
    """

    pid = serializers.CharField()
    version = serializers.IntegerField()
    due_on = serializers.DateField()
    recorded_by = serializers.CharField()
    replaces = serializers.CharField(allow_null=True)
    document = serializers.CharField(allow_null=True)
    facts = SealedShape()
    reason = SealedShape()
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_by = serializers.CharField(allow_null=True)
    checked_at = serializers.DateTimeField(allow_null=True)
    checked_by = serializers.CharField(allow_null=True)
    outcome = SealedShape()


class StatusEventShape(serializers.Serializer[Any]):
    """One event: `facts` is {"event", "on", "from", "to", "paper"} and of the other fields those that were said."""

    pid = serializers.CharField()
    number = serializers.IntegerField()
    recorded_by = serializers.CharField()
    recorded_at = serializers.DateTimeField()
    document = serializers.CharField(allow_null=True)
    facts = SealedShape()
    conditions = SealedShape()
    reason = SealedShape()


class ResidenceShape(serializers.Serializer[Any]):
    """The whole stay. `standing` is {"status", "tracks", "since"}, `cooperation` {"answer", "on"}.

    The ETag is `"stay=<version>;day.<pid>=<version>"`: the stay, and each day that is watched.
    """

    version = serializers.IntegerField()
    standing = SealedShape()
    cooperation = SealedShape()
    possible = PossibleShape(many=True)
    watched = WatchedShape(many=True)
    ended = WatchedShape(many=True)
    chain = StatusEventShape(many=True)


class RecordedStayShape(serializers.Serializer[Any]):
    """Where the new row is, and the present versions."""

    pid = serializers.CharField()
    versions = serializers.DictField(child=serializers.IntegerField())
