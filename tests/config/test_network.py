"""The guard that keeps the test run from phoning anywhere. If it let something through, the other tests could lie."""

import socket

import pytest

from tests.network import WayOutRefused


def test_a_connection_to_another_machine_is_refused():
    with socket.socket() as outward, pytest.raises(WayOutRefused):
        outward.connect(("192.0.2.1", 80))


def test_a_datagram_to_another_machine_is_refused():
    with socket.socket(type=socket.SOCK_DGRAM) as outward, pytest.raises(WayOutRefused):
        outward.sendto(b"hello", ("192.0.2.1", 53))


def test_a_name_is_not_looked_up():
    with pytest.raises(WayOutRefused):
        socket.getaddrinfo("daybook.example", 443)


def test_this_machine_may_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())
