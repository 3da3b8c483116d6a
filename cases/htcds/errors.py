"""Why a file cannot be read at all. Problems of single cells are no errors, see check.py."""

from django.utils.translation import gettext_lazy as _

from common.errors import DomainError


class FileTooLarge(DomainError):
    """The file is larger than what one import takes, packed or unpacked."""

    code = "file_too_large"
    sentence = _("This file is too large for one import. Split it into smaller ones.")


class FileNotReadable(DomainError):
    """The file is none of the kinds that an import reads, or is damaged."""

    code = "file_not_readable"
    sentence = _("This file cannot be read. Save it as an Excel workbook (.xlsx) or as CSV UTF-8 and try again.")


class FileLocked(DomainError):
    """An old or password-protected workbook: both come in the same container."""

    code = "file_locked"
    sentence = _(
        "This workbook is protected by a password or saved in the old .xls form. "
        "Remove the password, save it as .xlsx and try again."
    )


class TextNotUnicode(DomainError):
    """No workbook, and no CSV file but in an older character set: guessing it would spoil names."""

    code = "text_not_unicode"
    sentence = _(
        "This is neither an Excel workbook nor CSV UTF-8, so its letters cannot be read safely. "
        "Save it as CSV UTF-8 and try again."
    )


class NoHeaderFound(DomainError):
    """No sheet has a row with HTCDS field names or labels."""

    code = "no_header_found"
    sentence = _(
        "No row with HTCDS field names was found. The first row needs names such as prs_FirstName, as in the template."
    )


class HeaderRepeated(DomainError):
    """One field stands over two columns, so nobody can say which one counts."""

    code = "header_repeated"

    def __init__(self, sheet: str, field: str, first: str, second: str) -> None:
        super().__init__(
            _("Sheet %(sheet)s has %(field)s twice, in column %(first)s and column %(second)s. Keep one of them.")
            % {"sheet": sheet, "field": field, "first": first, "second": second}
        )
