"""Cases over the API: the same getters, the same actions, the same trail as the pages."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import exceptions
from rest_framework.response import Response

from accounts.api import ApiRequest
from accounts.choices import Role
from accounts.matrix import Act, may
from accounts.models import User
from audit.record import one_transaction
from audit.tags import Tag
from cases.access import relation_of_visible
from cases.case.actions import change_stage, create_case
from cases.case.choices import Stage
from cases.case.inputs import CaseChanges, CaseInput, CaseQuery, DetailQuery
from cases.case.queries import open_case
from cases.case.reasons import require_no_reason
from cases.case.shapes import (
    GROUPS,
    CaseListShape,
    CaseShape,
    ChangedShape,
    CreatedCaseShape,
    case_shape,
    line_shape,
)
from cases.case.start import CaseStart
from cases.caseload.choices import CaseFilter, Opened, Whose
from cases.caseload.queries import list_cases
from cases.contact.actions import edit_contact
from cases.episode.actions import create_episode, edit_account, edit_episode
from cases.health.actions import edit_health
from cases.intake.queries import aliases_in_use
from cases.intake.states import AliasInUse
from cases.legal.actions import edit_legal
from cases.models import Case, Episode
from cases.need.actions import edit_needs
from cases.person.actions import edit_identity, edit_profile
from common.access import get_visible_or_404, require
from common.api import ActionApi


class CaseListApi(ActionApi):
    """The cases of a list, and a new one."""

    @extend_schema(operation_id="cases_list", parameters=[CaseQuery], responses={200: CaseListShape})
    def get(self, request: ApiRequest) -> Response:
        """Newest first; follow `next` as `?before=` for older ones."""
        require(may(request.user, Act.CASE_LIST))
        page = list_cases(request.user, self._filter(request.user))
        return Response({"results": [line_shape(line) for line in page.lines], "next": page.older})

    def _filter(self, user: User) -> CaseFilter:
        asked = self.asked(CaseQuery, role=user.role)
        usual = Whose.MINE if user.role == Role.CASEWORKER else Whose.ALL
        worker = asked.get("worker", "")
        return CaseFilter(
            whose=Whose(asked.get("list", usual)),
            opened=Opened(asked["state"]),
            stage=asked.get("stage", ""),
            worker=_colleague(user, worker) if worker else None,
            size=int(asked["size"]),
            before=asked.get("before"),
        )

    @extend_schema(operation_id="cases_create", request=CaseInput, responses={201: CreatedCaseShape})
    def post(self, request: ApiRequest) -> Response:
        """Keep a record. A caseworker becomes its worker; a coordinator names one by `worker` (a colleague's pid)."""
        require(may(request.user, Act.CASE_CREATE))
        data = self.validated(CaseInput)
        pid = data.pop("worker", "")
        worker = _colleague(request.user, pid) if pid else None
        with one_transaction():
            if data["alias"].casefold() in aliases_in_use(request.user):
                raise AliasInUse
            case = create_case(actor=request.user, start=CaseStart(**data), worker=worker)
        return Response({"pid": case.pid, "reference": case.reference}, status=201)


def _colleague(user: User, pid: str) -> User:
    """A colleague by public id. Raises ValidationError for everybody else, known or not."""
    found: User | None = User.objects.visible_to(user).active().filter(pid=pid).first()
    if found is None:
        raise exceptions.ValidationError({"worker": ["not found"]})
    return found


class CaseDetailApi(ActionApi):
    """One case. `?open=identity,contact` opens sealed groups; each opening is recorded before it is sent."""

    @extend_schema(operation_id="cases_detail", parameters=[DetailQuery], responses={200: CaseShape})
    def get(self, request: ApiRequest, pid: str) -> Response:
        """The case; groups that the role may not open read `locked`, whether filled or not."""
        case = open_case(request.user, pid, Tag.CASE_OPEN)
        opened = [name for name in self.asked(DetailQuery).get("open", "").split(",") if name]
        if set(opened) - set(GROUPS):
            raise exceptions.ValidationError({"open": ["unknown group"]})
        if opened:
            require(may(request.user, Act.CASE_REVEAL, relation_of_visible(request.user)))
            require_no_reason(request.user, case, opened)
        return Response(case_shape(case, opened))

    @extend_schema(operation_id="cases_edit", request=CaseChanges, responses={200: ChangedShape})
    def patch(self, request: ApiRequest, pid: str) -> Response:
        """Change what is named, all of it or nothing; what is not named stays. Answers with the names of what changed."""
        case = open_case(request.user, pid, Tag.CASE_OPEN)
        data = self.validated(CaseChanges)
        with one_transaction():
            changed = _apply(request.user, case, data)
        return Response({"changed": changed})


def _apply(user: User, case: Case, data: dict[str, Any]) -> list[str]:
    """Each group through the action of its page."""
    changed: list[str] = []
    on_case = {name: data[name] for name in ("alias", "name_used") if name in data}
    if "stage" in data:
        change_stage(actor=user, case=case, stage=Stage(data["stage"]), version=data.get("version"))
        changed.append("stage")
    if identity := data.get("identity", {}) | on_case:
        changed += edit_identity(actor=user, case=case, **_parts(identity))
    contact = data.get("contact", {}) | {name: data[name] for name in ("safe_contact",) if name in data}
    if contact:
        changed += edit_contact(actor=user, case=case, **_parts(contact))
    if "profile" in data:
        changed += edit_profile(actor=user, case=case, answers=data["profile"])
    if "episode" in data:
        changed += _apply_episode(user, case, data["episode"])
    for name, action in (("needs", edit_needs), ("health", edit_health), ("legal", edit_legal)):
        if name in data:
            changed += action(actor=user, case=case, **_parts(data[name]))
    return changed


def _parts(group: dict[str, Any]) -> dict[str, Any]:
    """The version that the caller read, apart from what is to change."""
    changes = dict(group)
    return {"version": changes.pop("version", None), "changes": changes}


def _apply_episode(user: User, case: Case, data: dict[str, Any]) -> list[str]:
    """What happened: the episode named, or a further one. The version counts for whatever comes first."""
    facts, pid, version = data.pop("facts", None), data.pop("pid", ""), data.pop("version", None)
    if pid:
        rows = Episode.objects.filter(case=case).select_related("case")
        episode = get_visible_or_404(rows, user, pid, tag=Tag.CASE_OPEN)
        changed = [] if facts is None else edit_episode(actor=user, episode=episode, answers=facts, version=version)
        version = None if facts is not None else version
    else:
        episode = create_episode(actor=user, case=case, answers=facts or {})
        changed = ["episode"]
    if data:
        changed += edit_account(actor=user, episode=episode, changes=data, version=version)
    return changed
