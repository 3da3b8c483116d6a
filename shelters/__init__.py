"""Shelters, beds and placements. Follows referrals; nothing of it is in use yet."""
