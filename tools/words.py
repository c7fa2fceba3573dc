"""Brings the catalogues of the interface up to date with what templates, scripts and Python say.

    python tools/words.py

Writes languages/messages.pot, which holds the English words, and keeps in every catalogue beside
it what is said still: new words come without a translation, for somebody to write, and those that
nobody says any more go. Nothing is guessed from words that are alike. The same sources give the
same bytes: no dates, no line numbers.
"""

from __future__ import annotations

import io
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from chapterhouse.languages import OWN
from chapterhouse.languages.scripts import script_messages
from chapterhouse.theme import bundled_themes
from chapterhouse.theme.static import published_script

PACKAGE = OWN.parent
ENGLISH = "messages.pot"

TERMINAL = frozenset({"cli", "deploy", "serve", "__main__"})
"""Modules and packages that speak to hosts, in English."""

KEYWORDS = {
    "_": None,
    "gettext": None,
    "say": None,
    "ngettext": (1, 2),
    "say_many": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
"""Function -> which of its arguments are messages. `say` and `say_many` are those of `Labels`."""

JINJA = {
    "trimmed": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "keep_trailing_newline": "true",
    "newstyle_gettext": "true",
    "silent": "false",
}
"""As in theme/rendering.py, so that white space is part of a message there and here, or not."""

Text = str | tuple[str, ...]
Found = tuple[str, str | None, Text]
"""The file, the context, the message."""


def main() -> int:
    """Rewrites all catalogues and says what has to be translated; the exit status."""
    english = template(messages())
    (OWN / ENGLISH).write_bytes(written(english))
    for path in sorted(OWN.glob("*.po")):
        made = updated(english, path)
        path.write_bytes(written(made))
        missing = sum(not translated(message) for message in made if message.id)
        print(f"{path.name}: {len(made)} messages, {missing} to translate")
    return 0


# --- what is said -------------------------------------------------------------------------


def messages() -> Iterator[Found]:
    """All of the bundled themes and of the package."""
    themes, root = bundled_themes(), bundled_themes().parent
    for path in sorted(themes.glob("*/templates/**/*.html")):
        yield from _of_template(path, path.relative_to(root).as_posix())
    for path in sorted(themes.glob("*/static/**/*.js")):
        for message in script_messages(published_script(path.read_bytes()).decode()):
            yield path.relative_to(root).as_posix(), None, message
    for path in modules():
        yield from _of_python(path, f"chapterhouse/{path.relative_to(PACKAGE).as_posix()}")


def modules() -> list[Path]:
    """Those that speak to readers, in the site's language."""
    return [
        path
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.relative_to(PACKAGE).parts[0].removesuffix(".py") not in TERMINAL
    ]


def _of_template(path: Path, name: str) -> Iterator[Found]:
    with path.open("rb") as file:
        found = list(babel_extract(file, list(KEYWORDS), (), JINJA))
    for _, function, texts, _ in found:
        given = [texts] if isinstance(texts, str) else list(texts or ())
        yield name, *_message(function, [text for text in given if text is not None])


def _of_python(path: Path, name: str) -> Iterator[Found]:
    with path.open("rb") as file:
        for _, text, _, context in extract("python", file, KEYWORDS):
            yield name, context, text


def _message(function: str, texts: list[str]) -> tuple[str | None, Text]:
    """Context and message of a template's call."""
    context = texts.pop(0) if function in ("pgettext", "npgettext") else None
    return context, (texts[0], texts[1]) if "ngettext" in function else texts[0]


# --- catalogues ---------------------------------------------------------------------------


def template(found: Iterable[Found]) -> Catalog:
    """Every message once, by the files that say it and then by its words."""
    places: dict[tuple[str, Text], set[str]] = defaultdict(set)
    for file, context, text in found:
        places[context or "", text].add(file)
    made = Catalog()
    for (context, text), files in sorted(places.items(), key=lambda e: (sorted(e[1]), str(e[0]))):
        made.add(text, locations=[(file, 0) for file in sorted(files)], context=context or None)
    return made


def updated(english: Catalog, path: Path) -> Catalog:
    """What the catalogue at `path` says, for exactly the messages of `english`."""
    with path.open("rb") as file:
        old = read_po(file, Locale.parse(path.stem, sep="-"))
    made = Catalog(locale=old.locale)
    for message in english:
        if message.id:
            known = old.get(message.id, message.context)
            made.add(
                message.id,
                known.string if known and known.id == message.id else None,
                locations=message.locations,
                context=message.context,
                user_comments=known.user_comments if known else (),
            )
    return made


def translated(message: Message) -> bool:
    """Whether there are words for it, in every form."""
    said = message.string
    return all(said) if isinstance(said, list | tuple) else bool(said)


def written(catalogue: Catalog) -> bytes:
    """A PO file, with no more of a header than reading it takes."""
    body = io.BytesIO()
    write_po(body, catalogue, omit_header=True, include_lineno=False, width=0)
    return _header(catalogue).encode() + b"\n" + body.getvalue()


def _header(catalogue: Catalog) -> str:
    lines = {"Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit"}
    if catalogue.locale is not None:
        lines["Language"] = str(catalogue.locale).replace("_", "-")
        lines["Plural-Forms"] = catalogue.plural_forms
    said = "".join(f'"{name}: {value}\\n"\n' for name, value in lines.items())
    return f'msgid ""\nmsgstr ""\n{said}'


if __name__ == "__main__":
    sys.exit(main())
