"""The words of the interface, a catalogue for each language.

A catalogue is a gettext PO file (https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html)
whose message ids are the English words as they stand in templates, scripts and `labels`. The ones
beside this file cover the default theme; a theme adds `languages/de.po` for words of its own,
or to say the usual ones in another way. What a catalogue lacks is English.

Episodes keep their own language: this is about the words around them.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from ..errors import ThemeError
from ..files import Folder

FOLDER = "languages"
"""Where a theme has its catalogues."""

OWN = Path(__file__).parent
"""Where the default theme's are."""

_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words in one language, small enough to cross to another process."""

    language: str = _ENGLISH
    """BCP 47, as the site says it: dates and numbers are written its way."""
    known: bool = True
    """Whether there are words in it; otherwise they are English."""
    compiled: bytes = b""
    """A gettext MO file, or nothing for English as the templates have it."""

    @property
    def translations(self) -> gettext.NullTranslations:
        """The words, as Jinja's i18n extension and `labels` ask for them."""
        if not self.compiled:
            return gettext.NullTranslations()
        return gettext.GNUTranslations(BytesIO(self.compiled))

    @property
    def locale(self) -> Locale:
        """How dates, numbers and lists are written."""
        return locale_of(self.language)


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
        _read(folder, name)
        for code in reversed(_codes(language))
        for folder in every
        if folder.has(name := f"{code}.po")
    ]
    if not found:
        return Catalogue(language, known=_codes(language)[-1] == _ENGLISH)
    return Catalogue(language, compiled=_compiled(found))


def _codes(language: str) -> list[str]:
    """ "pt-BR" -> "pt-BR", "pt": from the closest on."""
    parts = language.split("-")
    return ["-".join([parts[0].lower(), *parts[1:n]]) for n in range(len(parts), 0, -1)]


def _read(folder: Folder, name: str) -> Catalog:
    try:
        return read_po(BytesIO(folder.read(name)), abort_invalid=True)
    except PoFileError as error:
        hint = "a PO file: msgid and msgstr, each in quotes"
        path = folder.path / name
        raise ThemeError(str(error), path=path, line=error.lineno, hint=hint) from None
    except (UnicodeDecodeError, ValueError) as error:
        raise ThemeError(f"not a catalogue: {error}", path=folder.path / name) from None


def _compiled(catalogues: Iterable[Catalog]) -> bytes:
    """All as one; a later one's words go before."""
    first, *others = catalogues
    for other in others:
        for message in other:
            if message.id and message.string:
                first[message.id] = message
    made = BytesIO()
    write_mo(made, first)
    return made.getvalue()
