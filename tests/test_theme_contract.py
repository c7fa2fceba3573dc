"""docs/themes.md is a contract: what it names exists, what templates use is in it, and its steps
lead where they say."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from pathlib import Path
from types import NoneType
from typing import get_args, get_origin, get_type_hints

import pytest
from jinja2 import Environment, meta, nodes

from chapterhouse.build import build
from chapterhouse.theme import COLOURS, bundled_themes, load_theme, render
from chapterhouse.theme.rendering import _environment
from chapterhouse.views import TEMPLATES, Page, View
from conftest import MakeSite, talk
from test_theme import VIEWS, default_html, page_of
from theme_reference import (
    NEEDS,
    ROOTS,
    blocks,
    documented,
    needs,
    pages,
    parsed,
    partials,
    reference,
    sizes,
    template_names,
    types,
)

DOC = Path(__file__).resolve().parent.parent / "docs" / "themes.md"

BEGIN, END = "<!-- reference -->\n", "<!-- end of reference -->"

FUNCTIONS = {"_", "pgettext", "ngettext", "npgettext", "gettext", "super"}

STEP = re.compile(r"^```(\w+) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A code block that says which file it is."""


def written() -> str:
    """What a person wrote of the document."""
    return DOC.read_text(encoding="utf-8").partition(BEGIN)[0]


# --- the reference ------------------------------------------------------------------------


def test_the_reference_is_that_of_the_code() -> None:
    text = DOC.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    whole = f"{before}{BEGIN}{reference()}\n{END}{rest.partition(END)[2]}"
    if os.environ.get("CHAPTERHOUSE_REWRITE"):
        DOC.write_text(whole, encoding="utf-8")
        return
    assert text == whole, "run `make docs`"


def test_every_kind_of_page_says_what_its_template_receives(repository: Path) -> None:
    assert set(TEMPLATES.values()) == set(get_args(View))
    assert set(TEMPLATES) | {"base.html"} == set(pages()), "add a row to TEMPLATES in views/page.py"


@pytest.mark.parametrize("kind", types(), ids=lambda kind: kind.__name__)
def test_every_documented_key_exists_and_every_key_is_documented(kind: type) -> None:
    assert set(documented(kind)) == set(get_type_hints(kind))
    for key, (made, _) in documented(kind).items():
        assert made, key


def test_colours_and_sizes_are_those_that_styles_ask_for() -> None:
    styles = (bundled_themes() / "default/static/css").glob("*.css")
    used = {
        name
        for style in styles
        for name in re.findall(r"var\(--([\w-]+)", style.read_text(encoding="utf-8"))
    }
    local = {"who", "screen", "dock", "covered", "in-light", "in-dark"}
    local |= {"hundreds", "tens", "ones", "unit", "head"}  # how high a chapter will be
    assert used - local <= {*COLOURS, *sizes()}
    assert {*COLOURS, *sizes()} - used == set()
    assert [name for name, said in sizes().items() if not said] == []


@pytest.mark.parametrize("partial", partials())
def test_a_partial_says_what_it_needs(partial: str) -> None:
    said = needs(partial)
    assert said, "begin the file with {# Needs `x`: what that is. #}"
    named = set(re.findall(r"`(\w+)`:", said))
    assert _free(partial) - {*ROOTS, *FUNCTIONS, "loop"} <= named
    assert named <= set().union(*map(_free, _with_includes(partial)))


def _free(name: str) -> set[str]:
    return meta.find_undeclared_variables(parsed(bundled_themes() / "default/templates" / name))


def _with_includes(name: str) -> Iterator[str]:
    yield name
    for node in parsed(bundled_themes() / "default/templates" / name).find_all(nodes.Include):
        assert isinstance(node.template, nodes.Const)
        yield from _with_includes(str(node.template.value))


def test_what_the_text_names_exists() -> None:
    text = written()
    assert set(re.findall(r"partials/[\w-]+\.html", text)) <= set(partials())
    every = {block for name in pages() for block in blocks(name)}
    assert set(re.findall(r"\{% block (\w+)", text)) <= every
    own = {"band"}
    assert set(re.findall(r"--([a-z][\w-]*)(?=\)|:)", text)) <= {*COLOURS, *sizes(), *own}


def test_every_filter_and_function_is_described() -> None:
    usual = set(Environment(extensions=["jinja2.ext.i18n"]).filters)
    made = _environment(load_theme("default", (bundled_themes(),)))
    assert {name for name in set(made.filters) - usual if f"| {name}`" not in _plain()} == set()


def _plain() -> str:
    return written().replace("\\|", "|")


# --- what templates use -------------------------------------------------------------------


class Uses:
    """Walks a template with the types of what it is given, and notes what doesn't exist.

    Follows `extends`, `include`, `for`, `with` and `set`; a value that no type tells is None.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.astray: list[str] = []
        self.unknown: list[str] = []
        self.seen: set[tuple[type, str]] = set()

    def template(self, name: str, known: Mapping[str, object]) -> None:
        self.name, before = name, getattr(self, "name", name)
        scope = dict(known)
        for node in parsed(self.folder / name).body:
            self.statement(node, scope, known)
        self.name = before

    def statement(
        self, node: nodes.Node, scope: dict[str, object], known: Mapping[str, object]
    ) -> None:
        if isinstance(node, nodes.Extends | nodes.Include):
            assert isinstance(node.template, nodes.Const)
            inner = known if isinstance(node, nodes.Extends) else scope
            self.template(str(node.template.value), inner)
        elif isinstance(node, nodes.Block):
            self.body(node.body, dict(known), known)
        elif isinstance(node, nodes.For):
            inside = {**scope, **self.bound(node.target, _element(self.kind(node.iter, scope)))}
            self.body([*node.body, *node.else_], {**inside, "loop": None}, known)
            if node.test:
                self.kind(node.test, inside)
        elif isinstance(node, nodes.With):
            inside = dict(scope)
            for target, value in zip(node.targets, node.values, strict=True):
                inside |= self.bound(target, self.kind(value, inside))
            self.body(node.body, inside, known)
        elif isinstance(node, nodes.Assign):
            scope |= self.bound(node.target, self.kind(node.node, scope))
        elif isinstance(node, nodes.AssignBlock):
            self.body(node.body, dict(scope), known)
            scope |= self.bound(node.target, str)
        else:
            self.children(node, scope, known)

    def children(
        self, node: nodes.Node, scope: dict[str, object], known: Mapping[str, object]
    ) -> None:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self.kind(child, scope)
            else:
                self.statement(child, scope, known)

    def body(
        self, body: list[nodes.Node], scope: dict[str, object], known: Mapping[str, object]
    ) -> None:
        for node in body:
            self.statement(node, scope, known)

    def bound(self, target: nodes.Node, kind: object) -> dict[str, object]:
        return {target.name: kind} if isinstance(target, nodes.Name) else {}

    def kind(self, node: nodes.Node, scope: Mapping[str, object]) -> object:
        """The type of an expression; None for one that can't be told."""
        if isinstance(node, nodes.Name):
            return scope.get(node.name)
        if isinstance(node, nodes.Getattr):
            return self.attribute(node, self.kind(node.node, scope))
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self.kind(child, scope)
            else:
                self.children(child, dict(scope), scope)
        if isinstance(node, nodes.CondExpr | nodes.Or):
            first = node.expr1 if isinstance(node, nodes.CondExpr) else node.left
            return self.kind(first, scope)
        return None

    def attribute(self, node: nodes.Getattr, kind: object) -> object:
        """Of a value that may be of several types, what one of them has."""
        place = f"{self.name}:{node.lineno}: .{node.attr}"
        every = get_args(kind) or (kind,)
        kinds = [each for each in every if isinstance(each, type) and is_dataclass(each)]
        if not kinds:
            if not (isinstance(node.node, nodes.Name) and node.node.name == "loop"):
                self.unknown.append(place)
            return None
        hints = {each: get_type_hints(each).get(node.attr) for each in kinds}
        having = {each: hint for each, hint in hints.items() if hint is not None}
        if not having:
            self.astray.append(f"{place} of {' or '.join(each.__name__ for each in kinds)}")
        self.seen |= {(each, node.attr) for each in having}
        return _bare(next(iter(having.values()), None))


def _bare(hint: object) -> object:
    """Without "or none"."""
    inner = [part for part in get_args(hint) if part is not NoneType]
    return inner[0] if NoneType in get_args(hint) and len(inner) == 1 else hint


def _element(hint: object) -> object:
    return get_args(hint)[0] if get_origin(hint) is tuple else None


def uses(template: str, folder: Path | None = None) -> Uses:
    found = Uses(folder or bundled_themes() / "default/templates")
    found.template(template, {**ROOTS, "view": TEMPLATES[template]})
    return found


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_key_that_a_template_uses_is_documented(template: str) -> None:
    found = uses(template)
    assert found.astray == []
    assert found.unknown == [], "its type cannot be told; is it the element of a list?"
    for kind, key in found.seen:
        assert key in documented(kind)


def test_a_key_that_does_not_exist_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "home.html").write_text(
        "{% block a %}{% for e in view.episodes %}{% with x = e.show %}{{ x.lable }}"
        "{% endwith %}{% endfor %}{% endblock %}{% if site.titel %}{% endif %}{{ nobody.knows }}"
    )
    found = uses("home.html", tmp_path)
    assert found.astray == ["home.html:1: .lable of Link", "home.html:1: .titel of SiteView"]
    assert found.unknown == ["home.html:1: .knows"]


# --- one region, and nothing else ---------------------------------------------------------

MARK = "<!-- mine -->"

REGIONS = [(template, block) for template in VIEWS for block in blocks(template)] + [
    ("home.html", block) for block in blocks("base.html")
]


def mine(tmp_path: Path, path: str, text: str, page: Page) -> str:
    """The page as a child of the default theme makes it, with one file of its own."""
    files = {"theme.toml": 'name = "mine"\nparent = "default"\n', f"templates/{path}": text}
    for name, content in files.items():
        (tmp_path / "mine" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "mine" / name).write_text(content, encoding="utf-8")
    (artifact,) = render(load_theme("mine", (tmp_path, bundled_themes())), (page,))
    return artifact.data.decode()


@pytest.mark.parametrize(("template", "block"), REGIONS)
def test_overriding_a_block_changes_nothing_around_it(
    tmp_path: Path, template: str, block: str
) -> None:
    page = page_of(template)
    text = f'{{% extends "default/{template}" %}}{{% block {block} %}}{MARK}{{% endblock %}}'
    parts = mine(tmp_path, template, text, page).split(MARK)
    assert len(parts) > 1
    assert_kept(parts, default_html(page))


@pytest.mark.parametrize("partial", partials())
def test_overriding_a_partial_changes_nothing_around_it(tmp_path: Path, partial: str) -> None:
    for template in VIEWS:
        page = page_of(template)
        assert_kept(mine(tmp_path, partial, MARK, page).split(MARK), default_html(page))


def assert_kept(parts: list[str], whole: str) -> None:
    """The parts stand in the whole, in order, from its beginning to its end."""
    at = 0
    for part in parts:
        found = whole.find(part, at)
        assert found >= 0, part[:200]
        at = found + len(part)
    assert whole.startswith(parts[0])
    assert whole.endswith(parts[-1])


def test_every_partial_is_used() -> None:
    folder = bundled_themes() / "default/templates"
    every = "".join((folder / name).read_text(encoding="utf-8") for name in template_names())
    assert [name for name in partials() if f'"{name}"' not in NEEDS.sub("", every)] == []


# --- its steps, followed to the letter ----------------------------------------------------


def steps(heading: str) -> dict[str, str]:
    """File -> text, of the code blocks below a heading."""
    part = written().split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return {path: text for _, path, text in STEP.findall(part)}


def test_a_stranger_makes_a_theme(make_site: MakeSite) -> None:
    files = steps("A theme in twenty minutes")
    assert len(files) == 5
    folder = make_site({**files, "seeds/looms.txt": talk("Looms")})
    report = build(folder)
    assert report.remarks == ()
    (page,) = (folder / "output/episodes").glob("*/index.html")
    html = page.read_text(encoding="utf-8")
    header = html[html.index("<header") : html.index("</header>")]
    assert "Spoken, and written down" in header
    assert html.index('<p class="length">') < html.index('id="page-transcript"')
    assert html.index('id="page-transcript"') < html.index('class="glance"')
    look = next((folder / "output").rglob("css/look.css")).read_text(encoding="utf-8")
    assert "--accent:#0a5c8a" in look
    assert "--accent:#7cc4f5" in look
    assert "css/mine.css" in html


def test_a_host_says_how_it_looks(make_site: MakeSite) -> None:
    folder = make_site({**steps("Without a theme: [look]"), "seeds/looms.txt": talk("Looms")})
    report = build(folder)
    assert report.remarks == ()
    look = next((folder / "output").rglob("css/look.css")).read_text(encoding="utf-8")
    assert "--accent:#1c5d98" in look
    assert "--paper:#000000" in look
    assert '--reading:"Georgia",serif,var(--reading-usual,serif)' in look
