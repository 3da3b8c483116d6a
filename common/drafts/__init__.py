"""Texts that somebody has not sent yet, sealed for the one who typed them."""
