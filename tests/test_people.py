"""Who is who across episodes, what people's pages show, and people who are left out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from chapterhouse.assembly import assemble
from chapterhouse.build import build
from chapterhouse.content import Content, PersonNote, SiteConfig
from chapterhouse.model import ChapterSummary, Talk
from conftest import MakeSite, talk
from crawl import dead_links, scan
from many_episodes import build_large
from test_assembly import NOTHING, episode


def chapter(*names: str) -> tuple[ChapterSummary, ...]:
    return (
        ChapterSummary("Looms", "looms", 0.0, False, talk=tuple(Talk(n, 10, 5) for n in names)),
    )


def messages(site_remarks: object) -> list[str]:
    return [remark.diagnostic.message for remark in site_remarks]  # type: ignore[attr-defined]


# --- who is who -----------------------------------------------------------------------


def test_who_speaks_without_being_announced_is_a_person() -> None:
    site = assemble(
        [episode("a", hosts=("Ada Lovelace",), chapters=chapter("Ada Lovelace", "Mary Shelley"))],
        NOTHING,
    )
    assert [(p.name, p.hosted, p.spoke) for p in site.people] == [
        ("Ada Lovelace", ("a",), ()),
        ("Mary Shelley", (), ("a",)),
    ]


def test_a_host_known_by_first_name_is_the_host_of_the_show() -> None:
    site = assemble(
        [
            episode("a", hosts=("Ada",), chapters=chapter("Ada", "Ada Lovelace")),
            episode("b", hosts=("Ada Lovelace",)),
        ],
        NOTHING,
    )
    (ada,) = site.people
    assert (ada.name, ada.hosted) == ("Ada Lovelace", ("a", "b"))
    assert site.episodes[0].chapters[0].talk == (Talk("Ada Lovelace", 20, 10),)
    assert messages(site.remarks) == ['"Ada" is taken for "Ada Lovelace", who hosts the same show']


@pytest.mark.parametrize(
    "others",
    [{"hosts": ("Ada Yonath",)}, {"guests": ("Ada Yonath",)}, {"guests": ("Ada",)}],
    ids=["another host", "a guest of that first name", "a guest called so"],
)
def test_a_first_name_that_could_be_somebody_else_is_said_and_left(
    others: dict[str, tuple[str, ...]],
) -> None:
    site = assemble(
        [
            episode("a", hosts=("Ada",)),
            episode("b", hosts=("Ada Lovelace",)),
            episode("c", **others),
        ],
        NOTHING,
    )
    assert site.spelling == {}
    assert any(message.startswith('"Ada" may be Ada') for message in messages(site.remarks))


def test_a_first_name_heard_in_two_shows_is_nobody_in_particular() -> None:
    site = assemble(
        [
            episode("a", guests=("Chris",), chapters=chapter("Chris")),
            episode("b", show="Elsewhere", chapters=chapter("Chris", "Ada Lovelace")),
        ],
        NOTHING,
    )
    assert [(p.name, p.episodes) for p in site.people] == [("Ada Lovelace", 1), ("Chris", 1)]
    assert site.unclear == {"Chris"}


def test_aliases_lead_to_one_person_in_every_episode() -> None:
    note = PersonNote("content/people/ada.md", "Ada King", aliases=("Ada Lovelace", "Enchantress"))
    content = Content(SiteConfig(title="Test"), {}, (note,))
    assert content.aliases(["Ada King", "Nobody"]) == {
        "Ada Lovelace": "Ada King",
        "Enchantress": "Ada King",
    }


# --- their pages ----------------------------------------------------------------------

PANEL = """\
    Weaving numbers

    Season 1, episode 7 of the Engine Room podcast with Ada Lovelace

    Charles: Welcome to the show. Today we have Ada Lovelace with us. (0:05)

    Ada: Thank you for having me, this is a great pleasure. (0:12)

    Mary Shelley: And I am here to ask about monsters. (0:20)

    Speaker 1: A voice from the hall. (0:30)

    How it ends

    Charles: How does the loom become a computer? (1:00)

    Ada: The cards tell the machine which threads to lift; a number is a thread. (1:09)
    """


@pytest.fixture
def panel(make_site: MakeSite, tmp_path: Path) -> Path:
    site = make_site(
        {
            "seeds/one.txt": PANEL,
            "content/people/ada.md": (
                "---\nname: Ada Lovelace\nlinks:\n  Web: https://ada.example.org/?a=1&b=</script>\n"
                "---\n\nWrote *notes* on an engine.\n"
            ).replace("</script>", "%3C/script%3E"),
        }
    )
    output = tmp_path / "output"
    build(site, output)
    return output


def text(output: Path, path: str) -> str:
    return (output / path / "index.html").read_text(encoding="utf-8")


def test_everybody_with_a_name_has_a_page_and_nobody_else(panel: Path) -> None:
    assert {page.parent.name for page in (panel / "people").glob("*/index.html")} == {
        "ada-lovelace",
        "charles",
        "mary-shelley",
    }
    assert dead_links(panel) == []


def test_a_persons_page_lists_the_chapters_they_speak_in(panel: Path) -> None:
    (slug,) = [path.name for path in (panel / "episodes").iterdir()]
    links = scan(panel / "people/mary-shelley/index.html").links
    chapters = [link for link in links if f"episodes/{slug}/#" in link]
    assert len(chapters) == 1
    assert "Speaks in 1 chapter" in text(panel, "people/mary-shelley")
    ada = scan(panel / "people/ada-lovelace/index.html").links
    assert len([link for link in ada if f"episodes/{slug}/#" in link]) == 2


def test_a_persons_page_says_how_much_they_say(panel: Path) -> None:
    ada = text(panel, "people/ada-lovelace")
    assert "Guest in 1 episode" in ada and "2 chapters" in ada
    assert re.search(r"Speaks for \d+ s", ada)
    assert re.search(r"24 words, 4\d% of what is said there", ada)


def test_a_person_as_machines_read_them(panel: Path) -> None:
    found = re.search(r'ld\+json">(.*?)</script>', text(panel, "people/ada-lovelace"))
    assert found and json.loads(found[1]) == {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": "Ada Lovelace",
        "url": "./",
        "description": "Wrote notes on an engine.",
        "sameAs": ["https://ada.example.org/?a=1&b=%3C/script%3E"],
    }


# --- the list -------------------------------------------------------------------------


def test_the_list_of_many_people_is_divided_by_letters(tmp_path: Path) -> None:
    site = build_large(tmp_path, 300)
    people = scan(tmp_path / "people/index.html")
    listed = [link for link in people.links if re.fullmatch(r"[a-z-]+/", link)]
    assert len(listed) == len(set(listed)) == len(site.people)
    letters = [link for link in people.links if link.startswith("#page-letter-")]
    assert letters and {link[1:] for link in letters} <= set(people.ids)
    assert f"{len(site.people)} people" in text(tmp_path, "people")


def test_letters_of_two_alphabets_that_look_the_same_have_places_of_their_own(
    make_site: MakeSite, tmp_path: Path
) -> None:
    names = [
        f"{first} {number}"
        for first in ("Anna", "\u0410\u043d\u043d\u0430")
        for number in range(25)
    ]
    notes = {f"content/people/{n}.md": f"---\nname: {name}\n---\n" for n, name in enumerate(names)}
    build(make_site(notes), tmp_path / "out")
    page = scan(tmp_path / "out/people/index.html")
    assert len(page.ids) == len(set(page.ids))
    letters = [link for link in page.links if link.startswith("#page-letter-")]
    assert len(letters) == len(set(letters)) == 2


# --- people who are left out ----------------------------------------------------------

HIDDEN = "---\nname: Ada Lovelace\naliases: [Countess]\nhidden: true\n---\n\nLovelace counts.\n"


def everything(output: Path) -> str:
    files = sorted(path for path in output.rglob("*") if path.is_file())
    return "\n".join(
        f"{path.relative_to(output)}\n{path.read_bytes().decode('utf-8', 'replace')}"
        for path in files
    )


def test_a_hidden_person_stands_nowhere_in_the_output(make_site: MakeSite, tmp_path: Path) -> None:
    said = PANEL.replace("Today we have Ada Lovelace with us.", "Today we have a guest.")
    said = said.replace("Mary Shelley:", "Countess:")
    files = {"seeds/one.txt": said, "content/people/a.md": HIDDEN}
    report = build(make_site(files), tmp_path / "output")
    found = everything(tmp_path / "output")
    assert not re.search("lovelace|countess", found, re.IGNORECASE)
    assert not re.search(r"\bAda\b", found)
    assert "which threads to lift" in found and ">Speaker<" in found.replace("\n", "")
    assert not [r for r in report.remarks if "hides" in r.diagnostic.message]


def test_a_hidden_person_is_no_topic(make_site: MakeSite, tmp_path: Path) -> None:
    """Neither declared, as tags often do, nor found in what others say."""
    said = " ".join(f"Then {word} Ada Lovelace came." for word in ("old", "proud", "late", "tall"))
    seeds = {
        f"seeds/{n}.md": f"---\ntitle: Talk {n}\ntags: [Looms, ada lovelace, Countess]\n---\n"
        f"**Charles Babbage:** {said.replace('Then', f'Then {n}')}\n"
        for n in range(4)
    }
    build(make_site({**seeds, "content/people/ada.md": HIDDEN}), tmp_path / "out")
    topics = sorted(path.name for path in (tmp_path / "out/topics").iterdir() if path.is_dir())
    assert topics == ["looms"]


def test_where_a_hidden_person_is_still_named_is_said_without_the_name(
    make_site: MakeSite, tmp_path: Path
) -> None:
    files = {"seeds/one.txt": PANEL, "content/people/a.md": HIDDEN}
    report = build(make_site(files), tmp_path / "output")
    (said,) = [r.diagnostic for r in report.remarks if "hides" in r.diagnostic.message]
    assert said.line == 5 and said.message.startswith("what is said names somebody whom")
    assert "Lovelace" not in said.message


def test_corrections_take_a_hidden_name_out_of_what_is_said(
    make_site: MakeSite, tmp_path: Path
) -> None:
    override = '---\ntranscript: one.txt\ncorrections:\n  "Ada Lovelace": "our guest"\n---\n'
    files = {
        "seeds/one.txt": PANEL,
        "content/people/a.md": HIDDEN,
        "content/episodes/one.md": override,
        "content/site.toml": 'title = "Test"\n',
    }
    report = build(make_site(files), tmp_path / "output")
    assert not re.search("lovelace", everything(tmp_path / "output"), re.IGNORECASE)
    assert not [r for r in report.remarks if "hides" in r.diagnostic.message]


def test_a_person_is_renamed_everywhere_by_an_alias(make_site: MakeSite, tmp_path: Path) -> None:
    note = "---\nname: Augusta King\naliases: [Ada Lovelace]\n---\n"
    said = PANEL.replace("Today we have Ada Lovelace with us.", "Today we have a guest.")
    build(make_site({"seeds/one.txt": said, "content/people/a.md": note}), tmp_path / "output")
    found = everything(tmp_path / "output")
    assert not re.search(r"lovelace|\bAda\b", found, re.IGNORECASE)
    assert "Augusta King" in text(tmp_path / "output", "people/augusta-king")
    assert text(tmp_path / "output", "people/augusta-king").count("#") >= 2


# --- same names, same numbers ---------------------------------------------------------


def test_equal_titles_in_two_shows_have_addresses_of_their_own(
    make_site: MakeSite, tmp_path: Path
) -> None:
    other = talk("Looms").replace("Engine Room", "Loom Hour")
    files = {"seeds/a.txt": talk("Looms"), "seeds/b.txt": other}
    report = build(make_site(files), tmp_path / "output")
    folders = {path.name for path in (tmp_path / "output/episodes").iterdir()}
    assert folders == {"looms", "looms-s1e1"}
    assert len(list((tmp_path / "output/shows").glob("*/index.html"))) == 2
    said = [remark.diagnostic.message for remark in report.remarks]
    assert any("already that of seeds/a.txt" in message for message in said)
    assert not any("twice" in message for message in said)
    assert dead_links(tmp_path / "output") == []


def test_one_number_given_twice_in_a_show_is_said(make_site: MakeSite, tmp_path: Path) -> None:
    files = {"seeds/a.txt": talk("Looms"), "seeds/b.txt": talk("Wheels", guest="Grace Hopper")}
    report = build(make_site(files), tmp_path / "output")
    said = [remark.diagnostic.message for remark in report.remarks]
    assert "Engine Room: season 1, episode 1 twice: seeds/a.txt, seeds/b.txt" in said
    assert len(list((tmp_path / "output/episodes").iterdir())) == 2
