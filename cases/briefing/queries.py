"""What the person was told, against the minimum list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cases.briefing.choices import BriefingTopic, Understood
from cases.choices import languages
from cases.models import Briefing, Case
from common.shown import Shown, show


@dataclass(frozen=True)
class BriefingLine:
    """One talk in words."""

    row: Briefing
    held: Shown
    topics: str = ""
    language: str = ""
    by: str = ""
    understood: str = ""
    remark: str = ""
    is_understood: bool = False


@dataclass(frozen=True)
class TopicLine:
    """One topic of the minimum list, and when the person was last told and understood it. None: not yet."""

    label: str
    told_on: date | None
    is_understood: bool


def briefings_of(case: Case) -> list[BriefingLine]:
    """Talks of a case in scope, the newest first."""
    rows = Briefing.objects.filter(case=case).select_related("recorded_by")
    return [briefing_line(row) for row in rows]


def briefing_line(row: Briefing) -> BriefingLine:
    """One talk in words; a code that is not offered any more stands as it is."""
    held = show(row.facts)
    if not held:
        return BriefingLine(row, held)
    facts, topics, answers = held.value, dict(BriefingTopic.choices), dict(Understood.choices)
    return BriefingLine(
        row,
        held,
        topics=", ".join(str(topics.get(code, code)) for code in facts.get("topics", [])),
        language=languages.name(facts["language"])
        if facts.get("language") in languages.CODES
        else facts.get("language", ""),
        by=facts.get("by", ""),
        understood=str(answers.get(facts.get("understood", ""), "")),
        remark=facts.get("remark", ""),
        is_understood=facts.get("understood") == Understood.YES,
    )


def topics_of(lines: Iterable[BriefingLine]) -> list[TopicLine]:
    """The minimum list. What was told and not understood counts as told, not as understood."""
    told = [line for line in lines if line.held]
    found = []
    for topic in BriefingTopic:
        about = [line for line in told if topic.value in line.held.value.get("topics", [])]
        good = [line for line in about if line.is_understood]
        newest = (good or about)[:1]
        found.append(TopicLine(str(topic.label), newest[0].row.told_on if newest else None, bool(good)))
    return found
