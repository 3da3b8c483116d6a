"""Uploads on disk: sealed in chunks, bound to the user, readable only whole and in order."""

import io
import stat
from uuid import uuid4

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from encryption import keys, sink
from encryption.classes import FieldClass
from encryption.errors import ClearanceError, KeyNotHeld, NoSink, Shredded, Tampered
from encryption.files import CHUNK, open_file, seal_file
from encryption.principal import ALL, Clearance, Principal, acting_as

pytestmark = pytest.mark.django_db
STEP = CHUNK + 28


@pytest.fixture
def place(desk):
    return {"organisation_id": desk.organisation_id, "scope_id": desk.case_id, "file_id": uuid4()}


def _sealed(tmp_path, place, data: bytes):
    path = tmp_path / "upload"
    assert seal_file(io.BytesIO(data), path, **place) == len(data)
    return path


SIZES = [0, 1, 31, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7]


@pytest.mark.parametrize("size", SIZES)
def test_any_size_comes_back(tmp_path, place, size):
    data = bytes(n % 251 for n in range(size))
    path = _sealed(tmp_path, place, data)
    with open_file(path, **place) as stream:
        assert stream.read() == data
        assert stream.seek(0, io.SEEK_END) == size
        assert stream.read(10) == b""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["upload"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3 * CHUNK), st.integers(0, 2 * CHUNK)), max_size=6))
def test_it_can_be_read_at_any_place(tmp_path, desk, reads):
    place = {"organisation_id": desk.organisation_id, "scope_id": desk.case_id, "file_id": uuid4()}
    data = bytes(n % 251 for n in range(2 * CHUNK + 100))
    with io.BufferedReader(open_file(_sealed(tmp_path, place, data), **place)) as stream:
        for at, length in reads:
            stream.seek(at)
            assert stream.read(length) == data[at : at + length]


def test_a_workbook_is_read_from_it(tmp_path, place):
    book = openpyxl.Workbook()
    book.active.append(["Heron"])
    plain = io.BytesIO()
    book.save(plain)
    with open_file(_sealed(tmp_path, place, plain.getvalue()), **place) as stream:
        assert openpyxl.load_workbook(stream, read_only=True).active["A1"].value == "Heron"


def test_a_stream_that_gives_little_at_a_time_is_sealed_whole(tmp_path, place):
    class Slow(io.BytesIO):
        def read(self, size=-1):
            return super().read(min(size, 1000))

    data = b"x" * (CHUNK + 500)
    seal_file(Slow(data), tmp_path / "upload", **place)
    with open_file(tmp_path / "upload", **place) as stream:
        assert stream.read() == data


def test_nothing_plain_is_on_disk(tmp_path, place):
    path = _sealed(tmp_path, place, b"Heron" * 50_000)
    assert b"Heron" not in path.read_bytes()


def _read(path, place) -> bytes:
    with open_file(path, **place) as stream:
        return stream.read()


def test_every_change_is_refused(tmp_path, place):
    data = bytes(n % 251 for n in range(2 * CHUNK + 50))
    path = _sealed(tmp_path, place, data)
    good = path.read_bytes()
    chunks = [good[8 + n * STEP : 8 + (n + 1) * STEP] for n in range(3)]
    changed = {
        "cut at a chunk": good[: 8 + 2 * STEP],
        "cut at the first chunk": good[: 8 + STEP],
        "cut within": good[:-1],
        "cut to the header": good[:8],
        "empty": b"",
        "appended": good + b"x",
        "a chunk more": good + chunks[2],
        "swapped": good[:8] + chunks[1] + chunks[0] + chunks[2],
        "repeated": good[:8] + chunks[0] + chunks[0] + chunks[2],
        "left out": good[:8] + chunks[0] + chunks[2],
        "the last alone": good[:8] + chunks[2],
        "version": b"\2" + good[1:],
        "suite": good[:1] + b"\2" + good[2:],
        "class": good[:3] + b"\1" + good[4:],
        "generation": good[:7] + b"\2" + good[8:],
    }
    for at in (8, 19, 20, 500, STEP + 20, len(good) - 1):
        changed[f"bit at {at}"] = good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]
    for why, bad in changed.items():
        path.write_bytes(bad)
        with pytest.raises(Tampered):
            pytest.fail(f"{why}: {len(_read(path, place))} bytes were read")


def test_it_opens_for_its_own_user_and_file_only(tmp_path, desk, place):
    path = _sealed(tmp_path, place, b"Heron")
    other = {"organisation_id": desk.organisation_id, "scope_id": desk.other_case_id, "file_id": uuid4()}
    seal_file(io.BytesIO(b"x"), tmp_path / "other", **other)
    for wrong, error in (
        ({"file_id": uuid4()}, Tampered),
        ({"scope_id": desk.other_case_id}, Tampered),
        ({"label": "encryption.other"}, Tampered),
        ({"organisation_id": uuid4()}, Shredded),
    ):
        with pytest.raises(error):
            _read(path, place | wrong)


def test_the_checks_are_those_of_a_cell(tmp_path, desk, place, told, provider):
    path = _sealed(tmp_path, place, b"Heron")
    assert _read(path, place) == b"Heron"
    assert [(e.outcome, e.field_class, e.row_id) for e in told] == [("ok", FieldClass.DRAFTS, place["file_id"])]
    reader = Principal("reader", None)
    reader.admit(desk.case_id, Clearance({FieldClass.DRAFTS: ALL}))
    with acting_as(reader):
        assert _read(path, place) == b"Heron"
        with pytest.raises(ClearanceError):
            seal_file(io.BytesIO(b"x"), tmp_path / "new", **place)
    with acting_as(Principal("nobody", None)), pytest.raises(ClearanceError):
        _read(path, place)
    assert told[-1].outcome == "refused"
    sink.register_sink(None)
    with pytest.raises(NoSink):
        _read(path, place)
    sink.register_sink(told.append)
    keys.use_provider(provider.without("drafts"))
    with pytest.raises(KeyNotHeld):
        _read(path, place)
    assert [p.name for p in tmp_path.iterdir()] == ["upload"]


def test_a_stream_that_fails_leaves_no_file(tmp_path, place):
    class Broken(io.BytesIO):
        def read(self, size=-1):
            raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        seal_file(Broken(), tmp_path / "upload", **place)
    assert list(tmp_path.iterdir()) == []
