"""What describes the person, sealed as one `profile` value. Numbers are never reused."""

from django.utils.translation import gettext_lazy as _

from cases.choices.channels import Voluntariness
from cases.choices.htcds import Education, Gender, MaritalStatus
from cases.person.choices import AgeGroup, GuardianState, Literacy, Preference, Sex
from cases.questions import Question, QuestionList

PROFILE = QuestionList(
    Question(1, "sex", _("Sex"), "choice", Sex),
    Question(2, "gender", _("Gender"), "choice", Gender, htcds="prs_Gender"),
    Question(3, "gender_words", _("Gender, in the person's own words"), "text"),
    Question(4, "birth_year", _("Year of birth"), "partial_date"),
    Question(5, "age_group", _("Age group"), "choice", AgeGroup),
    Question(6, "age_disputed", _("Is the age disputed?"), "yesno"),
    Question(7, "guardian", _("Guardian"), "choice", GuardianState),
    Question(8, "citizenship", _("Citizenship"), "countries", htcds="prs_Citizenship"),
    Question(9, "stateless", _("Stateless"), "yesno"),
    Question(10, "ethnicity", _("Ethnic group, as the person says"), "text"),
    Question(11, "religion", _("Religion, if it matters for help"), "text"),
    Question(12, "languages", _("Languages"), "languages", htcds="prs_PrimaryLanguage"),
    Question(13, "literacy", _("Reading and writing"), "choice", Literacy),
    Question(14, "interpreter_needed", _("Interpreter needed"), "yesno"),
    Question(15, "interpreter_sex", _("Interpreter"), "choice", Preference),
    Question(16, "interpreter_not_from", _("No interpreter from"), "countries"),
    Question(17, "interviewer_sex", _("Would rather talk to"), "choice", Preference),
    Question(18, "refused_persons", _("Persons the person does not want to meet"), "text", max_length=1000),
    Question(19, "marital_status", _("Marital status"), "choice", MaritalStatus, htcds="prs_MaritalStatus"),
    Question(20, "children_count", _("Number of children"), "number", htcds="prs_NumberOfChildren"),
    Question(21, "education", _("Schooling"), "choice", Education, htcds="prs_HighestLevelOfEducation"),
    Question(22, "work_before", _("Work before"), "text"),
    Question(23, "access_needs", _("Access needs, diet, faith practice"), "text", max_length=1000),
    Question(24, "region_of_origin", _("Region of origin"), "text"),
    Question(25, "secondary_language", _("Second language"), "languages", htcds="prs_SecondaryLanguage"),
    Question(26, "agreed_to_referral", _("Did the person agree to be sent to us?"), "yesno"),
    Question(27, "first_contact_was", _("The first contact was"), "choice", Voluntariness),
)
