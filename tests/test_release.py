"""Drafts and episodes whose day is ahead: nothing of them shows, unless with --drafts."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from textwrap import dedent

import pytest

from chapterhouse.build import build, trace
from chapterhouse.check import check
from chapterhouse.clock import today
from chapterhouse.errors import ChapterhouseError, Failures
from chapterhouse.output import publish
from chapterhouse.preview import Preview
from chapterhouse.release import Release
from conftest import MakeSite, talk

DAY = date(2024, 5, 3)
SITE = 'title = "Test"\naddress = "https://pod.example/"\nhealth = true\n'
SECRET = "Zebedee Quill"
"""A guest of the episode that is held back, and of no other."""


def files(output: Path) -> dict[str, bytes]:
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and not path.name.startswith(".chapterhouse")
    }


def two(front: str, **more: str) -> dict[str, str]:
    """A published episode, and one with that front matter."""
    return {
        "content/site.toml": SITE,
        "seeds/a.txt": talk("Looms"),
        "content/episodes/a.md": "---\ndate: 2024-01-02\n---\n",
        "seeds/b.txt": talk("Secret engines", 1, 2, SECRET),
        "content/episodes/b.md": f"---\n{front}\n---\n",
        **more,
    }


HELD = ("draft: true", "date: 2024-05-04", "draft: true\ndate: 2020-01-01")


@pytest.mark.parametrize("front", HELD)
def test_nothing_of_an_episode_that_is_held_back_is_published(
    make_site: MakeSite, tmp_path: Path, front: str
) -> None:
    site = make_site(two(front))
    report = build(site, release=Release(DAY))
    assert [each.source for each in report.withheld] == ["seeds/b.txt"]
    made = files(site / "output")
    assert not [
        path
        for path, data in made.items()
        if b"Zebedee" in data or b"Secret" in data or b"secret-engines" in data
    ]
    remembered = site / "content/addresses"
    ahead = {"secret-engines.txt"} if front.startswith("date") else set()
    assert {path.name for path in remembered.iterdir()} == {"looms.txt"} | ahead
    (site / "seeds/b.txt").unlink()
    (site / "content/episodes/b.md").unlink()
    build(site, tmp_path / "without", release=Release(DAY))
    assert files(tmp_path / "without") == made
    assert [path.name for path in remembered.iterdir()] == ["looms.txt"]


def test_nobody_is_told_to_host_by_a_draft(make_site: MakeSite, tmp_path: Path) -> None:
    """Who comes back hosts: a draft does not count."""
    speech = "WEBVTT\n\n" + "\n\n".join(
        f"00:0{n}.000 --> 00:0{n + 1}.000\n<v {who}>So what is number {n}?"
        for n, who in enumerate(("Vera", "Ada", "Vera", "Ada"))
    )
    site = make_site(
        {
            "seeds/a.vtt": speech,
            **{f"seeds/{n}.vtt": speech.replace("Ada", f"Guest{n}") for n in range(4)},
            **{f"content/episodes/{n}.md": "---\ndraft: true\n---\n" for n in range(4)},
        }
    )
    build(site, remember=False, release=Release(DAY))
    made = files(site / "output")
    for path in site.rglob("[0-9].*"):
        path.unlink()
    build(site, tmp_path / "without", remember=False, release=Release(DAY))
    assert files(tmp_path / "without") == made


def test_an_episode_appears_on_its_day(make_site: MakeSite) -> None:
    site = make_site(two("date: 2024-05-03"))
    report = build(site, release=Release(DAY))
    assert report.withheld == ()
    assert (site / "output/episodes/secret-engines/index.html").is_file()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("b.md", "---\ndraft: true\ntitle: Secret\n---\n\n**Ada:** Hello there, it is me.\n"),
        ("b.md", "---\npublished: false\ntitle: Secret\n---\n\n**Ada:** Hello, it is me.\n"),
        ("b.md", "---\ndate: 2024-05-04\ntitle: Secret\n---\n\n**Ada:** Hello, it is me.\n"),
        ("2024-05-04-secret.txt", talk("Secret")),
    ],
)
def test_the_transcript_itself_may_say_it(make_site: MakeSite, name: str, text: str) -> None:
    site = make_site({f"seeds/{name}": text, "seeds/a.txt": talk("Looms")})
    assert [each.source for each in build(site, release=Release(DAY)).withheld] == [f"seeds/{name}"]
    stem = name.rpartition(".")[0]
    (site / "content/episodes").mkdir()
    (site / f"content/episodes/{stem}.md").write_text("---\ndraft: false\ndate: 2020-01-01\n---\n")
    assert build(site, release=Release(DAY)).withheld == (), "content/ has the last word"


SPOKEN = "\n\n**Ada:** Hello there, it is me.\n"


@pytest.mark.parametrize("front", ["draft: ture", "published: soon", "published: 31.31.2024"])
def test_what_may_mean_a_draft_is_held_back_with_a_warning(make_site: MakeSite, front: str) -> None:
    text = f"---\ntitle: Secret\n{front}\n---{SPOKEN}"
    site = make_site({"seeds/b.md": text, "seeds/a.txt": talk("Looms")})
    report = build(site, release=Release(DAY))
    assert [(each.source, each.why) for each in report.withheld] == [("seeds/b.md", "draft")]
    (said,) = [each for each in report.remarks if each.path == "seeds/b.md"]
    assert (said.diagnostic.level, said.diagnostic.line) == ("warning", 3)
    assert said.diagnostic.message.startswith(f'"{front}" is neither true nor false')
    found = [(f.path, f.line, f.level) for f in check(site, release=Release(DAY)).findings]
    assert (f"{site.as_posix()}/seeds/b.md", 3, "warning") in found
    with_drafts = build(site, release=Release(DAY, drafts=True)).remarks
    assert said in with_drafts
    (site / "content/episodes").mkdir()
    (site / "content/episodes/b.md").write_text("---\ndraft: false\n---\n")
    mended = build(site, release=Release(DAY))
    assert mended.withheld == () and said not in mended.remarks, "content/ has the last word"


def test_the_preview_says_what_may_mean_a_draft(make_site: MakeSite) -> None:
    site = make_site({"seeds/b.md": f"---\ndraft: ture\n---{SPOKEN}", "seeds/a.txt": talk("Looms")})
    preview = Preview(site, "http://127.0.0.1:8000", release=lambda: Release(DAY))
    told = [(each.path, each.diagnostic.line) for each in preview.remarks()]
    assert ("seeds/b.md", 2) in told


NUMBERED = """\
    ---
    title: Part {number}
    show: Looms
    season: 1
    episode: {number}
    {front}
    ---

    **Ada:** Hello there, it is part {number}.
    """


HOOKED = {"draft: true": "draft=True", "date: 2024-05-04": "release=date(2024, 5, 4)"}
_HOOK = """\
    from dataclasses import replace
    from datetime import date

    def episode(episode):
        return replace(episode, {}) if episode.number == 3 else episode
    """


@pytest.mark.parametrize("front", HOOKED)
@pytest.mark.parametrize("by", ["transcript", "content", "hook"])
def test_the_number_of_an_episode_that_is_held_back_is_not_missing(
    make_site: MakeSite, front: str, by: str
) -> None:
    parts = {
        f"seeds/{n}.md": dedent(NUMBERED).format(
            number=n, front=front if n == 3 else "date: 2024-01-01"
        )
        for n in (1, 2, 3, 5, 6)
    }
    if by != "transcript":
        parts["seeds/3.md"] = f"---\ntitle: Part 3\ndate: 2024-01-01\n---{SPOKEN}"
    more = {
        "transcript": {},
        "content": {
            "content/episodes/3.md": f"---\nshow: looms\nseason: 1\nnumber: 3\n{front}\n---\n"
        },
        "hook": {
            "content/episodes/3.md": "---\nshow: Looms\nseason: 1\nnumber: 3\n---\n",
            "content/hooks.py": _HOOK.format(HOOKED[front]),
        },
    }[by]
    config = SITE + '[[shows]]\nname = "Looms"\n'
    site = make_site({**parts, **more, "content/site.toml": config})
    report = build(site, release=Release(DAY))
    assert [each.source for each in report.withheld] == ["seeds/3.md"]
    said = [
        each.diagnostic.message for each in report.remarks if each.diagnostic.matter == "number"
    ]
    assert said == ["Looms: season 1 has no episode 4"]
    health = (site / "output/health/index.html").read_text("utf-8")
    assert "has no episode 4" in health and "episode 3" not in health


def test_a_day_that_is_only_said_holds_nothing_back(make_site: MakeSite) -> None:
    said = talk("Looms").replace("Welcome to the show.", "Welcome, it is the 5th of May 2031.")
    site = make_site({"seeds/a.txt": said})
    assert build(site, release=Release(DAY)).withheld == ()


def test_hooks_see_what_is_shown_and_may_hold_back_more(make_site: MakeSite) -> None:
    hooks = """\
        from dataclasses import replace

        def episode(episode):
            assert "Secret" not in episode.title
            return replace(episode, draft=episode.title == "Third")
        """
    site = make_site(
        two("draft: true", **{"content/hooks.py": hooks, "seeds/c.txt": talk("Third", 1, 3)})
    )
    report = build(site, release=Release(DAY))
    assert [each.source for each in report.withheld] == ["seeds/b.txt", "seeds/c.txt"]
    assert not (site / "output/episodes/third").exists()


# --- with drafts --------------------------------------------------------------------------


def test_drafts_are_shown_and_marked_when_asked_for(make_site: MakeSite) -> None:
    site = make_site(two("date: 2024-05-04") | {"seeds/c.txt": talk("Third", 1, 3)})
    (site / "content/episodes/c.md").write_text("---\ndraft: true\n---\n")
    report = build(site, release=Release(DAY, drafts=True))
    assert report.withheld == ()
    ahead = (site / "output/episodes/secret-engines/index.html").read_text("utf-8")
    assert ">Appears on 4 May 2024<" in ahead
    assert '<meta name="robots" content="noindex">' in ahead
    draft = (site / "output/episodes/third/index.html").read_text("utf-8")
    assert ">Draft<" in draft and '<meta name="robots" content="noindex">' in draft
    shown = (site / "output/episodes/looms/index.html").read_text("utf-8")
    assert "noindex" not in shown and "Draft" not in shown
    assert ">Appears on 4 May 2024<" in (site / "output/index.html").read_text("utf-8")
    assert "secret-engines" in (site / "output/feed.xml").read_text("utf-8")
    assert "secret-engines" not in (site / "output/sitemap.xml").read_text("utf-8")
    assert not (site / "content/addresses").exists(), "a preview publishes nothing"


def test_the_preview_hides_and_shows_as_files_change(make_site: MakeSite) -> None:
    site = make_site(two("draft: true"))
    path, note = "episodes/secret-engines/index.html", site / "content/episodes/b.md"
    preview = Preview(site, "http://127.0.0.1:8000", release=lambda: Release(DAY))
    marked = Preview(site, "http://127.0.0.1:8000", release=lambda: Release(DAY, drafts=True))
    assert preview.file(path) is None
    assert b">Draft<" in _made(marked, path) and b">Draft<" in _made(marked, "index.html")
    for front, there, sign in (
        ("date: 2024-05-04", False, b">Appears on 4 May 2024<"),
        ("date: 2024-05-03", True, b""),
        ("draft: true", False, b">Draft<"),
    ):
        note.write_text(f"---\n{front}\n---\n")
        for each in (preview, marked):
            each.refresh({note})
            each.settle()
        assert (preview.file(path) is not None) == there, front
        assert (b"Secret" in _made(preview, "index.html")) == there
        assert sign in _made(marked, path)
        assert (b"noindex" in _made(marked, path)) == bool(sign)


def test_the_preview_knows_when_another_day_has_begun(make_site: MakeSite) -> None:
    site, days = make_site(two("date: 2024-05-04")), [date(2024, 5, 3)]
    preview = Preview(site, "http://127.0.0.1:8000", release=lambda: Release(days[-1]))
    path = "episodes/secret-engines/index.html"
    assert preview.file(path) is None
    assert not preview.is_of_another_day()
    days.append(date(2024, 5, 4))
    assert preview.is_of_another_day()
    preview.refresh(())
    assert preview.file(path) is not None
    assert not preview.is_of_another_day()


def _made(preview: Preview, path: str) -> bytes:
    made = preview.file(path)
    assert isinstance(made, bytes), path
    return made


def test_addresses_of_what_is_not_published_are_nobodys_business(make_site: MakeSite) -> None:
    site = make_site(two("date: 2024-05-04"))
    build(site, release=Release(DAY))
    assert trace(site, release=Release(DAY)).outdated == ()
    assert trace(site).outdated != ()


# --- what was published before ------------------------------------------------------------


def test_an_episode_that_was_published_is_not_taken_down_in_silence(make_site: MakeSite) -> None:
    site = make_site(two("date: 2024-05-01"))
    build(site, release=Release(DAY))
    before = files(site / "output")
    (site / "content/episodes/b.md").write_text("---\ndraft: true\n---\n")
    with pytest.raises(Failures) as failed:
        build(site, release=Release(DAY))
    assert str(failed.value) == (
        f"{site.as_posix()}/content/addresses/secret-engines.txt: /episodes/secret-engines/ with "
        "2 chapters and 4 moments would lead nowhere; seeds/b.txt is a draft: bring it back, or "
        "give it up with --allow-loss"
    )
    assert files(site / "output") == before
    build(site, release=Release(DAY), allow_loss=True)
    assert not (site / "output/episodes/secret-engines").exists()
    (site / "content/episodes/b.md").write_text("---\ntitle: Engines\n---\n")
    build(site, release=Release(DAY))
    moved = (site / "output/episodes/secret-engines/index.html").read_text("utf-8")
    assert "../engines/" in moved, "published again, its old address leads to it"


def test_a_link_to_a_draft_is_told_as_one(make_site: MakeSite) -> None:
    page = "# About\n\n[soon](../episodes/b.md)\n"
    site = make_site(two("draft: true", **{"content/pages/about.md": page}))
    with pytest.raises(ChapterhouseError, match=r"about\.md:3: .*is not published yet; link to it"):
        build(site, release=Release(DAY))
    build(site, release=Release(DAY, drafts=True))


# --- which day it is ----------------------------------------------------------------------


def test_the_day_is_that_of_source_date_epoch_or_the_clocks_in_utc() -> None:
    late = datetime(2024, 5, 3, 23, 59, 59, tzinfo=UTC)
    assert today({}, lambda: late) == DAY
    assert today({"SOURCE_DATE_EPOCH": ""}, lambda: late) == DAY
    assert today({"SOURCE_DATE_EPOCH": "0"}) == date(1970, 1, 1)
    assert today({"SOURCE_DATE_EPOCH": "1714694400"}) == date(2024, 5, 3)
    assert today({"SOURCE_DATE_EPOCH": "1714694399"}) == date(2024, 5, 2)


@pytest.mark.parametrize("given", ["yesterday", "-1", "1.5", "9" * 30, "٣", " 5", "1_000"])
def test_a_source_date_epoch_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(ChapterhouseError, match="must be seconds since 1970"):
        today({"SOURCE_DATE_EPOCH": given})


def run(site: Path, *arguments: str, epoch: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "chapterhouse", "build", str(site), *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "SOURCE_DATE_EPOCH": epoch, "TZ": "Pacific/Kiritimati"},
    )


def test_the_command_says_what_it_left_out(make_site: MakeSite) -> None:
    site = make_site(two("date: 2024-05-04") | {"seeds/c.txt": talk("Third", 1, 3)})
    (site / "content/episodes/c.md").write_text("---\ndraft: true\n---\n")
    may_third = "1714737600"
    first = run(site, epoch=may_third)
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("1 episode -> ")
    left_out = "; left out: 1 draft, 1 whose day is ahead (--drafts shows them)\n"
    assert first.stdout.endswith(left_out)
    made = files(site / "output")
    publish((), site / "output")
    run(site, epoch=str(int(may_third) + 3600))
    assert files(site / "output") == made, "same day, same bytes"
    assert run(site, epoch=str(int(may_third) + 86400)).stdout.startswith("2 episodes -> ")
    assert run(site, "--drafts", epoch=may_third).stdout.startswith("3 episodes -> ")
    wrong = run(site, epoch="soon")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert wrong.stderr.startswith('SOURCE_DATE_EPOCH must be seconds since 1970, not "soon"')
