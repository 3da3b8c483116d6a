"""The sheet in Italian."""

from types import MappingProxyType

from cases.consent.choices import ConsentKind as Kind
from cases.consent.texts.base import SheetText

ITALIAN = SheetText(
    language="ita",
    code="it",
    title="A che cosa acconsente",
    before=(
        "È Lei che decide. Ogni domanda viene fatta a parte. Può dire sì a una e no a un’altra.",
        "Riceve aiuto qualunque sia la risposta. Un no non ha conseguenze negative. Può prendersi il "
        "tempo per pensare e chiedere qualsiasi cosa.",
        "Può ritirare un sì in ogni momento, dicendolo a chiunque di noi, senza dare un motivo. Vale da quel momento.",
        "Quello che ci dice resta da noi. Ci sono dei limiti: quando la vita di qualcuno è in pericolo, "
        "quando un bambino o una bambina è in pericolo, o quando un tribunale ce lo ordina. Se possiamo, "
        "glielo diciamo prima.",
    ),
    asks=MappingProxyType(
        {
            Kind.SERVICE: "Possiamo aiutarla nel modo di cui abbiamo parlato?",
            Kind.RECORD: "Possiamo scrivere ciò che serve per questo e tenerlo sotto chiave?",
            Kind.CONTACT: "Possiamo metterci in contatto con Lei, solo nel modo che ci ha indicato?",
            Kind.SHARE: "Possiamo dire a quest’unica organizzazione ciò che Lei permette, e nient’altro?",
            Kind.AUTHORITY: "Possiamo parlare di Lei con quest’unica autorità, quest’unica volta?",
            Kind.INTERPRETER: "Le va bene questa persona come interprete?",
            Kind.HEALTH_SHARING: "Possiamo parlare della Sua salute con quest’unico medico o ambulatorio?",
            Kind.FOLLOW_UP: "Possiamo chiederle più avanti come sta?",
            Kind.STATISTICS: "Possiamo contarla in totali che non fanno il nome di nessuno?",
            Kind.RESEARCH: "Quest’unico studio può usare ciò che Lei permette? Non ci guadagna e non ci perde nulla.",
            Kind.MEDIA: "Possiamo usare quest’unica foto, registrazione o storia, per quest’unico scopo? Ci "
            "pensi per sette giorni. Ciò che è su internet non si può riprendere.",
            Kind.CONFERENCE: "Possiamo parlare di Lei in quest’unica riunione, con queste persone?",
            Kind.TRANSFER: "Possiamo dare ciò che Lei permette a chi La accoglie là?",
            Kind.RECORDING: "Possiamo registrare quest’unico colloquio?",
        }
    ),
    answers=("Sì", "No", "Decido più tardi"),
    to_whom="A chi",
    until="Fino al",
    limits="I miei limiti, con le mie parole",
    after=(
        "Può tenere questo foglio. Portarlo con sé può essere pericoloso: possiamo conservarlo noi per Lei.",
        "Può chiedere di vedere ciò che è scritto su di Lei, di farlo correggere e di sapere chi lo ha guardato.",
        "Può fare un reclamo su di noi. Le diciamo come e, se vuole, La aiutiamo.",
    ),
    signs=("Nome o segno", "Operatrice o operatore", "Interprete", "Data"),
)
