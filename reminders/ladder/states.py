"""What a ladder or a calendar may not become."""

from django.utils.translation import gettext_lazy as _

from common.errors import DomainError


class LadderUnknown(DomainError):
    """There is no such ladder."""

    code = "ladder_unknown"
    sentence = _("There is no such ladder.")


class LadderEmpty(DomainError):
    """A ladder without steps would be silence."""

    code = "ladder_empty"
    sentence = _("A ladder needs at least one step.")


class LadderTooLate(DomainError):
    """A deadline must be heard before it passes."""

    code = "ladder_too_late"
    sentence = _("Keep at least one step within the last seven days before this deadline, or on the day itself.")


class StepTwice(DomainError):
    """The same step stands there twice."""

    code = "step_twice"
    sentence = _("Two steps come at the same time. Take one of them out.")


class StepUncounted(DomainError):
    """A step after the day begins one day after it."""

    code = "step_uncounted"
    sentence = _("A step after the day needs at least one day.")


class LadderChangedMeanwhile(DomainError):
    """Somebody else saved first."""

    code = "changed_meanwhile"
    sentence = _("A colleague changed this in the meantime. Look at it again, then send your change once more.")


class NoWorkingDay(DomainError):
    """An office that never works cannot be alerted on a working day."""

    code = "no_working_day"
    sentence = _("Leave at least one working day in the week.")


class TooManyHolidays(DomainError):
    """More than anybody keeps by hand."""

    code = "too_many_holidays"
    sentence = _("Keep the holidays of the coming years only: 200 at most.")
