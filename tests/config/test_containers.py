"""The containers: secrets as files, read-only roots, only the needed keys, health checks."""

import copy
import json
import re

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.data import DATA
from tests.source import text

OURS = ("web", "worker", "beat")


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load(text("docker-compose.yml"))


SPECIFICATION = Draft202012Validator(json.loads((DATA / "compose-spec.json").read_text(encoding="utf-8")))


def test_the_file_is_what_the_compose_specification_asks_for(compose):
    Draft202012Validator.check_schema(SPECIFICATION.schema)
    assert [f"{error.json_path}: {error.message}" for error in SPECIFICATION.iter_errors(compose)] == []


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (("services", "web", "read_onyl"), True),
        (("services", "web", "ports"), "8000:8000"),
        (("services", "web", "depends_on", "redis", "condition"), "service_up"),
        (("services", "worker", "healthcheck", "retries"), ["many"]),
        (("services", "beat", "cap_drop"), "ALL"),
        (("secrets", "secret_key", "path"), "./secret_key"),
        (("volume",), {"data": None}),
    ],
)
def test_a_slip_in_the_file_is_found(compose, place, wrong):
    slipped = copy.deepcopy(compose)
    inner = slipped
    for name in place[:-1]:
        inner = inner[name]
    inner[place[-1]] = wrong
    assert [error for error in SPECIFICATION.iter_errors(slipped)]


def test_the_five_services_are_there(compose):
    assert set(compose["services"]) == {"postgres", "redis", *OURS}


def test_every_service_has_a_read_only_root_no_powers_and_a_health_check(compose):
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert service["healthcheck"]["test"], name
        assert "privileged" not in service, name


def test_no_core_dumps_of_processes_that_hold_keys(compose):
    assert all(compose["services"][name]["ulimits"]["core"] == 0 for name in OURS)


def test_secrets_are_files_and_never_values(compose):
    assert compose["secrets"]
    assert all(set(secret) == {"file"} for secret in compose["secrets"].values())
    for name, service in compose["services"].items():
        for variable, value in service.get("environment", {}).items():
            if re.search(r"SECRET|PASSWORD|DATABASE_URL|REDIS_URL|TOKEN", variable):
                assert variable.endswith("_FILE"), (name, variable)
                assert value.removeprefix("/run/secrets/") in service["secrets"], (name, variable)


def test_each_process_gets_the_keys_of_its_profile_only(compose):
    for name, profile in {"web": "web", "worker": "worker", "beat": "reports"}.items():
        service = compose["services"][name]
        assert service["environment"]["KEY_PROFILE"] == profile
        assert f"./keys/{profile}:/keys:ro" in service["volumes"]


def test_database_and_queue_cannot_be_reached_from_outside(compose):
    assert compose["networks"]["inside"] == {"internal": True}
    for name in ("postgres", "redis"):
        assert compose["services"][name]["networks"] == ["inside"]
        assert "ports" not in compose["services"][name]
    assert all(port.startswith("127.0.0.1:") for port in compose["services"]["web"]["ports"])


def test_the_database_logs_no_values(compose):
    command = compose["services"]["postgres"]["command"]
    for setting in (
        "log_statement=none",
        "log_min_error_statement=panic",
        "log_error_verbosity=terse",
        "log_parameter_max_length=0",
        "log_parameter_max_length_on_error=0",
        "fsync=on",
    ):
        assert f"-c {setting}" in command


def test_the_image_runs_without_rights_from_hashed_packages():
    dockerfile = text("Dockerfile")
    assert re.findall(r"^USER (.+)$", dockerfile, re.MULTILINE)[-1] == "daybook"
    assert "--require-hashes -r" in dockerfile
    assert "DJANGO_SETTINGS_MODULE=config.settings.prod" in dockerfile


def test_keys_secrets_and_data_stay_out_of_the_image():
    ignored = text(".dockerignore").split()
    assert {"keys", "secrets", "var", "*.key", ".git"} <= set(ignored)
