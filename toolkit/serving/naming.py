"""
A name for this computer on the local network, http://rebond.local:8000: easier to type than numbers.

Multicast DNS (RFC 6762) asks nobody outside: names are announced to the neighbours, who answer for
themselves. Where a network or a phone does not follow it, the numbers go on working.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from zeroconf import Error, ServiceInfo, Zeroconf

NAMES = ("rebond", "rebond-2", "rebond-3")
KIND = "_http._tcp.local."
LOOKING_MS = 2000  # for another server of the same name


@contextmanager
def announced(address: str, port: int, on_name: Callable[[str], None]) -> Iterator[None]:
    """
    Announce a free name for *address* while the block runs; *on_name* gets it, once known, from a thread
    of its own: a network that stays silent makes nobody wait.
    """
    finished = threading.Event()
    naming = threading.Thread(target=_announce, args=(address, port, on_name, finished), daemon=True)
    naming.start()
    try:
        yield
    finally:
        finished.set()
        naming.join(timeout=3)


def _announce(address: str, port: int, on_name: Callable[[str], None], finished: threading.Event) -> None:
    with suppress(OSError, Error, TimeoutError), Zeroconf(interfaces=[address]) as network:
        for name in NAMES:
            info = ServiceInfo(
                KIND,
                f"{name}.{KIND}",
                addresses=[socket.inet_aton(address)],
                port=port,
                server=f"{name}.local.",
            )
            if finished.is_set():
                return
            if taken(network, name, address):
                continue
            network.register_service(info)
            on_name(f"{name}.local")
            finished.wait()
            network.unregister_service(info)
            return


def taken(network: Zeroconf, name: str, address: str) -> bool:
    """Whether another computer answers to *name*."""
    asked = ServiceInfo(KIND, f"{name}.{KIND}")
    if not asked.request(network, LOOKING_MS):
        return False
    return address not in asked.parsed_addresses()
