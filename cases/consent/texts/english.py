"""The sheet in English."""

from types import MappingProxyType

from cases.consent.choices import ConsentKind as Kind
from cases.consent.texts.base import SheetText

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
