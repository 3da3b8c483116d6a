"""The sheet in Portuguese."""

from types import MappingProxyType

from cases.consent.choices import ConsentKind as Kind
from cases.consent.texts.base import SheetText

PORTUGUESE = SheetText(
    language="por",
    code="pt",
    title="Aquilo que aceita",
    before=(
        "A decisão é sua. Cada pergunta é feita em separado. Pode dizer sim a uma e não a outra.",
        "Recebe ajuda seja qual for a resposta. Um não não tem nenhuma consequência má. Pode tirar tempo "
        "para pensar e perguntar o que quiser.",
        "Pode retirar um sim a qualquer momento, dizendo-o a qualquer pessoa da nossa equipa, sem dar "
        "razões. Conta a partir desse momento.",
        "O que nos conta fica connosco. Há limites: quando a vida de alguém está em perigo, quando uma "
        "criança está em perigo, ou quando um tribunal nos dá essa ordem. Se pudermos, avisamos antes.",
    ),
    asks=MappingProxyType(
        {
            Kind.SERVICE: "Podemos dar-lhe ajuda, da forma de que falámos?",
            Kind.RECORD: "Podemos escrever o que é preciso para isso e guardá-lo à chave?",
            Kind.CONTACT: "Podemos entrar em contacto consigo, só da forma que nos indicou?",
            Kind.SHARE: "Podemos dizer a esta única organização o que permitir, e mais nada?",
            Kind.AUTHORITY: "Podemos falar de si com esta única autoridade, esta única vez?",
            Kind.INTERPRETER: "Esta pessoa serve-lhe como intérprete?",
            Kind.HEALTH_SHARING: "Podemos falar da sua saúde com este único médico ou centro de saúde?",
            Kind.FOLLOW_UP: "Podemos perguntar-lhe mais tarde como está?",
            Kind.STATISTICS: "Podemos incluir a sua situação em totais que não dizem o nome de ninguém?",
            Kind.RESEARCH: "Este único estudo pode usar o que permitir? Não ganha nem perde nada com isso.",
            Kind.MEDIA: "Podemos usar esta única fotografia, gravação ou história, para este único fim? Pense "
            "durante sete dias. O que está na internet não pode ser recolhido.",
            Kind.CONFERENCE: "Podemos falar de si nesta única reunião, com estas pessoas?",
            Kind.TRANSFER: "Podemos dar o que permitir a quem a ou o acolher lá?",
            Kind.RECORDING: "Podemos gravar esta única conversa?",
        }
    ),
    answers=("Sim", "Não", "Decido mais tarde"),
    to_whom="A quem",
    until="Até",
    limits="Os meus próprios limites, nas minhas palavras",
    after=(
        "Pode ficar com esta folha. Trazê-la consigo pode ser perigoso: podemos guardá-la.",
        "Pode pedir para ver o que está escrito sobre si, para o corrigir, e para saber quem o viu.",
        "Pode queixar-se de nós. Dizemos-lhe como e, se quiser, ajudamos.",
    ),
    signs=("Nome ou marca", "Trabalhadora ou trabalhador", "Intérprete", "Data"),
)
