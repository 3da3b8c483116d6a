"""`/healthz` is ready when the database, the keys and the record of reads are, and says nothing else."""

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse

from audit.models import Event
from encryption import sink


@pytest.mark.django_db
def test_ready_without_sign_in_and_without_a_row(client):
    before = Event.objects.count()
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert response.headers["Content-Type"].startswith("text/plain")
    assert Event.objects.count() == before
    assert "Set-Cookie" not in response.headers


@pytest.mark.django_db
def test_not_ready_without_keys(client, empty_keys_dir):
    response = client.get(reverse("healthz"))
    assert (response.status_code, response.content) == (503, b"not ready")


@pytest.mark.django_db
def test_not_ready_with_an_open_key_file(client, key_files):
    path = key_files / "health.key"
    path.chmod(0o444)
    try:
        assert client.get("/healthz").status_code == 503
    finally:
        path.chmod(0o400)
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_not_ready_without_a_record_of_reads(client):
    kept = sink.active_sink()
    sink.register_sink(None)
    try:
        assert client.get("/healthz").status_code == 503
    finally:
        sink.register_sink(kept)


@pytest.mark.django_db
def test_not_ready_without_the_database(client):
    def broken(execute, sql, params, many, context):
        raise DatabaseError("the disk is gone")

    with connection.execute_wrapper(broken):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"not ready")


@pytest.mark.django_db
def test_only_reading_methods(client):
    assert client.post("/healthz").status_code == 405
