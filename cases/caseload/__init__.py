"""The list of cases a user may know of: own, of the team, of the organisation."""
