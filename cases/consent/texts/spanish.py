"""The sheet in Spanish."""

from types import MappingProxyType

from cases.consent.choices import ConsentKind as Kind
from cases.consent.texts.base import SheetText

SPANISH = SheetText(
    language="spa",
    code="es",
    title="Lo que usted acepta",
    before=(
        "Usted decide. Cada pregunta se hace por separado. Puede decir sí a una y no a otra.",
        "Recibirá ayuda responda lo que responda. Un no no tiene ninguna consecuencia mala. Puede "
        "tomarse tiempo para pensar y preguntar lo que quiera.",
        "Puede retirar un sí en cualquier momento, diciéndoselo a cualquiera de nuestro equipo, sin dar "
        "motivos. Vale desde ese momento.",
        "Lo que nos cuenta se queda con nosotros. Hay límites: cuando la vida de alguien está en "
        "peligro, cuando un niño o una niña está en peligro, o cuando un tribunal nos lo ordena. Si "
        "podemos, se lo decimos antes.",
    ),
    asks=MappingProxyType(
        {
            Kind.SERVICE: "¿Podemos ayudarle de la manera que hemos hablado?",
            Kind.RECORD: "¿Podemos anotar lo que necesitamos para ello y guardarlo bajo llave?",
            Kind.CONTACT: "¿Podemos ponernos en contacto con usted, solo de la manera que nos ha indicado?",
            Kind.SHARE: "¿Podemos decir a esta única organización lo que usted permita, y nada más?",
            Kind.AUTHORITY: "¿Podemos hablar de usted con esta única autoridad, esta única vez?",
            Kind.INTERPRETER: "¿Le parece bien esta persona como intérprete?",
            Kind.HEALTH_SHARING: "¿Podemos hablar de su salud con este único médico o centro de salud?",
            Kind.FOLLOW_UP: "¿Podemos preguntarle más adelante cómo está?",
            Kind.STATISTICS: "¿Podemos contarle en totales que no nombran a nadie?",
            Kind.RESEARCH: "¿Puede este único estudio usar lo que usted permita? No gana ni pierde nada con ello.",
            Kind.MEDIA: "¿Podemos usar esta única foto, grabación o historia, para este único fin? Piénselo "
            "siete días. Lo que está en internet no se puede recuperar.",
            Kind.CONFERENCE: "¿Podemos hablar de usted en esta única reunión, con estas personas?",
            Kind.TRANSFER: "¿Podemos dar lo que usted permita a quienes le reciban allí?",
            Kind.RECORDING: "¿Podemos grabar esta única conversación?",
        }
    ),
    answers=("Sí", "No", "Lo decidiré más tarde"),
    to_whom="A quién",
    until="Hasta",
    limits="Mis propios límites, con mis palabras",
    after=(
        "Puede quedarse con esta hoja. Llevarla encima puede ser peligroso: podemos guardársela.",
        "Puede pedir ver lo que está escrito sobre usted, que se corrija, y saber quién lo ha mirado.",
        "Puede quejarse de nosotros. Le decimos cómo y, si quiere, le ayudamos.",
    ),
    signs=("Nombre o marca", "Trabajadora o trabajador", "Intérprete", "Fecha"),
)
