"""A template as the HTML it can become, whichever way its conditions go."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from typing import NamedTuple

from jinja2 import Environment, nodes

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
FILLED = "\ue000"  # stands for a value: a character that no template contains
WAYS = range(4)  # the first branch of every condition, the second…, the last one where there are fewer

ENVIRONMENT = Environment()
Read = Callable[[str], str]
Blocks = Mapping[str, nodes.Block]


@cache
def parsed(source: str) -> nodes.Template:
    return ENVIRONMENT.parse(source)


class Element(NamedTuple):
    """A start tag; ``depth`` is 0 for a root."""

    name: str
    attributes: dict[str, str]
    depth: int


class Outline(HTMLParser):
    """The elements and the visible texts of some HTML, in order; ``depth`` ends at 0 when all is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.depth = 0
        self.elements: list[Element] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    @property
    def roots(self) -> list[Element]:
        return [element for element in self.elements if element.depth == 0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        self.depth += tag not in VOID

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, self.depth))

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag not in VOID

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def outlines(source: str, read: Read) -> list[Outline]:
    """What a page or a fragment can become; *read* gives the source of what it extends, by name."""
    body, blocks = _assembled(parsed(source), {}, read)
    return [Outline("".join(_written(body, blocks, way))) for way in WAYS]


def macros(source: str) -> list[Outline]:
    """What each macro of *source* can become."""
    found = parsed(source).find_all(nodes.Macro)
    return [Outline("".join(_written(each.body, {}, way))) for each in found for way in WAYS]


def _assembled(tree: nodes.Template, blocks: Blocks, read: Read) -> tuple[list[nodes.Node], Blocks]:
    """The body of the outermost layout, and the innermost version of each block."""
    blocks = {**{block.name: block for block in tree.find_all(nodes.Block)}, **blocks}
    extended = next(tree.find_all(nodes.Extends), None)
    if extended is None or not isinstance(extended.template, nodes.Const):
        return tree.body, blocks
    return _assembled(parsed(read(extended.template.value)), blocks, read)


def _written(body: Iterable[nodes.Node], blocks: Blocks, way: int) -> Iterator[str]:
    for node in body:
        match node:
            case nodes.Output(nodes=parts):
                yield from (part.data if isinstance(part, nodes.TemplateData) else FILLED for part in parts)
            case nodes.Include():
                yield f"<included>{FILLED}</included>"
            case nodes.Block(name=name):
                yield from _written(blocks.get(name, node).body, blocks, way)
            case nodes.If():
                branches = [node.body, *(each.body for each in node.elif_), node.else_]
                yield from _written(branches[min(way, len(branches) - 1)], blocks, way)
            case nodes.For():
                yield from _written(node.else_ if way and node.else_ else node.body, blocks, way)
            case nodes.With() | nodes.CallBlock() | nodes.FilterBlock() | nodes.Scope():
                yield from _written(node.body, blocks, way)
