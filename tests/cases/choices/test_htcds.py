"""The code lists hold exactly what the standard holds, and our extensions apart."""

import csv

import pytest
from django.db.models import TextChoices

from cases.choices import htcds
from tests.data import DATA

ROWS = list(csv.DictReader((DATA / "htcds.csv").open(encoding="utf-8")))
FIELDS: dict[str, type[TextChoices]] = {
    "prs_Gender": htcds.Gender,
    "prs_MaritalStatus": htcds.MaritalStatus,
    "prs_HighestLevelOfEducation": htcds.Education,
    "vic_TraffickingStatus": htcds.TraffickingStatus,
    "vic_TraffickingStatusDecisionMakingOrg": htcds.DecisionMakingOrg,
    "vic_RelationshipToTrafficker": htcds.RelationshipToTrafficker,
    "vic_RecruitmentWebsitesAndApps": htcds.WebsitesAndApps,
    "vic_ExploitationWebsitesAndApps": htcds.WebsitesAndApps,
    "vic_MethodOfRecruitment": htcds.MethodOfRecruitment,
    "vic_MethodsOfControl": htcds.MethodOfControl,
    "vic_TypeOfExploitation": htcds.TypeOfExploitation,
    "vic_ForcedLabourIndustry": htcds.Industry,
    "vic_TypeOfSexExploitation": htcds.TypeOfSexExploitation,
    "cas_Status": htcds.CaseStatus,
    "cas_ReasonForIncomingReferral": htcds.ReferralReason,
    "cas_ReasonForOutgoingReferral": htcds.ReferralReason,
    "hte_Type": htcds.EventType,
}
# Our label is spelt rightly; the standard's is accepted as the code.
RESPELT = {"Unaquainted"}


def allowed(field: str) -> dict[str, str]:
    text = next(row["allowed_values"] for row in ROWS if row["full_name"] == field)
    return dict(pair.split("=", 1) for pair in text.split(" | "))


@pytest.mark.parametrize("field", FIELDS)
def test_codes_and_labels_are_those_of_the_standard(field: str) -> None:
    choices = FIELDS[field]
    extensions = htcds.STRICT.get(choices, {})
    ours = {code: str(label) for code, label in choices.choices if code not in extensions}
    theirs = allowed(field)
    assert list(ours) == list(theirs)
    assert {code for code in ours if ours[code] != theirs[code]} <= RESPELT


def test_a_strict_export_writes_no_extension_code() -> None:
    assert htcds.strict_code(htcds.MethodOfControl, "RestrictsMovement") == "Other"
    assert htcds.strict_code(htcds.MethodOfControl, "UsesChildren") == "Other"
    assert htcds.strict_code(htcds.TypeOfExploitation, "ForcedCriminality") == "Other"
    assert htcds.strict_code(htcds.MethodOfControl, "DebtBondage") == "DebtBondage"
    for choices, codes in htcds.STRICT.items():
        field = next(name for name, listed in FIELDS.items() if listed is choices)
        assert not set(codes) & set(allowed(field))
        assert set(codes.values()) <= set(allowed(field))
