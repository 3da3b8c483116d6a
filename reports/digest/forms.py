"""Form of a review."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_WORDS = 500


class DigestReviewForm(forms.Form):
    """One sentence."""

    remark = forms.CharField(
        label=_("What came of it"),
        help_text=_("One sentence: whom you asked, and what you will do. No name of anybody we help."),
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
