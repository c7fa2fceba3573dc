"""Checks what a person wrote (site.toml, front matter) against a frozen dataclass.

The dataclass is the schema: its fields are the keys, their types and defaults the rules, so
that nothing has to be said twice. Pydantic does the checking, strictly: "4" and true are no
numbers, and an unknown key is an error, because it is nearly always a typo. What pydantic
finds is said again in one line each, for somebody who has never heard of types.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import cache, partial
from types import MappingProxyType
from typing import TypeVar, cast, get_args, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from .errors import ContentError, Failures, did_you_mean
from .text import CONTROL
from .toml_lines import KeyPath, Lines

T = TypeVar("T")

Problem = tuple[KeyPath, str, str | None]
"""Where, what, and a hint."""

STRICT = ConfigDict(extra="forbid", strict=True)
"""`__pydantic_config__` of every dataclass that is checked here."""

_NOTHING: Mapping[str, object] = MappingProxyType({})

_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a table of keys and values",
    "mapping_type": "a table of keys and values",
    "dataclass_type": "a table of keys and values",
}
"""Pydantic's type of an error -> what the key must be."""

_GOT = {
    "str": "text",
    "int": "a number",
    "float": "a number with a point",
    "bool": "true or false",
    "list": "a list",
    "dict": "a table",
    "NoneType": "empty",
}


def convert(
    kind: type[T],
    values: Mapping[str, object],
    lines: Lines,
    path: str,
    own: Mapping[str, object] = _NOTHING,
) -> T:
    """`values` as a `kind`, a dataclass whose `__pydantic_config__` is STRICT.

    `lines` gives the line of a key path, `path` names the file. `own` holds fields that the
    program fills in: a person who writes one of those wrote an unknown key. Raises Failures
    with a ContentError for each problem.
    """
    _refuse(_unprintable(values, ()), lines, path)
    strays = [_unknown((key,), kind, own, path) for key in values if key in own]
    document = json.dumps({**values, **own}, default=_as_text)
    try:
        made = cast(T, _checker(cast(Hashable, kind))(document))
    except ValidationError as error:
        _refuse(
            [*strays, *_problems(error.errors(include_url=False), kind, own, path)], lines, path
        )
        raise
    _refuse(strays, lines, path)
    return made


def misfit(message: str, hint: str | None = None) -> PydanticCustomError:
    """What a field's own validator raises; the line begins with the key's name."""
    return PydanticCustomError("misfit", "{message}", {"message": message, "hint": hint})


@cache
def _checker(kind: Hashable) -> Callable[[str], object]:
    """Takes a millisecond to make, and a site has thousands of files to check with it."""
    return TypeAdapter(cast(type[object], kind)).validate_json


def ill_typed(value: object) -> tuple[str, str | None] | None:
    """What is wrong with the first field of a dataclass's instance that holds something else than
    its type says, and a hint; None for nothing. Other instances in it are not looked into."""
    for name, check in _field_checkers(cast(Hashable, type(value))).items():
        held: object = getattr(value, name)
        try:
            check(held)
        except ValidationError as error:
            return _said_of_field(name, error.errors(include_url=False)[0])
        inside = list(held) if isinstance(held, tuple) else held
        for _, message, hint in _unprintable(inside, (name,)):
            return message, hint
    return None


@cache
def _field_checkers(kind: Hashable) -> Mapping[str, Callable[[object], object]]:
    hints = get_type_hints(kind)
    return {
        field.name: partial(TypeAdapter(hints[field.name]).validate_python, strict=True)
        for field in fields(cast(type, kind))
        if field.init
    }


def _said_of_field(name: str, error: ErrorDetails) -> tuple[str, str | None]:
    """In Python, lists and tuples are two things."""
    key = (name, *error["loc"])
    if error["type"] == "tuple_type":
        got = type(error["input"]).__name__
        return f"{_named(key)} must be a tuple, not a {got}", None
    return _said({**error, "loc": key})


def _as_text(value: object) -> str:
    """TOML has dates and times of its own; the checks read them as a person writes them."""
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _refuse(problems: Iterable[Problem], lines: Lines, path: str) -> None:
    errors = [
        ContentError(message, path=path, line=lines(key), hint=hint)
        for key, message, hint in problems
    ]
    if errors:
        raise Failures(sorted(errors, key=lambda error: error.line or 0))


def _unprintable(value: object, key: KeyPath) -> Iterator[Problem]:
    if isinstance(value, str) and (found := CONTROL.search(value)):
        sign = f"U+{ord(found[0]):04X}"
        yield key, f"{_named(key)} holds the control character {sign}", "delete it"
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _unprintable(name, (*key, name.encode("ascii", "replace").decode()))
            yield from _unprintable(inner, (*key, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _unprintable(inner, (*key, number))


def _problems(
    errors: Sequence[ErrorDetails], kind: type[object], own: Mapping[str, object], path: str
) -> Iterator[Problem]:
    unknown = [e["loc"] for e in errors if e["type"] == "unexpected_keyword_argument"]
    for error in errors:
        key = error["loc"]
        if error["type"] == "unexpected_keyword_argument":
            yield _unknown(key, kind, own, path)
        elif error["type"] != "missing":
            yield key, *_said(error)
        elif not any(_is_typo(other, key) for other in unknown):
            yield key, f'missing key "{key[-1]}"', None


def _is_typo(unknown: KeyPath, missing: KeyPath) -> bool:
    """Then naming the unknown key is enough."""
    near = difflib.get_close_matches(str(unknown[-1]), [str(missing[-1])])
    return unknown[:-1] == missing[:-1] and bool(near)


def _unknown(key: KeyPath, kind: type[object], own: Mapping[str, object], path: str) -> Problem:
    message, top = f'unknown key "{key[-1]}"', _written(kind, own)
    if len(key) > 1 and key[-1] in top:
        return key, message, _too_low(key, path)
    known = _written(_kind_at(kind, key[:-1]), own)
    return key, message, did_you_mean(str(key[-1]), known)


def _written(kind: type, own: Mapping[str, object]) -> list[str]:
    """The keys that a person may write."""
    return [field.name for field in fields(kind) if field.name not in own]


def _too_low(key: KeyPath, path: str) -> str:
    """Where a key of the file belongs that stands in one of its tables, as what is added at the
    end of a TOML file does."""
    table = ".".join(part for part in key[:-1] if isinstance(part, str))
    if not path.endswith(".toml"):
        return f'it does not belong to "{table}": begin its line without spaces'
    table = f"[[{table}]]" if isinstance(key[-2], int) else f"[{table}]"
    return f"it belongs to the top of the file, above the first [table]; here it is in {table}"


def _kind_at(kind: type[object], key: KeyPath) -> type:
    """The dataclass that checks what stands under `key`."""
    names = [part for part in key if isinstance(part, str)]
    for name in names:
        kind = next(_dataclasses(get_type_hints(kind)[name]))
    return kind


def _dataclasses(hint: object) -> Iterator[type]:
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for inner in get_args(hint):
        yield from _dataclasses(inner)


def _said(error: ErrorDetails) -> tuple[str, str | None]:
    """Pydantic's finding in our words, with a hint where there is one to give."""
    name, given, kind = _named(error["loc"]), error["input"], error["type"]
    context = error.get("ctx", {})
    if kind == "misfit":
        return f"{name} {context['message']}", context["hint"]
    if kind == "json_invalid":
        return "brackets stand too deep", None
    if kind in ("greater_than_equal", "less_than_equal"):
        edge = "more" if "ge" in context else "less"
        return f"{name} must be {context.get('ge', context.get('le'))} or {edge}, not {given}", None
    wanted = _WANTED.get(kind)
    if wanted is None:
        return f"{name} cannot be used: {error['msg']}", None
    got = _GOT.get(type(given).__name__, "something else")
    return f"{name} must be {wanted}, not {got}", _remedy(kind, given)


def _remedy(kind: str, given: object) -> str | None:
    if kind == "string_type" and isinstance(given, int | float):
        return f'put it in quotes: "{str(given).lower()}"'
    if kind == "int_type" and isinstance(given, str) and given.strip().isdecimal():
        return f"write it without quotes: {int(given)}"
    if kind == "tuple_type" and isinstance(given, str):
        return f'write it as a list: ["{given}"]'
    return None


def _named(key: KeyPath) -> str:
    """'"guests", entry 2,' for ("guests", 1); the lines tell apart what is nested."""
    if not key:
        return "this"
    if isinstance(key[-1], int) and len(key) > 1:
        return f'"{key[-2]}", entry {key[-1] + 1},'
    return f'"{key[-1]}"'
