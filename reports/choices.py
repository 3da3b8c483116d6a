"""What the auditor's list can be narrowed to."""

# Of the hours of a day the one part that can be asked for.
NIGHT = "night"
