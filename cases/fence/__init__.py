"""How many cases and search results one person may open within an hour before saying anew who it is."""
