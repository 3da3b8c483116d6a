"""The list of parts names all that is pinned, with every hash."""

import re

from scripts.sbom import sbom
from tests.source import text


def test_it_names_every_pin_with_every_hash():
    lock = text("requirements.txt")
    components = {part["name"]: part for part in sbom()["components"]}
    assert {name: part["version"] for name, part in components.items()} == dict(
        re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", lock, re.MULTILINE)
    )
    listed = [digest["content"] for part in components.values() for digest in part["hashes"]]
    assert sorted(listed) == sorted(re.findall(r"sha256:([0-9a-f]{64})", lock))


def test_it_says_what_it_is():
    document = sbom()
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.5")
    assert document["metadata"]["component"]["name"] == "daybook"
