"""The sheet in French."""

from types import MappingProxyType

from cases.consent.choices import ConsentKind as Kind
from cases.consent.texts.base import SheetText

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
