"""Forms of a document."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from cases.document.checking import MOST_BYTES
from cases.document.choices import DocumentKind, WithdrawReason, holder_of
from cases.document.states import DocumentTooLarge
from cases.models import Case, Document
from cases.sheets import may_write

ACCEPT = ".pdf,.jpg,.jpeg,.png,.docx,.odt"
TELLS = [("", _("Not looked at yet")), ("yes", _("Yes")), ("no", _("No"))]


def kind_choices(case: Case) -> list[tuple[str, Any]]:
    """Kinds whose class the principal may write on this case."""
    row = Document.of(case)
    return [(code, label) for code, label in DocumentKind.choices if may_write(row, f"{holder_of(code)}facts")]


class DocumentForm(forms.Form):
    """The file and what it is. It is read in memory; a larger one is not taken in at all."""

    kind = forms.ChoiceField(label=_("What it is"), help_text=_("Decides who may open it."))
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, JPEG, PNG, .docx or .odt, at most 20 MB."),
        error_messages={"required": _("Choose a file of at most 20 MB."), "empty": _("This file is empty.")},
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    dated_on = forms.DateField(
        label=_("Date on the document"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    discloses_status = forms.ChoiceField(
        label=_("Does it disclose her status to whoever sees it?"),
        help_text=_(
            "Such as a permit that names trafficking as its ground. If so, talk with her about whom to show it."
        ),
        choices=TELLS,
        required=False,
    )

    as_it_came = forms.BooleanField(
        label=_("Keep the file exactly as it came"),
        required=False,
        help_text=_(
            "Only as evidence, or if it is signed electronically. What it says about its maker, place and time stays inside, "
            "and leaves with it."
        ),
    )

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = kind_choices(case)
        self.has_kinds = bool(kinds)
        self.fields["kind"].choices = [("", _("Choose")), *kinds] if len(kinds) > 1 else kinds  # type: ignore[attr-defined]

    def clean_file(self) -> "UploadedFile[Any]":
        """The size in bytes; what is inside is looked at later."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(DocumentTooLarge.sentence, code=DocumentTooLarge.code)
        return file

    def values(self) -> dict[str, Any]:
        """As `add_document` takes them."""
        data = dict(self.cleaned_data)
        file: UploadedFile[Any] = data.pop("file")
        return data | {"data": file.read(), "name": file.name or ""}


class WithdrawForm(forms.Form):
    """Why the document does not count any more."""

    reason = forms.ChoiceField(label=_("Why"), choices=[("", _("Choose")), *WithdrawReason.choices])
