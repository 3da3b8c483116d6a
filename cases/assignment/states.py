"""The one place that says whether somebody still works on a case. Callers hold the lock of the case row."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import User
from cases.access import BY_GRANT
from cases.assignment.models import NO_END
from cases.case.querysets import CaseQuerySet
from cases.models import Case, CaseGrant, ConflictBlock
from common.errors import DomainError

# Whoever has one of these roles can hold a case. A coordinator does where nobody else is there.
HOLDERS = BY_GRANT | {Role.COORDINATOR}


class LastWorker(DomainError):
    """An open case needs somebody."""

    code = "last_worker"
    sentence = _("An open case needs a worker. Assign somebody else first, or close the case.")


def holding() -> QuerySet[CaseGrant, CaseGrant]:
    """Grants that keep a case in somebody's hands: no end, no cover, an active account that may open the case.

    A grant with an end does not count: the case would be left alone on that day, when nobody acts.
    """
    blocks = ConflictBlock.objects.in_force().filter(case=OuterRef("content_object"), user=OuterRef("user"))
    return CaseGrant.objects.filter(
        ended_at__isnull=True,
        until=NO_END,
        cover__isnull=True,
        user__is_active=True,
        user__role__in=HOLDERS,
    ).exclude(Exists(blocks))


def lasting_grants(cases: Collection[Case]) -> QuerySet[CaseGrant, CaseGrant]:
    """Those of these cases."""
    return holding().filter(content_object__in=[case.pk for case in cases])


def without_worker(cases: CaseQuerySet) -> CaseQuerySet:
    """Open ones of `cases` that nobody holds. There should be none but those of an import or of earlier days."""
    return cases.open().exclude(Exists(holding().filter(content_object=OuterRef("pk"))))


def heir_of(case: Case, *, without: Collection[CaseGrant] = (), like: str = "") -> CaseGrant | None:
    """Who keeps the case when the grants `without` end: of the role `like` if there is one, then the longest there."""
    rows = lasting_grants([case]).exclude(pk__in=[grant.pk for grant in without]).select_related("user")
    stay = sorted(rows, key=lambda grant: (grant.user.role != like, grant.granted_at))
    return stay[0] if stay else None


def lead_of(case: Case) -> User | None:
    """A coordinator who may open the case, one of its team if there is one."""
    blocked = ConflictBlock.objects.in_force().filter(case=case).values("user")
    leads = User.objects.with_role(Role.COORDINATOR).filter(organisation=case.organisation_id).exclude(pk__in=blocked)
    return min(leads.order_by("created_at"), key=lambda lead: lead.team_id != case.team_id, default=None)


def require_worker(case: Case, *, without: Collection[CaseGrant] = (), like: str = "") -> CaseGrant | None:
    """The heir. Raises LastWorker if an open case would be without one."""
    heir = heir_of(case, without=without, like=like)
    if heir is None and not case.is_closed:
        raise LastWorker
    return heir
