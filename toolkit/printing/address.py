"""The address that printed codes lead to: accepted, refused, or good only within one network."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from toolkit.printing.refusals import AddressRefused

# A host name has at most 253 characters (RFC 1035, 2.3.4); the rest is "https://" and a port.
LONGEST = 253 + len("https://:65535/")
SHOWN = 60

DEFAULT_PORTS = {"http": 80, "https": 443}
LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
# Browsers read a host that ends in a number as an IPv4 address, in bases 8, 10 or 16 (WHATWG URL, 3.5).
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")

LOOPBACK_NAMES = ("localhost", "localhost.localdomain", "ip6-localhost", "ip6-loopback")
# Reserved for one network by RFC 6762, RFC 8375, ICANN (.internal), or by the habit of routers.
LOCAL_SUFFIXES = (".local", ".home.arpa", ".internal", ".lan", ".home", ".intranet", ".corp", ".localdomain")


@dataclass(frozen=True, slots=True)
class Address:
    """A base address without a final slash; ``is_local`` when it answers within one network only."""

    url: str
    is_local: bool


def base_address(text: str) -> Address:
    """
    Read the base address of the printed codes.

    Raises: AddressRefused, saying why: not http or https, no host, more than a host and a port, or a host
        that only this computer answers to.
    """
    shown = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    try:
        return _read(text)
    except _No as no:
        raise AddressRefused(no.args[0], address=shown) from None


class _No(ValueError):
    """The reason, as the name of its words."""


def _read(text: str) -> Address:
    if not text:
        raise _No("address_missing")
    if len(text) > LONGEST:
        raise _No("address_long")
    if re.search(r"[\s\x00-\x20\x7f\\]", text):
        raise _No("address_spaces")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _No("address_host") from None
    _only_host(text, parts)
    host, is_local = _host(parts.hostname or "")
    if port == 0:
        raise _No("address_host")
    suffix = "" if port in (None, DEFAULT_PORTS[parts.scheme]) else f":{port}"
    return Address(f"{parts.scheme}://{host}{suffix}", is_local)


def _only_host(text: str, parts: SplitResult) -> None:
    if parts.scheme not in DEFAULT_PORTS:
        raise _No("address_scheme")
    if "@" in parts.netloc:
        raise _No("address_credentials")
    if not parts.hostname:
        raise _No("address_host")
    if parts.path not in ("", "/") or "?" in text or "#" in text:
        raise _No("address_path")


def _host(name: str) -> tuple[str, bool]:
    """The host as it is written in a URL, and whether it is local."""
    try:
        ip = ipaddress.ip_address(name)
    except ValueError:
        return _named(name)
    return (f"[{ip}]" if ip.version == 6 else str(ip)), _is_local_ip(ip)


def _is_local_ip(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.scope_id:
            raise _No("address_host")
        if ip.ipv4_mapped:
            return _is_local_ip(ip.ipv4_mapped)
    if ip.is_loopback or ip.is_unspecified:
        raise _No("address_loopback")
    if ip.is_multicast or ip == ipaddress.IPv4Address("255.255.255.255"):
        raise _No("address_host")
    return not ip.is_global


def _named(name: str) -> tuple[str, bool]:
    try:
        host = name.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        raise _No("address_host") from None
    labels = host.split(".")
    if not all(LABEL.fullmatch(label) for label in labels) or NUMBER.fullmatch(labels[-1]):
        raise _No("address_host")
    if host in LOOPBACK_NAMES or labels[-1] == "localhost":
        raise _No("address_loopback")
    return host, len(labels) == 1 or f".{host}".endswith(LOCAL_SUFFIXES)
