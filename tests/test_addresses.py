"""Links that never die, from the transcripts to the pages."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser import serve
from chapterhouse.anchors import moment_anchors
from chapterhouse.build import build
from chapterhouse.cli import main
from chapterhouse.errors import Failures, OutputError
from chapterhouse.search.documents import documents
from conftest import MakeSite
from crawl import dead_links, scan
from editions import PACE, WORDS_A_PARAGRAPH, episode, paragraphs, segments

LENGTH = 60
"""Paragraphs: 16 minutes."""
TITLES = {0: "Welcome", 20: "Questions", 40: "Hobbies"}


def transcript(
    title: str, texts: Iterable[str], titles: Mapping[int, str], offset: float = 0.0
) -> str:
    """An edited transcript of these paragraphs, with headings and times."""
    lines, at = [title, "Season 1, episode 2 of the Engine Room podcast with Ada Lovelace"], offset
    for number, text in enumerate(texts):
        if number in titles:
            lines.append(titles[number])
        lines.append(f"Ada: {text.capitalize()}. ({int(at) // 60}:{int(at) % 60:02})")
        at += WORDS_A_PARAGRAPH / PACE
    return "\n\n".join(lines) + "\n"


def first_edition() -> dict[str, str]:
    return {
        "seeds/a.txt": transcript("On looms", paragraphs("a", LENGTH), TITLES),
        "seeds/b.txt": transcript("On cards", paragraphs("b", LENGTH), TITLES),
    }


def retold(make_site: MakeSite, seeds: dict[str, str]) -> Path:
    """The site after a first build, then with these transcripts instead of all others."""
    site = make_site(first_edition())
    build(site)
    for seed in (site / "seeds").iterdir():
        seed.unlink()
    make_site(seeds)
    build(site)
    return site


def renamed() -> dict[str, str]:
    """On looms, under another title and name, retitled, with a longer intro."""
    new = {0: "Hello", 20: "What Ada asks", 40: "Free time"}
    return {
        "seeds/weaving.txt": transcript("On weaving", paragraphs("a", LENGTH), new, 128.0),
        "seeds/b.txt": first_edition()["seeds/b.txt"],
    }


def page(site: Path, slug: str) -> str:
    return (site / "output" / "episodes" / slug / "index.html").read_text("utf-8")


def following(html: str, anchor: str) -> str:
    """The text after the element with this id."""
    rest = html.partition(f' id="{anchor}"')[2].partition(">")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", rest))


# --- what is kept -------------------------------------------------------------------------


def test_old_ids_stand_where_their_words_are(make_site: MakeSite) -> None:
    html = page(site := retold(make_site, renamed()), "on-weaving")
    assert following(html, "questions").strip().startswith("What Ada asks")
    said = paragraphs("a", LENGTH)[10].capitalize()
    assert said in following(html, "t160")[: len(said) + 20]
    assert '<p id="t160-2">' in html  # what is said at 160 seconds now
    ids = scan(site / "output/episodes/on-weaving/index.html").ids
    assert len(ids) == len(set(ids))
    assert dead_links(site / "output") == []


def test_the_old_address_leads_to_the_new_one(make_site: MakeSite) -> None:
    site = retold(make_site, renamed())
    html = page(site, "on-looms")
    assert '<meta http-equiv="refresh" content="0; url=../on-weaving/">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "On weaving" in html


def test_redirects_are_in_no_list(make_site: MakeSite) -> None:
    site = retold(make_site, renamed())
    build(site, address="https://example.org/show/")
    assert 'rel="canonical" href="https://example.org/show/episodes/on-weaving/"' in page(
        site, "on-looms"
    )
    for path in (site / "output").rglob("[!.]*"):
        if path.suffix in (".html", ".xml", ".json", ".txt") and "episodes" not in path.parts:
            assert b"on-looms" not in path.read_bytes(), path


def test_search_leads_to_the_ids_of_the_page() -> None:
    said = segments(paragraphs("a", LENGTH))
    ids = tuple(f"{name}-2" for name in moment_anchors(said))
    (found, *_) = documents(replace(episode(said, TITLES), moments=ids))
    assert [each.anchor for each in found.paragraphs] == list(ids[:20])


def test_the_same_site_writes_the_same_ledger(make_site: MakeSite) -> None:
    site = retold(make_site, renamed())
    files = sorted((site / "content/addresses").iterdir())
    before = [(path.name, path.read_bytes(), path.stat().st_mtime_ns) for path in files]
    assert [name for name, *_ in before] == ["on-cards.txt", "on-looms.txt"]
    again = build(site)
    assert (again.published.written, again.published.removed) == (0, 0)
    assert before == [
        (path.name, path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted((site / "content/addresses").iterdir())
    ]


def test_nobody_is_given_an_address_that_another_one_had(make_site: MakeSite) -> None:
    new = transcript("On looms", paragraphs("c", LENGTH), TITLES)
    site = retold(make_site, {**renamed(), "seeds/0.txt": new})
    assert "url=../on-weaving/" in page(site, "on-looms")
    assert "<h1>On looms</h1>" in page(site, "on-looms-s1e2")


def test_a_preview_remembers_nothing(make_site: MakeSite) -> None:
    site = make_site(first_edition())
    build(site, remember=False)
    assert not (site / "content/addresses").exists()


# --- what is refused ----------------------------------------------------------------------


def test_a_build_that_would_lose_an_episode_fails_with_its_name(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    site = make_site(first_edition())
    build(site)
    (site / "seeds/a.txt").unlink()
    with pytest.raises(Failures) as caught:
        build(site)
    (error,) = caught.value.errors
    assert str(error).endswith(
        "content/addresses/on-looms.txt: /episodes/on-looms/ with 3 chapters and 60 moments "
        "would lead nowhere; "
        "bring it back, or give it up with --allow-loss"
    )
    assert (site / "output/episodes/on-looms/index.html").exists()
    assert main(["build", str(site)]) == 1
    assert main(["build", str(site), "--allow-loss"]) == 0
    assert not (site / "output/episodes/on-looms").exists()
    assert main(["build", str(site)]) == 0
    assert "would lead nowhere" in capsys.readouterr().err


def test_an_address_that_a_person_gives_to_another_episode_is_a_loss(make_site: MakeSite) -> None:
    chosen = {"content/episodes/b.md": "---\nslug: on-looms\n---\n"}
    with pytest.raises(Failures, match=r"/episodes/on-looms/ would lead to seeds/b\.txt"):
        retold(make_site, {**renamed(), **chosen})
    site = make_site({})
    build(site, allow_loss=True)
    assert build(site).published.written == 0


def test_several_casualties_are_told_one_by_one(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of one the former address dies, too; one is taken by an episode that a person calls so; of
    one a middle part is cut."""
    short = [*paragraphs("c", 20), *paragraphs("c", 50)[40:]]
    third = {"seeds/c.txt": transcript("On threads", paragraphs("c", 50), {0: "Hi", 30: "Cut"})}
    site = make_site(third)
    retold(make_site, {**renamed(), **third})
    (site / "seeds/weaving.txt").unlink()
    make_site(
        {
            "seeds/c.txt": transcript("On threads", short, {0: "Hi"}),
            "seeds/d.txt": transcript("Knots", paragraphs("d", LENGTH), TITLES),
            "content/episodes/d.md": "---\nslug: on-cards\n---\n",
        }
    )
    capsys.readouterr()
    assert main(["build", str(site)]) == 1
    refused = capsys.readouterr().err.splitlines()
    told = [line.partition("/content/addresses/")[2].partition(";")[0] for line in refused]
    assert told == [
        "on-cards.txt: /episodes/on-cards/ would lead to seeds/d.txt",
        "on-looms.txt: /episodes/on-weaving/ with 6 chapters and 120 moments would lead nowhere",
        "on-looms.txt: /episodes/on-looms/ would lead nowhere",
        "on-threads.txt: /episodes/on-threads/#cut would lead nowhere",
        "on-threads.txt: /episodes/on-threads/#t448 and 3 more moments would lead nowhere",
    ]
    assert main(["build", str(site), "--allow-loss"]) == 0
    given_up = [line for line in capsys.readouterr().err.splitlines() if "given up" in line]
    folder = f"{site.as_posix()}/content/addresses/"
    assert given_up == [f"given up: {folder}{line.replace('would lead', 'leads')}" for line in told]
    assert main(["build", str(site)]) == 0
    assert "given up" not in capsys.readouterr().err
    assert build(site).published.written == 0


# --- one that became two ------------------------------------------------------------------


def split() -> dict[str, str]:
    said = paragraphs("a", LENGTH)
    return {
        "seeds/1.txt": transcript("Looms, one", said[:30], {0: "Welcome", 20: "Questions"}),
        "seeds/2.txt": transcript("Looms, two", said[30:], {0: "Intro", 10: "Hobbies"}),
        "seeds/b.txt": first_edition()["seeds/b.txt"],
    }


def test_what_was_split_off_is_led_to(make_site: MakeSite) -> None:
    site = retold(make_site, split())
    one, two = page(site, "looms-one"), page(site, "looms-two")
    assert "url=../looms-one/" in page(site, "on-looms")
    assert '<span id="hobbies" data-elsewhere></span>' in one
    assert '<a href="../looms-two/">Looms, two</a>' in following_raw(one, "hobbies")
    assert '<h2 id="hobbies">' in two
    assert build(site).published.written == 0


def test_no_moment_of_the_first_part_takes_an_anchor_of_the_second(make_site: MakeSite) -> None:
    """With a long intro, it goes on for so long that it has words at seconds of the second one."""
    said = paragraphs("a", LENGTH)
    parts = split()
    parts["seeds/1.txt"] = transcript("Looms, one", said[:30], {0: "Welcome"}, 304.0)
    site = retold(make_site, parts)
    assert '<p id="t640-2">' in page(site, "looms-one")
    for output in (page(site, "looms-one"), _built_again(site)):
        assert '<span id="t640" data-elsewhere></span>' in output
    assert said[40].capitalize() in following(page(site, "looms-two"), "t640")


def _built_again(site: Path) -> str:
    assert build(site).published.written == 0
    return page(site, "looms-one")


def following_raw(html: str, anchor: str) -> str:
    return html.partition(f' id="{anchor}"')[2]


def merged() -> dict[str, str]:
    """Both episodes in one, those of the second an hour later."""
    said = [*paragraphs("a", LENGTH), *paragraphs("b", LENGTH)]
    return {"seeds/a.txt": transcript("On looms", said, {0: "Welcome", LENGTH: "On cards"})}


def test_a_disk_that_is_full_forgets_no_address(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(first_edition())
    build(site)
    (site / "seeds/b.txt").unlink()
    make_site(merged())
    published = (site / "output/episodes/on-cards/index.html").read_bytes()
    with monkeypatch.context() as full:
        full.setattr(Path, "replace", refused)
        with pytest.raises(OutputError, match="cannot be written"):
            build(site, allow_loss=True)
    assert (site / "content/addresses/on-cards.txt").is_file()
    assert (site / "output/episodes/on-cards/index.html").read_bytes() == published
    build(site, allow_loss=True)
    assert "url=../on-looms/" in page(site, "on-cards")


def refused(path: Path, target: Path) -> Path:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))


def test_an_episode_of_a_few_words_may_be_retitled(make_site: MakeSite) -> None:
    trailer = "Trailer\n\nAda: Coming soon, stay tuned. (0:05)\n"
    site = make_site({"seeds/trailer.txt": trailer})
    build(site)
    old = next((site / "content/addresses").iterdir()).stem
    make_site({"content/episodes/trailer.md": "---\ntitle: What is to come\n---\n"})
    build(site)
    assert "url=../what-is-to-come/" in page(site, old)


# --- in a browser -------------------------------------------------------------------------


@pytest.fixture
def address(make_site: MakeSite, request: pytest.FixtureRequest) -> Iterator[str]:
    with serve(retold(make_site, request.param()) / "output") as found:
        yield found


@pytest.mark.browser
@pytest.mark.parametrize("address", [renamed], indirect=True)
def test_an_old_link_arrives_at_its_words(page: Page, address: str) -> None:
    page.goto(f"{address}/episodes/on-looms/?find=x#questions")
    page.wait_for_url(f"{address}/episodes/on-weaving/?find=x#questions")
    expect(page.locator("h2.target")).to_have_text("What Ada asks")
    expect(page.locator("h2.target")).to_be_in_viewport()
    page.goto(f"{address}/episodes/on-looms/#t160")
    page.wait_for_url(f"{address}/episodes/on-weaving/#t160")
    expect(page.locator("p.target")).to_contain_text(paragraphs("a", LENGTH)[10].capitalize())
    page.goto(f"{address}/episodes/on-weaving/#t161")
    expect(page.locator("p.target")).to_have_id("t160-2")


@pytest.mark.browser
@pytest.mark.parametrize("address", [renamed], indirect=True)
def test_the_fragment_survives_a_script_that_comes_late(page: Page, address: str) -> None:
    def late(route: Route) -> None:
        page.wait_for_timeout(500)
        route.continue_()

    page.route("**/moved*.js", late)
    page.goto(f"{address}/episodes/on-looms/#questions")
    page.wait_for_url(f"{address}/episodes/on-weaving/#questions")


@pytest.mark.browser
@pytest.mark.parametrize("address", [renamed], indirect=True)
def test_an_old_address_leads_on_without_scripts(browser: Browser, address: str) -> None:
    with closing(browser.new_context(java_script_enabled=False)) as context:
        page = context.new_page()
        page.goto(f"{address}/episodes/on-looms/")
        page.wait_for_url(f"{address}/episodes/on-weaving/")


@pytest.mark.browser
@pytest.mark.parametrize("address", [split], indirect=True)
def test_an_old_link_arrives_in_the_episode_that_was_split_off(page: Page, address: str) -> None:
    page.goto(f"{address}/episodes/on-looms/#hobbies")
    page.wait_for_url(f"{address}/episodes/looms-two/#hobbies")
    expect(page.locator("#hobbies")).to_be_in_viewport()
