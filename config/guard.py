"""The last look before a process of production serves: it stops with sentences instead of starting unsafely."""

import sys

from django.conf import settings

from config.faults import database_faults, settings_faults


class UnsafeStart(SystemExit):
    """Production was refused; `faults` says why."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        sys.stderr.write("Daybook does not start:\n" + "".join(f"- {fault}\n" for fault in faults))
        super().__init__(3)  # gunicorn ends as a whole when a worker exits with 3


def refuse_unsafe_start() -> None:
    """Raise UnsafeStart if this is production and anything of `config.faults` holds. The demo and tests pass."""
    if not getattr(settings, "PRODUCTION", False):
        return
    faults = list(settings_faults())
    if not faults:
        faults = list(database_faults())
    if faults:
        raise UnsafeStart(faults)
