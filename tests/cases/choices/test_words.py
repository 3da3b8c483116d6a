"""Comparing texts forgets case, accents, blanks and kinds of quotes, and nothing else."""

from cases.choices.words import folded


def test_what_counts_as_the_same() -> None:
    assert folded("  Côte  d’Ivoire ") == folded("COTE D'IVOIRE") == "cote d'ivoire"
    assert folded("Post–secondary\u00a0level") == "post-secondary level"
    assert folded("ሰላም") != folded("ሀና")
    assert folded("Man") != folded("Men")
