"""Re-exports of the models of this app; each noun has its own package."""

from cases.assignment.models import CaseGrant
from cases.block.models import ConflictBlock
from cases.briefing.models import Briefing
from cases.call.models import Call, CallCount
from cases.case.models import Case, CaseSerial
from cases.closure.models import CaseClosure
from cases.consent.models import Consent
from cases.contact.models import ContactSheet
from cases.cover.models import Cover
from cases.dependant.models import Dependant
from cases.document.models import Document, DocumentChunk
from cases.emergency.models import EmergencyOpening
from cases.encounter.models import Encounter
from cases.episode.models import Episode
from cases.handover.models import CaseHandover
from cases.health.models import HealthSheet
from cases.hearing.models import Hearing, HearingPart
from cases.history.models import EarlierValue
from cases.htcds.models import CaseImport, ImportedRow
from cases.identification.models import Identification
from cases.jurisdiction.models import Scheme
from cases.legal.models import LegalSheet
from cases.legalrecord.models import Claim, NonPunishment, Protection, Release
from cases.limit.models import LegalLimit
from cases.need.models import NeedSheet
from cases.note.models import Note
from cases.opening.models import AskRequest, Opening
from cases.person.models import Person
from cases.proceeding.models import Docket, Proceeding, ProceedingStep
from cases.residence.models import StatusDate, StatusEvent, StatusSheet
from cases.risk.models import RiskReview
from cases.safety.models import SafetySheet
from cases.service.models import ServiceGiven
from cases.situation.models import Situation, SituationLink
from cases.task.models import Task

__all__ = [
    "Call",
    "CallCount",
    "AskRequest",
    "Briefing",
    "Case",
    "CaseClosure",
    "CaseGrant",
    "CaseHandover",
    "CaseImport",
    "Claim",
    "CaseSerial",
    "ConflictBlock",
    "Consent",
    "ContactSheet",
    "Cover",
    "Dependant",
    "Docket",
    "Document",
    "DocumentChunk",
    "EarlierValue",
    "EmergencyOpening",
    "Encounter",
    "Episode",
    "HealthSheet",
    "Hearing",
    "HearingPart",
    "Identification",
    "ImportedRow",
    "LegalLimit",
    "LegalSheet",
    "NeedSheet",
    "NonPunishment",
    "Note",
    "Opening",
    "Person",
    "Proceeding",
    "ProceedingStep",
    "Protection",
    "Release",
    "RiskReview",
    "SafetySheet",
    "Scheme",
    "ServiceGiven",
    "Situation",
    "SituationLink",
    "StatusDate",
    "StatusEvent",
    "StatusSheet",
    "Task",
]
