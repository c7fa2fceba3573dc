"""What the reader of a document does between the commands that it tells to type.

Documents tell to look, to edit and to type. What a reader is told to edit is done here, before the
command that the document names next, so that a commit has something to commit, and what a document
shows is said of what it speaks about.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from chapterhouse.starter import begin
from chapterhouse.text import format_clock, parse_clock
from conftest import REPOSITORY
from doc_commands import STARTER, blocks, words

LOOMS = """\
On looms

Season 1, episode 2, with Ada Lovelace

Welcome

Nora: Welcome back. With me is Ada Lovelace, who knows how a loom follows a card. (0:04)

Ada: Thank you, Nora. I brought one of the cards along; please don't fold it. (0:11)

How a card becomes cloth

Nora: How does the loom know which threads to lift? (0:19)

Ada: Each card stands for one row. Where there is a hole, a needle goes through and its thread
stays down; where there is none, the needle is pushed and the thread goes up. (0:24)

Nora: So whoever punches the cards has woven the cloth already? (0:41)

Ada: In a way, yes. And a mistake in a card comes back every few inches, for ever. (0:46)
"""

TALK = """\
WEBVTT

00:00:01.000 --> 00:00:05.000
<v SPEAKER_00>Welcome. Today we ask what an engine could do with the cards of a loom.

00:00:06.000 --> 00:00:12.000
<v Charles Babbage>It could follow them, with numbers instead of threads, and never tire of it.
"""

EPISODE_12 = """\
WEBVTT

00:00:01.000 --> 00:00:06.000
<v Grace Hopper>We found a moth between the contacts, and taped it into the book.

00:00:07.000 --> 00:00:11.000
<v Nora Lind>And since then every mistake in a program has been an insect.
"""

Act = Callable[[Path], None]
"""Something done in a folder, the one in which the command is typed then."""


@dataclass(frozen=True, slots=True)
class Step:
    """A command of a document, what is done before it, and whether it is to end with 1."""

    command: str
    act: Act
    fails: bool = False


def make_example(site: Path) -> None:
    """A site of two episodes, with an address of its own; nothing of it is found wrong."""
    begin(site, "My podcast", "https://talks.example.org/")
    for name, text in {
        "seeds/looms.txt": LOOMS,
        "content/episodes/looms.md": "---\ndate: 2024-05-13\n---\n",
        "content/people/ada.md": "---\nname: Ada Lovelace\n---\n\nWrites about engines.\n",
    }.items():
        (site / name).write_text(text, encoding="utf-8")


def _change(site: Path, name: str, *changes: tuple[str, str]) -> None:
    file = site / name
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"{name} holds no {old!r}"
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


# --- docs/addresses.md --------------------------------------------------------------------


def _lose_an_episode(site: Path) -> None:
    (site / "seeds/looms.txt").unlink()
    (site / "content/episodes/looms.md").unlink()


def _find_it_and_edit_another(site: Path) -> None:
    """The title, a chapter's title, and an intro of 62 seconds before it all."""
    (site / "seeds/looms.txt").write_text(LOOMS, encoding="utf-8")
    file = site / "seeds/every-word-on-the-web.txt"
    _change(
        site,
        "seeds/every-word-on-the-web.txt",
        ("Every word on the web\n", "Bicycles, word by word\n"),
        ("Why bother with transcripts\n", "Why write it all down\n"),
    )
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?<=\()\d+:\d\d(?=\)\n)", _later, text), encoding="utf-8")


def _later(clock: re.Match[str]) -> str:
    return format_clock(parse_clock(clock[0]) + 62)


def _lose_the_ledgers(site: Path) -> None:
    shutil.rmtree(site / "content/addresses")


# --- docs/check.md ------------------------------------------------------------------------


def _get_two_things_wrong(site: Path) -> None:
    link = "\nSee [her notes](/notes/loom/).\n"
    (site / "content/people/ada.md").write_text(
        f"---\nname: Ada Lovelace\n---\n\nWrites about engines.\n{link}", encoding="utf-8"
    )
    (site / "seeds/12.vtt").write_text(TALK, encoding="utf-8")
    (site / "content/episodes/12.md").write_text(
        "---\ntitle: Cards\nseason: 1\nnumber: 3\ndate: 2024-05-20\nchapters: [0:01 Cards]\n---\n",
        encoding="utf-8",
    )


# --- docs/drafts.md -----------------------------------------------------------------------


def _misspell_true(site: Path) -> None:
    front = "---\ntitle: On cards\ndraft: ture\n---\n"
    (site / "seeds/12.md").write_text(f"{front}\n**Ada:** Not yet.\n", encoding="utf-8")


def _hold_two_back(site: Path) -> None:
    _change(site, "seeds/12.md", ("ture", "true"))
    (site / "seeds/13.vtt").write_text(TALK, encoding="utf-8")
    (site / "content/episodes/13.md").write_text("---\ndate: 2999-05-03\n---\n", encoding="utf-8")


def _edit_nothing(_site: Path) -> None:
    """The files stay as the document left them."""


def _take_one_down(site: Path) -> None:
    _change(site, "content/episodes/looms.md", ("date:", "draft: true\ndate:"))


# --- others -------------------------------------------------------------------------------


def _nothing(_: Path) -> None:
    """Reads on."""


def _write_in_hebrew(site: Path) -> None:
    _change(site, "content/site.toml", ('#language = "en"', 'language = "he"'))


def _say_who_speaks(site: Path) -> None:
    """Puts the document's own table in place of the one that is there."""
    text = words(REPOSITORY / "docs/start.md")
    [table] = [each.text for each in blocks(text) if each.kind == "toml"]
    file = site / "content/site.toml"
    before, _, rest = file.read_text(encoding="utf-8").partition("[[shows]]\n")
    after = re.split(r"(?m)^(?=# .*\n\[)", rest)[1:]
    file.write_text("\n".join([before, table, *after]), encoding="utf-8")


def _choose_yellow(site: Path) -> None:
    """The document's own settings, with a colour that cannot be read."""
    text = words(REPOSITORY / "docs/themes.md")
    settings = next(each.text for each in blocks(text) if "[look]" in each.text)
    (site / "content/site.toml").write_text(settings, encoding="utf-8")
    _change(site, "content/site.toml", ("#1c5d98", "#ffcc00"))


STEPS: Mapping[str, tuple[Step, ...]] = {
    "docs/addresses.md": (
        Step("chapterhouse build", _lose_an_episode, fails=True),
        Step("chapterhouse anchors", _find_it_and_edit_another),
        Step("chapterhouse anchors --restore ../published", _lose_the_ledgers),
    ),
    "docs/check.md": (
        Step("chapterhouse check", _nothing),
        Step("chapterhouse check", _get_two_things_wrong, fails=True),
    ),
    "docs/drafts.md": (
        Step("chapterhouse build", _misspell_true),
        Step("chapterhouse build", _hold_two_back),
        Step("chapterhouse build", _edit_nothing),
        Step("chapterhouse build", _take_one_down, fails=True),
    ),
    "docs/languages.md": (Step("chapterhouse build", _write_in_hebrew),),
    "docs/start.md": (Step("git init --initial-branch main", _say_who_speaks),),
    "docs/themes.md": (Step("chapterhouse build", _choose_yellow),),
}
"""Document -> what is done, in the order of its commands. All others are only followed."""


def wrong_files(sentence: str) -> dict[str, str]:
    """Path -> text of what a site gets wrong of which a document says, in running text, that
    Chapterhouse says this sentence. Raises KeyError where nobody has thought of any."""
    place, _, _ = sentence.partition(": ")
    file, line = place.split(":")
    above = "\n" * (int(line) - 1)
    return {
        "content/site.toml": {file: f'title = "My site"{above}tilte = "My site"\n'},
        "content/pages/about.md": {
            file: f"# About{above}[guide](gide.md)\n",
            "content/pages/guide.md": "# Guide\n",
        },
        "content/hooks.py": {file: _hooks("episode.titel.removesuffix"), "seeds/a.txt": LOOMS},
    }[file]


def _hooks(mistake: str) -> str:
    """The document's own hooks, with a mistake in the one for episodes."""
    text = words(REPOSITORY / "docs/hooks.md")
    code = next(each.text for each in blocks(text) if "def episode" in each.text)
    return code.replace("episode.title.removesuffix", mistake)


BEGINNINGS: Mapping[str, str] = {
    "README.md": "checkout",
    "docs/start.md": "empty",
    "docs/publishing.md": "empty",
    f"{STARTER}/README.md": "new",
}
"""Document -> the folder in which its reader begins; otherwise `site`, a site in a repository that
has been published on the branch gh-pages."""

REMOTES = ("you/podcast", "you/my-show", "me/my-show", "YOU/REPOSITORY")
"""Repositories that the documents push to and clone, on GitHub."""

DOWNLOADS: Mapping[str, str] = {
    "Downloads/talk.vtt": TALK,
    "Downloads/episode-12.vtt": EPISODE_12,
    "empty/talk.vtt": TALK,
}
"""Transcripts that a reader has."""
