"""The words of the interface, a catalogue for each language.

A catalogue is a gettext PO file (https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html)
whose message ids are the English words as they stand in templates, scripts and `labels`. The ones
beside this file cover the default theme; a theme adds `languages/de.po` for words of its own,
or to say the usual ones in another way. What a catalogue lacks is English.

Episodes keep their own language: this is about the words around them.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from ..errors import ThemeError
from ..files import Folder
from ..model import Diagnostic, Remark

FOLDER = "languages"
"""Where a theme has its catalogues."""

OWN = Path(__file__).parent
"""Where the default theme's are."""

_ENGLISH = "en"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""For the dates that a compiled catalogue has: the same words are the same bytes."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words in one language, small enough to cross to another process."""

    language: str = _ENGLISH
    """BCP 47, as the site says it."""
    known: bool = True
    """Whether there are words in it; otherwise they are English."""
    compiled: bytes = b""
    """A gettext MO file, or nothing for English as the templates have it."""

    @property
    def spoken(self) -> str:
        """The language that the words really are in: English where there are none."""
        return self.language if self.known else _ENGLISH

    @property
    def translations(self) -> gettext.NullTranslations:
        """The words, as Jinja's i18n extension and `labels` ask for them."""
        if not self.compiled:
            return gettext.NullTranslations()
        return gettext.GNUTranslations(BytesIO(self.compiled))

    @property
    def locale(self) -> Locale:
        """How dates, numbers and lists are written: as the words around them."""
        return locale_of(self.spoken)


def locale_of(language: str) -> Locale:
    """The nearest locale that is known; English as the world writes it, unless a country is
    named: 22 June 2021."""
    if language.lower() == _ENGLISH:
        return Locale.parse("en_001")
    for code in _codes(language):
        try:
            return Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en_001")


def load_catalogue(language: str, folders: Iterable[Folder] = ()) -> Catalogue:
    """The words for a site in this language; `folders` are those of the theme's catalogues,
    nearest first.

    For "pt-BR" a catalogue "pt-BR.po" goes before "pt.po". Raises ThemeError, with path and line,
    for one that can't be read.
    """
    every = [Folder(OWN, str(OWN), ThemeError), *reversed(list(folders))]
    found = [
        _read(folder, name, code)
        for code in reversed(_codes(language))
        for folder in every
        if folder.has(name := f"{code}.po")
    ]
    if not found:
        return Catalogue(language, known=_codes(language)[-1] == _ENGLISH)
    return Catalogue(language, compiled=_compiled(found))


def wordless(catalogue: Catalogue, path: str, line: int | None) -> Iterator[Remark]:
    """A warning where a site (its language is named in this line) speaks English for want of
    words."""
    if not catalogue.known:
        wanted = _codes(catalogue.language)[-1]
        message = (
            f'no catalogue has words in "{catalogue.language}": the interface is in English; '
            f"a theme can bring them as {FOLDER}/{wanted}.po (docs/languages.md)"
        )
        yield Remark(path, Diagnostic(line or 1, "warning", message, matter="site"))


def _codes(language: str) -> list[str]:
    """ "pt-BR" -> "pt-BR", "pt": from the closest on."""
    parts = language.split("-")
    return ["-".join([parts[0].lower(), *parts[1:n]]) for n in range(len(parts), 0, -1)]


def _read(folder: Folder, name: str, code: str) -> Catalog:
    try:
        found = read_po(BytesIO(folder.read(name)), _usual(code), abort_invalid=True)
        _check(found, folder.path / name)
        return found
    except PoFileError as error:
        hint = "a PO file: msgid and msgstr, each in quotes"
        path = folder.path / name
        said = str(error).rpartition(" on ")[0]
        raise ThemeError(said, path=path, line=error.lineno + 1, hint=hint) from None
    except (UnicodeDecodeError, ValueError) as error:
        raise ThemeError(f"not a catalogue: {error}", path=folder.path / name) from None


def _check(catalogue: Catalog, path: Path) -> None:
    """Raises ThemeError for words that ask for something the message hasn't: a page would fail."""
    for message, errors in catalogue.check():
        hint = "the names in %(...)s are those of the English message"
        raise ThemeError(str(errors[0]), path=path, line=message.lineno, hint=hint)


def _usual(code: str) -> Locale | None:
    """Whose plural forms a catalogue has that doesn't say; None where nobody knows."""
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def _compiled(catalogues: Iterable[Catalog]) -> bytes:
    """All as one; a later one's words go before."""
    first, *others = catalogues
    first.creation_date = first.revision_date = _NEVER
    for other in others:
        for message in other:
            if message.id and message.string:
                first.delete(message.id, message.context)
                first[message.id] = message
    made = BytesIO()
    write_mo(made, first)
    return made.getvalue()
