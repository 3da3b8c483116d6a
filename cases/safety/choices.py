"""Words of the safety plan and of who must not know."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Signal(models.TextChoices):
    """What tells us that the person is not alone or not safe. Agreed with her."""

    SAFE_WORD_WRONG = "word_wrong", _("The safe word is missing or wrong")
    OTHER_VOICE = "other_voice", _("Somebody else answers")
    HANGS_UP = "hangs_up", _("Hangs up at once")
    WRONG_NAME = "wrong_name", _("Uses another name for us")
    EMPTY_MESSAGE = "empty_message", _("Sends an empty message")
    MISSED_CALL = "missed_call", _("Lets it ring once")
    NOT_SEEN = "not_seen", _("Does not come and does not call")


class PlaceToAvoid(models.TextChoices):
    """Kinds of places; which ones stands in words beside them."""

    OLD_WORK = "old_work", _("Where the person worked")
    OLD_HOME = "old_home", _("Where the person lived")
    FAMILY = "family", _("Near family")
    COMMUNITY = "community", _("Shops and cafés of the community")
    WORSHIP = "worship", _("Places of worship")
    STATION = "station", _("Stations and stops")
    CONSULATE = "consulate", _("The consulate")
    OFFICES = "offices", _("Certain offices")
    ONLINE = "online", _("Old accounts and groups online")


class Kin(models.TextChoices):
    """Who it is to the person. Nothing here says that anybody did something."""

    PARTNER = "partner", _("Partner or former partner")
    PARENT = "parent", _("Parent")
    SIBLING = "sibling", _("Brother or sister")
    CHILD = "child", _("Own child")
    RELATIVE = "relative", _("Other relative")
    FRIEND = "friend", _("Friend or acquaintance")
    EMPLOYER = "employer", _("Employer or foreman")
    LANDLORD = "landlord", _("Landlord")
    COMMUNITY = "community", _("Somebody of the community")
    OFFICIAL = "official", _("An official")
    INTERPRETER = "interpreter", _("An interpreter")
    COLLEAGUE = "colleague", _("Somebody of a partner organisation")
    OTHER = "other", _("Somebody else")
