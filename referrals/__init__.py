"""Directory of services and referrals. The next module after cases; nothing of it is in use yet."""
