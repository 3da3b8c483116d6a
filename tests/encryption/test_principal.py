"""Who acts: nobody by default, on no case that was not let in, for no longer than allowed."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from encryption.classes import FieldClass
from encryption.errors import ClearanceError
from encryption.principal import ALL, Clearance, Principal, acting_as, current_principal, require_clearance

IDENTITY, HEALTH = FieldClass.IDENTITY, FieldClass.HEALTH


def test_nobody_acts_by_default():
    with pytest.raises(ClearanceError):
        current_principal()


def test_a_principal_ends_with_its_block_also_after_an_error():
    with pytest.raises(RuntimeError), acting_as(Principal("a", None)):
        assert current_principal().actor_id == "a"
        raise RuntimeError
    with pytest.raises(ClearanceError):
        current_principal()


def test_blocks_nest():
    with acting_as(Principal("a", None)):
        with acting_as(Principal("b", None)):
            assert current_principal().actor_id == "b"
        assert current_principal().actor_id == "a"


def _refused_here() -> bool:
    try:
        current_principal()
    except ClearanceError:
        return True
    return False


def test_a_bare_thread_and_a_pool_thread_are_refused():
    seen = []
    with acting_as(Principal("a", None)):
        thread = threading.Thread(target=lambda: seen.append(_refused_here()))
        thread.start()
        thread.join()
        with ThreadPoolExecutor(1) as pool:
            seen.append(pool.submit(_refused_here).result())
    assert seen == [True, True]


def test_two_tasks_of_one_loop_do_not_share_a_principal():
    async def act(name):
        with acting_as(Principal(name, None)):
            await asyncio.sleep(0)
            return current_principal().actor_id

    async def both():
        return await asyncio.gather(act("a"), act("b"))

    assert asyncio.run(both()) == ["a", "b"]
    assert _refused_here()


def test_a_generator_that_outlives_the_block_is_refused():
    def later():
        yield _refused_here()

    with acting_as(Principal("a", None)):
        generator = later()
    assert next(generator)


def test_clearance_names_labels_or_all_of_a_class():
    clearance = Clearance({IDENTITY: frozenset({"a.b.c"}), HEALTH: ALL}, {IDENTITY: ALL})
    assert clearance.may_read(IDENTITY, "a.b.c")
    assert not clearance.may_read(IDENTITY, "a.b.d")
    assert clearance.may_read(HEALTH, "anything")
    assert not clearance.may_read(FieldClass.LEGAL, "a.b.c")
    assert clearance.may_write(IDENTITY, "a.b.d")
    assert not clearance.may_write(HEALTH, "anything")


def test_reading_is_not_writing_and_nothing_is_nothing():
    nothing = Clearance.nothing()
    assert not any(nothing.may_read(c, "x") or nothing.may_write(c, "x") for c in FieldClass)


def test_only_admitted_cases_are_in_scope():
    principal, case_id = Principal("a", uuid4()), uuid4()
    with acting_as(principal):
        with pytest.raises(ClearanceError):
            require_clearance(case_id.bytes, IDENTITY, "x")
        principal.admit(case_id, Clearance({IDENTITY: ALL}))
        assert require_clearance(case_id.bytes, IDENTITY, "x") is principal
        with pytest.raises(ClearanceError):
            require_clearance(case_id.bytes, IDENTITY, "x", to_write=True)
        principal.expel(case_id)
        assert principal.clearance_for(case_id) is None
        with pytest.raises(ClearanceError):
            require_clearance(case_id.bytes, IDENTITY, "x")


def test_time_ends_a_principal():
    case_id = uuid4()
    for seconds, allowed in ((60, True), (-1, False)):
        principal = Principal("a", None, expires_at=datetime.now(UTC) + timedelta(seconds=seconds))
        principal.admit(case_id, Clearance({IDENTITY: ALL}))
        assert principal.has_expired is not allowed
        with acting_as(principal):
            if allowed:
                require_clearance(case_id.bytes, IDENTITY, "x")
            else:
                with pytest.raises(ClearanceError):
                    require_clearance(case_id.bytes, IDENTITY, "x")


def test_an_end_without_a_time_zone_is_an_error():
    with pytest.raises(ValueError, match="time zone"):
        Principal("a", None, expires_at=datetime(2026, 1, 1))


def test_what_is_printed_names_no_case():
    principal, case_id = Principal("a", None), uuid4()
    principal.admit(case_id, Clearance({IDENTITY: ALL}))
    assert repr(principal) == "<Principal a>"
    assert str(case_id) not in repr(principal.clearance_for(case_id))
