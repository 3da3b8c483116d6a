"""Invented people and cases for trying Daybook out. Never loaded in production."""
