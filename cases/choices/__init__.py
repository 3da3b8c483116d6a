"""Code lists that several nouns share. Codes are stored, labels are translated; codes of a standard are spelt as there."""
