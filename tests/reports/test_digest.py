"""The weekly digest: written once for each week, read by its reviewers, judged by none who stands in it."""

from datetime import datetime, time, timedelta
from uuid import UUID

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Organisation, User
from audit.models import Event
from audit.record import reading, refused, scope
from audit.tags import Tag
from cases.models import Case, EmergencyOpening
from encryption.secrets_box import seal_staff_secret
from reports.digest.actions import MOST_WEEKS, write_digests
from reports.digest.choices import LIMITS, Finding
from reports.digest.demo import load_demo_digest
from reports.digest.models import Digest
from reports.digest.queries import find_lines, week_before
from reports.digest.tasks import write_weekly_digests
from tests.cast import Cast
from tests.factories.cases import block, make_case
from tests.factories.digests import make_digest, make_reviewed_digest, monday
from tests.factories.emergencies import make_emergency


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_case(cast.caseworker.user)


def opens(user: User, case: Case, days: int = 2, hour: int = 10) -> None:
    """Somebody opens a case on a day of the last whole week."""
    at = datetime.combine(monday() + timedelta(days=days), time(hour), tzinfo=timezone.get_current_timezone())
    with time_machine.travel(at, tick=True), scope(actor=user, via="web"):
        reading(Tag.CASE_OPEN, case, case_id=case.pk)


def findings(organisation_id: UUID) -> dict[Finding, int]:
    lines, _count = find_lines(organisation_id, *week_before(timezone.localdate()))
    return {line.finding: line.count for line in lines}


def strange_cases(cast: Cast, count: int) -> list[Case]:
    """Cases of the other team."""
    return [make_case(cast.caseworker2.user, alias=f"Tern {place}") for place in range(count)]


def test_cases_of_another_team_are_found_at_the_limit(cast: Cast):
    assert cast.caseworker.user.team_id != cast.caseworker2.user.team_id
    *some, last = strange_cases(cast, LIMITS.cases_of_another_team)
    for case in some:
        opens(cast.caseworker.user, case)
    organisation = cast.caseworker.user.organisation_id
    assert Finding.OTHER_TEAM not in findings(organisation)
    opens(cast.caseworker.user, last)
    assert findings(organisation)[Finding.OTHER_TEAM] == LIMITS.cases_of_another_team


def test_an_emergency_that_nobody_judged_in_time_is_found(cast: Cast):
    case = make_case(cast.caseworker2.user)
    _first, last = week_before(timezone.localdate())
    row = make_emergency(case, cast.caseworker.user, review_by=last + timedelta(days=1))
    organisation = cast.caseworker.user.organisation_id
    assert Finding.EMERGENCY not in findings(organisation)
    EmergencyOpening.objects.filter(pk=row.pk).update(review_by=last)
    assert findings(organisation)[Finding.EMERGENCY] == 1


def test_a_week_is_written_once_and_a_lost_night_is_caught_up(cast: Cast, case: Case):
    opens(cast.caseworker.user, case)
    sunday = monday() + timedelta(days=6)
    assert write_digests(sunday) == Organisation.objects.count(), "the week before, for each organisation"
    for night in range(1, 8):
        write_digests(sunday + timedelta(days=night))
    own = Digest.objects.filter(organisation=cast.caseworker.user.organisation)
    assert own.count() == 2
    caught_up = own.get(first_day=monday())
    own.filter(pk=caught_up.pk).delete()
    assert write_digests(sunday + timedelta(days=5)) == 1
    assert own.get(first_day=monday()).event_count == caught_up.event_count > 0


def test_every_week_of_a_long_silence_is_caught_up(cast: Cast, case: Case):
    own = Digest.objects.filter(organisation=cast.caseworker.user.organisation)
    write_digests(monday())
    assert own.count() == 1, "the first time there is no history to catch up with"
    opens(cast.caseworker.user, case)
    assert write_digests(monday() + timedelta(weeks=5)) == 5 * Organisation.objects.count()
    days = list(own.order_by("first_day").values_list("first_day", flat=True))
    assert days == [monday() + timedelta(weeks=week) for week in range(-1, 5)]
    assert [digest.event_count > 0 for digest in own.order_by("first_day")].count(True) == 1
    assert write_digests(monday() + timedelta(weeks=5)) == 0


def test_after_years_only_the_last_half_year_is_written(cast: Cast):
    own = Digest.objects.filter(organisation=cast.caseworker.user.organisation)
    write_digests(monday())
    write_digests(monday() + timedelta(weeks=100))
    assert own.count() == 1 + MOST_WEEKS


def test_the_task_leaves_ids_and_counts_in_the_trail(cast: Cast, case: Case):
    opens(cast.caseworker.user, case)
    write_weekly_digests()
    digest = Digest.objects.get(organisation=cast.caseworker.user.organisation)
    event = Event.objects.get(tag=Tag.DIGEST_CREATE, subject_id=str(digest.pk))
    assert event.actor_id is None and event.organisation_id == digest.organisation_id
    assert '"via":"task"' in event.detail and f'"event_count":{digest.event_count}' in event.detail


def test_the_auditor_reads_it_in_words_with_the_way_to_the_rows(cast: Cast):
    digest = make_digest(cast.auditor.user.organisation, about=cast.caseworker.user)
    assert "1 thing stood out" in cast.auditor.get("reports:digest_list").content.decode()
    page = cast.auditor.get("reports:digest_detail", digest).content.decode()
    assert "Refused tries in a row" in page and "Mira D." in page and "5 tries" in page
    assert "outcome=refused" in page and f"actor={cast.caseworker.user.pid}" in page
    assert Event.objects.order_by("-seq")[0].tag == Tag.DIGEST_OPEN


def test_the_way_leads_to_the_very_rows(cast: Cast):
    with scope(actor=cast.caseworker.user, via="web"):
        refused(Tag.CASE_OPEN)
    opens(cast.caseworker2.user, make_case(cast.caseworker2.user))
    kept = {"kind": "", "outcome": "refused", "actor": cast.caseworker.user.pid}
    page = cast.auditor.get("reports:audit_list", **kept).content.decode()
    assert page.count("data-row") == 1


@pytest.mark.parametrize("name", ["caseworker", "coordinator", "administrator", "partner", "outsider", "shelter"])
def test_nobody_else_finds_it(cast: Cast, name: str):
    digest = make_digest(cast.auditor.user.organisation)
    member = getattr(cast, name)
    assert member.get("reports:digest_list").status_code == 404
    assert member.get("reports:digest_detail", digest).status_code == 404
    assert member.post("reports:digest_detail", digest, remark="Fine").status_code == 404
    digest.refresh_from_db()
    assert digest.reviewed_at is None


def test_another_organisations_is_not_found(cast: Cast):
    digest = make_digest(cast.outsider.user.organisation)
    assert cast.auditor.get("reports:digest_detail", digest).status_code == 404


def test_a_coordinator_who_is_named_reviews_and_an_administrator_never(cast: Cast, settings):
    settings.DIGEST_REVIEWERS = [cast.coordinator.username, cast.administrator.username, cast.caseworker.username]
    digest = make_digest(cast.auditor.user.organisation)
    page = cast.coordinator.get("reports:digest_detail", digest).content.decode()
    assert "/a/digest/" in page and "Show events" not in page
    for name in ("administrator", "caseworker", "coordinator2"):
        assert getattr(cast, name).get("reports:digest_detail", digest).status_code == 404
        assert "/a/digest/" not in getattr(cast, name).get("accounts:me").content.decode()
    assert cast.coordinator.post("reports:digest_detail", digest, remark="Asked them").status_code == 302


def test_nobody_judges_the_own_line(cast: Cast, settings):
    settings.DIGEST_REVIEWERS = [cast.coordinator.username]
    digest = make_digest(cast.auditor.user.organisation, about=cast.coordinator.user)
    page = cast.coordinator.get("reports:digest_detail", digest).content.decode()
    assert "somebody else reviews it" in page and 'name="remark"' not in page
    assert cast.coordinator.post("reports:digest_detail", digest, remark="Fine").status_code == 404
    assert cast.auditor.post("reports:digest_detail", digest, remark="Asked").status_code == 302


def test_it_is_reviewed_once_and_the_words_are_sealed(cast: Cast):
    digest = make_digest(cast.auditor.user.organisation)
    assert cast.auditor.post("reports:digest_detail", digest, remark="").status_code == 200
    assert cast.auditor.post("reports:digest_detail", digest, remark="Asked the colleague").status_code == 302
    digest.refresh_from_db()
    assert digest.reviewed_by == cast.auditor.user and digest.remark and "Asked" not in digest.remark
    again = cast.auditor.post("reports:digest_detail", digest, remark="Another sentence")
    assert again.status_code == 409 and "reviewed already" in again.content.decode()
    page = cast.auditor.get("reports:digest_detail", digest).content.decode()
    assert "Asked the colleague" in page and "Another sentence" not in page


def test_a_remark_changed_outside_is_not_shown(cast: Cast):
    digest = make_reviewed_digest(cast.auditor.user.organisation, cast.auditor.user)
    Digest.objects.filter(pk=digest.pk).update(remark=digest.remark[:-4] + "AAAA")
    page = cast.auditor.get("reports:digest_detail", digest).content.decode()
    assert "changed outside the program" in page and "Asked the colleague" not in page


def test_what_was_sealed_for_elsewhere_is_not_shown_here(cast: Cast):
    digest, other = (
        make_reviewed_digest(cast.auditor.user.organisation, cast.auditor.user, weeks_ago=weeks) for weeks in (0, 1)
    )
    for moved in (other.remark, seal_staff_secret("A factor of somebody")):
        Digest.objects.filter(pk=digest.pk).update(remark=moved)
        page = cast.auditor.get("reports:digest_detail", digest).content.decode()
        assert "changed outside the program" in page
        assert "Asked the colleague" not in page and "A factor" not in page


def test_the_demo_has_a_digest_with_lines(cast: Cast, case: Case):
    for place in range(LIMITS.cases_of_another_team):
        make_case(cast.caseworker.user, alias=f"Tern {place}")
    assert load_demo_digest() == Organisation.objects.count() and load_demo_digest() == 0
    page = cast.auditor.get("reports:digest_detail", Digest.objects.get(lines__0__count__gt=0)).content.decode()
    for finding in (Finding.OTHER_TEAM, Finding.AT_NIGHT, Finding.REFUSED_ROW):
        assert str(finding.label) in page


def test_night_and_kind_narrow_the_log(cast: Cast, case: Case):
    opens(cast.caseworker.user, case, hour=23)
    opens(cast.coordinator.user, case, hour=12)
    page = cast.auditor.get("reports:audit_list", kind="read", hours="night", reference=case.reference).content.decode()
    assert "Mira D.</bdi></b>" in page and "Ruth B.</bdi></b>" not in page
    both = cast.auditor.get("reports:audit_list", kind="read", tag="case:open").content.decode()
    assert "not both" in both


def test_locks_opened_have_a_list_of_their_own(cast: Cast):
    case = make_case(cast.caseworker.user, contact={"phone": "+32 400 000 001"})
    cast.caseworker.get("cases:call_list")
    cast.caseworker.post("cases:case_reveal", case, field="contactsheet.phone")
    page = cast.auditor.get("reports:reveal_list").content.decode()
    assert "phone" in page and "Read the contact log" not in page and "400 000" not in page
    assert cast.administrator.get("reports:reveal_list").status_code == 404


def test_who_tries_a_case_soon_after_a_block_is_found(cast: Cast, case: Case):
    organisation = cast.coordinator.user.organisation_id
    first = timezone.localdate() - timedelta(days=1)
    block(cast.caseworker.user, case, cast.coordinator.user)
    lines, _count = find_lines(organisation, first, first + timedelta(days=6))
    assert Finding.AFTER_BLOCK not in {line.finding for line in lines}
    assert cast.caseworker.get("cases:case_detail", case).status_code == 404
    lines, _count = find_lines(organisation, first, first + timedelta(days=6))
    [line] = [line for line in lines if line.finding == Finding.AFTER_BLOCK]
    assert (line.actor, line.count, line.case) == (cast.caseworker.user.pk, 1, None)
