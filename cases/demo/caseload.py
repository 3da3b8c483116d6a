"""About forty invented cases in all stages. Every name is made up; days are counted back from today."""

from dataclasses import dataclass, field
from typing import Any

from cases.case.choices import ClosureReason, Stage

HERON = "Met at the house with the interpreter. She slept better this week and would like to start the sewing course."

SAFE = (
    {
        "answer": "yes",
        "channels": ["house_phone"],
        "hours": "14:00–16:00",
        "messages": "no",
        "note": "No post.",
    },
    {"answer": "yes", "channels": ["messenger"], "hours": "after 18:00", "words": "Say: it is about the course."},
    {"answer": "only_she", "note": "She calls from the library on Tuesdays."},
    {"answer": "do_not_contact"},
    {"answer": "yes", "channels": ["trusted_person"], "hours": "mornings", "note": "Through her aunt."},
)


@dataclass(frozen=True)
class Invented:
    """One invented case. `days` ago it was opened; `fields` go to CaseStart; `notes` are (days ago, text).

    `of_age_in`: in about so many days a child turns 18.
    """

    alias: str
    name_used: str
    days: int
    stage: Stage
    worker: str = "caseworker"
    fields: dict[str, Any] = field(default_factory=dict)
    notes: tuple[tuple[int, str], ...] = ()
    reason: ClosureReason | None = None
    of_age_in: int | None = None


TOLD = (
    Invented(
        "Heron",
        "Mali",
        30,
        Stage.RECOVERY,
        fields={
            "channel": "self_phone",
            "safe_contact": SAFE[0],
            "identity": {
                "given_name": "Malee",
                "family_name": "Srisai-Sample",
                "birth_date": {"y": 1998, "about": True},
                "documents": "Passport held by the consulate.",
            },
            "contact": {"phone": "+32 400 000 001", "must_not_know": "Her cousin in the same town."},
            "profile": {
                "sex": "female",
                "gender": "Feminine",
                "birth_year": {"y": 1998, "about": True},
                "age_group": "25_34",
                "citizenship": ["TH"],
                "languages": ["tha"],
                "interpreter_needed": "yes",
                "interpreter_sex": "woman",
                "interpreter_not_from": ["TH"],
                "children_count": 1,
            },
            "facts": {
                "exploitation": ["ForcedLabour"],
                "industry": "A_AgricultureForestryAndFishing",
                "job_promised": "farm",
                "freedom": "accompanied",
                "control": ["DebtBondage", "WithholdsDocuments"],
                "recruited_in": "TH",
                "exploited_in": "BE",
            },
            "account": "She was promised farm work with a room. Her passport was taken on the first day.",
            "needs": [
                {"type": "work", "state": "open"},
                {"type": "doctor", "state": "met"},
                {"type": "papers", "state": "open"},
            ],
            "wishes": "A job where nobody shouts, and to call home on Sundays.",
            "health": {"alerts": "Allergic to penicillin.", "needs": "Back pain; check-up on Thursday."},
            "legal": {"papers": "Reflection period asked for on arrival."},
            "risk": {"level": "medium", "danger": "no", "found": "no", "tonight": "yes"},
            "dependants": [
                {"name": "Nok", "relation": "Daughter", "birth": {"y": 2019}, "whereabouts": "With her mother"}
            ],
        },
        notes=(
            (25, "First talk after two nights of rest. She decides the pace."),
            (12, HERON),
            (3, "Called on the house phone. Safe to talk. Confirmed the visit on Thursday."),
        ),
    ),
    Invented(
        "Linnet",
        "Bola",
        18,
        Stage.SUPPORT,
        fields={
            "channel": "other_ngo",
            "safe_contact": SAFE[1],
            "identity": {"given_name": "Bolanle", "family_name": "Example-Ade"},
            "contact": {"messenger": "bola.sample"},
            "profile": {
                "sex": "female",
                "gender": "Feminine",
                "age_group": "18_24",
                "citizenship": ["NG"],
                "languages": ["eng"],
            },
            "facts": {
                "exploitation": ["SexualExploitation"],
                "freedom": "denied",
                "recruiter": ["FriendOrAcquaintance"],
            },
            "needs": [{"type": "bed", "state": "met"}, {"type": "lawyer", "state": "open"}],
            "risk": {"level": "high", "danger": "no", "found": "yes"},
        },
        notes=((16, "Moved to a safe room. Phone checked for tracking."), (4, "Interpreter booked for the interview.")),
    ),
    Invented(
        "Wren",
        "Tigist",
        95,
        Stage.FOLLOW_UP,
        fields={
            "channel": "health",
            "safe_contact": SAFE[4],
            "identity": {"given_name": "Tigist", "family_name": "Invented-Alemu"},
            "profile": {
                "sex": "female",
                "age_group": "25_34",
                "citizenship": ["ET"],
                "languages": ["amh"],
                "interpreter_needed": "yes",
            },
            "facts": {"exploitation": ["Servitude"], "job_promised": "domestic", "freedom": "denied"},
            "needs": [{"type": "work", "state": "met"}, {"type": "school", "state": "open"}],
        },
        notes=((80, "Health check went well."), (10, "Works three days a week. Proud of it.")),
    ),
    Invented(
        "Siskin",
        "",
        2,
        Stage.INTAKE,
        fields={
            "channel": "police_raid",
            "safe_contact": SAFE[2],
            "keep_record": "cannot_be_asked",
            "keep_terms": {"why_not_yet": "No interpreter yet."},
            "profile": {"age_group": "unsure", "languages": ["vie"], "guardian": "alone", "interpreter_needed": "yes"},
            "risk": {"level": "immediate", "danger": "not_asked", "child": "yes"},
        },
        notes=((1, "Quiet. Given food and a room. Nothing asked."),),
    ),
    Invented(
        "Plover",
        "Andrii",
        45,
        Stage.SUPPORT,
        fields={
            "channel": "labour_inspection",
            "safe_contact": SAFE[1],
            "identity": {"given_name": "Andrii", "family_name": "Vyhadanyi"},
            "profile": {
                "sex": "male",
                "gender": "Masculine",
                "age_group": "35_44",
                "citizenship": ["UA"],
                "languages": ["ukr"],
            },
            "facts": {"exploitation": ["ForcedLabour"], "industry": "F_Construction", "control": ["TakesEarnings"]},
            "needs": [{"type": "money", "state": "open"}, {"type": "lawyer", "state": "met"}],
        },
        notes=((40, "Wage claim prepared with the union."),),
    ),
    Invented(
        "Teal",
        "Amina",
        12,
        Stage.SUPPORT,
        fields={
            "channel": "asylum_reception",
            "safe_contact": SAFE[4],
            "profile": {
                "sex": "female",
                "age_group": "child",
                "citizenship": ["AF"],
                "languages": ["prs"],
                "guardian": "appointed",
                "interpreter_needed": "yes",
            },
            "facts": {"exploitation": ["Servitude"], "freedom": "accompanied"},
            "needs": [{"type": "school", "state": "open"}, {"type": "papers", "state": "open"}],
        },
        notes=((5, "Draws every day. Her guardian came along."),),
        of_age_in=75,
    ),
    Invented("Curlew", "Rosa", 210, Stage.CLOSED, reason=ClosureReason.GOALS_REACHED, fields={"channel": "outreach"}),
    Invented("Dunlin", "Farah", 60, Stage.RECOVERY, worker="caseworker2", fields={"channel": "asylum_reception"}),
    Invented("Snipe", "Min", 150, Stage.CLOSED, worker="caseworker2", reason=ClosureReason.CONTACT_LOST),
)

ALIASES = (
    "Aspen Birch Cedar Clover Cypress Fern Hazel Juniper Larch Laurel Linden Maple Myrtle Olive Poplar Rowan Sage Sorrel "
    "Tansy Willow Yarrow Alder Bramble Elder Heather Ivy Lichen Moss Reed Thyme Vetch"
).split()
NAMES = (
    "Asha",
    "",
    "Dao",
    "Elif",
    "Grace",
    "Hoa",
    "",
    "Joy",
    "Kofi",
    "Lina",
    "Marta",
    "Noor",
    "",
    "Petar",
    "Sofi",
    "Zara",
)
CHANNELS = (
    "self_walk_in",
    "outreach",
    "police_control",
    "health",
    "other_ngo",
    "self_phone",
    "union",
    "social_service",
)
CITIZENSHIPS = ("RO", "BG", "NG", "VN", "MD", "BR", "MA", "PH", "IN", "AL")
LANGUAGES = ("ron", "bul", "eng", "vie", "ron", "por", "ara", "tgl", "hin", "sqi")
KINDS = ("ForcedLabour", "SexualExploitation", "Servitude", "ForcedBegging", "ForcedMarriage")
AGES = ("18_24", "25_34", "25_34", "35_44", "45")
STAGES = (Stage.SUPPORT, Stage.RECOVERY, Stage.FOLLOW_UP, Stage.SUPPORT, Stage.CLOSING, Stage.INTAKE, Stage.CLOSED)


def generated() -> list[Invented]:
    """The rest of the caseload, spread over workers, stages and days."""
    rows = []
    for i, alias in enumerate(ALIASES):
        stage = STAGES[i % len(STAGES)]
        fields = {
            "channel": CHANNELS[i % len(CHANNELS)],
            "safe_contact": SAFE[i % len(SAFE)],
            "profile": {
                "sex": "male" if i % 4 == 3 else "female",
                "age_group": AGES[i % len(AGES)],
                "citizenship": [CITIZENSHIPS[i % len(CITIZENSHIPS)]],
                "languages": [LANGUAGES[i % len(LANGUAGES)]],
            },
            "facts": {"exploitation": [KINDS[i % len(KINDS)]]},
            "needs": [{"type": "lawyer", "state": "open"}],
        }
        rows.append(
            Invented(
                alias,
                NAMES[i % len(NAMES)],
                days=3 + i * 9,
                stage=stage,
                worker="caseworker" if i % 2 else "caseworker2",
                fields=fields,
                notes=((2 + i, "Talked about the next step. All in her own time."),),
                reason=ClosureReason.PERSONS_WISH if stage == Stage.CLOSED else None,
            )
        )
    return rows


FOREIGN = (
    Invented("Kestrel", "Ivana", 20, Stage.SUPPORT, worker="outsider", fields={"channel": "border_immigration"}),
    Invented("Merlin", "", 7, Stage.INTAKE, worker="outsider", fields={"channel": "self_web"}),
)
