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
from cases.case.matching import (
    CASE,
    SHEET_OF,
    SHEETS,
    episode_name,
    locked,
    versions_of,
    versions_shown,
)
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
from cases.case.states import require_open
from cases.caseload.choices import CaseFilter, Opened, Whose
from cases.caseload.queries import list_cases
from cases.contact.actions import edit_contact
from cases.episode.actions import create_episode, edit_account, edit_episode
from cases.find.queries import is_alias_in_use
from cases.health.actions import edit_health
from cases.intake.states import AliasInUse
from cases.legal.actions import edit_legal
from cases.models import Case, ContactSheet, Episode, Person
from cases.need.actions import edit_needs
from cases.permissions import can
from cases.person.actions import edit_identity, edit_profile
from cases.sheets import may_write
from common.access import get_visible_or_404, require
from common.api import ActionApi
from common.matching import IF_MATCH, REFUSALS, Versions, read_etag, require_versions, tagged

# Groups whose fields stand in an object of their own.
NAMED = ("identity", "contact", "needs", "health", "legal")


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
            only=asked.get("only", ""),
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
            if is_alias_in_use(request.user, data["alias"]):
                raise AliasInUse
            case = create_case(actor=request.user, start=CaseStart(**data), worker=worker)
        return Response({"pid": case.pid, "reference": case.reference}, status=201)


def _colleague(user: User, pid: str) -> User:
    """A colleague by public id. Raises ValidationError for everybody else, known or not."""
    found: User | None = User.objects.visible_to(user).active().filter(pid=pid).first()
    if found is None:
        raise exceptions.ValidationError({"worker": ["not found"]}, code="does_not_exist")
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
        shape = case_shape(case, opened)
        return tagged(shape, versions_shown(shape))

    @extend_schema(
        operation_id="cases_edit",
        parameters=[IF_MATCH],
        request=CaseChanges,
        responses={200: ChangedShape, **REFUSALS},
    )
    def patch(self, request: ApiRequest, pid: str) -> Response:
        """Change what is named, all of it or nothing; what is not named stays. Answers with the names of what changed.

        Each change says which version it was made from: by If-Match (412 if it is not the present one), or by `version`
        beside the fields (409). Without either it is refused (428).
        """
        case = open_case(request.user, pid, Tag.CASE_OPEN)
        data = self.validated(CaseChanges)
        said = read_etag(request.headers.get("If-Match", ""))
        with one_transaction():
            case = locked(case)
            touched, beside = _versions_in(data)
            _require_writing(request.user, case, data)
            require_versions(versions_of(case, touched), said, beside, touched)
            changed = _apply(request.user, case, data)
            now = versions_of(locked(case), sorted(touched))
        return tagged({"changed": changed, "versions": now}, now)


def _versions_in(data: dict[str, Any]) -> tuple[set[str], Versions]:
    """What a change is about, and the versions that stand beside its fields. They are taken out of `data`."""
    touched, beside = {SHEET_OF[group] for group in data if group in SHEET_OF}, {}
    for group, sheet in SHEET_OF.items():
        if isinstance(data.get(group), dict) and group != "profile" and "version" in data[group]:
            beside[sheet] = data[group].pop("version")
    version, episode = data.pop("version", None), data.get("episode", {})
    if "stage" in data:
        touched.add(CASE)
        beside |= {CASE: version} if version is not None else {}
    if pid := episode.get("pid"):
        touched.add(episode_name(pid))
        beside |= {episode_name(pid): episode["version"]} if "version" in episode else {}
    episode.pop("version", None)
    return touched, beside


def _require_writing(user: User, case: Case, data: dict[str, Any]) -> None:
    """Whoever may not write a field does not learn in which version it is."""
    if "stage" in data:
        require(can(user, Act.CASE_STAGE, case))
    if set(data) - {"stage"}:
        require(can(user, Act.CASE_EDIT, case))
    require_open(case)
    if pid := data.get("episode", {}).get("pid"):
        _episode(user, case, pid)
    on_case = [(case, name) for name in ("alias", "name_used") if name in data]
    on_person = [(Person.of(case), name) for name in ("profile",) if name in data]
    on_contact = [(ContactSheet.of(case), name) for name in ("safe_contact",) if name in data]
    groups = [group for group in NAMED if group in data]
    named: list[tuple[Any, str]] = [
        (SHEETS[SHEET_OF[group]].of(case), name) for group in groups for name in data[group]
    ]
    on_episode = [(Episode.of(case), name) for name in data.get("episode", {}) if name != "pid"]
    require(all(may_write(row, name) for row, name in [*on_case, *on_person, *on_contact, *named, *on_episode]))


def _apply(user: User, case: Case, data: dict[str, Any]) -> list[str]:
    """Each group through the action of its page. The versions are the present ones: the case is locked since."""
    changed: list[str] = []
    on_case = {name: data[name] for name in ("alias", "name_used") if name in data}
    if "stage" in data:
        change_stage(actor=user, case=case, stage=Stage(data["stage"]))
        changed.append("stage")
    if identity := data.get("identity", {}) | on_case:
        changed += edit_identity(actor=user, case=case, changes=identity)
    contact = data.get("contact", {}) | {name: data[name] for name in ("safe_contact",) if name in data}
    if contact:
        changed += edit_contact(actor=user, case=case, changes=contact)
    if "profile" in data:
        changed += edit_profile(actor=user, case=case, answers=data["profile"])
    if "episode" in data:
        changed += _apply_episode(user, case, data["episode"])
    for name, action in (("needs", edit_needs), ("health", edit_health), ("legal", edit_legal)):
        if name in data:
            changed += action(actor=user, case=case, changes=data[name])
    return changed


def _apply_episode(user: User, case: Case, data: dict[str, Any]) -> list[str]:
    """What happened: the episode named, or a further one."""
    facts, pid = data.pop("facts", None), data.pop("pid", "")
    if pid:
        episode = _episode(user, case, pid)
        changed = [] if facts is None else edit_episode(actor=user, episode=episode, answers=facts)
    else:
        episode = create_episode(actor=user, case=case, answers=facts or {})
        changed = ["episode"]
    if data:
        changed += edit_account(actor=user, episode=episode, changes=data)
    return changed


def _episode(user: User, case: Case, pid: str) -> Episode:
    """An episode of this case; else it is absent."""
    rows = Episode.objects.filter(case=case).select_related("case")
    episode: Episode = get_visible_or_404(rows, user, pid, tag=Tag.CASE_OPEN)
    return episode
