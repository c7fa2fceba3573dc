"""`chapterhouse anchors`: what became of every address, and ledgers made of published pages."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from chapterhouse.build import build
from chapterhouse.cli import main
from chapterhouse.ledger import read_ledgers
from chapterhouse.published import parse_episode, published_episodes
from chapterhouse.restoration import restore
from conftest import MakeSite
from editions import paragraphs
from test_addresses import (
    LENGTH,
    TITLES,
    first_edition,
    merged,
    renamed,
    retold,
    split,
    transcript,
)

Told = Callable[[], str]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    return lambda: capsys.readouterr().out


def edited(make_site: MakeSite, seeds: dict[str, str]) -> Path:
    """A site that was built once, and whose transcripts are these now."""
    site = make_site(first_edition())
    build(site)
    for seed in (site / "seeds").iterdir():
        seed.unlink()
    return make_site(seeds)


def test_nothing_has_moved_in_a_site_that_stays_as_it_is(make_site: MakeSite, told: Told) -> None:
    site = make_site(first_edition())
    build(site)
    assert main(["anchors", str(site)]) == 0
    assert told() == (
        f"2 episodes, {2 * (LENGTH + len(TITLES))} chapters and moments; "
        "kept alive: 0 former pages, 0 former chapters, 0 former moments\n"
    )


def test_what_a_build_would_change_is_told_and_nothing_is_written(
    make_site: MakeSite, told: Told
) -> None:
    site = edited(make_site, renamed())
    before = {path: path.read_bytes() for path in (site / "content").rglob("*") if path.is_file()}
    assert main(["anchors", str(site)]) == 0
    said = told()
    assert "/episodes/on-weaving/  On weaving\n  /episodes/on-looms/ leads to it\n" in said
    assert "  #questions leads to #what-ada-asks, at 7:28\n" in said
    assert "addresses are 128 s later now\n" in said
    assert "a build would write 1 file in content/addresses\n" in said
    assert "On cards" not in said
    after = {path: path.read_bytes() for path in (site / "content").rglob("*") if path.is_file()}
    assert before == after


def test_it_stays_told_after_the_build(make_site: MakeSite, told: Told) -> None:
    site = retold(make_site, renamed())
    assert main(["anchors", str(site), "--json"]) == 0
    found = json.loads(told())
    weaving = next(each for each in found["episodes"] if each["title"] == "On weaving")
    assert weaving["former_pages"] == ["/episodes/on-looms/"]
    assert [each["anchor"] for each in weaving["former_chapters"]] == [
        "welcome",
        "questions",
        "hobbies",
    ]
    assert weaving["shifted"] == 0
    assert weaving["shifts"] is None
    assert (found["lost"], found["outdated"]) == ([], [])


def test_what_would_be_lost_is_told(make_site: MakeSite, told: Told) -> None:
    site = edited(make_site, {"seeds/b.txt": first_edition()["seeds/b.txt"]})
    assert main(["anchors", str(site)]) == 1
    assert (
        "The next build would lose:\n  /episodes/on-looms/ with 3 chapters and 60 moments\n"
        in told()
    )


PARTED = (
    "/episodes/looms-one/  Looms, one\n"
    "  /episodes/on-looms/ leads to it\n"
    "  #hobbies leads to /episodes/looms-two/#hobbies\n"
    "  30 moments lead to /episodes/looms-two/\n"
)


def test_a_split_is_told_before_the_build_and_after_it(make_site: MakeSite, told: Told) -> None:
    site = edited(make_site, split())
    for when in ("before", "after"):
        assert main(["anchors", str(site)]) == 0
        said = told()
        assert PARTED in said, when
        assert "; in other episodes now: 1 chapter, 30 moments\n" in said
        build(site)
    assert main(["anchors", str(site), "--json"]) == 0
    found = {each["page"]: each["elsewhere"] for each in json.loads(told())["episodes"]}
    assert found["/episodes/looms-one/"] == [
        {
            "page": "/episodes/looms-two/",
            "chapters": ["/episodes/looms-two/#hobbies"],
            "moments": 30,
        }
    ]
    assert found["/episodes/looms-two/"] == []


def test_what_two_became_is_told(make_site: MakeSite, told: Told) -> None:
    site = edited(make_site, merged())
    assert main(["anchors", str(site)]) == 1
    said = told()
    assert "/episodes/on-cards/ leads to it\n" in said
    assert "  /episodes/on-cards/#welcome\n  /episodes/on-cards/#questions\n" in said
    assert "  /episodes/on-cards/#t0 and 59 more moments\n" in said
    build(site, allow_loss=True)
    assert main(["anchors", str(site)]) == 0
    assert "/episodes/on-cards/ leads to it\n" in told()


# --- ledgers of published pages -----------------------------------------------------------


@pytest.mark.parametrize("seeds", [first_edition, renamed, split])
def test_published_pages_tell_all_but_the_source(
    make_site: MakeSite, seeds: Callable[[], dict[str, str]]
) -> None:
    site = retold(make_site, seeds())
    kept = {each.pages[0]: each for each in read_ledgers(site)}
    restored = restore(published_episodes(site / "output"), ())
    assert {each.pages[0] for each in restored} == set(kept)
    for ledger in restored:
        known = kept[ledger.pages[0]]
        assert sorted(ledger.pages) == sorted(known.pages)
        assert ledger.places.keys() == known.places.keys()
        assert max(abs(ledger.places[a] - known.places[a]) for a in known.places) <= 15
        assert ledger.said.landmarks == known.said.landmarks
        assert ledger.title == known.title
        assert ledger.moved.keys() == known.moved.keys()


def test_a_site_without_ledgers_gets_them_back(
    make_site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = retold(make_site, renamed())
    published = tmp_path / "published"
    shutil.copytree(site / "output", published)
    shutil.rmtree(site / "content/addresses")
    make_site({"seeds/weaving.txt": transcript("Of threads", paragraphs("a", LENGTH), TITLES)})
    assert main(["anchors", str(site), "--restore", str(published)]) == 0
    caught = capsys.readouterr()
    assert caught.err == f"2 ledgers restored from {published}\n"
    assert "/episodes/on-looms/ leads to it" in caught.out
    build(site)
    for slug in ("on-looms", "on-weaving"):
        html = (site / "output/episodes" / slug / "index.html").read_text("utf-8")
        assert 'content="0; url=../of-threads/"' in html
    page = (site / "output/episodes/of-threads/index.html").read_text("utf-8")
    assert 'id="what-ada-asks"' in page
    assert 'id="t160-2"' in page


def test_ledgers_that_are_there_are_left_alone(make_site: MakeSite) -> None:
    site = retold(make_site, renamed())
    kept = {path: path.read_bytes() for path in (site / "content/addresses").iterdir()}
    gone = next(path for path in kept if path.name == "on-cards.txt")
    gone.unlink()
    assert main(["anchors", str(site), "--restore", str(site / "output")]) == 0
    now = {path: path.read_bytes() for path in (site / "content/addresses").iterdir()}
    assert now.keys() == kept.keys()
    assert {path for path in now if now[path] != kept[path]} <= {gone}


def test_an_empty_folder_is_told_in_one_line(
    make_site: MakeSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = make_site(first_edition())
    assert main(["anchors", str(site), "--restore", str(tmp_path / "nowhere")]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "no episode of a published site is here" in said


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p id=t1>unclosed<p id=t2>again",
        "</div></p>",
        '<meta http-equiv="refresh" content="5">',
        '<h2 id="a"><h2 id="a"><p id="t9-9-9">x',
        "<p id='t99999999999999999999'>late</p><p id=t1>early</p>",
        "<!-- <p id=t1> --><![CDATA[ x ]]><p id=p-00000000>&#0;&bogus;</p>",
    ],
)
def test_no_html_is_an_error(html: str) -> None:
    page = parse_episode("x", html)
    assert all(segment.text == segment.text.strip() for segment in page.segments)
    restore([page], ())


def test_ids_that_no_ledger_can_hold_are_left_out() -> None:
    page = parse_episode("x", '<h2 id="a b">1</h2><h2 id="c">2</h2><p id="t1">one two</p>')
    assert list(page.chapters) == ["c"]
    pages = [page, parse_episode("no slug", ""), parse_episode("..", "")]
    assert [ledger.key for ledger in restore(pages, ())] == ["x"]
