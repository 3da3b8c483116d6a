"""The sheet in Romanian."""

from types import MappingProxyType

from cases.consent.choices import ConsentKind as Kind
from cases.consent.texts.base import SheetText

ROMANIAN = SheetText(
    language="ron",
    code="ro",
    title="Cu ce sunteți de acord",
    before=(
        "Dumneavoastră hotărâți. Fiecare întrebare se pune separat. Puteți spune da la una și nu la alta.",
        "Primiți ajutor oricare ar fi răspunsul. Un nu nu are nicio urmare rea. Puteți lua timp de "
        "gândire și puteți întreba orice.",
        "Puteți retrage un da oricând, spunând acest lucru oricui dintre noi, fără motiv. Contează din acel moment.",
        "Ce ne spuneți rămâne la noi. Există limite: când viața cuiva este în pericol, când un copil "
        "este în pericol sau când o instanță ne ordonă. Dacă putem, vă spunem dinainte.",
    ),
    asks=MappingProxyType(
        {
            Kind.SERVICE: "Putem să vă ajutăm, așa cum am vorbit?",
            Kind.RECORD: "Putem să scriem ce avem nevoie pentru aceasta și să păstrăm sub cheie?",
            Kind.CONTACT: "Putem să luăm legătura cu dumneavoastră, numai în felul pe care ni l-ați spus?",
            Kind.SHARE: "Putem să spunem acestei singure organizații ce permiteți, și nimic altceva?",
            Kind.AUTHORITY: "Putem să vorbim despre dumneavoastră cu această singură autoritate, această singură dată?",
            Kind.INTERPRETER: "Sunteți de acord cu acest interpret?",
            Kind.HEALTH_SHARING: "Putem să vorbim despre sănătatea dumneavoastră cu acest singur medic sau cabinet?",
            Kind.FOLLOW_UP: "Putem să vă întrebăm mai târziu cum vă simțiți?",
            Kind.STATISTICS: "Putem să vă numărăm în totaluri care nu numesc pe nimeni?",
            Kind.RESEARCH: "Poate acest singur studiu să folosească ce permiteți? Nu câștigați și nu pierdeți nimic.",
            Kind.MEDIA: "Putem să folosim această singură fotografie, înregistrare sau poveste, pentru acest "
            "singur scop? Gândiți-vă șapte zile. Ce este pe internet nu mai poate fi luat înapoi.",
            Kind.CONFERENCE: "Putem să vorbim despre dumneavoastră la această singură întâlnire, cu aceste persoane?",
            Kind.TRANSFER: "Putem să dăm ce permiteți celor care vă primesc acolo?",
            Kind.RECORDING: "Putem să înregistrăm această singură discuție?",
        }
    ),
    answers=("Da", "Nu", "Hotărăsc mai târziu"),
    to_whom="Cui",
    until="Până la",
    limits="Limitele mele, în cuvintele mele",
    after=(
        "Puteți avea această foaie. Poate fi periculos să o purtați la dumneavoastră: o putem păstra noi.",
        "Puteți cere să vedeți ce este scris despre dumneavoastră, să fie corectat și să aflați cine s-a uitat.",
        "Puteți face o plângere despre noi. Vă spunem cum și vă ajutăm dacă doriți.",
    ),
    signs=("Nume sau semn", "Lucrător", "Interpret", "Data"),
)
