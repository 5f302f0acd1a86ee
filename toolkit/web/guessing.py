"""
Guessing join codes is slowed down for the address it comes from, without locking a room out.

A room often has one address for everybody. So an address has a stock of wrong codes that fills up again;
once it is empty, only workshops already reached from there go on answering: the room is in, and a stranger
learns nothing. Kept in memory, in each process: a guesser who reaches several gains that factor, no more.
"""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from flask import Flask, Response, abort, g, request

from toolkit.workshop.codes import tidy_code

STOCK = 30  # wrong codes in a row: a whole room of clumsy thumbs
REFILL_S = 2.0  # for one more; 43,200 a day of 191 million codes
MOST_ADDRESSES = 10_000
CODED = (
    *("participant.find", "participant.welcome", "participant.join", "projector.screen", "projector.live"),
    *("ballots.votes", "ballots.vote", "ballots.find", "cards.idea"),
)

Value = TypeVar("Value")


class Guesses:
    """Wrong codes by address. *clock* tells seconds and never goes back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._spent: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._reached: OrderedDict[str, set[str]] = OrderedDict()

    def may_try(self, address: str, code: str) -> bool:
        """Whether this address may still be told if there is such a workshop."""
        with self._lock:
            return self._left(address) >= 1 or code in self._reached.get(address, ())

    def missed(self, address: str) -> None:
        with self._lock:
            left = self._left(address)
            _keep(self._spent, address, (max(0.0, left - 1), self._clock()))

    def reached(self, address: str, code: str) -> None:
        with self._lock:
            codes = self._reached.get(address, set())
            _keep(self._reached, address, {*list(codes)[:99], code})

    def forget(self) -> None:
        with self._lock:
            self._spent.clear()
            self._reached.clear()

    def _left(self, address: str) -> float:
        left, at = self._spent.get(address, (float(STOCK), self._clock()))
        return min(float(STOCK), left + (self._clock() - at) / REFILL_S)


def _keep(kept: "OrderedDict[str, Value]", address: str, value: Value) -> None:
    kept[address] = value
    kept.move_to_end(address)
    if len(kept) > MOST_ADDRESSES:
        kept.popitem(last=False)


def register_guessing(app: Flask) -> None:
    guesses = app.extensions["rebond.guesses"] = Guesses()

    def refuse() -> None:
        if request.endpoint in CODED:
            g.code_tried = _code()
            if not guesses.may_try(_address(), g.code_tried):
                abort(429)

    def learn(response: Response) -> Response:
        tried = g.get("code_tried", "")
        if tried and response.status_code == 404:
            guesses.missed(_address())
        elif tried and response.status_code < 400:
            guesses.reached(_address(), tried)
        return response

    app.before_request(refuse)
    app.after_request(learn)


def _code() -> str:
    return tidy_code((request.view_args or {}).get("join_code") or request.form.get("code", "")[:40])


def _address() -> str:
    """Where the request comes from; a whole IPv6 network counts as one, as one household has billions."""
    given = request.remote_addr or ""
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return given
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False))
    return given
