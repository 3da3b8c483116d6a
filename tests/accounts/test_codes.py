"""A code counts once per person, and is forgotten when it could come up again by chance."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from accounts.codes import KEPT, use_code
from accounts.models import UsedCode


def test_a_code_is_used_once_per_person(cast):
    assert use_code(cast.caseworker.user, "123456")
    assert not use_code(cast.caseworker.user, "123456")
    assert not use_code(cast.caseworker.user, " 123 456 ")
    assert use_code(cast.caseworker2.user, "123456")


def test_the_code_itself_is_not_kept(cast):
    use_code(cast.caseworker.user, "123456")
    assert "123456" not in UsedCode.objects.get().digest


def test_an_equal_code_works_again_later(cast):
    start = timezone.now()
    with time_machine.travel(start):
        assert use_code(cast.caseworker.user, "123456")
    with time_machine.travel(start + KEPT + timedelta(seconds=1)):
        assert use_code(cast.caseworker.user, "123456")
