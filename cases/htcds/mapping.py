"""Every column of HTCDS 2.0, and what an import makes of it. Import, page and data dictionary read this table.

Field names and labels: Human Trafficking Case Data Standard by IOM, CC BY 4.0.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.choices import htcds
from encryption.classes import FieldClass


class Kind(StrEnum):
    """How the cell is read."""

    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    YES_NO = "yes_no"
    NUMBER = "number"
    COUNTRY = "country"
    COUNTRIES = "countries"
    PLACE = "place"
    LANGUAGE = "language"
    PHONE = "phone"
    EMAIL = "email"
    OWNER = "owner"


class Part(StrEnum):
    """The part of a new case that takes the value."""

    CASE = "case"
    OWNER = "owner"
    CONSENT = "consent"
    IDENTITY = "identity"
    CONTACT = "contact"
    POST = "post"
    PROFILE = "profile"
    FACTS = "facts"
    EVENT = "event"
    ACCOUNT = "account"
    NOTE = "note"


@dataclass(frozen=True)
class Column:
    """One field of the standard. Held: `part` and `name` say where; not held: `why_not` says why.

    `limit` is the longest text in characters, the largest number for a number.
    """

    field: str
    label: str
    kind: Kind = Kind.TEXT
    part: Part | None = None
    name: str = ""
    options: type[models.TextChoices] | None = None
    limit: int = 120
    why_not: Promise | str = ""

    @property
    def is_held(self) -> bool:
        return self.part is not None

    @property
    def field_class(self) -> FieldClass | None:
        """The class under which the value is sealed; None for workflow columns."""
        return CLASS_OF[self.part] if self.part is not None else None

    @property
    def holds(self) -> str:
        """`model.field` where the value lies, for the data dictionary."""
        if self.part is None:
            return ""
        return f"{PLACE_OF[self.part]}{self.name}" if self.name else PLACE_OF[self.part].rstrip(". ")


PLACE_OF: dict[Part, str] = {
    Part.CASE: "case.",
    Part.OWNER: "casegrant.user",
    Part.CONSENT: "consent.answer",
    Part.IDENTITY: "person.",
    Part.CONTACT: "contactsheet.",
    Part.POST: "contactsheet.post",
    Part.PROFILE: "person.profile: ",
    Part.FACTS: "episode.facts: ",
    Part.EVENT: "episode.facts: ",
    Part.ACCOUNT: "episode.account",
    Part.NOTE: "note.text",
}
CLASS_OF: dict[Part, FieldClass | None] = {
    Part.CASE: None,
    Part.OWNER: None,
    Part.CONSENT: None,
    Part.IDENTITY: FieldClass.IDENTITY,
    Part.CONTACT: FieldClass.CONTACT,
    Part.POST: FieldClass.CONTACT,
    Part.PROFILE: FieldClass.PROFILE,
    Part.FACTS: FieldClass.PROFILE,
    Part.EVENT: FieldClass.PROFILE,
    Part.ACCOUNT: FieldClass.NARRATIVE,
    Part.NOTE: FieldClass.NARRATIVE,
}

_ORGANISATION = _("Describes an organisation, not a person. Organisations are kept in the service directory.")
_PLACE = _("Places are sealed with a key of their own that imports do not hold. Write it on the case.")
_SUSPECT = _("Facts about suspects are sealed with a key of their own that imports do not hold. Write it on the case.")
_DEPRECATED_CONSENT = _("Withdrawn from the standard; con_Consent replaces it.")
_LONG = 4000

_identity, _contact, _post = Part.IDENTITY, Part.CONTACT, Part.POST
_profile, _facts, _note, _case = Part.PROFILE, Part.FACTS, Part.NOTE, Part.CASE

COLUMNS: tuple[Column, ...] = (
    Column("org_Name", "Organisation Name", why_not=_ORGANISATION),
    Column("org_ShippingCity", "Shipping City", why_not=_ORGANISATION),
    Column("org_ShippingCountry", "Shipping Country", why_not=_ORGANISATION),
    Column("org_ShippingState", "Shipping State/Province", why_not=_ORGANISATION),
    Column("org_ShippingStreet", "Shipping Street", why_not=_ORGANISATION),
    Column("org_ShippingPostalCode", "Shipping Zip/Postal Code", why_not=_ORGANISATION),
    Column("org_ShippingLongitude", "Longitude", why_not=_ORGANISATION),
    Column("org_ShippingLatitude", "Latitude", why_not=_ORGANISATION),
    Column("org_Phone", "Phone", why_not=_ORGANISATION),
    Column("org_Type", "Type", why_not=_ORGANISATION),
    Column("prs_Salutation", "Salutation", part=_identity, name="salutation", limit=40),
    Column("prs_FirstName", "First Name", part=_identity, name="given_name"),
    Column("prs_MiddleName", "Middle Name", part=_identity, name="other_names", limit=300),
    Column("prs_SecondName", "Second Name", part=_identity, name="family_name"),
    Column("prs_Birthdate", "Birthdate", Kind.DATE, _identity, "birth_date"),
    Column("prs_Gender", "Gender", Kind.CHOICE, _profile, "gender", htcds.Gender),
    Column("prs_Deceased", "Deceased", Kind.YES_NO, _case, "closure_reason"),
    Column("prs_MaritalStatus", "Marital Status", Kind.CHOICE, _profile, "marital_status", htcds.MaritalStatus),
    Column("prs_NumberOfChildren", "Number of Children", Kind.NUMBER, _profile, "children_count", limit=30),
    Column("prs_PrimaryLanguage", "Primary Language", Kind.LANGUAGE, _profile, "languages"),
    Column("prs_SecondaryLanguage", "Secondary Language", Kind.LANGUAGE, _profile, "secondary_language"),
    Column(
        "prs_HighestLevelOfEducation",
        "Highest Level of Education",
        Kind.CHOICE,
        _profile,
        "education",
        htcds.Education,
    ),
    Column("prs_Citizenship", "Citizenship", Kind.COUNTRIES, _profile, "citizenship"),
    Column("prs_IdentityNumber", "Identity Number", part=_identity, name="identity_number", limit=80),
    Column("prs_Title", "Title", part=_note),
    Column("prs_Email", "Email", Kind.EMAIL, _contact, "email", limit=200),
    Column("prs_HomePhone", "Home Phone", Kind.PHONE, _contact, "other_phone", limit=60),
    Column("prs_MobilePhone", "Mobile Phone", Kind.PHONE, _contact, "phone", limit=60),
    Column("prs_MailingCity", "Mailing City", part=_post),
    Column("prs_MailingCountry", "Mailing Country", Kind.COUNTRY, _post),
    Column("prs_MailingState", "Mailing State/Province", part=_post),
    Column("prs_MailingStreet", "Mailing Street", part=_post, limit=300),
    Column("prs_MailingPostalCode", "Mailing Zip/Postal Code", part=_post, limit=40),
    Column("prs_MailingLongitude", "Longitude", why_not=_PLACE),
    Column("prs_MailingLatitude", "Latitude", why_not=_PLACE),
    Column("vic_AgreementToManagePersonalData", "Agreement to Manage Personal Data", why_not=_DEPRECATED_CONSENT),
    Column("vic_TraffickingStatus", "Trafficking Status", Kind.CHOICE, _facts, "status", htcds.TraffickingStatus),
    Column(
        "vic_TraffickingStatusDecisionMakingOrg",
        "Trafficking Status Decision Making Organization",
        Kind.CHOICE,
        _facts,
        "status_by",
        htcds.DecisionMakingOrg,
    ),
    Column(
        "vic_RelationshipToTrafficker",
        "Relationship to Trafficker",
        Kind.CHOICE,
        _facts,
        "trafficker",
        htcds.RelationshipToTrafficker,
    ),
    Column("vic_AgeWhenTrafficked", "Age when Trafficked", Kind.NUMBER, _facts, "age_at_start", limit=120),
    Column(
        "vic_RecruitmentWebsitesAndApps",
        "Recruitment Websites and Apps",
        Kind.CHOICES,
        _facts,
        "recruited_online",
        htcds.WebsitesAndApps,
    ),
    Column(
        "vic_MethodOfRecruitment",
        "Method of Recruitment",
        Kind.CHOICES,
        _facts,
        "recruited_through",
        htcds.MethodOfRecruitment,
    ),
    Column("vic_LocationOfRecruitment", "Location of Recruitment", Kind.PLACE, _facts, "recruited_in"),
    Column("vic_MethodsOfControl", "Methods of Control", Kind.CHOICES, _facts, "control", htcds.MethodOfControl),
    Column(
        "vic_TypeOfExploitation", "Type of Exploitation", Kind.CHOICES, _facts, "exploitation", htcds.TypeOfExploitation
    ),
    Column("vic_ForcedLabourIndustry", "Forced Labour Industry", Kind.CHOICE, _facts, "industry", htcds.Industry),
    Column(
        "vic_TypeOfSexExploitation",
        "Type of Sex Exploitation",
        Kind.CHOICES,
        _facts,
        "sexual_kind",
        htcds.TypeOfSexExploitation,
    ),
    Column("vic_LocationOfExploitation", "Location of Exploitation", Kind.PLACE, _facts, "exploited_in"),
    Column(
        "vic_ExploitationWebsitesAndApps",
        "Exploitation Websites and Apps",
        Kind.CHOICES,
        _facts,
        "exploited_online",
        htcds.WebsitesAndApps,
    ),
    Column("vic_Vulnerabilities", "Vulnerabilities", part=_note, limit=_LONG),
    Column("vic_DetailsOfVulnerabilities", "Details Of Vulnerabilities", part=_note, limit=_LONG),
    Column("per_RoleInProcess", "Role in Process", why_not=_SUSPECT),
    Column("per_RoleDetails", "Role Details", why_not=_SUSPECT),
    Column("per_Organisation", "", why_not=_SUSPECT),
    Column("cas_Status", "Status", Kind.CHOICE, _case, "status", htcds.CaseStatus),
    Column("cas_ReasonForCaseClosure", "Reason for Case Closure", part=_note, limit=_LONG),
    Column("cas_CaseOwner", "Case Owner", Kind.OWNER, Part.OWNER),
    Column("cas_ReferringOrganisation", "Referring Organisation", part=_note, limit=300),
    Column("cas_IncomingReferralDate", "Incoming Referral Date", Kind.DATE, _case, "opened_on"),
    Column("cas_ReferringPrimaryCaseWorker", "Referring Primary Case Worker", part=_note, limit=300),
    Column(
        "cas_ReasonForIncomingReferral",
        "Reason for Incoming Referral",
        Kind.CHOICE,
        _note,
        options=htcds.ReferralReason,
    ),
    Column("cas_IncomingReferralDetails", "Incoming Referral Details", part=_note, limit=_LONG),
    Column("cas_ReferredOrganisation", "Referred Organisation", part=_note, limit=300),
    Column("cas_ReferredPrimaryCaseWorker", "Referred Primary Case Worker", part=_note, limit=300),
    Column(
        "cas_ReasonForOutgoingReferral",
        "Reason for Outgoing Referral",
        Kind.CHOICE,
        _note,
        options=htcds.ReferralReason,
    ),
    Column("cas_OutgoingReferralDate", "Outgoing Referral Date", Kind.DATE, _note),
    Column("cas_OutgoingReferralDetails", "Outgoing Referral Details", part=_note, limit=_LONG),
    Column("cco_CaseComment", "Case Comment", part=_note, limit=_LONG),
    Column("hte_Longitude", "Longitude", why_not=_PLACE),
    Column("hte_Latitude", "Latitude", why_not=_PLACE),
    Column("hte_City", "City", why_not=_PLACE),
    Column("hte_Country", "Country", Kind.COUNTRY, Part.EVENT, "recruited_in, transit or exploited_in"),
    Column("hte_State", "State", why_not=_PLACE),
    Column("hte_Street", "Street", why_not=_PLACE),
    Column("hte_PostalCode", "PostalCode", why_not=_PLACE),
    Column("hte_Date", "Date", why_not=_("A single date does not say what began or ended. Write it on the case.")),
    Column("hte_Type", "Type", Kind.CHOICE, Part.EVENT, "which of the three", htcds.EventType),
    Column("hte_Description", "Description", part=Part.ACCOUNT, limit=_LONG),
    Column("spl_Objectives", "Objectives", part=_note, limit=_LONG),
    Column("spl_ActionPlan", "Action Plan", part=_note, limit=_LONG),
    Column("spl_PlannedEndDate", "Planned End Date", Kind.DATE, _note),
    Column("spl_ActualEndDate", "Actual End Date", Kind.DATE, _note),
    Column("spl_Type", "Type", part=_note, limit=300),
    Column("con_Consent", "Consent", Kind.YES_NO, Part.CONSENT),
)
BY_FIELD: dict[str, Column] = {column.field: column for column in COLUMNS}
# Fields that the standard's own workbooks carry: there a label alone is enough to know the column.
_WORKBOOK_FIELDS = (
    "cas_CaseOwner prs_Salutation prs_FirstName prs_SecondName con_Consent prs_Birthdate prs_Gender prs_Citizenship "
    "prs_Title prs_Email prs_HomePhone prs_MobilePhone prs_MailingCity prs_MailingCountry prs_MailingState "
    "prs_MailingStreet prs_MailingPostalCode vic_TraffickingStatus vic_TraffickingStatusDecisionMakingOrg "
    "vic_MethodOfRecruitment vic_LocationOfRecruitment vic_MethodsOfControl vic_TypeOfExploitation "
    "vic_ForcedLabourIndustry vic_TypeOfSexExploitation vic_LocationOfExploitation cas_Status "
    "cas_ReferringOrganisation cas_IncomingReferralDate cas_ReferringPrimaryCaseWorker cas_ReasonForIncomingReferral "
    "cas_IncomingReferralDetails cas_ReferredOrganisation cas_ReferredPrimaryCaseWorker cas_ReasonForOutgoingReferral "
    "cas_OutgoingReferralDate cas_OutgoingReferralDetails cas_ReasonForCaseClosure"
)
IN_WORKBOOK = frozenset(_WORKBOOK_FIELDS.split())
# Names that the standard's own files spell otherwise.
OTHER_NAMES: dict[str, str] = {"vic_TraffickinStatusDecisionMakingOrg": "vic_TraffickingStatusDecisionMakingOrg"}


def held() -> list[Column]:
    """Columns that an import keeps, in the order of the standard."""
    return [column for column in COLUMNS if column.is_held]


def not_held() -> list[Column]:
    """Columns that an import leaves out, each with its reason."""
    return [column for column in COLUMNS if not column.is_held]
