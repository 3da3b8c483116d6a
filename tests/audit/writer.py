"""A writer process of its own: appends rows as fast as it can, each in a transaction of its own."""

import sys
import time

import django
from django.conf import settings

from audit.record import write_reads
from audit.scopes import Reading, Scope


def main(database: str, count: int) -> None:
    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    print("ready", flush=True)
    sys.stdin.readline()
    scope = Scope(via="test")
    began = time.time()
    for _ in range(count):
        scope.pending.readings.append(Reading("case:open"))
        write_reads(scope)
    print(began, time.time(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
