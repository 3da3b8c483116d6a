"""The sheet in German."""

from types import MappingProxyType

from cases.consent.choices import ConsentKind as Kind
from cases.consent.texts.base import SheetText

GERMAN = SheetText(
    language="deu",
    code="de",
    title="Womit Sie einverstanden sind",
    before=(
        "Sie entscheiden. Jede Frage wird einzeln gestellt. Sie können zu einer Ja sagen und zu einer anderen Nein.",
        "Sie bekommen Hilfe, egal wie Sie antworten. Ein Nein hat keine schlechten Folgen. Sie dürfen "
        "sich Zeit zum Nachdenken nehmen und alles fragen.",
        "Sie können ein Ja jederzeit zurücknehmen, mit einem Wort zu irgendjemandem von uns, ohne Grund. "
        "Es gilt ab diesem Moment.",
        "Was Sie uns sagen, bleibt bei uns. Es gibt Grenzen: wenn jemand in Lebensgefahr ist, wenn ein "
        "Kind in Gefahr ist oder wenn ein Gericht es uns befiehlt. Wenn wir können, sagen wir es Ihnen "
        "vorher.",
    ),
    asks=MappingProxyType(
        {
            Kind.SERVICE: "Dürfen wir Ihnen helfen, so wie wir es besprochen haben?",
            Kind.RECORD: "Dürfen wir aufschreiben, was wir dafür brauchen, und es verschlossen aufbewahren?",
            Kind.CONTACT: "Dürfen wir uns bei Ihnen melden, nur auf dem Weg, den Sie uns genannt haben?",
            Kind.SHARE: "Dürfen wir dieser einen Organisation sagen, was Sie erlauben, und sonst nichts?",
            Kind.AUTHORITY: "Dürfen wir mit dieser einen Behörde über Sie sprechen, dieses eine Mal?",
            Kind.INTERPRETER: "Ist diese Person zum Dolmetschen für Sie in Ordnung?",
            Kind.HEALTH_SHARING: "Dürfen wir mit dieser einen Ärztin, diesem einen Arzt oder dieser einen Klinik "
            "über Ihre Gesundheit sprechen?",
            Kind.FOLLOW_UP: "Dürfen wir Sie später fragen, wie es Ihnen geht?",
            Kind.STATISTICS: "Dürfen wir Sie in Summen mitzählen, die niemanden nennen?",
            Kind.RESEARCH: "Darf diese eine Studie verwenden, was Sie erlauben? Sie haben dadurch keinen Vorteil "
            "und keinen Nachteil.",
            Kind.MEDIA: "Dürfen wir dieses eine Foto, diese eine Aufnahme oder diese eine Geschichte für diesen "
            "einen Zweck verwenden? Denken Sie sieben Tage nach. Was im Internet steht, kann man "
            "nicht zurückholen.",
            Kind.CONFERENCE: "Dürfen wir bei diesem einen Treffen mit diesen Personen über Sie sprechen?",
            Kind.TRANSFER: "Dürfen wir denen, die Sie dort aufnehmen, geben, was Sie erlauben?",
            Kind.RECORDING: "Dürfen wir dieses eine Gespräch aufnehmen?",
        }
    ),
    answers=("Ja", "Nein", "Ich entscheide später"),
    to_whom="An wen",
    until="Bis",
    limits="Meine eigenen Grenzen, in meinen Worten",
    after=(
        "Sie können dieses Blatt haben. Es kann gefährlich sein, es bei sich zu tragen: Wir können es "
        "für Sie aufbewahren.",
        "Sie können verlangen zu sehen, was über Sie geschrieben steht, dass es berichtigt wird, und zu "
        "erfahren, wer es angesehen hat.",
        "Sie können sich über uns beschweren. Wir sagen Ihnen, wie, und helfen Ihnen, wenn Sie möchten.",
    ),
    signs=("Name oder Zeichen", "Mitarbeiterin oder Mitarbeiter", "Dolmetscherin oder Dolmetscher", "Datum"),
)
