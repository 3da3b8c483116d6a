"""What an import can no longer do."""

from django.utils.translation import gettext_lazy as _

from cases.htcds.choices import ImportState
from cases.htcds.models import CaseImport
from common.errors import DomainError


class ImportGone(DomainError):
    """Its files are dropped."""

    code = "import_gone"
    sentence = _(
        "The file of this import is not kept any more. Send it again; rows that were imported stay as they are."
    )


class ImportNotReady(DomainError):
    """It was not read yet, is running, or is done."""

    code = "import_not_ready"
    sentence = _("This file is not waiting to be imported. Look at its page for where it stands.")


def require_kept(sent: CaseImport) -> None:
    """Raise ImportGone unless the file is still there."""
    if not sent.is_open:
        raise ImportGone


def require_checked(sent: CaseImport) -> None:
    """Raise ImportNotReady unless the file was read through and waits for a yes."""
    if sent.state != ImportState.CHECKED:
        raise ImportNotReady
