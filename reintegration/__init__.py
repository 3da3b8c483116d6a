"""Reintegration plans and follow-ups. Follows shelters; nothing of it is in use yet."""
