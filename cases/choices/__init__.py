"""Code lists that several nouns share. Codes are stored, labels translated; codes of a standard are spelt as there."""
