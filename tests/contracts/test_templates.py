"""Templates: they parse, they are of use, and the strict content policy lets them through."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError, nodes

from tests.contracts.keys import mentioned_in
from tests.contracts.markup import FILLED, Outline, macros, outlines, parsed
from toolkit.paths import PACKAGE, folder
from toolkit.workshop.ways import WAYS

TEMPLATES = folder("templates")
FILES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file())
FRAGMENTS = [file for file in FILES if Path(file).name.startswith("_")]

# Filters that let text through as markup, by the template that may use them.
AUDITED: dict[str, set[str]] = {
    "components/field.html": {"xmlattr"},  # it escapes values; the names are written in templates
}
UNSAFE = {"safe", "xmlattr"}
# What makes markup in code: drawings, of which every part is ours or a number; a template drawn already.
MAKES_MARKUP = {"toolkit/web/drawing.py", "toolkit/web/once.py"}
# Fragments with no id, because a page has several of them; they are never returned alone.
SEVERAL = {
    "cards/_block.html",
    "cards/_face.html",
    "cards/_mini.html",
    "cards/_neighbours.html",
    "cards/_origin.html",
    "cards/_parts.html",
    "cards/_plate.html",
    "components/_page_footer.html",
}
NAME = "Rebond"
# What a macro writes inside a class attribute: ``hue-``, ``option--scanned``.
CLASSES = re.compile(r"(?:[a-z]+(?:-|--[a-z-]+|__[a-z-]+)\s*)+")


def read(file: str) -> str:
    return (TEMPLATES / file).read_text("utf-8")


@cache
def shapes(file: str) -> tuple[Outline, ...]:
    return (*outlines(read(file), read), *macros(read(file)))


@cache
def mentioned() -> frozenset[str]:
    return frozenset(mentioned_in(TEMPLATES, PACKAGE))


def test_every_template_is_html():
    assert [file for file in FILES if not file.endswith(".html")] == []


@pytest.mark.parametrize("file", FILES)
def test_a_template_parses(file):
    try:
        parsed(read(file))
    except TemplateSyntaxError as error:
        pytest.fail(f"{file}:{error.lineno}: {error.message}")


@pytest.mark.parametrize("file", FILES)
def test_a_template_closes_what_it_opens(file):
    assert [shape.depth for shape in shapes(file) if shape.depth] == []


@pytest.mark.parametrize("file", FILES)
def test_a_template_uses_what_it_imports(file):
    assert unused_imports(read(file)) == []


def unused_imports(source: str) -> list[str]:
    tree = parsed(source)
    used = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "load"}
    imported = [each.target for each in tree.find_all(nodes.Import)]
    for each in tree.find_all(nodes.FromImport):
        imported += [name if isinstance(name, str) else name[1] for name in each.names]
    return [name for name in imported if name not in used]


def test_a_planted_unused_import_is_found():
    source = '{% import "a.html" as a %}{% from "b.html" import b, c as d with context %}{{ b() }}'
    assert unused_imports(source) == ["a", "d"]


@pytest.mark.parametrize("file", FILES)
def test_a_template_is_used(file):
    assert file in mentioned() or any(
        re.fullmatch(re.escape(text).replace(r"\*", "[a-z0-9_]+"), file)
        for text in mentioned()
        if text.endswith(".html") and "*" in text
    )


@pytest.mark.parametrize("way", WAYS.values(), ids=lambda way: way.name)
def test_a_way_of_voting_offered_to_a_room_has_its_ballot(way):
    assert f"rounds/_ballot_{way.ballot}.html" in FILES


@pytest.mark.parametrize("file", FILES)
def test_a_template_finds_the_templates_it_names(file):
    named = [
        node.template.value
        for node in parsed(read(file)).find_all((nodes.Extends, nodes.Include, nodes.Import))
        if isinstance(node.template, nodes.Const)
    ]
    assert [name for name in named if name not in FILES] == []


@pytest.mark.parametrize("file", FILES)
def test_a_template_lets_no_text_through_as_markup(file):
    assert unsafe_filters(read(file)) <= AUDITED.get(file, set())


def unsafe_filters(source: str) -> set[str]:
    tree = parsed(source)
    found = {each.name for each in tree.find_all(nodes.Filter)} & UNSAFE
    return found | ({"autoescape"} if tree.find(nodes.ScopedEvalContextModifier) else set())


def test_planted_unsafe_markup_is_found():
    assert unsafe_filters("{{ name|safe }}") == {"safe"}
    assert unsafe_filters("{% filter upper|safe %}x{% endfilter %}") == {"safe"}
    assert unsafe_filters("{% autoescape false %}{{ name }}{% endautoescape %}") == {"autoescape"}


def test_code_makes_markup_in_two_places():
    makers = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Markup"
    }
    assert makers == MAKES_MARKUP


@pytest.mark.parametrize("file", FILES)
def test_the_content_policy_lets_a_template_through(file):
    assert sorted({fault for shape in shapes(file) for fault in refused(shape)}) == []


def refused(shape: Outline) -> Iterator[str]:
    """What ``default-src 'self'`` stops, or what would leave the site."""
    for element in shape.elements:
        if element.name == "style" or (element.name == "script" and "src" not in element.attributes):
            yield f"<{element.name}>"
        for name, value in element.attributes.items():
            if name == "style" or name.startswith(("on", "hx-on")):
                yield f"<{element.name} {name}>"
            if value.startswith(("javascript:", "js:")):
                yield f"<{element.name} {name}={value}>"
            loads = name in ("src", "srcset") or (name == "href" and element.name in ("link", "use"))
            if loads and value.startswith(("http:", "https:", "//")):
                yield f"<{element.name} {name}={value}>"


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('<p style="color:red">', "<p style>"),
        ('<p{% if x %} style="color:red"{% endif %}>', "<p style>"),
        ('{% if x %}{% elif y %}<p style="color:red">{% endif %}', "<p style>"),
        ("<style>p {}</style>", "<style>"),
        ("<script>go()</script>", "<script>"),
        ('<button onclick="go()">', "<button onclick>"),
        ('<button hx-on:click="go()">', "<button hx-on:click>"),
        ('<a href="javascript:go()">', "<a href=javascript:go()>"),
        ('<img src="https://cdn.example/a.png">', "<img src=https://cdn.example/a.png>"),
        ('<link href="//cdn.example/a.css">', "<link href=//cdn.example/a.css>"),
        ('{% macro m() %}<p style="color:red">{% endmacro %}', "<p style>"),
    ],
)
def test_planted_faults_against_the_content_policy_are_found(source, fault):
    found = [*outlines(source, read), *macros(source)]
    assert {each for shape in found for each in refused(shape)} == {fault}


@pytest.mark.parametrize("file", FRAGMENTS)
def test_a_fragment_has_one_root_with_an_id(file):
    for shape in outlines(read(file), read):
        assert len(shape.roots) == 1, [root.name for root in shape.roots]
        root = shape.roots[0]
        assert root.name == "included" or file in SEVERAL or root.attributes.get("id")


def test_fragments_without_an_id_exist_and_are_never_returned_alone():
    assert set(FRAGMENTS) >= SEVERAL
    named_in_code = mentioned_in(TEMPLATES / "nowhere", PACKAGE)
    assert named_in_code & SEVERAL == set()


def test_a_planted_second_root_is_found():
    (shape, *_) = outlines('<p id="a">Un</p>{% if x %}<p>Deux</p>{% endif %}', read)
    assert [root.name for root in shape.roots] == ["p", "p"]


@pytest.mark.parametrize("file", FILES)
def test_the_words_of_a_template_are_in_the_catalogue(file):
    assert sorted({text for shape in shapes(file) for text in words(shape)}) == []


def words(shape: Outline) -> Iterator[str]:
    """Texts with letters, besides values; also those that only a screen reader says."""
    said = ("alt", "aria-label", "aria-description", "placeholder", "title")
    texts = [value for each in shape.elements for name, value in each.attributes.items() if name in said]
    for text in [*shape.texts, *texts]:
        rest = text.replace(FILLED, " ").strip(" ·\n")
        if any(map(str.isalpha, rest)) and rest != NAME and not CLASSES.fullmatch(rest):
            yield rest


def test_planted_words_are_found():
    source = '<p title="{{ a }} cartes">{{ n }} fiches{% if x %}<img alt="Logo">{% endif %}Rebond</p>'
    assert set(words(outlines(source, read)[0])) == {"fiches", "cartes", "Logo"}
