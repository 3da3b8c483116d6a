"""`make sbom`: the list of parts that the product runs on, as CycloneDX JSON, from the lock alone and without a network."""

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+) \\\n((?: {4}--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


def parts(lock: str) -> list[dict[str, Any]]:
    """`[{"type", "name", "version", "hashes": [{"alg", "content"}]}]`, one for each pinned package."""
    return [
        {
            "type": "library",
            "name": name,
            "version": version,
            "hashes": [
                {"alg": "SHA-256", "content": digest} for digest in re.findall(r"sha256:([0-9a-f]{64})", hashes)
            ],
        }
        for name, version, hashes in PIN.findall(lock)
    ]


def sbom() -> dict[str, Any]:
    """The whole document. The same lock gives the same document."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": project["name"], "version": project["version"]}},
        "components": parts((ROOT / "requirements.txt").read_text()),
    }


if __name__ == "__main__":
    json.dump(sbom(), sys.stdout, indent=1)
    sys.stdout.write("\n")
