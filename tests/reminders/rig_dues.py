"""Things that become due while the rig kills workers, and what must have been said of them."""

from collections import Counter
from typing import Any
from uuid import uuid4

# So many due things are set down at once while mail flows; the sweep of alerts is killed among them.
DUES_AT_ONCE = 25


def make_two(rig: Any) -> None:
    """A case of the first colleague, and the coordinator who is told as well."""
    from accounts.models import User  # noqa: PLC0415 — after the settings are chosen
    from reminders.models import DueThing, MailSetting  # noqa: PLC0415
    from tests.factories.cases import make_case  # noqa: PLC0415

    lead = User.objects.create_user(
        "lead",
        organisation=rig.people[0].organisation,
        role="coordinator",
        display_name="Wren",
        email="lead@office.example",
    )
    MailSetting.objects.create(user=lead, confirmed_address=lead.email, hour=0)
    rig.case = make_case(rig.people[0])
    # What a new case brings by itself is not counted here.
    DueThing.objects.update(state="done", next_alert_at=None)


def due_now() -> int:
    """How many things wait for the sweep of alerts."""
    from django.utils import timezone  # noqa: PLC0415

    from reminders.models import DueThing  # noqa: PLC0415

    return int(DueThing.objects.filter(next_alert_at__lte=timezone.now()).count())


def set_down(rig: Any) -> None:
    """Things that are urgent at once, each of which the worker and the coordinator have to be told."""
    from django.utils import timezone  # noqa: PLC0415

    from audit.record import scope  # noqa: PLC0415
    from reminders.actions import schedule_due  # noqa: PLC0415

    if due_now():
        return
    owner = rig.people[0]
    with scope(actor=owner, via="command"):
        for _ in range(DUES_AT_ONCE):
            due = schedule_due(
                actor=owner,
                owner=owner,
                kind="day.17",
                subject_type="cases.case",
                subject_id=rig.case.pk,
                due_on=timezone.localdate(),
                detail_id=uuid4(),
            )
            rig.dues.append(due.pk)


def judge_alerts(rig: Any) -> dict[str, Any]:
    """Every thing was said once to each of its two, and of every alert there is a letter, and the other way round."""
    from reminders.models import Alert, Message  # noqa: PLC0415

    rig.wait(lambda: not due_now(), "the last alerts")
    alerts = list(Alert.objects.filter(due__in=rig.dues))
    told: dict[Any, set[Any]] = {pk: set() for pk in rig.dues}
    for alert in alerts:
        told[alert.due_id].add(alert.recipient_id)
    steps = Counter((alert.due_id, alert.step, alert.recipient_id) for alert in alerts)
    letters = Counter(Message.objects.filter(key__startswith="urgent:").values_list("recipient_id", "not_before"))
    said = {(alert.recipient_id, alert.raised_at) for alert in alerts}
    return {
        "things due": len(rig.dues),
        "alerts": len(alerts),
        "kills while things were due": rig.kills_while_due,
        "things not told to both": sum(len(people) != 2 for people in told.values()),
        "alerts twice": sum(count > 1 for count in steps.values()),
        "alerts without a letter": len(said - set(letters)),
        "letters without an alert": len(set(letters) - said),
        "letters of alerts twice": sum(count > 1 for count in letters.values()),
    }
