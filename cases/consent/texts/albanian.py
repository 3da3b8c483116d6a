"""The sheet in Albanian."""

from types import MappingProxyType

from cases.consent.choices import ConsentKind as Kind
from cases.consent.texts.base import SheetText

ALBANIAN = SheetText(
    language="sqi",
    code="sq",
    title="Për çfarë jeni dakord",
    before=(
        "Vendosni ju. Çdo pyetje bëhet veçmas. Mund të thoni po për njërën dhe jo për tjetrën.",
        "Ju merrni ndihmë çfarëdo që të përgjigjeni. Një jo nuk ka asnjë pasojë të keqe. Mund të merrni "
        "kohë për t’u menduar dhe të pyesni çdo gjë.",
        "Mund ta tërhiqni një po në çdo kohë, duke ia thënë kujtdo prej nesh, pa dhënë arsye. Vlen që nga ai çast.",
        "Ajo që na thoni mbetet te ne. Ka kufij: kur jeta e dikujt është në rrezik, kur një fëmijë është "
        "në rrezik, ose kur na urdhëron një gjykatë. Nëse mundemi, ju tregojmë më parë.",
    ),
    asks=MappingProxyType(
        {
            Kind.SERVICE: "A mund t’ju ndihmojmë, ashtu siç kemi biseduar?",
            Kind.RECORD: "A mund të shkruajmë atë që na duhet për këtë dhe ta ruajmë të mbyllur me çelës?",
            Kind.CONTACT: "A mund t’ju kontaktojmë, vetëm në mënyrën që na keni thënë?",
            Kind.SHARE: "A mund t’i tregojmë vetëm kësaj organizate atë që lejoni ju, dhe asgjë tjetër?",
            Kind.AUTHORITY: "A mund të flasim për ju vetëm me këtë autoritet, vetëm këtë herë?",
            Kind.INTERPRETER: "A jeni dakord me këtë përkthyes?",
            Kind.HEALTH_SHARING: "A mund të flasim për shëndetin tuaj vetëm me këtë mjek ose klinikë?",
            Kind.FOLLOW_UP: "A mund t’ju pyesim më vonë si jeni?",
            Kind.STATISTICS: "A mund t’ju numërojmë në shifra të përgjithshme që nuk përmendin askënd?",
            Kind.RESEARCH: "A mund ta përdorë vetëm ky studim atë që lejoni ju? Nuk fitoni dhe nuk humbni asgjë.",
            Kind.MEDIA: "A mund ta përdorim vetëm këtë foto, regjistrim ose rrëfim, vetëm për këtë qëllim? "
            "Mendohuni shtatë ditë. Ajo që është në internet nuk mund të kthehet prapa.",
            Kind.CONFERENCE: "A mund të flasim për ju vetëm në këtë takim, me këta njerëz?",
            Kind.TRANSFER: "A mund t’u japim atë që lejoni ju atyre që ju presin atje?",
            Kind.RECORDING: "A mund ta regjistrojmë vetëm këtë bisedë?",
        }
    ),
    answers=("Po", "Jo", "Do të vendos më vonë"),
    to_whom="Kujt",
    until="Deri më",
    limits="Kufijtë e mi, me fjalët e mia",
    after=(
        "Mund ta mbani këtë fletë. Mund të jetë e rrezikshme ta mbani me vete: mund ta ruajmë ne për ju.",
        "Mund të kërkoni të shihni çfarë është shkruar për ju, të korrigjohet, dhe të dini kush e ka parë.",
        "Mund të ankoheni për ne. Ju tregojmë si dhe ju ndihmojmë nëse dëshironi.",
    ),
    signs=("Emri ose shenja", "Punonjësi", "Përkthyesi", "Data"),
)
