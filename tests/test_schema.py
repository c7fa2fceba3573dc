"""Checking values against a dataclass, and finding the lines of keys in TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapterhouse.errors import ContentError, Failures
from chapterhouse.schema import STRICT, convert
from chapterhouse.toml_lines import KeyPath, toml_lines


@dataclass(frozen=True, slots=True)
class Track:
    __pydantic_config__ = STRICT
    title: str
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Album:
    __pydantic_config__ = STRICT
    title: str
    year: int | None = None
    live: bool = False
    artists: tuple[str, ...] = ()
    tracks: tuple[Track, ...] = ()
    links: Mapping[str, str] | None = None
    path: str = ""


def problems(values: Mapping[str, object], own: Mapping[str, object] | None = None) -> list[str]:
    """Lines are the length of the key path, so that the tests see which one was asked for."""
    with pytest.raises(Failures) as caught:
        convert(Album, values, len, "album.toml", own or {})
    assert all(isinstance(error, ContentError) for error in caught.value.errors)
    return [str(error) for error in caught.value.errors]


def test_values_become_the_dataclass() -> None:
    values = {
        "title": "Kind of Blue",
        "year": 1959,
        "artists": ["Davis", "Evans"],
        "tracks": [{"title": "So What", "seconds": 545}, {"title": "Blue in Green"}],
        "links": {"Label": "x"},
    }
    assert convert(Album, values, len, "x", {"path": "here"}) == Album(
        "Kind of Blue",
        1959,
        artists=("Davis", "Evans"),
        tracks=(Track("So What", 545), Track("Blue in Green")),
        links={"Label": "x"},
        path="here",
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, 'missing key "title"'),
        ({"tilte": "x"}, 'unknown key "tilte"; did you mean "title"?'),
        ({"title": 4}, '"title" must be text, not a number; put it in quotes: "4"'),
        ({"title": True}, '"title" must be text, not true or false; put it in quotes: "true"'),
        ({"title": ["x"]}, '"title" must be text, not a list'),
        ({"title": None}, '"title" must be text, not empty'),
        (
            {"title": "x", "year": "1959"},
            '"year" must be a whole number, not text; write it without quotes: 1959',
        ),
        ({"title": "x", "year": "old"}, '"year" must be a whole number, not text'),
        ({"title": "x", "year": True}, '"year" must be a whole number, not true or false'),
        ({"title": "x", "year": 4.0}, '"year" must be a whole number, not a number with a point'),
        ({"title": "x", "live": 1}, '"live" must be true or false, not a number'),
        (
            {"title": "x", "artists": "Davis"},
            '"artists" must be a list, not text; write it as a list: ["Davis"]',
        ),
        (
            {"title": "x", "tracks": {"title": "x"}},
            '"tracks" must be a list, not a table',
        ),
        ({"title": "x", "links": ["y"]}, '"links" must be a table of keys and values, not a list'),
        ({"title": "a\0b"}, '"title" holds the control character U+0000; delete it'),
        ({"title": "a\ud800b"}, '"title" holds the control character U+D800; delete it'),
    ],
)
def test_each_misfit_is_one_line(values: dict[str, object], said: str) -> None:
    assert problems(values) == [f"album.toml:1: {said}"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"title": "x", "artists": ["a", 2]},
            ':2: "artists", entry 2, must be text, not a number; put it in quotes: "2"',
        ),
        (
            {"title": "x", "tracks": [{"title": "y"}, {"title": "z", "second": 1}]},
            ':3: unknown key "second"; did you mean "seconds"?',
        ),
        ({"title": "x", "tracks": [{}]}, ':3: missing key "title"'),
        (
            {"title": "x", "tracks": ["y"]},
            ':2: "tracks", entry 1, must be a table of keys and values, not text',
        ),
        (
            {"title": "x", "links": {"Label": 1}},
            ':2: "Label" must be text, not a number; put it in quotes: "1"',
        ),
    ],
)
def test_what_is_nested_is_found(values: dict[str, object], said: str) -> None:
    assert problems(values) == [f"album.toml{said}"]


def test_all_problems_are_found_at_once() -> None:
    found = problems({"year": "x", "live": "y", "zzz": 1})
    assert [line.partition(": ")[2] for line in found] == [
        'missing key "title"',
        '"year" must be a whole number, not text',
        '"live" must be true or false, not text',
        'unknown key "zzz"; known are: artists, links, live, path, title, tracks, year',
    ]


def test_a_field_of_the_program_is_an_unknown_key() -> None:
    assert problems({"title": "x", "path": "mine"}, {"path": "here"}) == [
        'album.toml:1: unknown key "path"; known are: artists, links, live, title, tracks, year'
    ]
    assert problems({"title": 3, "path": "mine"}, {"path": "here"})[1:] == [
        'album.toml:1: "title" must be text, not a number; put it in quotes: "3"'
    ]


JSON_LIKE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["title", "year", "live", "artists", "tracks", "links", "tilte"])


@given(st.dictionaries(KEYS | st.text(), JSON_LIKE))
def test_anything_is_converted_or_refused_in_lines(values: dict[str, object]) -> None:
    try:
        made = convert(Album, values, len, "album.toml")
    except Failures as failures:
        assert failures.errors
        for error in failures.errors:
            assert str(error).startswith("album.toml:")
            assert "ydantic" not in str(error)
    else:
        assert made.title == values["title"]


# --- the lines of keys in TOML --------------------------------------------------------

TRICKY = '''\
# title = "not this"
title = "a # b"

"quoted key" = 1   # comment [not.a.table]
text = """
inner = 1
[shows]
\\""" still inside """
literal = \'\'\'
other = 2
\'\'\'\'
list = [
  "x = 1", # ] not the end
  [1, 2], { y = "]" },
]
dotted.a.b = 1
dotted."a.c" = 2
inline = { p = 1, q = { r = "}" } }

[table]
key = 1
[table.below]
key = 2

[[shows]]
name = "A"
[shows.more]
deep = 1
[[shows.seasons]]
n = 1
[[shows.seasons]]
n = 2

[[ shows ]]
name = "B"
seasons = [{ n = 1 }]
[ 'literal.table' ]
after = 2024-01-01
'''


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("quoted key",), 4),
        (("text",), 5),
        (("inner",), None),
        (("literal",), 9),
        (("other",), None),
        (("list",), 12),
        (("list", 1, 0), 12),
        (("dotted",), 16),
        (("dotted", "a", "b"), 16),
        (("dotted", "a.c"), 17),
        (("inline", "q", "r"), 18),
        (("table",), 20),
        (("table", "key"), 21),
        (("table", "below", "key"), 23),
        (("table", "missing"), 20),
        (("shows",), 25),
        (("shows", 0), 25),
        (("shows", 0, "name"), 26),
        (("shows", 0, "more", "deep"), 28),
        (("shows", 0, "seasons", 0, "n"), 30),
        (("shows", 0, "seasons", 1), 31),
        (("shows", 0, "seasons", 1, "n"), 32),
        (("shows", 1), 34),
        (("shows", 1, "name"), 35),
        (("shows", 1, "seasons", 0, "n"), 36),
        (("literal.table", "after"), 38),
        (("nothing",), None),
    ],
)
def test_a_key_is_found_where_it_stands(path: KeyPath, line: int | None, end: str) -> None:
    text = TRICKY.replace("\n", end)
    tomllib.loads(text)
    assert toml_lines(text)(path) == line


BARE = st.from_regex(r"[A-Za-z0-9_-]{1,4}", fullmatch=True)
INSIDE = st.text(st.sampled_from("ab=[]{}#'., \t"), max_size=8)
QUOTED = INSIDE.map(lambda text: '"' + text.replace("'", "\\u0027") + '"')
LINES = st.lists(INSIDE, max_size=3).map("\n".join)
VALUES = st.recursive(
    st.sampled_from(["1", "-2.5", "true", "2024-01-01T00:00:00Z"])
    | QUOTED
    | INSIDE.map(lambda text: "'" + text.replace("'", "") + "'")
    | LINES.map(lambda text: f'"""\n{text} \\""" \\\\"""')
    | LINES.map(lambda text: f"'''{text.replace(chr(39), '')}'''")
    | LINES.map(lambda text: f'"""{text} a quote""""')
    | LINES.map(lambda text: f'"""{text} two quotes"""""'),
    lambda inner: (
        st.lists(inner, max_size=3).map(
            lambda entries: "[ # ] = \n" + "".join(f"  {entry}, # [\n" for entry in entries) + "]"
        )
        | inner.filter(lambda value: "\n" not in value).map(lambda value: f"{{ a = {value} }}")
    ),
    max_leaves=4,
)


@given(st.lists(st.tuples(BARE | QUOTED, VALUES), max_size=6), st.data())
def test_every_key_of_a_made_up_document_is_found(
    entries: list[tuple[str, str]], data: st.DataObject
) -> None:
    """Tables and keys get names of their own, in front of whatever was made up."""
    text, expected, table = "", dict[KeyPath, int](), KeyPath()
    shows = 0
    for number, (key, value) in enumerate(entries):
        opened = data.draw(st.sampled_from(["", f"[t{number}]", "[[shows]]", "# x = 1", "\t"]))
        line = text.count("\n") + 1
        if opened.startswith("[["):
            table, shows = ("shows", shows), shows + 1
            expected[table] = line
        elif opened.startswith("["):
            table = (f"t{number}",)
            expected[table] = line
        name = next(iter(tomllib.loads(f"{key} = 0")))
        text += f"{opened}\nk{number} . {key} = {value} # end\n"
        expected[(*table, f"k{number}", name)] = line + 1
    tomllib.loads(text)
    lines = toml_lines(text)
    assert {path: lines(path) for path in expected} == expected


@given(st.text(st.sampled_from("ab\"'=[]{}#.,\\ \n1"), max_size=30))
def test_whatever_tomllib_accepts_has_lines_for_its_keys(text: str) -> None:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = toml_lines(text)
    for key in document:
        line = lines((key,))
        assert line is not None
        assert 1 <= line <= text.count("\n") + 1
