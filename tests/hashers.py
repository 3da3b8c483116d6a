"""A password hasher for the test run."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """Argon2 as in production, with one pass over little memory."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
