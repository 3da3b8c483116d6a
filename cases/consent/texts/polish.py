"""The sheet in Polish."""

from types import MappingProxyType

from cases.consent.choices import ConsentKind as Kind
from cases.consent.texts.base import SheetText

POLISH = SheetText(
    language="pol",
    code="pl",
    title="Na co Pani lub Pan się zgadza",
    before=(
        "To Pani lub Pan decyduje. Każde pytanie zadajemy osobno. Na jedno można odpowiedzieć tak, a na inne nie.",
        "Pomoc jest niezależna od odpowiedzi. Odmowa nie ma żadnych złych skutków. Można się spokojnie "
        "zastanowić i o wszystko zapytać.",
        "Zgodę można cofnąć w każdej chwili, mówiąc o tym komukolwiek z nas, bez podawania powodu. Liczy "
        "się to od tej chwili.",
        "To, co od Pani lub Pana usłyszymy, zostaje u nas. Są granice: gdy czyjeś życie jest w "
        "niebezpieczeństwie, gdy dziecko jest w niebezpieczeństwie albo gdy nakaże nam to sąd. Jeśli "
        "możemy, uprzedzamy o tym wcześniej.",
    ),
    asks=MappingProxyType(
        {
            Kind.SERVICE: "Czy możemy pomóc w taki sposób, o jakim rozmawialiśmy?",
            Kind.RECORD: "Czy możemy zapisać to, co jest do tego potrzebne, i przechowywać to pod kluczem?",
            Kind.CONTACT: "Czy możemy się kontaktować, ale tylko w sposób, który Pani lub Pan nam podał?",
            Kind.SHARE: "Czy możemy powiedzieć tej jednej organizacji to, na co Pani lub Pan pozwala, i nic więcej?",
            Kind.AUTHORITY: "Czy możemy porozmawiać o Pani lub Panu z tym jednym urzędem, ten jeden raz?",
            Kind.INTERPRETER: "Czy ta osoba może tłumaczyć?",
            Kind.HEALTH_SHARING: "Czy możemy rozmawiać o Pani lub Pana zdrowiu z tym jednym lekarzem albo tą "
            "jedną przychodnią?",
            Kind.FOLLOW_UP: "Czy możemy później zapytać, jak się Pani lub Pan czuje?",
            Kind.STATISTICS: "Czy możemy doliczyć Panią lub Pana do sum, w których nie ma żadnych nazwisk?",
            Kind.RESEARCH: "Czy to jedno badanie może wykorzystać to, na co Pani lub Pan pozwala? Nic się przez "
            "to nie zyskuje ani nie traci.",
            Kind.MEDIA: "Czy możemy wykorzystać to jedno zdjęcie, nagranie lub tę jedną historię, w tym jednym "
            "celu? Proszę się zastanowić siedem dni. Tego, co jest w internecie, nie da się cofnąć.",
            Kind.CONFERENCE: "Czy możemy mówić o Pani lub Panu na tym jednym spotkaniu, z tymi osobami?",
            Kind.TRANSFER: "Czy możemy przekazać to, na co Pani lub Pan pozwala, osobom, które Panią lub Pana "
            "tam przyjmą?",
            Kind.RECORDING: "Czy możemy nagrać tę jedną rozmowę?",
        }
    ),
    answers=("Tak", "Nie", "Zdecyduję później"),
    to_whom="Komu",
    until="Do kiedy",
    limits="Moje własne granice, moimi słowami",
    after=(
        "Tę kartkę można zabrać. Noszenie jej przy sobie może być niebezpieczne: możemy ją przechować.",
        "Można poprosić o pokazanie tego, co jest zapisane, o poprawienie tego i o informację, kto to oglądał.",
        "Można złożyć na nas skargę. Powiemy, jak to zrobić, i pomożemy, jeśli Pani lub Pan zechce.",
    ),
    signs=("Imię i nazwisko lub znak", "Pracownik", "Tłumacz", "Data"),
)
