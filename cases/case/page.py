"""What stands on top of every page of a case: who it is, how to be safe, and where to go from here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.choices import Act, Role
from accounts.matrix import may
from accounts.models import User
from audit.tags import Tag
from cases.access import relation_of_visible
from cases.case.choices import Stage
from cases.case.queries import open_case
from cases.contact.queries import safe_words
from cases.models import Case, CaseGrant, ContactSheet, Person
from cases.person.queries import age_band, spoken
from cases.person.questions import PROFILE
from cases.safety.queries import secrecy_notice
from common.shown import Shown, State, show
from encryption.classes import FieldClass

# What the top of the page opens; a page adds its own.
TOP_CLASSES = frozenset({FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.PROFILE})
STAGE_TONES = {Stage.CLOSED: "", Stage.CLOSING: "soon", Stage.INTAKE: "sky"}


@dataclass
class CasePage:
    """One request's view of a case the user may open. Opened values live here and nowhere else."""

    user: User
    case: Case
    person: Person | None
    contact: ContactSheet | None
    grants: list[CaseGrant]
    profile: Shown
    safe: Shown

    @property
    def running_grants(self) -> list[CaseGrant]:
        """Assignments in force, the first given first."""
        now = timezone.now()
        return [grant for grant in self.grants if grant.ended_at is None and grant.until > now]

    @property
    def workers(self) -> list[User]:
        """Users with an assignment in force, the first assigned first."""
        return [grant.user for grant in self.running_grants]

    @property
    def answers(self) -> dict[str, Any]:
        """{question name: answer} of the profile; empty if it is locked, empty or damaged."""
        return PROFILE.named(self.profile.value) if self.profile else {}

    def may(self, act: Act) -> bool:
        """Whether the user may do `act` here; that the case is visible was asked when it was opened."""
        return may(self.user, act, relation_of_visible(self.user))

    def may_write(self, act: Act) -> bool:
        """The same, while work on the case goes on."""
        return not self.case.is_closed and self.may(act)

    def url(self, name: str, *args: str) -> str:
        return reverse(f"cases:{name}", args=[self.case.pid, *args])

    def context(self, current: str, **more: Any) -> dict[str, Any]:
        """For the template: `page`, `case`, and what parts/identity_bar.html takes. `current` is the name of the tab."""
        case = self.case
        return {
            "page": self,
            "case": case,
            "alias": show(case.alias),
            "also": show(case.name_used),
            "reference": case.reference,
            "stage": case.get_stage_display(),
            "stage_tone": STAGE_TONES.get(Stage(case.stage), "brand"),
            "facts": list(self._facts()),
            "acts": list(self._acts()),
            "safe": self.safe,
            "keep_from": secrecy_notice(self.contact),
            "safe_url": self.url("facts_edit", "contact") if self.may_write(Act.CONSENT_RECORD) else "",
            "tabs": [tab | {"current": tab["name"] == current} for tab in self._tabs()],
            **more,
        }

    def _facts(self) -> Iterable[dict[str, Any]]:
        answers = self.answers
        if self.profile:
            if band := age_band(answers, timezone.localdate()):
                yield {"label": _("Age"), "value": band}
            if languages := spoken(answers):
                yield {"label": _("Speaks"), "value": languages}
        leading = [worker for worker in self.workers if worker.role == Role.CASEWORKER] or self.workers
        names = _(", ").join(worker.display_name for worker in leading)
        label = _("Caseworker") if len(leading) < 2 else _("Caseworkers")
        yield {"label": label, "value": names or _("nobody yet")}

    def _acts(self) -> Iterable[Mapping[str, str]]:
        if self.may_write(Act.CASE_STAGE):
            yield {"label": _("Change stage"), "url": self.url("case_stage")}

    def _tabs(self) -> Iterable[dict[str, str]]:
        yield {"name": "overview", "label": _("Overview"), "url": self.url("case_detail")}
        yield {"name": "timeline", "label": _("Timeline"), "url": self.url("timeline_list")}
        yield {"name": "facts", "label": _("Facts"), "url": self.url("facts_list")}
        if self.may(Act.SERVICE_LIST):
            yield {"name": "services", "label": _("Services"), "url": self.url("service_list")}
        if self.may(Act.LEGAL_LIST):
            yield {"name": "legal", "label": pgettext("tab", "Legal"), "url": self.url("legal_list")}
        if self.may(Act.DOCUMENT_LIST):
            yield {"name": "documents", "label": _("Documents"), "url": self.url("document_list")}
        if self.may(Act.RESIDENCE_LIST):
            yield {"name": "papers", "label": _("Status and papers"), "url": self.url("residence_list")}
        if self.may(Act.CONSENT_RECORD):
            yield {"name": "consent", "label": _("Consent and safety"), "url": self.url("consent_list")}
        if self.may(Act.CASE_LOOKS):
            yield {"name": "looks", "label": _("Who looked"), "url": self.url("look_list")}


def open_page(user: User, pid: str, tag: Tag, classes: Iterable[FieldClass] = ()) -> CasePage:
    """Open a case for a page: visible or absent, in scope, its keys fetched in one query, the reading recorded."""
    case = open_case(user, pid, tag, TOP_CLASSES | set(classes))
    person = Person.objects.filter(case=case).first()
    contact = ContactSheet.objects.filter(case=case).first()
    grants = CaseGrant.objects.of_cases([case.pk]).select_related("user", "granted_by", "ended_by")
    profile = show(person.profile) if person is not None else _nothing(user)
    return CasePage(
        user=user,
        case=case,
        person=person,
        contact=contact,
        grants=list(grants),
        profile=profile,
        safe=_safe(contact),
    )


def _safe(contact: ContactSheet | None) -> Shown:
    held = show(contact.safe_contact) if contact is not None else Shown(State.EMPTY)
    if held.state in {State.VALUE, State.EMPTY}:
        return Shown(State.VALUE, safe_words(held.value))
    return held


def _nothing(user: User) -> Shown:
    """A sheet that nobody began looks empty to those who may read it, locked to the others."""
    return Shown(State.EMPTY if user.role in {Role.CASEWORKER, Role.COORDINATOR} else State.LOCKED)
