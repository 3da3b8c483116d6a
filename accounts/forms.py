"""What people of staff type about accounts. No rules here: those are in the actions."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role, TextSize
from accounts.models import Team, User
from accounts.permissions import invitable_roles

PASSWORD_HINT = _("At least 12 characters. Several words in a row are easy to keep in mind.")


def _role_choices(roles: tuple[Role, ...]) -> list[tuple[str, Any]]:
    return [(role.value, role.label) for role in roles]


class StaffForm(forms.Form):
    """What is common to inviting and editing."""

    display_name = forms.CharField(
        label=_("Name shown to colleagues"),
        help_text=_("What colleagues call this person, for example Ana P."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    team = forms.ModelChoiceField(
        label=_("Team"), queryset=Team.objects.none(), required=False, empty_label=_("No team")
    )

    def __init__(self, *args: Any, actor: User, roles: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = _role_choices(roles)  # type: ignore[attr-defined]
        self.fields["team"].queryset = Team.objects.visible_to(actor).order_by("name")  # type: ignore[attr-defined]


class StaffInviteForm(StaffForm):
    """Whom to invite, and as what."""

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, roles=invitable_roles(actor), **kwargs)


class StaffEditForm(StaffForm):
    """Name, role and team of a colleague, and which version the change was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, roles=tuple(Role), **kwargs)


class InvitationAcceptForm(forms.Form):
    """How somebody new will sign in."""

    display_name = forms.CharField(label=_("Name shown to colleagues"), max_length=60)
    username = forms.CharField(
        label=_("User name"),
        help_text=_("You sign in with it. Letters, digits and . - _ only."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class TeamForm(forms.Form):
    """What a team is called."""

    name = forms.CharField(
        label=_("Name of the team"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class TeamEditForm(TeamForm):
    """Another name, and which version the change was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


def language_choices() -> list[tuple[str, str]]:
    """Languages with a whole translation, each in its own words."""
    return [(code, name) for code, name in settings.LANGUAGES if code in settings.LANGUAGES_COMPLETE]


class MeForm(forms.Form):
    """The own settings. Without a version: nobody else writes them, and each save says all of them."""

    language = forms.ChoiceField(label=_("Language"), choices=language_choices)
    text_size = forms.ChoiceField(
        label=_("Text size"), choices=[("", _("Usual")), *TextSize.choices], required=False, widget=forms.RadioSelect
    )
    has_single_keys = forms.BooleanField(
        label=_("Single keys as shortcuts"), help_text=_("For example c for a new case."), required=False
    )
    has_names_in_lists = forms.BooleanField(
        label=_("Show names in lists"),
        help_text=_(
            "Beside the alias stands the name the person wants to be called by. Leave it off on shared screens."
        ),
        required=False,
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_(
            "For a new password, should you forget yours, and for reminders, once you have confirmed it under Mail."
        ),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
