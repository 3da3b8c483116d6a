"""What happened, in kinds and codes; sealed as one `profile` value for each episode. Numbers are never reused."""

from django.utils.translation import gettext_lazy as _

from cases.choices.htcds import (
    DecisionMakingOrg,
    Industry,
    MethodOfControl,
    MethodOfRecruitment,
    RecruiterRelation,
    RelationshipToTrafficker,
    TraffickingStatus,
    TypeOfExploitation,
    TypeOfSexExploitation,
    WebsitesAndApps,
)
from cases.episode.choices import FreedomOfMovement, HowItEnded, JobPromised
from cases.questions import Question, QuestionList

FACTS = QuestionList(
    Question(
        1, "exploitation", _("Kind of exploitation"), "choices", TypeOfExploitation, htcds="vic_TypeOfExploitation"
    ),
    Question(2, "industry", _("Branch of work"), "choice", Industry, htcds="vic_ForcedLabourIndustry"),
    Question(
        3,
        "sexual_kind",
        _("Kind of sexual exploitation"),
        "choices",
        TypeOfSexExploitation,
        htcds="vic_TypeOfSexExploitation",
    ),
    Question(4, "control", _("Means of control"), "choices", MethodOfControl, htcds="vic_MethodsOfControl"),
    Question(5, "job_promised", _("Job promised"), "choice", JobPromised),
    Question(6, "freedom", _("Freedom of movement"), "choice", FreedomOfMovement),
    Question(7, "recruiter", _("Who recruited"), "choices", RecruiterRelation),
    Question(
        8,
        "trafficker",
        _("Relation to the trafficker"),
        "choice",
        RelationshipToTrafficker,
        htcds="vic_RelationshipToTrafficker",
    ),
    Question(
        9, "recruited_through", _("Recruited through"), "choices", MethodOfRecruitment, htcds="vic_MethodOfRecruitment"
    ),
    Question(
        10, "recruited_online", _("Recruited on"), "choices", WebsitesAndApps, htcds="vic_RecruitmentWebsitesAndApps"
    ),
    Question(
        11, "exploited_online", _("Exploited on"), "choices", WebsitesAndApps, htcds="vic_ExploitationWebsitesAndApps"
    ),
    Question(12, "recruited_in", _("Country of recruitment"), "country"),
    Question(13, "transit", _("Countries on the way"), "countries"),
    Question(14, "exploited_in", _("Country of exploitation"), "country"),
    Question(15, "started", _("Began"), "partial_date"),
    Question(16, "ended", _("Ended"), "partial_date"),
    Question(17, "age_at_start", _("Age when it began"), "number", htcds="vic_AgeWhenTrafficked"),
    Question(18, "others_count", _("Others in the same situation"), "number"),
    Question(19, "how_ended", _("How it ended"), "choice", HowItEnded),
    Question(20, "status", _("Trafficking status"), "choice", TraffickingStatus, htcds="vic_TraffickingStatus"),
    Question(
        21,
        "status_by",
        _("Who decided the status"),
        "choice",
        DecisionMakingOrg,
        htcds="vic_TraffickingStatusDecisionMakingOrg",
    ),
)
