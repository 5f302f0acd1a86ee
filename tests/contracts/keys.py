"""Where the words of the interface are asked for, in templates and in code."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import nodes

from tests.contracts.markup import parsed

# What says a word: the call, how many arguments come before the key, and what it adds before it.
SPEAKERS = {"t": (0, ""), "say": (1, ""), "frame.say": (0, "face.")}


@dataclass(frozen=True)
class Asked:
    """
    One call for words.

    Attributes:

    where: file and line.
    keys: every key it may ask for; ``*`` stands for what is only known at run time.
    values: names of the values it gives; None when they are not written in the call.
    """

    where: str
    keys: frozenset[str]
    values: frozenset[str] | None


def asked_in(templates: Path, package: Path) -> Iterator[Asked]:
    """Every call for words whose key can be read, wholly or in part."""
    for path in sorted(templates.rglob("*.html")):
        yield from in_template(path.read_text("utf-8"), path.relative_to(templates.parent).as_posix())
    for path in sorted(package.rglob("*.py")):
        yield from in_code(path.read_text("utf-8"), path.relative_to(package.parent).as_posix())


def mentioned_in(templates: Path, package: Path) -> set[str]:
    """Every text, whole or built, that may be a key handed over in a variable. Addresses of pages are not."""
    found: set[str] = set()
    for path in templates.rglob("*.html"):
        found |= _template_texts(parsed(path.read_text("utf-8")))
    for path in package.rglob("*.py"):
        found |= _code_texts(ast.parse(path.read_text("utf-8")))
    return found


def in_template(text: str, file: str) -> Iterator[Asked]:
    for call in parsed(text).find_all(nodes.Call):
        spoken = call.node.node if isinstance(call.node, nodes.Call) else call.node
        name = spoken.name if isinstance(spoken, nodes.Name) else ""
        if name == "t" or (name == "speaker" and spoken is not call.node):
            given = None if call.dyn_kwargs else frozenset(pair.key for pair in call.kwargs)
            keys = frozenset(_template_keys(call.args[0])) - {"*"}
            yield Asked(f"{file}:{call.lineno}", keys, given)


def in_code(text: str, file: str) -> Iterator[Asked]:
    for call in ast.walk(ast.parse(text)):
        if not isinstance(call, ast.Call) or ast.unparse(call.func) not in SPEAKERS:
            continue
        before, start = SPEAKERS[ast.unparse(call.func)]
        names = [pair.arg for pair in call.keywords]
        given = None if None in names else frozenset(name for name in names if name)
        keys = frozenset(start + key for key in _code_keys(call.args[before])) - {"*"}
        yield Asked(f"{file}:{call.lineno}", keys, given)


def _template_keys(node: nodes.Node) -> set[str]:
    match node:
        case nodes.Const(value=str(text)):
            return {text}
        case nodes.CondExpr(expr1=yes, expr2=no):
            return _template_keys(yes) | (_template_keys(no) if no else set())
        case nodes.Concat(nodes=parts):
            return _joined([_template_keys(part) for part in parts])
        case nodes.Add(left=left, right=right):
            return _joined([_template_keys(left), _template_keys(right)])
        case nodes.Filter(name="format", node=nodes.Const(value=str(text))):
            return {re.sub("%[ds]", "*", text)}
    return {"*"}


def _code_keys(node: ast.expr) -> set[str]:
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.IfExp(body=yes, orelse=no):
            return _code_keys(yes) | _code_keys(no)
        case ast.JoinedStr(values=parts):
            return _joined([_code_keys(part) for part in parts])
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _joined([_code_keys(left), _code_keys(right)])
    return {"*"}


def _joined(parts: list[set[str]]) -> set[str]:
    keys = {""}
    for part in parts:
        keys = {start + end for start in keys for end in part}
    return {re.sub(r"\*+", "*", key) for key in keys}


def _template_texts(node: nodes.Node) -> set[str]:
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") == "url_for":
        return {text for pair in node.kwargs for text in _template_texts(pair)}
    found = _template_keys(node) if isinstance(node, nodes.Expr) else set()
    return found.union(*(_template_texts(child) for child in node.iter_child_nodes()))


def _code_texts(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "url_for":
        return {text for pair in node.keywords for text in _code_texts(pair)}
    found = _code_keys(node) if isinstance(node, ast.expr) else set()
    return found.union(*(_code_texts(child) for child in ast.iter_child_nodes(node)))
