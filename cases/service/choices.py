"""Types of service, with what each counts as. Source: service types of the directory (Palermo art. 6(3), CoE art. 12)."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.need.choices import NeedType


class ServiceGroup(models.TextChoices):
    """Groups of types, in the order of the list."""

    SAFETY = "safety", _("Safety")
    BASIC = "basic", _("Basic needs")
    HEALTH = "health", _("Health")
    PSYCHOSOCIAL = "psychosocial", _("Psychosocial")
    LEGAL = "legal", _("Legal")
    CHILD = "child", _("For children")
    PAPERS = "papers", _("Papers and offices")
    ECONOMIC = "economic", _("Earning and learning")
    SOCIAL = "social", _("Social")
    RETURN = "return", _("Return")
    COMMUNICATION = "communication", _("Communication")


class ServiceType(models.TextChoices):
    """What was given."""

    ACCOMMODATION = "safe_accommodation", _("Safe accommodation")
    EMERGENCY_BED = "emergency_bed", _("Emergency bed")
    RELOCATION = "relocation", _("Relocation")
    PROTECTION_ORDER = "protection_order", _("Protection order")
    SAFETY_PLANNING = "safety_planning", _("Safety planning")
    ESCORT = "escort", _("Escort")
    DEVICE_CHECK = "device_check", _("Device check")
    FOOD = "food", _("Food")
    CLOTHING = "clothing", _("Clothing")
    HYGIENE = "hygiene", _("Hygiene")
    CASH = "cash", _("Cash or voucher")
    TRANSPORT = "transport", _("Transport")
    PHONE = "phone", _("Phone")
    EMERGENCY_CARE = "emergency_care", _("Emergency care")
    GENERAL_CHECK = "general_check", _("General check")
    SEXUAL_HEALTH = "sexual_health", _("Sexual and reproductive health")
    POST_EXPOSURE = "post_exposure", _("Post-exposure care")
    PREGNANCY = "pregnancy", _("Pregnancy care")
    TESTING = "voluntary_testing", _("Voluntary testing")
    DENTAL = "dental", _("Dental care")
    SUBSTANCE = "substance_treatment", _("Substance treatment")
    DISABILITY_AIDS = "disability_aids", _("Disability aids")
    PSYCHIATRIC = "psychiatric", _("Psychiatric care")
    CRISIS_COUNSELLING = "crisis_counselling", _("Crisis counselling")
    THERAPY = "therapy", _("Therapy")
    GROUP = "group", _("Group")
    PEER_SUPPORT = "peer_support", _("Peer support")
    MEDIATION = "cultural_mediation", _("Cultural mediation")
    RIGHTS = "rights_information", _("Information on rights")
    IMMIGRATION = "immigration", _("Immigration advice")
    CRIMINAL = "criminal_proceedings", _("Criminal proceedings")
    CLAIM = "claim", _("Civil or labour claim")
    COMPENSATION = "compensation", _("Compensation")
    FAMILY_LAW = "family_law", _("Family law")
    DOCUMENTS = "documents", _("Legal documents")
    ASYLUM = "asylum", _("Asylum advice")
    GUARDIAN = "guardian", _("Guardian")
    AGE_SUPPORT = "age_support", _("Support in an age assessment")
    BEST_INTERESTS = "best_interests", _("Best-interests process")
    SCHOOL = "school", _("School")
    CHILD_HOUSE = "child_house", _("Child house")
    TRACING = "family_tracing", _("Family tracing")
    CIVIL_PAPERS = "civil_documents", _("Identity and civil papers")
    REGISTRATION = "registration", _("Registration")
    BANK = "bank_account", _("Bank account")
    BENEFITS = "benefits", _("Benefits")
    LANGUAGE_COURSE = "language_course", _("Language course")
    TRAINING = "vocational_training", _("Vocational training")
    JOB_COUNSELLING = "job_counselling", _("Job counselling")
    JOB = "job_placement", _("Job placement")
    GRANT = "enterprise_grant", _("Grant for an own business")
    DEBT = "debt_advice", _("Debt advice")
    HOUSING = "housing_search", _("Housing search")
    FAMILY_MEDIATION = "family_mediation", _("Family mediation")
    PARENTING = "parenting", _("Parenting support")
    MENTORING = "mentoring", _("Mentoring")
    LEISURE = "leisure", _("Leisure")
    VOLUNTARY_RETURN = "voluntary_return", _("Voluntary return")
    PRE_DEPARTURE = "pre_departure", _("Help before departure")
    PARTNER_ABROAD = "partner_abroad", _("Reintegration partner abroad")
    INTERPRETATION = "interpretation", _("Interpretation")
    TRANSLATION = "translation", _("Translation")


class Unit(models.TextChoices):
    """What a type is counted in: what donors ask for."""

    NIGHTS = "nights", _("nights")
    HOURS = "hours", _("hours")
    SESSIONS = "sessions", _("sessions")
    ITEMS = "items", _("items")


class Provider(models.TextChoices):
    """Who gave it."""

    OWN = "own", _("Our organisation")
    PARTNER = "partner", _("A partner")


class PalermoCategory(models.TextChoices):
    """The four kinds of assistance of the Palermo Protocol, art. 6(3); the rest rests on other articles."""

    HOUSING = "a", _("Appropriate housing")
    INFORMATION = "b", _("Counselling and information")
    CARE = "c", _("Medical, psychological and material assistance")
    OPPORTUNITY = "d", _("Work, education and training")
    OTHER = "other", _("Other assistance")


S, G, U, P, N = ServiceType, ServiceGroup, Unit, PalermoCategory, NeedType

GROUPS: Mapping[ServiceGroup, tuple[ServiceType, ...]] = MappingProxyType(
    {
        G.SAFETY: (
            S.ACCOMMODATION, S.EMERGENCY_BED, S.RELOCATION, S.PROTECTION_ORDER, S.SAFETY_PLANNING, S.ESCORT,
            S.DEVICE_CHECK,
        ),
        G.BASIC: (S.FOOD, S.CLOTHING, S.HYGIENE, S.CASH, S.TRANSPORT, S.PHONE),
        G.HEALTH: (
            S.EMERGENCY_CARE, S.GENERAL_CHECK, S.SEXUAL_HEALTH, S.POST_EXPOSURE, S.PREGNANCY, S.TESTING, S.DENTAL,
            S.SUBSTANCE, S.DISABILITY_AIDS, S.PSYCHIATRIC,
        ),
        G.PSYCHOSOCIAL: (S.CRISIS_COUNSELLING, S.THERAPY, S.GROUP, S.PEER_SUPPORT, S.MEDIATION),
        G.LEGAL: (
            S.RIGHTS, S.IMMIGRATION, S.CRIMINAL, S.CLAIM, S.COMPENSATION, S.FAMILY_LAW, S.DOCUMENTS, S.ASYLUM,
        ),
        G.CHILD: (S.GUARDIAN, S.AGE_SUPPORT, S.BEST_INTERESTS, S.SCHOOL, S.CHILD_HOUSE, S.TRACING),
        G.PAPERS: (S.CIVIL_PAPERS, S.REGISTRATION, S.BANK, S.BENEFITS),
        G.ECONOMIC: (S.LANGUAGE_COURSE, S.TRAINING, S.JOB_COUNSELLING, S.JOB, S.GRANT, S.DEBT),
        G.SOCIAL: (S.HOUSING, S.FAMILY_MEDIATION, S.PARENTING, S.MENTORING, S.LEISURE),
        G.RETURN: (S.VOLUNTARY_RETURN, S.PRE_DEPARTURE, S.PARTNER_ABROAD),
        G.COMMUNICATION: (S.INTERPRETATION, S.TRANSLATION),
    }
)  # fmt: skip
GROUP_OF: Mapping[str, ServiceGroup] = {kind.value: group for group, kinds in GROUPS.items() for kind in kinds}

# Types that say something about health: sealed as health, whoever writes them down.
ABOUT_HEALTH = frozenset(kind.value for kind in (*GROUPS[G.HEALTH], S.THERAPY))

# Whatever is named nowhere here is counted in sessions.
_UNITS: Mapping[Unit, tuple[ServiceType, ...]] = {
    U.NIGHTS: (S.ACCOMMODATION, S.EMERGENCY_BED, S.CHILD_HOUSE),
    U.HOURS: (S.ESCORT, S.MEDIATION, S.LANGUAGE_COURSE, S.TRAINING, S.INTERPRETATION, S.GUARDIAN),
    U.ITEMS: (
        *GROUPS[G.BASIC], S.RELOCATION, S.PROTECTION_ORDER, S.DISABILITY_AIDS, S.DOCUMENTS, S.SCHOOL, *GROUPS[G.PAPERS],
        S.JOB, S.GRANT, S.VOLUNTARY_RETURN, S.PARTNER_ABROAD, S.TRANSLATION,
    ),
}  # fmt: skip
_UNIT_OF = {kind.value: unit for unit, kinds in _UNITS.items() for kind in kinds}

_PALERMO: Mapping[PalermoCategory, tuple[ServiceType, ...]] = {
    P.HOUSING: (S.ACCOMMODATION, S.EMERGENCY_BED, S.HOUSING, S.CHILD_HOUSE),
    P.INFORMATION: (*GROUPS[G.LEGAL], *GROUPS[G.COMMUNICATION], S.MEDIATION, S.DEBT),
    P.CARE: (
        *GROUPS[G.BASIC], *GROUPS[G.HEALTH], S.CRISIS_COUNSELLING, S.THERAPY, S.GROUP, S.PEER_SUPPORT,
    ),
    P.OPPORTUNITY: (S.SCHOOL, S.LANGUAGE_COURSE, S.TRAINING, S.JOB_COUNSELLING, S.JOB, S.GRANT),
}  # fmt: skip
_PALERMO_OF = {kind.value: category for category, kinds in _PALERMO.items() for kind in kinds}

_NEEDS: Mapping[NeedType, tuple[ServiceType, ...]] = {
    N.BED: (S.ACCOMMODATION, S.EMERGENCY_BED, S.HOUSING, S.CHILD_HOUSE),
    N.FOOD: (S.FOOD,),
    N.CLOTHES: (S.CLOTHING, S.HYGIENE),
    N.MONEY: (S.CASH, S.BENEFITS, S.COMPENSATION),
    N.PHONE: (S.PHONE,),
    N.DOCTOR: GROUPS[G.HEALTH],
    N.COUNSELLING: (S.CRISIS_COUNSELLING, S.THERAPY, S.GROUP, S.PEER_SUPPORT),
    N.LAWYER: (S.RIGHTS, S.IMMIGRATION, S.CRIMINAL, S.CLAIM, S.FAMILY_LAW, S.ASYLUM),
    N.INTERPRETER: (S.INTERPRETATION, S.TRANSLATION, S.MEDIATION),
    N.PAPERS: (S.DOCUMENTS, S.CIVIL_PAPERS, S.REGISTRATION),
    N.CHILD_CARE: (S.PARENTING,),
    N.SCHOOL: (S.SCHOOL, S.LANGUAGE_COURSE, S.TRAINING),
    N.WORK: (S.JOB_COUNSELLING, S.JOB, S.GRANT),
    N.FAMILY: (S.FAMILY_MEDIATION, S.TRACING),
    N.PROTECTION: (S.RELOCATION, S.PROTECTION_ORDER, S.SAFETY_PLANNING, S.ESCORT, S.DEVICE_CHECK),
    N.RETURN: GROUPS[G.RETURN],
}
_NEED_OF = {kind.value: need for need, kinds in _NEEDS.items() for kind in kinds}

MOST_UNITS = 999


def unit_of(code: str) -> Unit:
    """What the type is counted in."""
    return _UNIT_OF.get(code, Unit.SESSIONS)


def palermo_of(code: str) -> PalermoCategory:
    """Which kind of assistance of art. 6(3) it is."""
    return _PALERMO_OF.get(code, PalermoCategory.OTHER)


def need_of(code: str) -> str:
    """The need that the type answers, or "". Ours, for asking; the person says whether it is met."""
    need = _NEED_OF.get(code)
    return need.value if need is not None else ""
