"""The preview's site in memory: after any edits it is what a build would write, byte for byte."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapterhouse.build import build
from chapterhouse.errors import ChapterhouseError, OutputError, ThemeError
from chapterhouse.intake import inline
from chapterhouse.preview import Preview
from chapterhouse.preview_search import PreviewSearch
from chapterhouse.standing import Look
from conftest import MakeSite, talk

A = TypeVar("A")
B = TypeVar("B")

ORIGIN = "http://127.0.0.1:8000"

SITE = {
    "content/site.toml": 'title = "Test site"\nhealth = true\n\n[[shows]]\nname = "Engine Room"\n',
    "content/people/ada.md": "---\nname: Ada Lovelace\n---\nShe wrote programs.\n",
    "content/pages/about.md": "# About\n\nListen to [the first](../../seeds/one.txt).\n",
    "content/pages/note.txt": "A plain file.\n",
    "content/episodes/two.md": "---\ndate: 2024-05-01\n---\nNotes, see 1:00.\n",
    "seeds/one.txt": talk("Looms and numbers"),
    "seeds/two.txt": talk("Cards and threads", number=2),
    "seeds/three.txt": talk("Wheels and steam", number=3, guest="Charles Wheatstone"),
}


def built(site: Path, address: str = f"{ORIGIN}/", *, remember: bool = False) -> dict[str, bytes]:
    output = site.parent / "fresh"
    shutil.rmtree(output, ignore_errors=True)
    build(site, output, address, allow_loss=True, remember=remember)
    files = (path for path in output.rglob("*") if path.is_file())
    found = {path.relative_to(output).as_posix(): path.read_bytes() for path in files}
    return {path: data for path, data in found.items() if not path.startswith(".chapterhouse")}


def served(preview: Preview, path: str) -> bytes | None:
    found = preview.file(path)
    return found.read_bytes() if isinstance(found, Path) else found


def differences(preview: Preview, site: Path, address: str = f"{ORIGIN}/") -> list[str]:
    return [path for path, data in built(site, address).items() if served(preview, path) != data]


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    files = dict(SITE)
    files["content/pages/about.md"] = "# About\n\nAll about [Ada](../people/ada.md).\n"
    return make_site(files)


def test_every_file_of_a_build_is_served(site: Path) -> None:
    assert differences(Preview(site, ORIGIN), site) == []


def test_a_site_below_a_path_is_served_below_it(site: Path) -> None:
    toml = site / "content/site.toml"
    toml.write_text(toml.read_text().replace("\n", '\naddress = "https://ada.example/repo/"\n', 1))
    preview = Preview(site, ORIGIN)
    assert (preview.base, preview.address) == ("/repo/", f"{ORIGIN}/repo/")
    assert differences(preview, site, f"{ORIGIN}/repo/") == []


def test_the_five_transcripts_are_served_as_they_are_built(
    repository: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    for folder in ("content", "seeds"):
        shutil.copytree(repository / folder, site / folder)
    assert differences(Preview(site, ORIGIN), site) == []


# --- edits ------------------------------------------------------------------------------------


def write(path: str, text: str) -> Callable[[Path], None]:
    def edit(site: Path) -> None:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        here = text.replace("__TITLES__", repr(str(site / "content/titles.txt")))
        (site / path).write_text(here, encoding="utf-8")

    return edit


def replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(site: Path) -> None:
        file = site / path
        if file.exists():
            file.write_text(file.read_text("utf-8").replace(old, new), encoding="utf-8")

    return edit


def moved(path: str, to: str) -> Callable[[Path], None]:
    def edit(site: Path) -> None:
        if (site / path).exists():
            (site / to).parent.mkdir(parents=True, exist_ok=True)
            (site / path).replace(site / to)

    return edit


def deleted(path: str) -> Callable[[Path], None]:
    return lambda site: (site / path).unlink(missing_ok=True)


GERMAN = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Shows"
msgstr "Sendungen"
"""


def remembered(site: Path) -> None:
    """As after a build, which writes the ledgers, unless the site is wrong."""
    with suppress(ChapterhouseError):
        built(site, remember=True)


EDITS = {
    "ledgers": remembered,
    "ledgers gone": lambda site: shutil.rmtree(site / "content/addresses", ignore_errors=True),
    "words": replaced("seeds/one.txt", "Thank you", "Thank you very much indeed"),
    "other words": replaced("seeds/two.txt", "cards tell", "punched cards tell"),
    "title": replaced("seeds/one.txt", "Looms and numbers", "Weaving by numbers"),
    "the same title twice": replaced("seeds/two.txt", "Cards and threads", "Wheels and steam"),
    "chapter": replaced("seeds/three.txt", "Weaving numbers", "How weaving goes"),
    "speaker": replaced("seeds/three.txt", "Charles:", "Charlotte:"),
    "new transcript": write("seeds/deep/four.txt", talk("Engines", number=4, guest="Grace Hopper")),
    "transcript gone": deleted("seeds/two.txt"),
    "transcript renamed": moved("seeds/one.txt", "seeds/uno.txt"),
    "transcript back": moved("seeds/uno.txt", "seeds/one.txt"),
    "site title": replaced("content/site.toml", "Test site", "Another site"),
    "language": replaced("content/site.toml", "health = true", 'health = true\nlanguage = "de"'),
    "corrections": replaced(
        "content/site.toml", "health = true", 'health = true\ncorrections = {loom = "weaver"}'
    ),
    "topics": replaced(
        "content/site.toml", "health = true", "health = true\ntopics = {found = false}"
    ),
    "show": replaced("content/site.toml", '"Engine Room"', '"Engine Room"\nslug = "engines"'),
    "override": write(
        "content/episodes/three.md", "---\ntitle: Steam\nslug: steam\n---\nNotes at 1:00.\n"
    ),
    "override gone": deleted("content/episodes/two.md"),
    "notes": replaced("content/episodes/two.md", "Notes", "Many notes"),
    "person": write("content/people/c.md", "---\nname: Charles Babbage\naliases: [Charles]\n---\n"),
    "person's words": replaced("content/people/ada.md", "programs", "the first program"),
    "free page": write("content/pages/more.md", "# More\n\n[About](about.md)\n"),
    "free page's words": replaced("content/pages/about.md", "All about", "Everything about"),
    "free page gone": deleted("content/pages/more.md"),
    "plain file": write("content/pages/note.txt", "Another text.\n"),
    "template": write(
        "themes/own/templates/shows.html", '{% extends "default/shows.html" %}<!-- -->'
    ),
    "theme": write("themes/own/theme.toml", 'name = "own"\nparent = "default"\n'),
    "style": write("themes/own/static/css/own.css", "body { color: #123456 }\n"),
    "own theme": replaced("content/site.toml", "health = true", 'health = true\ntheme = "own"'),
    "look": replaced(
        "content/site.toml", "health = true", 'health = true\nlook = {accent = "#804020"}'
    ),
    "logo": replaced(
        "content/site.toml", "health = true", 'health = true\nlook = {logo = "people/logo.svg"}'
    ),
    "drawn": write("content/people/logo.svg", '<svg viewBox="0 0 9 9"></svg>'),
    "drawn anew": write("content/people/logo.svg", '<svg viewBox="0 0 8 9"></svg>'),
    "own face": replaced(
        "content/site.toml", "health = true", 'health = true\nlook = {reading = "own.woff2"}'
    ),
    "cut": write("content/own.woff2", "A font."),
    "cut anew": write("content/own.woff2", "Another font."),
    "hook for episodes": write(
        "content/hooks.py",
        "from dataclasses import replace\nfrom pathlib import Path\n\n"
        "def episode(episode):\n"
        "    titles = Path(__TITLES__)\n"
        "    known = titles.read_text() if titles.exists() else 'Of {}'\n"
        "    return replace(episode, title=known.format(episode.title))\n",
    ),
    "what a hook reads": write("content/titles.txt", "About {}"),
    "companion": write("seeds/three.chapters.txt", "0:00 How it began\n1:00 How it ended\n"),
    "companion's words": replaced("seeds/three.chapters.txt", "ended", "went on"),
    "companion gone": deleted("seeds/three.chapters.txt"),
    "a theme's words": write("themes/own/languages/de.po", GERMAN),
    "a theme's other words": replaced("themes/own/languages/de.po", "Sendungen", "Reihen"),
    "hooks": write(
        "content/hooks.py",
        "from chapterhouse.hooks import Page\n\n"
        "def pages(site):\n    yield Page('/extra/', 'Extra', f'{len(site.episodes)} episodes')\n",
    ),
    "no name for a file": write("content/files/what?.txt", "It can't be published."),
    "a name for it": moved("content/files/what?.txt", "content/files/what.txt"),
    "broken": write("content/people/broken.md", "---\nnmae: X\n---\n"),
    "mended": deleted("content/people/broken.md"),
}


def changed_by(edit: Callable[[Path], None], site: Path) -> set[Path]:
    def states() -> dict[Path, tuple[int, int]]:
        files = (path for path in site.rglob("*") if path.is_file())
        return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in files}

    before = states()
    edit(site)
    after = states()
    return {p.resolve() for p in before.keys() | after.keys() if before.get(p) != after.get(p)}


def follow(preview: Preview, site: Path, names: list[str]) -> None:
    """Makes the edits and compares with a build after each that leaves a sound site."""
    for name in names:
        changed = changed_by(EDITS[name], site)
        try:
            preview.refresh(changed)
            while not preview.settle():
                pass
        except ChapterhouseError as error:
            with pytest.raises(ChapterhouseError) as found:
                built(site)
            assert str(found.value) == str(error)
        else:
            assert differences(preview, site) == [], name


@pytest.mark.parametrize("name", [name for name in EDITS if name not in {"theme"}])
def test_after_an_edit_the_preview_is_what_a_build_would_write(name: str, site: Path) -> None:
    before = {
        "ledgers gone": ["ledgers", "title"],
        "drawn anew": ["drawn", "logo"],
        "drawn": ["logo"],
        "a name for it": ["no name for a file"],
        "cut": ["own face"],
        "cut anew": ["cut", "own face"],
        "what a hook reads": ["hook for episodes"],
        "companion's words": ["companion"],
        "companion gone": ["companion"],
        "a theme's words": ["theme", "own theme", "language"],
        "a theme's other words": ["theme", "own theme", "language", "a theme's words"],
        "transcript back": ["transcript renamed"],
        "own theme": ["theme", "style"],
        "style": ["theme", "own theme"],
        "template": ["theme", "own theme"],
        "free page gone": ["free page"],
        "mended": ["broken"],
    }
    follow(Preview(site, ORIGIN), site, [*before.get(name, []), name])


@settings(max_examples=12)
@given(names=st.lists(st.sampled_from(sorted(EDITS)), min_size=2, max_size=5))
def test_after_any_edits_too(names: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    site = tmp_path_factory.mktemp("edits") / "site"
    for path, text in SITE.items():
        write(path, text.replace("../../seeds/one.txt", "../people/ada.md"))(site)
    follow(Preview(site, ORIGIN), site, names)


# --- what can't be made -----------------------------------------------------------------------


@pytest.fixture
def with_theme(site: Path) -> Path:
    for name in ("theme", "own theme"):
        EDITS[name](site)
    return site


def test_the_last_good_page_is_there_though_nobody_has_opened_it_before(with_theme: Path) -> None:
    site, path = with_theme, "episodes/wheels-and-steam/index.html"
    template = "themes/own/templates/episode.html"
    write(template, '{% extends "default/episode.html" %}')(site)
    preview, good = Preview(site, ORIGIN), built(site)[path]
    preview.refresh(changed_by(write(template, "{% if %}"), site))
    with pytest.raises(ThemeError):
        preview.check(path)
    assert preview.page(path)[0] == good


def test_a_name_that_cannot_be_published_is_said(site: Path) -> None:
    EDITS["no name for a file"](site)
    with pytest.raises(OutputError, match="files/what"):
        Preview(site, ORIGIN)


def test_a_template_that_is_broken_from_the_beginning_is_said(with_theme: Path) -> None:
    write("themes/own/templates/episode.html", "{% if %}")(with_theme)
    with pytest.raises(ThemeError) as found:
        Preview(with_theme, ORIGIN)
    with pytest.raises(ThemeError) as said:
        built(with_theme)
    assert str(found.value) == str(said.value)


def test_a_file_among_the_templates_that_nobody_needs_may_be_anything(with_theme: Path) -> None:
    write("themes/own/templates/shows.html", '{% extends "default/shows.html" %}')(with_theme)
    (with_theme / "themes/own/templates/notes.doc").write_bytes(b"\xff\xfe\0")
    assert differences(Preview(with_theme, ORIGIN), with_theme) == []


# --- open pages -------------------------------------------------------------------------------


def test_a_page_is_another_one_when_a_file_of_the_hosts_is(site: Path) -> None:
    preview = Preview(site, ORIGIN)

    def look() -> Look:
        return preview.page("index.html")[1]

    before = look()
    preview.refresh(changed_by(EDITS["other words"], site))
    assert look().scripts == before.scripts
    preview.refresh(changed_by(EDITS["plain file"], site))
    assert look().scripts != before.scripts


def test_after_a_save_search_counts_in_no_other_episodes_again(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chapterhouse.search.batch.BATCHES", ())
    monkeypatch.setattr("chapterhouse.search.batch.BATCH", 1)
    counted = list[int]()

    def run(function: Callable[[A], B], items: Iterable[A], /) -> Iterable[B]:
        given = list(items)
        counted.append(len(given))
        return map(function, given)

    preview, search = Preview(site, ORIGIN), PreviewSearch(run)
    table = "search/data/table.json"
    before = search.file(table, preview.standing.plan)
    assert sum(counted) == len(preview.standing.plan.episodes) > 1
    counted.clear()
    preview.refresh(changed_by(EDITS["words"], site))
    after = search.file(table, preview.standing.plan)
    assert counted == [1]
    assert after != before
    assert after == PreviewSearch(inline).file(table, preview.standing.plan)
