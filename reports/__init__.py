"""Read-only pages: the auditor's list. Protected statistics and exports follow."""
