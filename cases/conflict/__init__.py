"""Two people, one record: whoever saves second chooses field by field, and nothing is lost."""
