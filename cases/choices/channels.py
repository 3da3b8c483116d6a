"""How a case first came to the organisation. Source: ILO Booklet 6, box 6.27; the lower rows are added."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FirstContactChannel(models.TextChoices):
    """First-contact channel: who or what brought the person in touch."""

    POLICE_RAID = "police_raid", _("Found in a police raid")
    POLICE_CONTROL = "police_control", _("Routine police or labour check")
    ESCAPED_POLICE = "escaped_police", _("Left and asked the police")
    ESCAPED_EMBASSY = "escaped_embassy", _("Left and asked the embassy or consulate")
    BUYER_INFORMANT = "buyer_informant", _("A client told police or an organisation")
    THIRD_PARTY_HOME = "third_party_home", _("Family, friend or organisation in the home country")
    RELEASED_BY_EXPLOITER = "released_by_exploiter", _("The exploiter let the person go")
    SELF_WALK_IN = "self_walk_in", _("Came on their own")
    SELF_PHONE = "self_phone", _("Phoned on their own")
    SELF_WEB = "self_web", _("Wrote on their own: form or chat")
    OUTREACH = "outreach", _("Outreach: street, online, farms or indoors")
    HEALTH = "health", _("Health service")
    SCHOOL = "school", _("School")
    SOCIAL_SERVICE = "social_service", _("Social service")
    CHILD_PROTECTION = "child_protection", _("Child protection")
    LABOUR_INSPECTION = "labour_inspection", _("Labour inspection")
    UNION = "union", _("Union")
    EMPLOYER_PEER = "employer_peer", _("Employer or fellow worker")
    BORDER_IMMIGRATION = "border_immigration", _("Border or immigration authority")
    ASYLUM_RECEPTION = "asylum_reception", _("Asylum reception")
    DETENTION_CENTRE = "detention_centre", _("Detention centre")
    PRISON = "prison", _("Prison")
    OTHER_NGO = "other_ngo", _("Another organisation")
    SHELTER = "shelter", _("Shelter")
    FAITH = "faith", _("Faith community")
    LAWYER = "lawyer", _("Lawyer")
    PROSECUTOR_COURT = "prosecutor_court", _("Prosecutor or court")
    FAMILY_TRACING_RETURN = "family_tracing_return", _("Referral from the country of origin after return")


class Voluntariness(models.TextChoices):
    """How voluntary the first contact was."""

    FREE = "free", _("Free")
    IN_CUSTODY = "in_custody", _("In custody")
    MEDIATED = "mediated", _("Through somebody else")
