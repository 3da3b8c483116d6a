"""`manage.py create_organisation SLUG NAME --administrator USERNAME --display-name NAME`: the first account there is."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.actions import create_organisation
from audit.record import scope


class Command(BaseCommand):
    """Asks for the password, on the terminal or in the first line of standard input; it is never an argument."""

    help = "Make an organisation and its first administrator, who then invites the others."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The organisation, and who administers it."""
        parser.add_argument("slug", help="short name in letters, digits and hyphens, as commands take it")
        parser.add_argument("name", help="the name that its staff see")
        parser.add_argument("--administrator", required=True, metavar="USERNAME")
        parser.add_argument("--display-name", required=True, metavar="NAME", help="as colleagues see it")

    def handle(self, *args: Any, **options: Any) -> None:
        """One organisation, or a sentence for each reason why not."""
        password = getpass(_("Password: ")) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        try:
            with scope(via="command", purpose="accounts.create_organisation"):
                user = create_organisation(
                    slug=options["slug"],
                    name=options["name"],
                    username=options["administrator"],
                    display_name=options["display_name"],
                    password=password,
                )
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        self.stdout.write(
            _("%(name)s can sign in now, sets up a second factor first, and invites the others.")
            % {"name": user.username}
        )
