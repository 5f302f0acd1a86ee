"""A browser as small as can be: the pages and forms of a server on this computer, over real HTTP."""

import http.client
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from types import TracebackType
from typing import Self
from urllib.parse import urlencode, urlsplit

TIMEOUT_S = 20
FORM = {"Content-Type": "application/x-www-form-urlencoded"}

Fields = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """``path`` is where it sends on to, empty when it does not."""

    status: int
    text: str
    path: str = ""


class Browser:
    """One connection to the server of *port* on this computer, kept open and opened again if lost."""

    def __init__(self, host: str, port: int) -> None:
        self._connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def get(self, path: str) -> Answer:
        """Raises: OSError, HTTPException, when nobody answers."""
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Fields = ()) -> Answer:
        """Raises: OSError, HTTPException, when nobody answers."""
        return self._ask("POST", path, urlencode(list(fields)))

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        try:
            return self._once(method, path, body)
        except (ConnectionError, http.client.BadStatusLine):  # a connection left idle was closed
            self._connection.close()
            return self._once(method, path, body)

    def _once(self, method: str, path: str, body: str | None) -> Answer:
        self._connection.request(method, path, body, FORM if body is not None else {})
        answer = self._connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        return Answer(answer.status, text, urlsplit(answer.getheader("Location") or "").path)


@dataclass(slots=True)
class Form:
    """A form of a page: where it is sent, its named fields with the values or the maximum they offer."""

    action: str
    settings: dict[str, str]
    values: dict[str, list[str]] = field(default_factory=dict)
    maxima: dict[str, int] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(attributes.get("action", ""), attributes))
        elif tag in ("input", "select", "textarea") and self.found and attributes.get("name"):
            self.found[-1].values.setdefault(attributes["name"], []).append(attributes.get("value", ""))
            if attributes.get("max", "").isdecimal():
                self.found[-1].maxima[attributes["name"]] = int(attributes["max"])


def forms(html: str) -> list[Form]:
    """The forms of a page, in order."""
    parser = _Forms()
    parser.feed(html)
    return parser.found
