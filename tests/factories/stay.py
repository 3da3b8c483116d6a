"""The true shapes of what is sealed about a stay."""

STAY_EVENT = {"event": "flagged", "on": "2026-01-05", "from": "no_status", "to": "presumed_pending", "paper": "here"}
STAY_DATE = {"what": "decision", "on": "2026-01-05", "end_on": "2026-01-05", "basis": "letter", "paper": "here"}
