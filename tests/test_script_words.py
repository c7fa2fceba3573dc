"""The words of scripts: found in them, and published in the site's language."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from chapterhouse.errors import ThemeError
from chapterhouse.files import Folder
from chapterhouse.languages import Catalogue, load_catalogue
from chapterhouse.languages.scripts import MODULE, script_messages, words_module
from chapterhouse.theme import Theme, bundled_themes, load_theme, static_files

RUSSIAN = """\
msgid "%(count)s word"
msgid_plural "%(count)s words"
msgstr[0] "слово"
msgstr[1] "слова"
msgstr[2] "слов"
"""


def published(theme: Theme) -> str:
    [file] = [file for file in static_files(theme) if file.path.endswith(MODULE)]
    return file.data.decode()


def said(module: str) -> tuple[dict[str, object], dict[str, int]]:
    found = re.fullmatch(r"export const messages=(.*);export const forms=(.*);\n?", module)
    assert found is not None
    return json.loads(found[1]), json.loads(found[2])


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('_("Copy")', ["Copy"]),
        ("_('Copy')", ["Copy"]),
        ("_( 'Say \"no\"' )", ['Say "no"']),
        (r'_("Say \"no\" \u2026")', ['Say "no" …']),
        ('`${_("a")} ${_("b", { c: _("d") })}`', ["a", "b", "d"]),
        ('ngettext("one", "many", n)', [("one", "many")]),
        ("_(text)", []),
        ('a_("no"); a._("no"); $_("no")', []),
    ],
)
def test_messages_are_found_by_reading(script: str, expected: list[object]) -> None:
    assert list(script_messages(script)) == expected


def test_an_english_site_has_the_theme_s_own_module() -> None:
    assert said(published(load_theme("default", (bundled_themes(),)))) == ({}, {})


@pytest.mark.parametrize(("language", "copy"), [("de", "Kopieren"), ("tr", "Kopyala")])
def test_a_site_in_another_language_has_the_words_of_its_scripts_only(
    language: str, copy: str
) -> None:
    messages, forms = said(published(load_theme("default", (bundled_themes(),), language=language)))
    assert messages["Copy"] == copy
    assert "Show notes" not in messages  # what only templates say
    assert set(forms) == {"one", "other"}
    assert max(forms.values()) < min(len(m) for m in messages.values() if isinstance(m, list))


def test_the_words_are_part_of_what_names_the_asset_folder() -> None:
    english, german = (load_theme("default", (bundled_themes(),), language=x) for x in ("en", "de"))
    assert english.digest != german.digest
    again = load_theme("default", (bundled_themes(),), language="de")
    assert german.digest == again.digest


def test_forms_are_those_that_a_browser_asks_for(tmp_path: Path) -> None:
    (tmp_path / "ru.po").write_text(RUSSIAN, encoding="utf-8")
    folder = Folder(tmp_path, str(tmp_path), ThemeError)
    module = words_module(load_catalogue("ru", [folder]), [("%(count)s word", "%(count)s words")])
    messages, forms = said(module.decode())
    assert messages == {"%(count)s word": ["слово", "слова", "слов"]}
    assert forms == {"few": 1, "many": 2, "one": 0}


def test_what_has_no_translation_stays_with_the_script() -> None:
    messages, _ = said(words_module(load_catalogue("de"), ["Copy", "Nobody says this"]).decode())
    assert messages == {"Copy": "Kopieren"}
    assert said(words_module(Catalogue("xx"), ["Copy"]).decode())[0] == {}
