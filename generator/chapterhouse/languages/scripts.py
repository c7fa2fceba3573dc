"""The words of a theme's scripts: which they are, and the module that says them in one language.

Scripts mark them as templates do, `_("…")` and `ngettext("…", "…", count)`, with the words
themselves between quotes, so that they are found by reading alone.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from gettext import NullTranslations

from . import Catalogue

MODULE = "js/messages.js"
"""The static file that a site in another language than English gets anew."""

Message = str | tuple[str, str]
"""English: a text, or the texts of one and of many."""

_TEXT = r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
_CALL = re.compile(rf"(?<![\w$.])(?:_\(\s*{_TEXT}|ngettext\(\s*{_TEXT}\s*,\s*{_TEXT})")

_SAMPLES = range(1001)
"""Numbers by which a catalogue's plural forms are matched with the language's."""


def script_messages(script: str) -> Iterator[Message]:
    """What a script without comments says, in its order."""
    for call in _CALL.finditer(script):
        text, one, many = call.groups()
        yield _value(text) if text else (_value(one), _value(many))


def words_module(catalogue: Catalogue, messages: Iterable[Message]) -> bytes:
    """The module MODULE: these words as the catalogue has them; English ones are left out."""
    words = catalogue.translations
    forms = _forms(catalogue, words)
    pairs = (_pair(message, words, forms) for message in sorted(set(messages), key=str))
    said = {english: translated for english, translated in pairs if translated is not None}
    return f"export const messages={_json(said)};export const forms={_json(forms)};\n".encode()


def _pair(
    message: Message, words: NullTranslations, forms: dict[str, int]
) -> tuple[str, str | list[str] | None]:
    if isinstance(message, str):
        said = words.gettext(message)
        return message, None if said == message else said
    every = [_form(message, number, words) for number in _numbers(forms, words)]
    return message[0], None if set(every) <= set(message) else every


def _forms(catalogue: Catalogue, words: NullTranslations) -> dict[str, int]:
    """The names that a browser's Intl.PluralRules gives to numbers (CLDR, Unicode Technical
    Standard 35, part 3) -> which form of the catalogue those numbers take."""
    name = catalogue.locale.plural_form
    seen: dict[str, Counter[int]] = {}
    for number in _SAMPLES:
        seen.setdefault(name(number), Counter())[_index(words, number)] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in sorted(seen.items())}


def _index(words: NullTranslations, number: int) -> int:
    """Which form a number takes; GNUTranslations keeps the catalogue's own rule."""
    rule = getattr(words, "plural", None)
    return int(rule(number)) if rule else int(number != 1)


def _numbers(forms: dict[str, int], words: NullTranslations) -> list[int]:
    """A number for each form, in the forms' order."""
    return [
        next((n for n in _SAMPLES if _index(words, n) == form), 0)
        for form in range(max(forms.values()) + 1)
    ]


def _form(message: tuple[str, str], number: int, words: NullTranslations) -> str:
    return words.ngettext(*message, number)


def _value(literal: str) -> str:
    """What a string literal says."""
    plain = literal[1:-1].replace(r"\'", "'")
    if literal[0] == "'":
        plain = plain.replace('"', r"\"")
    return str(json.loads(f'"{plain}"'))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
