"""The catalogues of the interface hold exactly what is said, whole, in every language."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from chapterhouse.errors import ThemeError
from chapterhouse.files import Folder
from chapterhouse.languages import OWN, load_catalogue
from chapterhouse.languages.scripts import script_messages
from chapterhouse.theme.static import published_script

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY / "tools"))
import words  # noqa: E402

CATALOGUES = sorted(path.stem for path in OWN.glob("*.po"))


def catalogue(language: str) -> Catalog:
    return read_po(BytesIO((OWN / f"{language}.po").read_bytes()), abort_invalid=True)


def texts(message: Message) -> tuple[str, ...]:
    said = message.string
    return tuple(map(str, said if isinstance(said, list | tuple) else [said]))


def ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, list | tuple) else (message.id,)


def messages(found: Catalog) -> Iterator[Message]:
    return (message for message in found if message.id)


@pytest.fixture(scope="module")
def english() -> Catalog:
    return words.template(words.messages())


def test_there_are_the_languages_that_the_readme_promises() -> None:
    assert {"de", "tr"} <= set(CATALOGUES)


def test_the_english_words_are_those_that_are_said(english: Catalog) -> None:
    """Fails when somebody says something new: `make words`, then translate it."""
    assert (OWN / words.ENGLISH).read_bytes() == words.written(english)


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_catalogue_is_as_make_words_leaves_it(english: Catalog, language: str) -> None:
    path = OWN / f"{language}.po"
    assert path.read_bytes() == words.written(words.updated(english, path))


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_word_is_translated_and_for_sure(language: str) -> None:
    found = catalogue(language)
    assert [ids(message) for message in messages(found) if not words.translated(message)] == []
    assert [ids(message) for message in messages(found) if message.fuzzy] == []
    assert list(found.obsolete) == []


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_translation_keeps_what_is_filled_in_the_markup_and_the_ends(language: str) -> None:
    found = catalogue(language)
    for message in messages(found):
        assert [str(error) for error in message.check(found)] == [], ids(message)
        for said in texts(message):
            wanted = ids(message)[-1]
            assert sorted(marks(said)) == sorted(marks(wanted)), said
            assert (said[0].isspace(), said[-1].isspace()) == (
                wanted[0].isspace(),
                wanted[-1].isspace(),
            ), said


def marks(text: str) -> list[str]:
    """Tags and placeholders."""
    return re.findall(r"<[^>]+>|%\(\w+\)s", text)


@pytest.mark.parametrize("language", CATALOGUES)
def test_there_is_a_form_for_every_number(language: str) -> None:
    found = catalogue(language)
    counted = [message for message in messages(found) if message.pluralizable]
    assert len(counted) > 5
    assert {len(texts(message)) for message in counted} == {found.num_plurals}


def test_updating_keeps_translations_and_drops_what_nobody_says(tmp_path: Path) -> None:
    path = tmp_path / "de.po"
    path.write_text('msgid "Old"\nmsgstr "Alt"\n\nmsgid "Kept"\nmsgstr "Bleibt"\n')
    english = words.template([("a.html", None, "Kept"), ("b.html", None, ("one", "many"))])
    made = words.updated(english, path)
    said = {ids(message): message.string for message in messages(made)}
    assert said == {("Kept",): "Bleibt", ("one", "many"): ("", "")}
    assert not words.translated(made["one"])
    assert b"20" not in words.written(made)  # no date


def test_every_message_in_python_is_written_out_where_it_is_said() -> None:
    """What is not a plain text can't be found by `make words`."""
    calls = [
        (path.name, call)
        for path in words.modules()
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and called(call) in ("say", "say_many")
    ]
    assert len(calls) > 10
    hidden = [
        f"{name}:{call.lineno}"
        for name, call in calls
        for text in call.args[: 1 + (called(call) == "say_many")]
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str))
    ]
    assert hidden == []


def called(call: ast.Call) -> str:
    function = call.func
    return getattr(function, "attr", getattr(function, "id", ""))


def test_every_message_in_a_script_is_written_out_where_it_is_said() -> None:
    calls = found = 0
    for path in (REPOSITORY / "themes").glob("*/static/**/*.js"):
        if path.name != "words.js":
            script = published_script(path.read_bytes()).decode()
            calls += len(re.findall(r"(?<![\w$.])(?:_|ngettext)\(", script))
            found += len(list(script_messages(script)))
    assert calls == found > 20


# --- what a site loads --------------------------------------------------------------------


def folder(path: Path) -> Folder:
    return Folder(path, str(path), ThemeError)


def test_a_region_has_its_own_words_before_those_of_the_language(tmp_path: Path) -> None:
    (tmp_path / "de-AT.po").write_text('msgid "Episodes"\nmsgstr "Folgn"\n')
    words_of = load_catalogue("de-AT", [folder(tmp_path)]).translations
    assert [words_of.gettext(text) for text in ("Episodes", "Shows")] == ["Folgn", "Sendungen"]
    assert words_of.ngettext("%(count)s episode", "%(count)s episodes", 2) == "%(count)s Folgen"


def test_a_theme_brings_a_language_with_its_plurals(tmp_path: Path) -> None:
    text = 'msgid "%(count)s word"\nmsgid_plural "%(count)s words"\n'
    forms = "".join(f'msgstr[{n}] "{said}"\n' for n, said in enumerate(("слово", "слова", "слов")))
    (tmp_path / "ru.po").write_text(text + forms, encoding="utf-8")
    made = load_catalogue("ru", [folder(tmp_path)])
    said = [made.translations.ngettext("%(count)s word", "%(count)s words", n) for n in (1, 3, 11)]
    assert said == ["слово", "слова", "слов"]
    assert (made.known, made.spoken) == (True, "ru")


def test_english_words_can_be_said_in_another_way(tmp_path: Path) -> None:
    (tmp_path / "en.po").write_text('msgid "Episodes"\nmsgstr "Talks"\n')
    made = load_catalogue("en", [folder(tmp_path)])
    assert made.translations.gettext("Episodes") == "Talks"


def test_the_same_words_are_the_same_bytes() -> None:
    assert load_catalogue("de") == load_catalogue("de")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('msgid "a"\nmsgstr "b"\nc\n', "xx.po:3: "),
        ("\xff", "xx.po: not a catalogue: "),
    ],
)
def test_a_broken_catalogue_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "xx.po").write_bytes(text.encode("latin-1"))
    with pytest.raises(ThemeError) as caught:
        load_catalogue("xx", [folder(tmp_path)])
    assert said in str(caught.value)
