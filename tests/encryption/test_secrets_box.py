"""Factor secrets: sealed under class staff, openable before anybody acts, and by nothing else."""

import base64

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from encryption import keys
from encryption.errors import KeyNotHeld, Shredded, Tampered
from encryption.key_tables import ClassKey
from encryption.secrets_box import open_staff_secret, seal_staff_secret

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_any_text_comes_back(text):
    assert open_staff_secret(seal_staff_secret(text)) == text


def test_it_needs_no_principal_and_hides_the_secret():
    sealed = seal_staff_secret(SECRET)
    assert SECRET not in sealed
    assert sealed.isascii()
    assert sealed != seal_staff_secret(SECRET)
    keys.forget_all()
    assert open_staff_secret(sealed) == SECRET


def test_every_flipped_bit_and_every_cut_is_refused():
    sealed = seal_staff_secret(SECRET)
    raw = base64.urlsafe_b64decode(sealed[3:])
    for bit in range(len(raw) * 8):
        bad = bytearray(raw)
        bad[bit // 8] ^= 1 << bit % 8
        with pytest.raises((Tampered, Shredded)):
            open_staff_secret("s1." + base64.urlsafe_b64encode(bytes(bad)).decode())
    for length in range(len(sealed)):
        with pytest.raises(Tampered):
            open_staff_secret(sealed[:length])
    for bad in (SECRET, "", "s1.", "s1.é", "s1.****", sealed + "=", sealed + "A", "s2" + sealed[2:], sealed + "\n"):
        with pytest.raises(Tampered):
            open_staff_secret(bad)


def test_the_worker_cannot_open_it(provider):
    sealed = seal_staff_secret(SECRET)
    keys.use_provider(provider.without("staff"))
    for act in (lambda: open_staff_secret(sealed), lambda: seal_staff_secret(SECRET)):
        with pytest.raises(KeyNotHeld):
            act()


def test_without_its_class_key_it_is_shredded():
    sealed = seal_staff_secret(SECRET)
    ClassKey.objects.all().delete()
    keys.forget_all()
    with pytest.raises(Shredded):
        open_staff_secret(sealed)
