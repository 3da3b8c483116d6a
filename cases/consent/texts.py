"""The text of the sheet that is read with the person, in the languages that have one.

Not through gettext: the sheet is in the person's language, whatever the language of the screen, and what was read is part
of the proof. Whoever changes a word makes a new VERSION.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cases.choices import languages
from cases.consent.choices import ConsentKind as Kind

VERSION = "2026-11"


@dataclass(frozen=True, slots=True)
class SheetText:
    """One language. `asks`: a question for each kind; the other parts are printed in their order."""

    language: str
    code: str
    title: str
    before: tuple[str, ...]
    asks: Mapping[Kind, str]
    answers: tuple[str, str, str]
    to_whom: str
    until: str
    limits: str
    after: tuple[str, ...]
    signs: tuple[str, str, str, str]

    @property
    def version(self) -> str:
        """What is recorded with an answer."""
        return f"{VERSION}-{self.code}"


ENGLISH = SheetText(
    language="eng",
    code="en",
    title="What you agree to",
    before=(
        "You decide. Each question is asked apart. You may say yes to one and no to another.",
        "You get help whatever you answer. A no has no bad effect. You may take time to think and ask anything.",
        "You may take back a yes at any time, by any word to any of us, without a reason. It counts from that moment.",
        "What you tell us stays with us. There are limits: when somebody’s life is in danger, when a child is in danger, "
        "or when a court orders us. If we can, we tell you first.",
    ),
    asks=MappingProxyType(
        {
            Kind.SERVICE: "May we help you, in the way we have talked about?",
            Kind.RECORD: "May we write down what we need for this and keep it, locked?",
            Kind.CONTACT: "May we get in touch with you, only in the way you have told us?",
            Kind.SHARE: "May we tell this one organisation what you allow, and nothing else?",
            Kind.AUTHORITY: "May we speak with this one authority about you, this one time?",
            Kind.INTERPRETER: "Is this interpreter all right for you?",
            Kind.HEALTH_SHARING: "May we share about your health with this one doctor or clinic?",
            Kind.FOLLOW_UP: "May we ask you later how you are?",
            Kind.STATISTICS: "May we count you in totals that name nobody?",
            Kind.RESEARCH: "May this one study use what you allow? You gain and lose nothing by it.",
            Kind.MEDIA: "May we use this one photo, recording or story, for this one purpose? Think for seven days. "
            "What is on the internet cannot be called back.",
            Kind.CONFERENCE: "May we talk about you at this one meeting, with these people?",
            Kind.TRANSFER: "May we give what you allow to those who receive you there?",
            Kind.RECORDING: "May we record this one talk?",
        }
    ),
    answers=("Yes", "No", "I will decide later"),
    to_whom="To whom",
    until="Until",
    limits="My own limits, in my words",
    after=(
        "You may have this sheet. It can be dangerous to carry: we can keep it for you.",
        "You may ask to see what is written about you, to have it put right, and who has looked at it.",
        "You may complain about us. We tell you how, and help you if you wish.",
    ),
    signs=("Name or mark", "Worker", "Interpreter", "Date"),
)
FRENCH = SheetText(
    language="fra",
    code="fr",
    title="Ce que vous acceptez",
    before=(
        "C’est vous qui décidez. Chaque question est posée à part. Vous pouvez dire oui à l’une et non à l’autre.",
        "Vous êtes aidée ou aidé quelle que soit votre réponse. Un non n’a aucune conséquence pour vous. Vous pouvez "
        "prendre le temps de réfléchir et poser toutes vos questions.",
        "Vous pouvez revenir sur un oui à tout moment, en le disant à n’importe qui d’entre nous, sans donner de raison. "
        "Cela compte dès ce moment.",
        "Ce que vous nous dites reste chez nous. Il y a des limites : quand la vie de quelqu’un est en danger, quand un "
        "enfant est en danger, ou quand un tribunal nous l’ordonne. Si nous le pouvons, nous vous prévenons avant.",
    ),
    asks=MappingProxyType(
        {
            Kind.SERVICE: "Pouvons-nous vous aider, comme nous en avons parlé ?",
            Kind.RECORD: "Pouvons-nous écrire ce qu’il faut pour cela et le garder sous clé ?",
            Kind.CONTACT: "Pouvons-nous vous contacter, seulement de la façon que vous nous avez indiquée ?",
            Kind.SHARE: "Pouvons-nous dire à cette seule organisation ce que vous permettez, et rien d’autre ?",
            Kind.AUTHORITY: "Pouvons-nous parler de vous à cette seule autorité, cette seule fois ?",
            Kind.INTERPRETER: "Cet interprète vous convient-il ?",
            Kind.HEALTH_SHARING: "Pouvons-nous parler de votre santé à ce seul médecin ou centre de soins ?",
            Kind.FOLLOW_UP: "Pouvons-nous vous demander plus tard comment vous allez ?",
            Kind.STATISTICS: "Pouvons-nous vous compter dans des totaux qui ne nomment personne ?",
            Kind.RESEARCH: "Cette seule étude peut-elle utiliser ce que vous permettez ? Vous n’y gagnez ni n’y perdez rien.",
            Kind.MEDIA: "Pouvons-nous utiliser cette seule photo, ce seul enregistrement ou ce seul récit, dans ce seul "
            "but ? Réfléchissez sept jours. Ce qui est sur internet ne peut pas être repris.",
            Kind.CONFERENCE: "Pouvons-nous parler de vous à cette seule réunion, avec ces personnes ?",
            Kind.TRANSFER: "Pouvons-nous donner ce que vous permettez à celles et ceux qui vous accueillent là-bas ?",
            Kind.RECORDING: "Pouvons-nous enregistrer ce seul entretien ?",
        }
    ),
    answers=("Oui", "Non", "Je déciderai plus tard"),
    to_whom="À qui",
    until="Jusqu’au",
    limits="Mes propres limites, avec mes mots",
    after=(
        "Vous pouvez emporter cette feuille. La porter sur soi peut être dangereux : nous pouvons la garder pour vous.",
        "Vous pouvez demander à voir ce qui est écrit sur vous, à le faire corriger, et à savoir qui l’a regardé.",
        "Vous pouvez vous plaindre de nous. Nous vous disons comment, et nous vous aidons si vous le souhaitez.",
    ),
    signs=("Nom ou marque", "Intervenante ou intervenant", "Interprète", "Date"),
)
TEXTS: Mapping[str, SheetText] = MappingProxyType({text.language: text for text in (ENGLISH, FRENCH)})
_BY_VERSION = {text.version: text for text in TEXTS.values()}


def text_for(language: str) -> SheetText | None:
    """The text in this language (ISO 639-2), if there is one."""
    return TEXTS.get(language)


def text_choices() -> list[tuple[str, str]]:
    """(version, words) of the texts there are now."""
    return [(text.version, text_words(text.version)) for text in TEXTS.values()]


def text_words(version: str) -> str:
    """ "French, 2026-11": the language of a version in the language of the screen; what is not known stays as it is."""
    text = _BY_VERSION.get(version)
    return f"{languages.name(text.language)}, {VERSION}" if text else version
