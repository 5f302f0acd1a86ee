"""Which address phones are given, among all those a laptop has."""

import ipaddress
import socket

import pytest

from toolkit.serving.addresses import Found, ranked, room_addresses, source_towards

HOME = "192.168.1.20"
OFFICE = "10.3.0.7"


def test_the_wifi_is_chosen_over_the_containers():
    found = [Found("127.0.0.1", "lo"), Found("172.17.0.1", "docker0"), Found(HOME, "wlan0")]
    assert ranked(found) == [HOME]


@pytest.mark.parametrize(
    "interface",
    [
        "docker0",
        "br-3f2a",
        "veth12ab",
        "virbr0",
        "vboxnet0",
        "vmnet8",
        "tun0",
        "utun3",
        "wg0",
        "tailscale0",
        "ppp0",
    ],
)
def test_no_phone_is_behind_a_container_a_virtual_machine_or_a_tunnel(interface: str):
    assert ranked([Found("10.8.0.2", interface)]) == []


@pytest.mark.parametrize("interface", ["wlan0", "wlp3s0", "eth0", "enp0s31f6", "en0", "bridge100", "br0", ""])
def test_phones_may_be_behind_any_other(interface: str):
    """Even bridges: a Mac that shares its connection gives its phones one."""
    assert ranked([Found(HOME, interface)]) == [HOME]


def test_the_network_that_leads_to_the_world_comes_first():
    found = [Found(HOME, "eth0"), Found(OFFICE, "wlan0"), Found(OFFICE, is_default=True)]
    assert ranked(found) == [OFFICE, HOME]


def test_unless_a_tunnel_leads_there():
    found = [Found("10.8.0.2", is_default=True), Found("10.8.0.2", "tun0"), Found(HOME, "wlan0")]
    assert ranked(found) == [HOME]


def test_a_private_address_comes_before_a_public_one():
    """A public one seldom lets strangers' phones in; the room is on the private side."""
    found = [Found("8.8.4.4", "eth0", is_default=True), Found(HOME, "wlan0")]
    assert ranked(found) == [HOME, "8.8.4.4"]


def test_homes_and_offices_come_before_the_range_of_containers():
    found = [Found("172.20.0.5", "eth1"), Found(OFFICE, "eth0"), Found(HOME, "wlan0")]
    assert ranked(found) == [HOME, OFFICE, "172.20.0.5"]


def test_an_address_no_server_gave_comes_last():
    found = [Found("169.254.7.9", "eth0", is_default=True), Found("8.8.4.4", "eth1")]
    assert ranked(found) == ["8.8.4.4", "169.254.7.9"]


def test_each_address_is_given_once():
    assert ranked([Found(HOME, is_default=True), Found(HOME, "wlan0"), Found(HOME)]) == [HOME]


def test_the_order_does_not_depend_on_that_of_the_system():
    found = [Found("192.168.9.1", "eth1"), Found(HOME, "eth0"), Found(OFFICE, "wlan0")]
    assert ranked(found) == ranked(reversed(found))


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.1.1", "0.0.0.0", "224.0.0.1"])
def test_addresses_nobody_else_answers_to_are_left_out(address: str):
    assert ranked([Found(address, "eth0", is_default=True)]) == []


def test_without_a_network_there_is_no_address():
    assert ranked([]) == []


def test_the_addresses_of_this_computer_are_its_own():
    for address in room_addresses():
        assert not ipaddress.IPv4Address(address).is_loopback
        with socket.socket() as listening:
            listening.bind((address, 0))


def test_without_a_way_there_is_no_source(monkeypatch: pytest.MonkeyPatch):
    def unreachable(*_: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", unreachable)
    assert source_towards("198.51.100.1") is None


def test_finding_them_sends_nothing(monkeypatch: pytest.MonkeyPatch):
    """Connecting a datagram socket only chooses a source (POSIX, connect); nothing else is done with one."""
    made = []

    class Quiet(socket.socket):
        def __init__(self, family: int, kind: int) -> None:
            super().__init__(family, kind)
            made.append(kind)

        def send(self, *_: object) -> int:
            raise AssertionError("something was sent")

        sendto = sendmsg = sendall = send

    monkeypatch.setattr(socket, "socket", Quiet)
    room_addresses()
    assert made
    assert set(made) == {socket.SOCK_DGRAM}
