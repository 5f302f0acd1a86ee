"""
Which address of this computer the phones of the room can reach.

Nothing is sent to find it: connecting a UDP socket only asks the system which of its addresses it
would send from, and the list of interfaces is read from the system.
"""

import ipaddress
import socket
import struct
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

# Interfaces of containers, virtual machines and tunnels: no phone of the room is behind them.
NOT_THE_ROOM = (
    "docker",
    "br-",
    "veth",
    "virbr",
    "vmnet",
    "vboxnet",
    "lxc",
    "lxd",
    "cni",
    "flannel",
    "podman",
    "tun",
    "tap",
    "utun",
    "wg",
    "ppp",
    "tailscale",
    "zt",
)
# RFC 1918, the ranges of home and office Wi-Fi first; 172.16/12 is also where containers live.
PRIVATE = tuple(map(ipaddress.IPv4Network, ("192.168.0.0/16", "10.0.0.0/8", "172.16.0.0/12")))
# One address in each private range, and one of documentation (RFC 5737) that only the default route leads to.
PROBES = ("192.168.254.254", "10.254.254.254", "172.31.254.254")
FAR_AWAY = "198.51.100.1"

SIOCGIFADDR = {"linux": 0x8915, "darwin": 0xC0206921}


@dataclass(frozen=True, slots=True)
class Found:
    """An IPv4 address of this computer; ``is_default``: the one it would reach the world from."""

    address: str
    interface: str = ""
    is_default: bool = False


def room_addresses() -> list[str]:
    """The addresses phones may reach, likeliest first; empty without a network."""
    return ranked([*_default_route(), *_interfaces(), *_probed()])


def ranked(found: Iterable[Found]) -> list[str]:
    """
    The addresses of *found* that a phone may reach, likeliest first, each once.

    One of a home or office network comes before any other, and there the one of the default route.
    """
    listed = list(found)
    names = {one.address: one.interface for one in listed if one.interface}
    ours = [one for one in listed if _may_be_the_room(one.address, names.get(one.address, ""))]
    return list(dict.fromkeys(one.address for one in sorted(ours, key=_rank)))


def _may_be_the_room(address: str, interface: str) -> bool:
    ip = ipaddress.IPv4Address(address)
    if ip.is_loopback or ip.is_unspecified or ip.is_multicast:
        return False
    return not interface.lower().startswith(NOT_THE_ROOM)


def _rank(one: Found) -> tuple[bool, bool, bool, int, int]:
    ip = ipaddress.IPv4Address(one.address)
    range_number = next((n for n, network in enumerate(PRIVATE) if ip in network), len(PRIVATE))
    is_private = range_number < len(PRIVATE)
    return ip.is_link_local, not is_private, not one.is_default, range_number, int(ip)


def _default_route() -> Iterator[Found]:
    if address := source_towards(FAR_AWAY):
        yield Found(address, is_default=True)


def _probed() -> Iterator[Found]:
    for target in PROBES:
        if address := source_towards(target):
            yield Found(address)


def source_towards(target: str) -> str | None:
    """The address this computer would write to *target* from; None when it has no way there."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as asking:
        try:
            asking.connect((target, 9))
        except OSError:
            return None
        return str(asking.getsockname()[0])


def _interfaces() -> Iterator[Found]:
    """Addresses with the names of their interfaces, where the system tells them (Linux, macOS)."""
    if sys.platform == "win32" or sys.platform not in SIOCGIFADDR:
        return
    import fcntl

    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as asking:
        for _, name in socket.if_nameindex():
            request = struct.pack("16s24x", name.encode()[:15])
            try:
                answer = fcntl.ioctl(asking, SIOCGIFADDR[sys.platform], request)
            except OSError:
                continue  # an interface without an address
            yield Found(socket.inet_ntoa(answer[20:24]), name)
