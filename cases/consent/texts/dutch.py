"""The sheet in Dutch."""

from types import MappingProxyType

from cases.consent.choices import ConsentKind as Kind
from cases.consent.texts.base import SheetText

DUTCH = SheetText(
    language="nld",
    code="nl",
    title="Waar u mee instemt",
    before=(
        "U beslist. Elke vraag wordt apart gesteld. U mag op de ene ja zeggen en op de andere nee.",
        "U krijgt hulp, wat u ook antwoordt. Een nee heeft geen slechte gevolgen. U mag de tijd nemen om "
        "na te denken en alles vragen.",
        "U mag een ja op elk moment terugnemen, met één woord tegen wie dan ook van ons, zonder reden. "
        "Het geldt vanaf dat moment.",
        "Wat u ons vertelt, blijft bij ons. Er zijn grenzen: als iemands leven in gevaar is, als een "
        "kind in gevaar is, of als een rechter het ons beveelt. Als het kan, zeggen we het u van tevoren.",
    ),
    asks=MappingProxyType(
        {
            Kind.SERVICE: "Mogen wij u helpen, zoals we hebben besproken?",
            Kind.RECORD: "Mogen wij opschrijven wat we daarvoor nodig hebben en het achter slot bewaren?",
            Kind.CONTACT: "Mogen wij contact met u opnemen, alleen op de manier die u ons hebt gezegd?",
            Kind.SHARE: "Mogen wij aan deze ene organisatie vertellen wat u toestaat, en niets anders?",
            Kind.AUTHORITY: "Mogen wij met deze ene instantie over u spreken, deze ene keer?",
            Kind.INTERPRETER: "Vindt u deze tolk goed?",
            Kind.HEALTH_SHARING: "Mogen wij met deze ene arts of kliniek over uw gezondheid spreken?",
            Kind.FOLLOW_UP: "Mogen wij u later vragen hoe het met u gaat?",
            Kind.STATISTICS: "Mogen wij u meetellen in totalen waarin niemand wordt genoemd?",
            Kind.RESEARCH: "Mag dit ene onderzoek gebruiken wat u toestaat? U wint en verliest er niets mee.",
            Kind.MEDIA: "Mogen wij deze ene foto, opname of dit ene verhaal gebruiken, voor dit ene doel? Denk "
            "er zeven dagen over na. Wat op internet staat, kan niet worden teruggehaald.",
            Kind.CONFERENCE: "Mogen wij op deze ene bijeenkomst over u spreken, met deze mensen?",
            Kind.TRANSFER: "Mogen wij wat u toestaat geven aan wie u daar opvangt?",
            Kind.RECORDING: "Mogen wij dit ene gesprek opnemen?",
        }
    ),
    answers=("Ja", "Nee", "Ik beslis later"),
    to_whom="Aan wie",
    until="Tot",
    limits="Mijn eigen grenzen, in mijn woorden",
    after=(
        "U mag dit blad hebben. Het kan gevaarlijk zijn om het bij u te dragen: wij kunnen het voor u bewaren.",
        "U mag vragen om te zien wat er over u geschreven is, om het te laten verbeteren, en wie het heeft bekeken.",
        "U mag over ons klagen. Wij zeggen u hoe, en helpen u als u dat wilt.",
    ),
    signs=("Naam of teken", "Medewerker", "Tolk", "Datum"),
)
