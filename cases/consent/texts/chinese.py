"""The sheet in Chinese."""

from types import MappingProxyType

from cases.consent.choices import ConsentKind as Kind
from cases.consent.texts.base import SheetText

CHINESE = SheetText(
    language="zho",
    code="zh-Hans",
    title="您同意的事项",
    before=(
        "由您决定。每个问题都分开问。您可以对一个说“是”，对另一个说“否”。",
        "无论您怎么回答，都会得到帮助。说“否”不会有任何不好的后果。您可以花时间考虑，也可以问任何问题。",
        "您可以随时收回您的同意，只要告诉我们当中的任何一个人，不需要理由。从那一刻起就算数。",
        "您告诉我们的事情，我们会保密。但有限度：有人有生命危险时，有儿童处于危险中时，"
        "或者法院命令我们时。如果可以，我们会事先告诉您。",
    ),
    asks=MappingProxyType(
        {
            Kind.SERVICE: "我们可以按照我们谈过的方式帮助您吗？",
            Kind.RECORD: "我们可以把为此需要的内容写下来，并锁好保存吗？",
            Kind.CONTACT: "我们可以联系您，并且只用您告诉我们的方式吗？",
            Kind.SHARE: "我们可以只把您允许的内容告诉这一个机构，其他什么都不说吗？",
            Kind.AUTHORITY: "我们可以只和这一个政府部门，只在这一次，谈您的事情吗？",
            Kind.INTERPRETER: "您觉得这位翻译可以吗？",
            Kind.HEALTH_SHARING: "我们可以只和这一位医生或这一家诊所谈您的健康状况吗？",
            Kind.FOLLOW_UP: "我们以后可以问问您过得怎么样吗？",
            Kind.STATISTICS: "我们可以把您算进不写任何人姓名的总数里吗？",
            Kind.RESEARCH: "只有这一项研究可以使用您允许的内容吗？您不会因此得到或失去任何东西。",
            Kind.MEDIA: "我们可以只为这一个目的，使用这一张照片、这一段录音录像或这一个故事吗？请考虑七天。"
            "放到互联网上的内容是收不回来的。",
            Kind.CONFERENCE: "我们可以只在这一次会议上，和这些人谈您的事情吗？",
            Kind.TRANSFER: "我们可以把您允许的内容交给在那边接待您的人吗？",
            Kind.RECORDING: "我们可以只录下这一次谈话吗？",
        }
    ),
    answers=("是", "否", "我以后再决定"),
    to_whom="给谁",
    until="到哪一天为止",
    limits="我自己的限制，用我自己的话说",
    after=(
        "您可以拿走这张纸。带在身上可能有危险：我们可以替您保管。",
        "您可以要求看关于您写了什么，要求改正，也可以问谁看过。",
        "您可以投诉我们。我们会告诉您怎么做，如果您愿意，我们会帮助您。",
    ),
    signs=("姓名或记号", "工作人员", "翻译", "日期"),
)
