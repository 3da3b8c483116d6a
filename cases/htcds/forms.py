"""The one field of an import."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cases.htcds.workbook import MAX_BYTES

_TOO_LARGE = _("Choose a file of at most 30 MB.")


class ImportSendForm(forms.Form):
    """An upload that never touches the disk in the clear: larger ones are not taken in at all."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("An Excel workbook (.xlsx, .xlsm) in the form of the HTCDS template, or CSV UTF-8. At most 30 MB."),
        error_messages={"required": _TOO_LARGE, "empty": _("This file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.txt"}),
    )

    def clean_file(self) -> "UploadedFile[Any]":
        """The size in bytes; what is inside is looked at later."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(_TOO_LARGE, code="file_too_large")
        return file
