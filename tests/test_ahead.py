"""Episodes to come: what one build remembers before their day is enough for the build of that day,
and nothing of it counts until then."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapterhouse.addresses import losses, renewed
from chapterhouse.ahead import look_ahead
from chapterhouse.build import Report, build, trace
from chapterhouse.errors import ContentError, Failures
from chapterhouse.flow import Model, gather, model_of, read_content, understand
from chapterhouse.intake import inline
from chapterhouse.ledger import read_ledgers
from chapterhouse.memory import no_memory
from chapterhouse.preview import Preview
from chapterhouse.release import Release
from chapterhouse.remembering import ledger_changes, remember_changes
from chapterhouse.restoration import restore_ledgers
from conftest import MakeSite
from editions import paragraphs
from test_addresses import TITLES, transcript
from test_ledger import git
from test_release import files

TODAY, FIRST, SECOND = date(2024, 5, 3), date(2024, 5, 10), date(2024, 5, 17)
BASE = {
    "content/site.toml": 'title = "Test"\naddress = "https://pod.example/"\nhealth = true\n',
    "seeds/m.txt": transcript("On looms", paragraphs("m", 30), TITLES),
    "content/episodes/m.md": "---\ndate: 2024-01-02\n---\n",
}


def said(name: str, title: str) -> str:
    """A transcript of words that no other one says."""
    return transcript(title, paragraphs(name, 30), {0: "Welcome", 12: "Questions"})


def dated(day: date, more: str = "") -> str:
    return f"---\ndate: {day.isoformat()}\n{more}---\n"


def coming(title: str = "Secret engines", day: date = FIRST) -> dict[str, str]:
    """A site with one episode to come."""
    return {**BASE, "seeds/b.txt": said("b", title), "content/episodes/b.md": dated(day)}


def two_coming() -> dict[str, str]:
    """Two of one title, of which the one that is read first comes last."""
    return {
        **coming("Engines", SECOND),
        "seeds/c.txt": said("c", "Engines"),
        "content/episodes/c.md": dated(FIRST),
    }


def built(site: Path, day: date, *, locked: bool = False, drafts: bool = False) -> Report:
    return build(site, release=Release(day, drafts), locked=locked)


def ledgers(site: Path) -> dict[str, str]:
    """Name -> text of all that lie there."""
    folder = site / "content/addresses"
    return {path.stem: path.read_text("utf-8") for path in folder.glob("*.txt")}


def addresses(site: Path, of: Iterable[str]) -> list[str]:
    """Every address of these episodes that their pages have, as the ledgers name them."""
    found = []
    for slug in of:
        html = (site / "output/episodes" / slug / "index.html").read_text("utf-8")
        found += [f"{slug}#{each}" for each in re.findall(r'<(?:h2|p) id="(?!page-)([^"]+)"', html)]
    return sorted(found)


def remembered(site: Path, keys: Iterable[str]) -> list[str]:
    by_key = {each.key: each for each in read_ledgers(site)}
    return sorted(f"{by_key[key].pages[0]}#{name}" for key in keys for name in by_key[key].places)


def model_on(site: Path, day: date) -> Model:
    """All that a build would know, without its pages."""
    memory = no_memory()
    material = gather(site, read_content(site, memory), memory, Release(day))
    return model_of(material, understand(material, inline, memory), memory)


def changes(model: Model, *, locked: bool = False) -> Mapping[str, str | None]:
    """What it would write into content/addresses."""
    after = renewed(model.kept, model.episodes)
    every = (*after, *look_ahead(model, after).ledgers)
    return ledger_changes(model.material.folder, model.material.ledgers, every, locked=locked)


def enough(site: Path, day: date) -> bool:
    """Whether a build that may write nothing there passes on that day."""
    model = model_on(site, day)
    return not (losses(model.kept, model.site.slugs) or changes(model, locked=True))


# --- on its day ---------------------------------------------------------------------------


def run(site: Path, *arguments: str, day: date) -> subprocess.CompletedProcess[str]:
    epoch = str((day - date(1970, 1, 1)) // timedelta(seconds=1))
    return subprocess.run(
        [sys.executable, "-m", "chapterhouse", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=site,
        env={**os.environ, "SOURCE_DATE_EPOCH": epoch},
    )


def test_a_machine_that_commits_nothing_publishes_it(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site(coming() | {".gitignore": "/output/\n"})
    git(site, "init", "-q", "-b", "main")
    assert run(site, "build", day=TODAY).returncode == 0
    git(site, "add", "-A")
    git(site, "commit", "-qm", "An episode to come")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(site), str(clone))
    for day in (TODAY, FIRST - timedelta(1), FIRST, SECOND):
        done = run(clone, "build", "--locked", day=day)
        assert done.returncode == 0, done.stderr
        assert (clone / "output/episodes/secret-engines").exists() == (day >= FIRST)
        assert git(clone, "status", "--porcelain") == ""
    assert addresses(clone, ["secret-engines"]) == remembered(clone, ["secret-engines"])
    assert "ahead 2024-05-10" in ledgers(clone)["secret-engines"]


def test_the_next_build_of_the_host_only_drops_the_day(make_site: MakeSite) -> None:
    site = make_site(coming())
    built(site, TODAY)
    before = ledgers(site)
    assert trace(site, release=Release(TODAY)).outdated == ()
    outdated = trace(site, release=Release(FIRST)).outdated
    assert outdated == ("content/addresses/secret-engines.txt",)
    built(site, FIRST)
    before["secret-engines"] = before["secret-engines"].replace("ahead 2024-05-10\n", "")
    assert ledgers(site) == before
    assert trace(site, release=Release(FIRST)).outdated == ()
    built(site, SECOND, locked=True)


def test_each_of_several_comes_on_its_own_day(make_site: MakeSite) -> None:
    site = make_site(two_coming())
    built(site, TODAY)
    before = ledgers(site)
    assert sorted(before) == ["engines", "engines-s1e2", "on-looms"]
    for day, there in (
        (TODAY, {"on-looms"}),
        (FIRST, {"on-looms", "engines"}),
        (SECOND, {"on-looms", "engines", "engines-s1e2"}),
    ):
        built(site, day, locked=True)
        assert {path.name for path in (site / "output/episodes").iterdir()} == there
        assert addresses(site, there) == remembered(site, there)
    assert ledgers(site) == before
    built(site, FIRST)
    assert {key for key, text in ledgers(site).items() if "ahead " in text} == {"engines-s1e2"}
    built(site, SECOND, locked=True)


def test_who_comes_back_is_told_as_on_that_day(make_site: MakeSite) -> None:
    """Here a hook makes the address of who hosts: with the first of two she doesn't yet."""
    speech = "WEBVTT\n\n" + "\n\n".join(
        f"00:0{n}.000 --> 00:0{n + 1}.000\n<v {who}>So what is number {n}?"
        for n, who in enumerate(("Vera", "Ada", "Vera", "Ada"))
    )
    hooks = """\
        from dataclasses import replace

        def episode(episode):
            if episode.source == "seeds/m.txt":
                return episode
            return replace(episode, slug="-".join(["by", *episode.hosts]).lower())
        """
    made = {
        **BASE,
        "content/hooks.py": hooks,
        "seeds/b.vtt": speech,
        "content/episodes/b.md": dated(FIRST, "title: B\n"),
    }
    site = make_site(made)
    built(site, TODAY)
    assert sorted(ledgers(site)) == ["by", "on-looms"]
    built(site, FIRST, locked=True)
    make_site({**made, "seeds/c.vtt": speech, "content/episodes/c.md": dated(SECOND)})
    built(site, TODAY)
    assert sorted(ledgers(site)) == ["by", "by-vera-ada", "on-looms"]
    built(site, FIRST, locked=True)


@pytest.mark.parametrize(
    ("front", "hooked"),
    [
        ("---\ntitle: Engines\n---\n", "release=date(2024, 5, 10)"),
        (dated(date(2024, 5, 6)), "release=date(2024, 5, 10)"),
    ],
    ids=["alone", "for longer than content/ does"],
)
def test_what_a_hook_holds_back_comes_on_its_day(
    make_site: MakeSite, front: str, hooked: str
) -> None:
    hooks = f"""\
        from dataclasses import replace
        from datetime import date

        def episode(episode):
            return replace(episode, {hooked}) if "b.txt" in episode.source else episode
        """
    site = make_site({**coming(), "content/hooks.py": hooks, "content/episodes/b.md": front})
    built(site, TODAY)
    (key,) = ledgers(site).keys() - {"on-looms"}
    assert "ahead 2024-05-10\n" in ledgers(site)[key]
    for day in (TODAY, date(2024, 5, 7), FIRST):
        built(site, day, locked=True)
        assert (site / "output/episodes" / key).exists() == (day >= FIRST)
    assert addresses(site, [key]) == remembered(site, [key])


def test_what_a_hook_makes_a_draft_has_no_day(make_site: MakeSite) -> None:
    hooks = """\
        from dataclasses import replace

        def episode(episode):
            return replace(episode, draft="b.txt" in episode.source)
        """
    site = make_site({**coming(), "content/hooks.py": hooks})
    built(site, TODAY)
    assert sorted(ledgers(site)) == ["on-looms"]
    built(site, FIRST, locked=True)


@pytest.mark.parametrize("title", ["Engines", "Looms of old"])
def test_one_that_was_taken_down_comes_back_on_its_day_with_its_past(
    make_site: MakeSite, title: str
) -> None:
    site = make_site(coming("Looms of old", date(2024, 5, 1)))
    built(site, TODAY)
    make_site({"seeds/b.txt": said("b", title), "content/episodes/b.md": dated(FIRST)})
    with pytest.raises(Failures, match="would lead nowhere"):
        built(site, TODAY)
    build(site, release=Release(TODAY), allow_loss=True)
    before = ledgers(site)
    assert "gone\n" in before["looms-of-old"]
    for day in (TODAY, FIRST, SECOND):
        built(site, day, locked=True)
        assert (site / "output/episodes/looms-of-old").exists() == (day >= FIRST)
    assert ledgers(site) == before
    there = (site / "output/episodes/looms-of-old/index.html").read_text("utf-8")
    assert ("../engines/" if title == "Engines" else "<h1>Looms of old</h1>") in there
    built(site, FIRST)
    built(site, FIRST, locked=True)
    assert (site / "output/episodes/looms-of-old/index.html").read_text("utf-8") == there


# --- before its day -----------------------------------------------------------------------

EDITS: dict[str, dict[str, str | None]] = {
    "earlier": {"content/episodes/b.md": dated(date(2024, 5, 7))},
    "later": {"content/episodes/b.md": dated(SECOND)},
    "now": {"content/episodes/b.md": dated(date(2024, 5, 1))},
    "a draft": {"content/episodes/b.md": dated(FIRST, "draft: true\n")},
    "renamed": {
        "seeds/b.txt": None,
        "content/episodes/b.md": None,
        "seeds/z.txt": said("b", "Secret engines"),
        "content/episodes/z.md": dated(FIRST),
    },
    "retitled": {"seeds/b.txt": said("b", "Public engines")},
    "another address": {"content/episodes/b.md": dated(FIRST, "slug: engines\n")},
    "rewritten": {"seeds/b.txt": said("other", "Secret engines")},
    "cut": {"seeds/b.txt": transcript("Secret engines", paragraphs("b", 5), {0: "Welcome"})},
    "deleted": {"seeds/b.txt": None, "content/episodes/b.md": None},
    "its title for another": {"seeds/a.txt": said("a", "Secret engines")},
    "its address for another": {"content/episodes/m.md": dated(TODAY, "slug: secret-engines\n")},
    "its words in another": {
        "seeds/a.txt": transcript("Long", paragraphs("b", 30) + paragraphs("a", 30), {0: "All"}),
    },
}


def edit(site: Path, changes: dict[str, str | None]) -> None:
    for path, text in changes.items():
        if text is None:
            (site / path).unlink(missing_ok=True)
        else:
            (site / path).write_text(text, encoding="utf-8")


def never_told(site: Path) -> Path:
    """A copy that no build ever saw but the one before the episode was there."""
    copy = site.with_name("never")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns("output"))
    for key, text in ledgers(copy).items():
        if "ahead " in text:
            (copy / f"content/addresses/{key}.txt").unlink()
    return copy


@pytest.mark.parametrize("name", EDITS)
def test_what_is_edited_before_its_day_leaves_no_trace(make_site: MakeSite, name: str) -> None:
    site = make_site(coming())
    built(site, TODAY)
    edit(site, EDITS[name])
    other = never_told(site)
    assert built(other, TODAY).lost == built(site, TODAY).lost == ()
    assert files(site / "output") == files(other / "output")
    assert ledgers(site) == ledgers(other), "made from scratch"
    for day in (TODAY, date(2024, 5, 7), FIRST, SECOND):
        assert enough(site, day), day


@pytest.mark.parametrize("name", ["earlier", "a draft", "renamed", "retitled", "cut", "deleted"])
def test_a_machine_that_commits_nothing_refuses_what_is_outdated(
    make_site: MakeSite, name: str
) -> None:
    site = make_site(coming())
    built(site, TODAY)
    kept = ledgers(site)
    edit(site, EDITS[name])
    with pytest.raises(ContentError, match=r"not remembered yet .*secret-engines\.txt.*build and"):
        built(site, TODAY, locked=True)
    assert ledgers(site) == kept
    built(site, TODAY)
    built(site, TODAY, locked=True)


def test_and_what_is_missing(make_site: MakeSite) -> None:
    site = make_site(coming())
    with pytest.raises(ContentError, match=r"on-looms\.txt, secret-engines\.txt"):
        built(site, TODAY, locked=True)
    assert trace(site, release=Release(TODAY)).outdated == (
        "content/addresses/on-looms.txt",
        "content/addresses/secret-engines.txt",
    )


def test_the_site_is_the_same_with_and_without_it(make_site: MakeSite) -> None:
    site = make_site(two_coming())
    built(site, TODAY)
    made, kept = files(site / "output"), ledgers(site)
    assert not [path for path, data in made.items() if b"ngines" in data]
    (site / "content/addresses/engines.txt").unlink()
    build(site, remember=False, release=Release(TODAY))
    assert files(site / "output") == made, "without the file"
    for name in "bc":
        edit(site, {f"seeds/{name}.txt": None, f"content/episodes/{name}.md": None})
    (site / "content/addresses/engines.txt").write_text(kept["engines"], "utf-8")
    build(site, remember=False, release=Release(TODAY))
    assert files(site / "output") == made, "with the files alone"
    built(site, TODAY)
    assert files(site / "output") == made, "without anything"
    assert sorted(ledgers(site)) == ["on-looms"]


def test_once_its_day_has_come_it_is_as_any_other(make_site: MakeSite) -> None:
    """Somebody may have published it, so it is not taken down in silence."""
    site = make_site(coming())
    built(site, TODAY)
    edit(site, EDITS["deleted"])
    for day in (FIRST, SECOND):
        with pytest.raises(Failures, match=r"/episodes/secret-engines/ .*would lead nowhere"):
            built(site, day, locked=True)
    make_site({"seeds/b.txt": said("b", "Engines")})
    built(site, FIRST)
    moved = (site / "output/episodes/secret-engines/index.html").read_text("utf-8")
    assert "../engines/" in moved


def test_an_address_that_dies_on_that_day_is_told_today(make_site: MakeSite) -> None:
    site = make_site(coming())
    edit(site, {"content/episodes/b.md": dated(FIRST, "slug: on-looms\n")})
    report = built(site, TODAY)
    (told,) = [each for each in report.remarks if each.diagnostic.matter == "address"]
    assert told.path == "content/addresses/on-looms.txt"
    assert told.diagnostic.level == "warning"
    assert told.diagnostic.message == (
        "on 2024-05-10, /episodes/on-looms/ would lead to seeds/b.txt, and that day's build "
        "refuses; choose another address with slug: in content/episodes"
    )
    with pytest.raises(Failures, match=r"/episodes/on-looms/ would lead to seeds/b\.txt"):
        built(site, FIRST, locked=True)


# --- with drafts, in the preview, restored ------------------------------------------------


def test_with_drafts_all_is_shown_and_no_ledger_of_a_day_ahead_counts(make_site: MakeSite) -> None:
    site = make_site(coming())
    built(site, TODAY)
    kept = ledgers(site)
    edit(site, {"seeds/b.txt": said("b", "Public engines")})
    report = built(site, TODAY, drafts=True)
    assert (report.withheld, report.lost) == ((), ())
    assert (site / "output/episodes/public-engines").exists()
    assert not (site / "output/episodes/secret-engines").exists()
    assert ledgers(site) == kept


def test_the_preview_sets_it_aside_until_midnight(make_site: MakeSite) -> None:
    site, days = make_site(coming()), [TODAY]
    built(site, TODAY)
    # What it was called when the host built; on its day that is a former address.
    edit(site, {"seeds/b.txt": said("b", "Public engines")})
    preview = Preview(site, "http://127.0.0.1:8000", release=lambda: Release(days[-1]))
    assert preview.file("episodes/secret-engines/index.html") is None
    assert preview.lost() == []
    days.append(FIRST)
    preview.refresh(())
    assert preview.file("episodes/public-engines/index.html") is not None
    assert preview.settle()
    moved = preview.file("episodes/secret-engines/index.html")
    assert isinstance(moved, bytes)
    assert b"../public-engines/" in moved
    edit(site, EDITS["deleted"])
    preview.refresh({site / "seeds/b.txt", site / "content/episodes/b.md"})
    preview.settle()
    (lost,) = preview.lost()
    assert lost.startswith("/episodes/secret-engines/")


def test_a_ledger_of_a_day_ahead_restores_no_published_page(make_site: MakeSite) -> None:
    site = make_site({**BASE, "seeds/a.txt": said("a", "Engines")})
    built(site, TODAY)
    shutil.rmtree(site / "content/addresses")
    edit(site, {"seeds/a.txt": None})
    make_site(coming("Engines"))
    built(site, TODAY)
    assert "ahead 2024-05-10\n" in ledgers(site)["engines"]
    shutil.rmtree(site / "output")
    make_site({"seeds/a.txt": said("a", "Engines")})
    edit(site, EDITS["deleted"])
    published = site.with_name("published")
    build(site, published, remember=False, release=Release(TODAY))
    ahead = ledgers(site)["engines"]
    assert restore_ledgers(site, published, Release(TODAY)) == 1
    assert ledgers(site)["engines"] == ahead
    assert ledgers(site)["engines-2"].startswith("chapterhouse addresses 1\npage engines\n")
    built(site, TODAY)
    assert sorted(ledgers(site)) == ["engines-2", "on-looms"]


# --- whatever is done to them -------------------------------------------------------------

SLOTS = st.sampled_from("abz")
WORDS = st.sampled_from(["one", "two", "three"])
NAMES = st.sampled_from(["Engines", "On looms", "Cards"])
DAYS = st.sampled_from([TODAY, *(TODAY + timedelta(n) for n in (1, 2, 3))])
Episode = tuple[str, str, date, str]
"""Whose words, the title, the day, what else content/ says."""
FRONT = st.sampled_from(["", "", "draft: true\n", "slug: own\n"])
EDIT = st.tuples(SLOTS, st.one_of(st.none(), st.tuples(WORDS, NAMES, DAYS, FRONT)))


def put(site: Path, slot: str, episode: Episode | None) -> None:
    """Writes an episode, or deletes it."""
    seed, note = f"seeds/{slot}.txt", f"content/episodes/{slot}.md"
    if episode is None:
        edit(site, {seed: None, note: None})
    else:
        words, title, day, front = episode
        own = "" if front == "slug: own\n" and "slug: own" in _others(site, slot) else front
        text = transcript(title, paragraphs(words, 8), {0: "Welcome", 4: "Questions"})
        edit(site, {seed: text, note: dated(day, own)})


def _others(site: Path, slot: str) -> str:
    notes = (site / "content/episodes").glob("*.md")
    return "".join(path.read_text("utf-8") for path in notes if path.stem != slot)


@given(st.lists(st.lists(EDIT, max_size=3), min_size=1, max_size=3))
@settings(max_examples=30)
def test_whatever_is_edited_before(rounds: list[list[tuple[str, Episode | None]]]) -> None:
    """What the last build wrote is enough for every day after it, and nothing is left of what the
    ones before wrote of days ahead."""
    with TemporaryDirectory() as temporary:
        site = Path(temporary) / "site"
        for path, text in BASE.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text, encoding="utf-8")
        for edits in rounds:
            for slot, episode in edits:
                put(site, slot, episode)
            mine, others = model_on(site, TODAY), model_on(other := never_told(site), TODAY)
            assert (mine.site, mine.episodes) == (others.site, others.episodes)
            assert mine.kept.reserved == others.kept.reserved
            remember_changes(site, changes(mine))
            remember_changes(other, changes(others))
            assert ledgers(site) == ledgers(other)
        for day in (TODAY + timedelta(n) for n in range(4)):
            assert enough(site, day), day
