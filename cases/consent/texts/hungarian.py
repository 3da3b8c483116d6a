"""The sheet in Hungarian."""

from types import MappingProxyType

from cases.consent.choices import ConsentKind as Kind
from cases.consent.texts.base import SheetText

HUNGARIAN = SheetText(
    language="hun",
    code="hu",
    title="Amibe Ön beleegyezik",
    before=(
        "Ön dönt. Minden kérdést külön teszünk fel. Az egyikre mondhat igent, a másikra nemet.",
        "Bármit válaszol, segítséget kap. A nemnek nincs rossz következménye. Gondolkodhat rajta, és bármit kérdezhet.",
        "Az igent bármikor visszavonhatja: elég, ha bármelyikünknek szól, indok nélkül. Attól a pillanattól számít.",
        "Amit elmond, az nálunk marad. Vannak határok: ha valakinek az élete veszélyben van, ha egy "
        "gyermek veszélyben van, vagy ha bíróság kötelez minket. Ha tudjuk, előre szólunk Önnek.",
    ),
    asks=MappingProxyType(
        {
            Kind.SERVICE: "Segíthetünk Önnek úgy, ahogy megbeszéltük?",
            Kind.RECORD: "Leírhatjuk, amire ehhez szükségünk van, és elzárva megőrizhetjük?",
            Kind.CONTACT: "Felvehetjük Önnel a kapcsolatot, csak úgy, ahogy Ön megmondta?",
            Kind.SHARE: "Elmondhatjuk ennek az egy szervezetnek azt, amit Ön megenged, és semmi mást?",
            Kind.AUTHORITY: "Beszélhetünk Önről ezzel az egy hatósággal, ez egyszer?",
            Kind.INTERPRETER: "Megfelel Önnek ez a tolmács?",
            Kind.HEALTH_SHARING: "Beszélhetünk az Ön egészségéről ezzel az egy orvossal vagy rendelővel?",
            Kind.FOLLOW_UP: "Megkérdezhetjük később, hogy van?",
            Kind.STATISTICS: "Beleszámíthatjuk Önt olyan összesítésbe, amely senkit sem nevez meg?",
            Kind.RESEARCH: "Felhasználhatja ez az egy kutatás azt, amit Ön megenged? Nem nyer és nem veszít vele "
            "semmit.",
            Kind.MEDIA: "Felhasználhatjuk ezt az egy fényképet, felvételt vagy történetet erre az egy célra? "
            "Gondolkodjon rajta hét napig. Ami az internetre kerül, azt nem lehet visszahívni.",
            Kind.CONFERENCE: "Beszélhetünk Önről ezen az egy megbeszélésen, ezekkel az emberekkel?",
            Kind.TRANSFER: "Átadhatjuk azt, amit Ön megenged, azoknak, akik Önt ott fogadják?",
            Kind.RECORDING: "Felvehetjük ezt az egy beszélgetést?",
        }
    ),
    answers=("Igen", "Nem", "Később döntök"),
    to_whom="Kinek",
    until="Meddig",
    limits="A saját határaim, a saját szavaimmal",
    after=(
        "Ezt a lapot elviheti. Veszélyes lehet magánál tartani: mi is megőrizhetjük Önnek.",
        "Kérheti, hogy lássa, amit Önről leírtunk, hogy kijavítsuk, és hogy megtudja, ki nézte meg.",
        "Panaszt tehet ránk. Megmondjuk, hogyan, és segítünk, ha szeretné.",
    ),
    signs=("Név vagy jel", "Munkatárs", "Tolmács", "Dátum"),
)
