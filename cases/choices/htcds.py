"""Coded values of the Human Trafficking Case Data Standard (HTCDS) 2.0 (IOM, CC BY 4.0); codes and labels carried over.

Codes that the standard lacks stand beside its own and are named in STRICT with what a strict export writes instead.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Gender(models.TextChoices):
    """prs_Gender: gender as lived, not sex at birth."""

    FEMININE = "Feminine", _("Feminine")
    MASCULINE = "Masculine", _("Masculine")
    TRANSGENDER_FEMININE = "TransgenderFeminine", _("Transgender Feminine")
    TRANSGENDER_MASCULINE = "TransgenderMasculine", _("Transgender Masculine")
    NON_CONFORMING = "NonConforming", _("Non-Conforming")
    NOT_SPECIFIED = "NonSpecifiedUnknown", _("Not Specified/Unknown")


class MaritalStatus(models.TextChoices):
    """prs_MaritalStatus."""

    SINGLE = "Single", _("Single")
    MARRIED = "Married", _("Married")
    WIDOWED = "Widowed", _("Widowed")
    DIVORCED = "Divorced", _("Divorced")
    SEPARATED = "Separated", _("Separated")
    REGISTERED_PARTNERSHIP = "RegisteredPartnership", _("Registered Partnership")


class Education(models.TextChoices):
    """prs_HighestLevelOfEducation: the single-digit levels of ISCED 2011."""

    EARLY_CHILDHOOD = "EarlyChildhoodEducation", _("Early Childhood Education")
    PRIMARY = "PrimaryEducation", _("Primary Education")
    LOWER_SECONDARY = "LowerSecondaryEducation", _("Lower Secondary Education")
    UPPER_SECONDARY = "UpperSecondaryEducation", _("Upper Secondary Education")
    POST_SECONDARY = "PostSecondaryNonTertiaryEducation", _("Post-secondary Non-tertiary Education")
    SHORT_CYCLE_TERTIARY = "ShortCycleTertiaryEducation", _("Short-cycle Tertiary Education")
    BACHELOR = "BachelorsOrEquivalentLevel", _("Bachelor’s or Equivalent Level")
    MASTER = "MastersOrEquivalentLevel", _("Master’s or Equivalent Level")
    DOCTORAL = "DoctoralOrEquivalentLevel", _("Doctoral or Equivalent Level")


class TraffickingStatus(models.TextChoices):
    """vic_TraffickingStatus: outcome of the determination; possible = signs seen, not verified."""

    POSSIBLE = "PossibleVictimOfTrafficking", _("Possible victim of trafficking")
    ACTUAL = "ActualVictimOfTrafficking", _("Actual victim of trafficking")
    NOT_A_VICTIM = "NotAVictimOfTrafficking", _("Not a victim of trafficking")


class DecisionMakingOrg(models.TextChoices):
    """vic_TraffickingStatusDecisionMakingOrg: the kind of body that decided."""

    POLICE = "Police", _("Police")
    NGO = "NGO", _("NGO")
    COURT = "CourtOrProsecution", _("Court or prosecution")
    GOVERNMENT = "NonPoliceGovernmentalOrganization", _("Non-police governmental organization")
    OTHER = "Other", _("Other")


class RelationshipToTrafficker(models.TextChoices):
    """vic_RelationshipToTrafficker: three broad values; the third code is spelt as in the standard."""

    FAMILIAL = "Familial", _("Familial")
    ACQUAINTED = "Acquainted", _("Acquainted")
    UNACQUAINTED = "Unaquainted", _("Unacquainted")


class RecruiterRelation(models.TextChoices):
    """Who recruited, seen from the person. Our extension: the standard asks for the trafficker only."""

    PARTNER = "Partner", _("Partner")
    FRIEND = "FriendOrAcquaintance", _("Friend or acquaintance")
    FAMILY = "Family", _("Family")
    OTHER = "Other", _("Other")


class WebsitesAndApps(models.TextChoices):
    """vic_RecruitmentWebsitesAndApps and vic_ExploitationWebsitesAndApps."""

    FACEBOOK = "Facebook", _("Facebook")
    INSTAGRAM = "Instagram", _("Instagram")
    WHATSAPP = "WhatsApp", _("WhatsApp")
    TELEGRAM = "Telegram", _("Telegram")
    FACEBOOK_MESSENGER = "FacebookMessenger", _("Facebook Messenger")
    VIBER = "Viber", _("Viber")
    SNAPCHAT = "SnapChat", _("SnapChat")
    LINE = "Line", _("Line")
    FOUR_SALE = "4Sale", _("4Sale")
    WECHAT = "WeChat", _("WeChat")
    QQ = "QQ", _("QQ")
    QZONE = "QZone", _("QZone")
    TIKTOK = "TikTok", _("TikTok")
    TWITTER = "Twitter", _("Twitter")
    OTHER = "Other", _("Other")


class MethodOfRecruitment(models.TextChoices):
    """vic_MethodOfRecruitment: setting or channel of the recruitment."""

    PLACE_OF_BUSINESS = "AtAPlaceOfBusiness", _("At a place of business")
    EDUCATIONAL_INSTITUTION = "AtAnEducationalInstitution", _("At an educational institution")
    WORK = "AtWork", _("At work")
    SOCIAL_NETWORKS = "ThroughOnlineSocialNetworks", _("Through online social networks")
    ONLINE_ADVERTISEMENT = "ThroughAnOnlineAdvertisement", _("Through an online advertisement")
    TELEVISION = "ThroughATelevisionAdvert", _("Through a television advert")
    NEWSPAPER = "ThroughANewspaperAdvert", _("Through a newspaper advert")
    FAMILY = "ThroughFamilyOrFamilyEvents", _("Through family or family events")
    FRIENDS = "ThroughFriendsOrSocialEvents", _("Through friends or social events")
    OTHER = "Other", _("Other")


class MethodOfControl(models.TextChoices):
    """vic_MethodsOfControl: 16 codes of the standard and two that its picklist forgot."""

    PHYSICAL_THREATS = "PhysicalThreats", _("Physical threats")
    THREATS_LAW_ENFORCEMENT = "ThreatsLawEnforcement", _("Threats of law enforcement")
    THREATENS_CHILDREN_FAMILY = "ThreatensChildrenFamily", _("Threatens children/family")
    DEBT_BONDAGE = "DebtBondage", _("Debt bondage")
    FALSE_PROMISES = "FalsePromises", _("False promises")
    PHYSICAL_ABUSE = "PhysicalAbuse", _("Physical abuse")
    SEXUAL_ABUSE = "SexualAbuse", _("Sexual abuse")
    TAKES_EARNINGS = "TakesEarnings", _("Takes earnings")
    RESTRICTS_FINANCIAL_ACCESS = "RestrictsFinancialAccess", _("Restricts financial access")
    RESTRICTS_MEDICAL_CARE = "RestrictsMedicalCare", _("Restricts medical care")
    WITHHOLDS_NECESSITIES = "WithholdsNecessities", _("Withholds necessities")
    PSYCHOLOGICAL_ABUSE = "PsychologicalAbuse", _("Psychological abuse")
    PSYCHOACTIVE_SUBSTANCE = "PsychoactiveSubstance", _("Psychoactive substance")
    EXCESSIVE_WORKING_HOURS = "ExcessiveWorkingHours", _("Excessive working hours")
    WITHHOLDS_DOCUMENTS = "WithholdsDocuments", _("Withholds documents")
    OTHER = "Other", _("Other")
    RESTRICTS_MOVEMENT = "RestrictsMovement", _("Restricts movement")
    USES_CHILDREN = "UsesChildren", _("Uses children")


class TypeOfExploitation(models.TextChoices):
    """vic_TypeOfExploitation: 11 codes of the standard and forced criminality, which it lacks."""

    FORCED_LABOUR = "ForcedLabour", _("Forced labour")
    SEXUAL_EXPLOITATION = "SexualExploitation", _("Sexual exploitation")
    CHILD_LABOUR = "ChildLabour", _("Child labour")
    FORCED_MARRIAGE = "ForcedMarriage", _("Forced marriage")
    SERVITUDE = "Servitude", _("Servitude")
    FORCED_MILITARY = "ForcedMilitaryByNonStateActors", _("Forced military (by non-state actors)")
    ORGAN_REMOVAL = "OrganRemoval", _("Organ removal")
    FORCED_BEGGING = "ForcedBegging", _("Forced begging")
    FORCED_ADOPTION = "ForcedAdoption", _("Forced adoption")
    SURROGACY = "Surrogacy", _("Surrogacy")
    FORCED_CRIMINALITY = "ForcedCriminality", _("Forced criminality")
    OTHER = "Other", _("Other")


class Industry(models.TextChoices):
    """vic_ForcedLabourIndustry: the sections of ISIC Rev. 4."""

    A = "A_AgricultureForestryAndFishing", _("Agriculture, forestry and fishing")
    B = "B_MiningAndQuarrying", _("Mining and quarrying")
    C = "C_Manufacturing", _("Manufacturing")
    D = (
        "D_ElectricityGasSteamAndAirConditioningSupply",
        _("Electricity, gas, steam and air conditioning supply"),
    )
    E = (
        "E_WaterSupplySewerageWasteManagement",
        _("Water supply; sewerage, waste management and remediation"),
    )
    F = "F_Construction", _("Construction")
    G = (
        "G_WholesaleAndRetailTradeRepairOfMotorVehicles",
        _("Wholesale and retail trade; repair of motor vehicles and motorcycles"),
    )
    H = "H_TransportationAndStorage", _("Transportation and storage")
    I = "I_AccommodationAndFoodServiceActivities", _("Accommodation and food service activities")  # noqa: E741
    J = "J_InformationAndCommunication", _("Information and communication")
    K = "K_FinancialAndInsuranceActivities", _("Financial and insurance activities")
    L = "L_RealEstateActivities", _("Real estate activities")
    M = (
        "M_ProfessionalScientificAndTechnicalActivities",
        _("Professional, scientific and technical activities"),
    )
    N = (
        "N_AdministrativeAndSupportServiceActivities",
        _("Administrative and support service activities"),
    )
    O = (  # noqa: E741
        "O_PublicAdministrationAndDefence",
        _("Public administration and defence; compulsory social security"),
    )
    P = "P_Education", _("Education")
    Q = "Q_HumanHealthAndSocialWorkActivities", _("Human health and social work activities")
    R = "R_ArtsEntertainmentAndRecreation", _("Arts, entertainment and recreation")
    S = "S_OtherServiceActivities", _("Other service activities")
    T = (
        "T_ActivitiesOfHouseholdsAsEmployers",
        _(
            "Activities of households as employers; undifferentiated goods- and services- producing activities of "
            "households for own use"
        ),
    )
    U = (
        "U_ActivitiesOfExtraterritorialOrganizations",
        _("Activities of extraterritorial organizations and bodies"),
    )


class TypeOfSexExploitation(models.TextChoices):
    """vic_TypeOfSexExploitation."""

    PROSTITUTION = "Prostitution", _("Prostitution")
    PORNOGRAPHY = "Pornography", _("Pornography")
    REMOTE_INTERACTIVE = "RemoteInteractiveServices", _("Remote Interactive Services")
    PRIVATE_SEXUAL = "PrivateSexualServices", _("Private Sexual Services")


class CaseStatus(models.TextChoices):
    """cas_Status: where the case stands."""

    ACTIVE = "Active", _("Active")
    FOLLOW_UP = "FollowUp", _("Follow Up")
    CLOSED = "Closed", _("Closed")
    CLOSED_REFERRED = "ClosedReferred", _("Closed Referred")


class ReferralReason(models.TextChoices):
    """cas_ReasonForIncomingReferral and cas_ReasonForOutgoingReferral."""

    ADDITIONAL_SERVICES = "AdditionalServicesRequired", _("Additional Services Required")
    CHANGE_OF_LOCATION = "MigrationOrChangeOfLocation", _("Migration or Change of Location")
    OTHER = "Other", _("Other")


class EventType(models.TextChoices):
    """hte_Type: the stage of the process at a place."""

    RECRUITMENT = "Recruitment", _("Recruitment")
    TRANSIT = "Transit", _("Transit")
    EXPLOITATION = "Exploitation", _("Exploitation")


# Our extension codes, and the code of the standard that a strict export writes for each.
STRICT: dict[type[models.TextChoices], dict[str, str]] = {
    MethodOfControl: {
        MethodOfControl.RESTRICTS_MOVEMENT: MethodOfControl.OTHER,
        MethodOfControl.USES_CHILDREN: MethodOfControl.OTHER,
    },
    TypeOfExploitation: {TypeOfExploitation.FORCED_CRIMINALITY: TypeOfExploitation.OTHER},
}


def strict_code(choices: type[models.TextChoices], code: str) -> str:
    """`code` as HTCDS 2.0 spells it: extension codes become `Other`."""
    return STRICT.get(choices, {}).get(code, code)
