"""Commands run within an audit scope, like requests."""

from typing import Any

from django.core.management.base import BaseCommand

from audit.record import scope


class DaybookCommand(BaseCommand):
    """Write `work` instead of `handle`: what it reads is recorded when it ends."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Open the scope under the command's name."""
        with scope(via="command", purpose=type(self).__module__.rpartition(".")[2]):
            self.work(**options)

    def work(self, **options: Any) -> None:
        """What the command does."""
        raise NotImplementedError
