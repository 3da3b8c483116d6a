"""Two editors, five hundred random interleavings: every text that the server took is in the record, its history, or a draft.

Each interleaving begins with the same case, open on both desks, and goes through the real pages and the API. The order is
derived from the machine's own code, so a failure comes again with the next run, and its steps are printed.
"""

import re
from collections import Counter
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize

from audit.models import Event
from cases.assignment.actions import write_grant
from cases.models import Case, CaseGrant, CaseHandover, EarlierValue, LegalSheet, Note
from common.models import Draft
from tests.cases.api import ask
from tests.cast import Cast, Member
from tests.factories.cases import acting, make_case
from tests.factories.reading import working_as
from tests.moves import move, run_histories

pytestmark = pytest.mark.django_db

INTERLEAVINGS = 500
STEPS = 8
FIELDS = ("lawyer", "notes")
EMPTY = {"lawyer": "L0", "papers": "P0", "notes": "N0"}
WRITES = (Note, EarlierValue, CaseHandover, CaseGrant, LegalSheet)
DESKS = st.sampled_from(["first", "second"])
SOME_FIELDS = st.sets(st.sampled_from(FIELDS), min_size=1)


class Desk:
    """What one editor has before them: the pages that were shown, and what stands typed in each form."""

    def __init__(self, member: Member, page: str) -> None:
        self.member = member
        self.note = ""
        self.corrections: dict[str, str] = {}
        self.show(page)

    def show(self, page: str) -> None:
        """The form of the facts, as the server drew it."""
        found = re.search(r'name="version" value="(\d+)"', page)
        assert found, page
        self.version = found[1]
        areas = re.findall(r'<textarea name="(\w+)"[^>]*>\n?(.*?)</textarea>', page, re.S)
        self.values = {name: unescape(text) for name, text in areas}
        assert set(self.values) == set(EMPTY)
        self.once, self.typed_in = uuid4().hex, set[str]()
        self.pages, self.clash = [page], ""
        self.is_open = True

    def type(self, name: str, text: str) -> None:
        self.values[name] += f" {text}"
        self.typed_in.add(name)


class World:
    """What all interleavings begin with; each of them is undone."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.editors = {"first": cast.caseworker, "second": cast.caseworker2}
        self.case = make_case(cast.caseworker.user)
        write_grant(actor=cast.coordinator.user, case=self.case, user=cast.caseworker2.user)
        assert cast.caseworker.post("cases:facts_edit", self.case, "legal", version=0, **EMPTY).status_code == 302
        cast.caseworker.post("cases:note_create", self.case, text="The first note")
        # Keys of drafts are made at the first one.
        for member in self.editors.values():
            member.client.post(f"/drafts/note/{self.case.pid}/", {"text": "x"})
        Draft.objects.all().delete()
        self.pages = {name: self.page(member) for name, member in self.editors.items()}
        self.counts: Counter[str] = Counter()

    def page(self, member: Member) -> str:
        return member.get("cases:facts_edit", self.case, "legal").content.decode()


class Interleaving(RuleBasedStateMachine):
    """One case on two desks."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.case: Case = self.world.case
        self.desks = {name: Desk(member, self.world.pages[name]) for name, member in self.world.editors.items()}
        self.works = dict.fromkeys(self.desks, True)
        self.kept: list[tuple[str, str]] = []
        self.now = dict(EMPTY)
        self.author = dict.fromkeys(EMPTY, "first")
        self.notes = [Note.objects.get(case=self.case)]
        self.steps = 0
        self.number = 0

    @initialize()
    def begin(self) -> None:
        self.world.counts["interleavings"] += 1

    # What people do.

    def text(self) -> str:
        self.number += 1
        return f"text{self.number}."

    def send(self, desk: str, name: str, *rows: Any, twice: bool = False, **data: Any) -> Any:
        """One press, or two: the second changes nothing and is told what the first was told."""
        self.world.counts["requests"] += 1
        member = self.desks[desk].member
        answer = member.post(name, *rows, **data)
        assert answer.status_code in ({200, 204, 302, 409} if self.works[desk] else {404}), answer.status_code
        if twice and answer.status_code == 302:
            before = [model.objects.count() for model in WRITES]
            again = member.post(name, *rows, **data)
            assert [model.objects.count() for model in WRITES] == before, f"stored twice: {name}"
            assert (again.status_code, again["Location"]) == (302, answer["Location"])
            self.world.counts["pressed twice"] += 1
        return answer

    def took(self, desk: str, *texts: str) -> None:
        self.kept += [(desk, text) for text in texts]

    def facts_of(self, desk: str) -> Desk | None:
        """The form on the desk, opened if none is; None if the editor may not open the case any more."""
        own = self.desks[desk]
        if own.is_open:
            return own
        return own if self.open_facts(desk) else None

    def open_facts(self, desk: str) -> bool:
        own = self.desks[desk]
        answer = own.member.get("cases:facts_edit", self.case, "legal")
        assert answer.status_code == (200 if self.works[desk] else 404)
        if self.works[desk]:
            own.show(answer.content.decode())
        return self.works[desk]

    @move(1, desk=DESKS)
    def open_again(self, desk: str) -> None:
        """The page is opened anew, as after a crash: the draft, and the version it was typed against, come back."""
        own = self.desks[desk]
        typed, values = own.typed_in, own.values
        if typed and not self.is_kept(desk, "facts_edit"):
            return
        if self.open_facts(desk):
            assert all(own.values[name] == values[name] for name in typed), (own.values, values)
            own.typed_in = typed

    def is_kept(self, desk: str, kind: str) -> bool:
        return Draft.objects.filter(owner=self.desks[desk].member.user, kind=kind).exists()

    @move(4, desk=DESKS, names=SOME_FIELDS, twice=st.booleans())
    def edit(self, desk: str, names: set[str], twice: bool) -> None:
        own = self.facts_of(desk)
        if own is None or own.clash:
            return
        new = self.typed(own, names)
        answer = self.send(
            desk, "cases:facts_edit", self.case, "legal", version=own.version, once=own.once, twice=twice, **own.values
        )
        self.answered(desk, answer, new, own.typed_in)

    def typed(self, own: Desk, names: set[str]) -> list[str]:
        new = [self.text() for _ in names]
        for name, text in zip(sorted(names), new, strict=True):
            own.type(name, text)
        return new

    def answered(self, desk: str, answer: Any, new: list[str], wanted: set[str]) -> None:
        own = self.desks[desk]
        if answer.status_code == 404:
            own.is_open = False
            return
        self.took(desk, *new)
        if answer.status_code == 302:
            self.saved(desk, wanted)
            own.is_open, own.clash, own.typed_in = False, "", set()
            return
        assert answer.status_code == 409
        self.world.counts["conflicts"] += 1
        own.clash = answer.content.decode()
        own.pages.append(own.clash)

    def saved(self, desk: str, wanted: set[str]) -> None:
        """A change touches what its editor typed in or chose, and nothing of a colleague's that was not shown before."""
        after = self.record()
        for name, before in self.now.items():
            if after[name] == before:
                continue
            assert name in wanted, f"{name} was overwritten with a text its editor did not touch"
            if self.author[name] != desk:
                assert any(before in unescape(page) for page in self.desks[desk].pages), f"overwritten unseen: {before}"
            self.author[name] = desk
        self.now = after

    def record(self) -> dict[str, str]:
        sheet = LegalSheet.objects.get(case=self.case)
        with working_as(self.world.cast.coordinator.user, self.case):
            return {name: getattr(sheet, name).reveal("test") or "" for name in EMPTY}

    @move(3, picks=st.lists(st.sampled_from(["yours", "theirs", ""]), min_size=3, max_size=3))
    def choose(self, picks: list[str]) -> None:
        """The page of the conflict: what it proposes, or what the editor picks; a press without a choice asks again."""
        desk = next((name for name, own in self.desks.items() if own.clash), "")
        if not desk:
            return
        own = self.desks[desk]
        page = own.clash[own.clash.index('name="began"') - 30 :]
        data: dict[str, list[str]] = {}
        for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page):
            data.setdefault(name, []).append(unescape(value))
        fields = dict.fromkeys(re.findall(r'name="choose_(\w+)"', page))
        chosen = dict(re.findall(r'name="choose_(\w+)" value="(\w+)" checked', page))
        chosen |= {name: pick for name, pick in zip(sorted(fields), picks, strict=False) if pick}
        data.pop("csrfmiddlewaretoken", None)
        data |= {"once": [uuid4().hex]} | {f"choose_{name}": [pick] for name, pick in chosen.items()}
        answer = self.send(desk, "cases:facts_edit", self.case, "legal", **data)
        wanted = {name for name, pick in chosen.items() if pick == "yours"}
        self.answered(desk, answer, [], wanted | (own.typed_in - set(fields)))

    @move(1, desk=DESKS, name=st.sampled_from(FIELDS))
    def keep_facts(self, desk: str, name: str) -> None:
        own = self.facts_of(desk)
        if own is None or own.clash:
            return
        new = self.typed(own, {name})
        key = f"{self.case.pid}.legal"
        sent = {"version": own.version, "once": own.once, "typed_at": self.number, **own.values}
        if self.send(desk, "common:draft_keep", "facts_edit", key, **sent).status_code == 204:
            self.took(desk, *new)

    @move(1, desk=DESKS)
    def keep_note(self, desk: str) -> None:
        own, text = self.desks[desk], self.text()
        own.note = f"{own.note} {text}".strip()
        if self.send(desk, "cases:note_keep", self.case, text=own.note).status_code == 204:
            self.took(desk, text)

    @move(1, desk=DESKS, twice=st.booleans(), by_api=st.booleans())
    def write_note(self, desk: str, twice: bool, by_api: bool) -> None:
        own, text = self.desks[desk], self.text()
        once = uuid4().hex
        if by_api:
            body, headers = {"text": text}, {"Idempotency-Key": once}
            for _ in range(1 + twice):
                answer = ask(own.member, "post", "note_list", self.case, body=body, headers=headers)
                assert answer.status_code == (201 if self.works[desk] else 404)
        else:
            sent = f"{own.note} {text}".strip()
            answer = self.send(desk, "cases:note_create", self.case, text=sent, once=once, twice=twice)
        if answer.status_code != 404:
            self.took(desk, text)
            own.note = own.note if by_api else ""
            self.notes.append(Note.objects.filter(case=self.case).latest("created_at"))

    @move(1, desk=DESKS, place=st.integers(0, 3), twice=st.booleans())
    def correct(self, desk: str, place: int, twice: bool) -> None:
        """A note as it was opened, which a colleague may have corrected since."""
        own, text = self.desks[desk], self.text()
        note = self.notes[place % len(self.notes)]
        sent = f"{own.corrections.get(note.pid, 'Corrected.')} {text}"
        answer = self.send(desk, "cases:note_edit", self.case, note, text=sent, once=uuid4().hex, twice=twice)
        if answer.status_code == 404:
            return
        self.took(desk, text)
        self.world.counts["conflicts"] += answer.status_code == 409
        if answer.status_code == 409:
            own.corrections[note.pid] = sent
        else:
            own.corrections.pop(note.pid, None)

    @move(1, desk=DESKS, place=st.integers(0, 3), twice=st.booleans())
    def add_to_note(self, desk: str, place: int, twice: bool) -> None:
        text, note = self.text(), self.notes[place % len(self.notes)]
        answer = self.send(desk, "cases:note_extend", self.case, note, text=text, once=uuid4().hex, twice=twice)
        if answer.status_code == 302:
            self.took(desk, text)

    @move(1, desk=DESKS, name=st.sampled_from(FIELDS))
    def edit_by_api(self, desk: str, name: str) -> None:
        """A program sends what it read when the page was opened: refused if somebody has changed it since."""
        own = self.desks[desk]
        if not own.is_open:
            return
        text, is_new = self.text(), int(own.version) == LegalSheet.objects.get(case=self.case).version
        headers = {"If-Match": f'"legal={own.version}"'}
        answer = ask(own.member, "patch", "case_detail", self.case, body={"legal": {name: text}}, headers=headers)
        assert answer.status_code == ((200 if is_new else 412) if self.works[desk] else 404), answer.content
        if answer.status_code == 200:
            self.took(desk, text)
            self.saved(desk, {name})

    @move(1, desk=DESKS, answer=st.sampled_from(["yes", "no"]))
    def hand_over(self, desk: str, answer: str) -> None:
        """The case is offered with a word to the colleague, whose answer moves it or not."""
        if not all(self.works.values()):
            return self.assign_back()
        receiver = self.desks["second" if desk == "first" else "first"]
        text = self.text()
        data = {"receiver": receiver.member.user.pid, "note": text, "once": uuid4().hex}
        assert self.send(desk, "cases:handover_offer", self.case, twice=True, **data).status_code == 302
        self.took(desk, text)
        offer = CaseHandover.objects.waiting().get(case=self.case)
        view = "cases:handover_accept" if answer == "yes" else "cases:handover_decline"
        assert receiver.member.post(view, offer).status_code == 302
        self.works[desk] = answer == "no"
        self.world.counts["handed over"] += answer == "yes"

    @move()
    def assign_back(self) -> None:
        """Whoever gave the case away works on it again; the drafts were never gone."""
        gone = next((name for name, works in self.works.items() if not works), "")
        if not gone:
            return
        write_grant(actor=self.world.cast.coordinator.user, case=self.case, user=self.desks[gone].member.user)
        self.works[gone] = True

    # What must be true at the end.

    def teardown(self) -> None:
        try:
            self.check()
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def check(self) -> None:
        texts = self.texts_of_record()
        drafts = {name: self.drafts_of(desk.member) for name, desk in self.desks.items()}
        for desk, text in self.kept:
            assert any(text in held for held in (*texts, *drafts[desk])), f"{text} of {desk} is lost"
        self.world.counts["texts"] += len(self.kept)

    def texts_of_record(self) -> list[str]:
        """Every text of the case and its history, each note once."""
        case = self.case
        notes = list(Note.objects.filter(case=case))
        with working_as(self.world.cast.coordinator.user, case):
            of_notes = [note.text.reveal("test") for note in notes]
            assert len(set(of_notes)) == len(of_notes), "a note is stored twice"
            tags = ("note:create", "note:edit", "note:extend")
            assert Event.objects.filter(case_id=case.pk, tag__in=tags, outcome="ok").count() == len(notes)
            of_offers = [offer.note.reveal("test") for offer in CaseHandover.objects.filter(case=case)]
            earlier = EarlierValue.objects.filter(case=case, legal__isnull=False)
            of_history = [str(row.legal.reveal("test")) for row in earlier]
        return [*of_notes, *of_offers, *of_history, *self.record().values()]

    def drafts_of(self, member: Member) -> list[str]:
        rows = list(Draft.objects.filter(owner=member.user))
        with acting(member.user):
            return [str(row.content.reveal("test")) for row in rows]


def test_every_text_is_in_the_record_its_history_or_a_draft_of_its_author(cast: Cast):
    world = World(cast)
    run_histories(Interleaving, world=world, histories=INTERLEAVINGS, steps=STEPS)
    print("nothing lost:", dict(world.counts))
    assert world.counts["interleavings"] >= INTERLEAVINGS
    assert min(world.counts[what] for what in ("conflicts", "handed over", "pressed twice")) > INTERLEAVINGS // 20
