"""Known answers: fixed keys, nonces and places give the bytes in vectors.json, which no code of ours has made.

A change that breaks one of these makes every stored value unreadable.
"""

import json
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESGCMSIV

from encryption import frame, keys, suite
from encryption.digests import audit_digest, keyed_digest
from encryption.place import Place
from encryption.providers import LocalKeyProvider
from tests.encryption.make_vectors import vectors

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text())
KEY, PARENT, NONCE = (bytes.fromhex(VECTORS[name]) for name in ("key", "parent", "nonce"))
PLACE = Place(*(UUID(VECTORS[name]) for name in ("organisation", "case", "row")))


def test_the_file_is_what_the_raw_primitives_make():
    assert vectors() == VECTORS


@pytest.mark.parametrize("vector", VECTORS["cells"], ids=lambda v: f"{v['label']}-{v['kind']}")
def test_cells(vector):
    stored, aad, body = (bytes.fromhex(vector[name]) for name in ("stored", "aad", "frame"))
    payload = bytes.fromhex(vector["payload"])
    header = frame.pack_header(suite.AES_GCM, vector["field_class"], vector["generation"])
    assert stored[:8] == header
    assert frame.aad_start(header, vector["label"]) + PLACE.aad_end == aad
    assert frame.pack_frame(vector["kind"], payload) == body
    assert AESGCM(KEY).decrypt(stored[8:20], stored[20:], aad) == body
    assert suite.unseal(suite.value_cipher(KEY), stored, aad, 8) == body
    assert frame.unpack_frame(body) == (vector["kind"], payload)


@pytest.mark.parametrize("vector", VECTORS["wraps"], ids=lambda v: str(v["suite"]))
def test_wraps(vector):
    stored, aad = bytes.fromhex(vector["stored"]), bytes.fromhex(vector["aad"])
    raw = {1: AESGCM, 2: AESGCMSIV}[vector["suite"]](PARENT)
    assert raw.decrypt(stored[1:13], stored[13:], stored[:1] + aad) == KEY
    assert suite.unwrap_key(suite.WrapCipher(PARENT), stored, aad) == KEY


def test_the_places_of_wrapped_keys():
    organisation = PLACE.organisation_id
    assert keys._case_wrap_aad(organisation.bytes, PLACE.scope, 1, 1, 1).hex() == VECTORS["wraps"][0]["aad"]
    assert keys.class_wrap_aad(organisation, 1, 1).hex() == VECTORS["wraps"][2]["aad"]


def test_check_value_and_digests():
    keys.use_provider(LocalKeyProvider({"index": {1: KEY}, "audit": {1: KEY}}))
    assert suite.check_value(KEY).hex() == VECTORS["check_value"]
    assert keyed_digest("import", b"Heron").hex() == VECTORS["index_digest"]
    assert audit_digest("head", b"Heron").hex() == VECTORS["audit_digest"]
