"""Front matter: the YAML between two lines of `---` at the top of a Markdown file.

PyYAML reads the text into nodes; the values are made from them here, because a host should
get what was meant. YAML 1.1 reads `no` as false, `010` as eight and `12:30` as 750; this
follows the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/, chapter 10.3), in which
they are a text, ten and a text, and dates stay text until somebody asks for a date.
References (`*name`), tags (`!!binary`) and equal keys are refused: nobody needs them here,
and they are how a small file becomes a huge or a surprising value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from .errors import ContentError
from .toml_lines import KeyPath, nearest

_FENCE = "---"
_TAG = "tag:yaml.org,2002:"
_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_SPACE = re.compile(r"[ \t\n]*\Z")

_PLAIN = (
    ("null", re.compile(r"(?:~|null|Null|NULL|)\Z"), ("~", "n", "N", "")),
    ("bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z"), tuple("tTfF")),
    ("int", _INT, tuple("-+0123456789")),
    ("float", _FLOAT, tuple("-+.0123456789")),
)
"""What a plain word may mean besides text: (tag, form, first letters), first match wins."""

_HINTS = (
    ("'\\t'", "indent with spaces, not with a tab"),
    ("mapping values are not allowed", 'put quotes around a value that holds ": "'),
    ("could not find expected ':'", "write each line as key: value"),
    ("found character '@'", "put quotes around a value that begins with @"),
    ("found character '`'", "put quotes around a value that begins with `"),
    ("found character '%'", "put quotes around a value that begins with %"),
    ("while scanning a quoted scalar", "close the quotes"),
    ("while parsing a flow", "close the brackets"),
    ("while scanning an alias", "put quotes around a value that begins with *"),
    ("while scanning an anchor", "put quotes around a value that begins with &"),
)
_HINT = "put quotes around a value with marks in it"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A Markdown file taken apart."""

    values: Mapping[str, object]
    """Text, whole numbers, floats, booleans, None, lists and mappings of these."""
    lines: Mapping[KeyPath, int]
    """The line in the file of every key and every entry of a list."""
    body: str
    """What follows, without blank lines at its ends."""
    begins: int = 1
    """The line of the file on which the body begins."""

    def line(self, path: KeyPath) -> int | None:
        """The line of a key, or of the nearest thing around it."""
        return nearest(path, self.lines)


def read_front_matter(text: str, path: str) -> FrontMatter:
    """The keys and the body of a file; a file that doesn't begin with `---` is all body.

    Raises ContentError, at the line in question, for anything that isn't a plain mapping.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if lines[first].rstrip() != _FENCE:
        return FrontMatter({}, {}, *_body(lines, 0))
    for last in range(first + 1, len(lines)):
        if lines[last].rstrip() in (_FENCE, "..."):
            above = "\n" * (first + 1)  # so that lines count as they do in the file
            reader = _FrontMatterReader(above + "\n".join(lines[first + 1 : last]), path)
            return reader.read(*_body(lines, last + 1))
    hint = f"end it with a line {_FENCE}"
    raise ContentError("the front matter is not closed", path=path, line=first + 1, hint=hint)


def _body(lines: list[str], first: int) -> tuple[str, int]:
    """What stands from a line on, without blank lines at its ends, and where it begins."""
    text = "\n".join(lines[first:])
    body = text.lstrip("\n")
    return body.rstrip("\n"), first + 1 + len(text) - len(body)


class _Loader(yaml.SafeLoader):
    """Composes nodes by the rules above; it never constructs anything."""

    yaml_implicit_resolvers = {  # noqa: RUF012  (PyYAML's own class-level table)
        first: [(_TAG + name, form) for name, form, firsts in _PLAIN if first in firsts]
        for first in sorted({first for _, _, firsts in _PLAIN for first in firsts})
    }

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.get_mark()
            raise yaml.MarkedYAMLError("while scanning an alias", mark, "a reference", mark)
        return super().compose_node(parent, index)


class _FrontMatterReader:
    """One pass over one file's YAML, which stands on the lines that it has in the file."""

    def __init__(self, yaml_text: str, path: str) -> None:
        self.text = yaml_text
        self.path = path
        self.lines: dict[KeyPath, int] = {}

    def read(self, body: str, begins: int) -> FrontMatter:
        node = self._compose()
        if node is None or (isinstance(node, yaml.ScalarNode) and _SPACE.match(node.value)):
            return FrontMatter({}, {}, body, begins)
        if not isinstance(node, yaml.MappingNode):
            raise self._error("front matter must be lines of key: value", node.start_mark)
        return FrontMatter(self._mapping(node, ()), self.lines, body, begins)

    def _compose(self) -> yaml.Node | None:
        loader = None
        try:
            loader = _Loader(self.text)
            return loader.get_single_node()
        except yaml.reader.ReaderError as error:
            line = self.text.count("\n", 0, error.position) + 1
            message = f"character U+{int(error.character):04X} cannot stand here"
            raise ContentError(message, path=self.path, line=line, hint="delete it") from None
        except yaml.MarkedYAMLError as error:
            raise self._explained(error) from None
        except RecursionError:
            raise ContentError("brackets stand too deep", path=self.path) from None
        finally:
            if loader is not None:
                loader.dispose()

    def _explained(self, error: yaml.MarkedYAMLError) -> ContentError:
        """What was opened and not closed is shown where it was opened."""
        problem = error.problem or error.context or "broken"
        said = f"{error.context or ''} {problem}"
        hint = next((hint for sign, hint in _HINTS if sign in said), _HINT)
        mark = error.context_mark if hint.startswith("close") else error.problem_mark
        return self._error(f"YAML cannot be read: {problem}", mark or error.context_mark, hint)

    def _error(self, message: str, mark: yaml.Mark | None, hint: str | None = None) -> ContentError:
        line = None if mark is None else self._line(mark)
        return ContentError(message, path=self.path, line=line, hint=hint)

    def _line(self, mark: yaml.Mark) -> int:
        """By position: YAML counts other line ends than an editor does."""
        return self.text.count("\n", 0, mark.index) + 1

    def _value(self, node: yaml.Node, path: KeyPath) -> object:
        self.lines.setdefault(path, self._line(node.start_mark))
        if isinstance(node, yaml.MappingNode) and node.tag == f"{_TAG}map":
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode) and node.tag == f"{_TAG}seq":
            return [self._value(entry, (*path, n)) for n, entry in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode) and node.tag.startswith(_TAG):
            return self._scalar(node)
        raise self._tag_error(node)

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, object]:
        made: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._error("a key must be a word", key_node.start_mark, _HINT)
            key = str(key_node.value)
            if key in made:
                first = self.lines[(*path, key)]
                raise self._error(f'"{key}" stands in line {first} already', key_node.start_mark)
            self.lines[(*path, key)] = self._line(key_node.start_mark)
            made[key] = self._value(value_node, (*path, key))
        return made

    def _scalar(self, node: yaml.ScalarNode) -> object:
        text, kind = str(node.value), node.tag.removeprefix(_TAG)
        if kind == "str":
            return _joined(text)
        if kind == "null":
            return None
        if kind == "bool" and text.lower() in ("true", "false"):
            return text.lower() == "true"
        if kind == "int" and _INT.match(text) and len(text) < 20:
            return int(text)
        if kind == "float" and _FLOAT.match(text):
            return float(text)
        if kind == "int":
            raise self._error(f"{text[:20]} is no number that can be used", node.start_mark)
        raise self._tag_error(node)

    def _tag_error(self, node: yaml.Node) -> ContentError:
        tag = str(node.tag).replace(_TAG, "!!")
        return self._error(f'"{tag}" cannot be used here', node.start_mark, "write a plain value")


def _joined(text: str) -> str:
    """Two halves of a character as the one that they are: JSON, which is YAML too, writes a sign
    such as U+1F600 as "\\ud83d\\ude00" (RFC 8259, 7), and PyYAML reads two of them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
