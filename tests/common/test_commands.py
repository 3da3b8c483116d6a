"""Commands run within an audit scope."""

import pytest

from audit.models import Event
from audit.record import current_scope, reading
from audit.tags import Tag
from common.commands import DaybookCommand


class Reading(DaybookCommand):
    def work(self, **options: object) -> None:
        reading(Tag.USER_LIST)
        if options.get("breaks"):
            raise ZeroDivisionError


@pytest.mark.django_db
@pytest.mark.parametrize("breaks", [False, True])
def test_what_a_command_reads_is_recorded_also_when_it_breaks(breaks):
    if breaks:
        with pytest.raises(ZeroDivisionError):
            Reading().handle(breaks=True)
    else:
        Reading().handle()
    row = Event.objects.get()
    assert row.tag == "user:list"
    assert '"via":"command"' in row.detail
    assert current_scope() is None
