"""The own notices: alerts about cases that may still be opened, in words that are safe on any screen."""
