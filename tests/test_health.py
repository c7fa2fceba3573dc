"""Health of the transcripts: the counts of an episode, the report, the command and the page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from chapterhouse.advice import reason, remedy
from chapterhouse.build import build
from chapterhouse.cli import main
from chapterhouse.content import Content, SiteConfig
from chapterhouse.errors import SourceError
from chapterhouse.health import HealthReport, examine, report_health, silences
from chapterhouse.health_text import WIDTH, WORST, health_text
from chapterhouse.labels import Labels
from chapterhouse.model import (
    Chapter,
    Diagnostic,
    Episode,
    Health,
    Remark,
    Segment,
    Stranger,
    Summary,
)
from chapterhouse.survey import survey
from conftest import MakeSite, talk

CONTENT = Content(SiteConfig("Test"), {}, ())

CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:02.000\nWelcome to the show today\n"


def summary(name: str, words: int = 100, **counts: object) -> Summary:
    sound: dict[str, object] = {"timed": words, "attributed": words, "titled": words}
    health = Health(**(sound | counts))  # type: ignore[arg-type]
    return Summary(
        source=f"seeds/{name}.txt",
        slug=name,
        title=name,
        show=None,
        season=None,
        number=None,
        date=None,
        guests=(),
        hosts=(),
        description=None,
        duration=None,
        words=words,
        chapters=(),
        health=health,
    )


def troubles(report: HealthReport) -> list[str]:
    return [each.trouble for each in report.advice]


# --- an episode ---------------------------------------------------------------------------


def test_words_are_counted_that_have_a_time_a_known_speaker_and_a_titled_chapter() -> None:
    said = (
        Segment("one two three", 1, 5.0, None, "Ada"),
        Segment("four", 2, None, None, "Voice"),
        Segment("five six", 3, 9.0),
    )
    episode = Episode(
        source="seeds/x.txt",
        format="test",
        slug="x",
        title="X",
        chapters=(
            Chapter("Found", "found", 5.0, said[:1], generated=True),
            Chapter("Written", "written", None, said[1:], generated=False),
        ),
        voices={"Ada": "Ada Lovelace"},
        reviewed=False,
        diagnostics=(Diagnostic(3, "info", "aside"), Diagnostic(7, "warning", "a")),
        remarks=(Remark("content/x.md", Diagnostic(1, "warning", "b")),),
    )
    assert examine(episode) == Health(
        timed=5,
        attributed=3,
        titled=3,
        reviewed=False,
        warnings=2,
        warning="seeds/x.txt:7",
        strangers=(Stranger("Voice", 2, 1),),
    )


def test_time_without_words_is_told_from_a_pause_and_from_a_long_speech() -> None:
    def at(start: float | None, count: int, end: float | None = None) -> Segment:
        return Segment("word " * count, 1, start, end)

    assert silences([at(10.0, 5), at(190.0, 5), at(380.0, 5)]) == [(195.0, 380.0)]
    assert silences([at(400.0, 5)]) == [(0.0, 400.0)], "what was said before the first words?"
    assert silences([at(0.0, 600), at(700.0, 1)]) == [], "ten minutes of speech"
    assert silences([at(0.0, 1, 2.0), at(200.0, 1, 201.0)]) == [(2.0, 200.0)]
    assert silences([at(0.0, 1), at(None, 200), at(300.0, 1)]) == [], "words without a time count"


# --- the report ---------------------------------------------------------------------------


def test_the_worst_comes_first_and_equals_by_their_paths() -> None:
    given = [
        summary("b", timed=0),
        summary("a", timed=0),
        summary("sound"),
        summary("worst", timed=0, attributed=50, reviewed=False),
        summary("silent", words=0),
    ]
    report = report_health(given, CONTENT)
    assert [each.slug for each in report.episodes] == ["worst", "a", "b", "silent", "sound"]
    assert report == report_health(given[::-1], CONTENT)


def test_totals_are_of_words_not_of_episodes() -> None:
    report = report_health([summary("long", 900, timed=0), summary("short", 100)], CONTENT)
    assert (report.words, report.timed, report.attributed) == (1000, 0.1, 1.0)


def test_what_harms_readers_most_is_advised_first_with_the_worst_files() -> None:
    names = [summary(f"e{n}", attributed=100 - n) for n in range(1, 6)]
    given = [*names, summary("m", reviewed=False, warnings=4, warning="seeds/m.txt:7")]
    failure = SourceError("no words", path="seeds/bad.txt", line=3)
    double = Remark("seeds/e1.txt", Diagnostic(1, "warning", "episode 3 twice"))
    report = report_health(given, CONTENT, [double], [failure])
    assert troubles(report) == ["unread", "site", "unattributed", "unreviewed", "warned", "undated"]
    unread, of_site, unattributed, _, warned, _ = report.advice
    assert [each.message for each in unread.cases] == ["seeds/bad.txt:3: no words"]
    assert [(each.path, each.message) for each in of_site.cases] == [
        ("seeds/e1.txt", "episode 3 twice")
    ]
    assert [(each.path, each.count) for each in unattributed.cases] == [
        ("content/episodes/e5.md", 5),
        ("content/episodes/e4.md", 4),
        ("content/episodes/e3.md", 3),
    ]
    assert (unattributed.episodes, unattributed.share) == (5, 15 / 600)
    assert [(each.path, each.count) for each in warned.cases] == [("seeds/m.txt:7", 4)]


def test_every_piece_of_advice_is_said_and_says_where() -> None:
    bad = summary("m", timed=0, attributed=0, titled=0, reviewed=False, warnings=1)
    double = Remark("seeds/m.txt", Diagnostic(1, "warning", "twice"))
    report = report_health([bad], CONTENT, [double], [SourceError("no words", path="x")])
    said = [(reason(each, Labels()), remedy(each, Labels())) for each in report.advice]
    assert len(said) == 8
    assert said[2][0] == "100% of the words have no time (1 episode)"
    assert all(re.search(r"content/|[Tt]ranscript|[Mm]end|lines", told) for _, told in said)


# --- the command --------------------------------------------------------------------------

SITE = {
    "content/site.toml": 'title = "Small"\n',
    "seeds/looms.txt": talk("Looms"),
    "seeds/wheels.vtt": CAPTIONS,
    "content/episodes/wheels.md": "---\nreviewed: false\n---\n",
}


def test_the_command_says_what_to_mend_in_eighty_columns(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["health", str(make_site(SITE))]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert max(map(len, said.out.splitlines())) <= WIDTH
    assert "2 episodes, 42 words" in said.out
    assert "A machine's transcript that nobody looked over: 1 episode" in said.out
    assert "- content/episodes/wheels.md: 5 words" in said.out
    rows = said.out.splitlines()[-2:]
    assert [row.split()[-1] for row in rows] == ["seeds/wheels.vtt", "seeds/looms.txt"]
    assert rows[0].split()[:4] == ["100%", "0%", "0%", "machine"]


def test_the_command_speaks_to_programs(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["health", "--json", str(make_site(SITE))]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["words"] == 42
    assert [each["source"] for each in report["episodes"]] == [
        "seeds/wheels.vtt",
        "seeds/looms.txt",
    ]
    assert report["episodes"][0]["reviewed"] is False
    assert report["advice"][0]["trouble"] == "unattributed"


def test_what_is_broken_is_said_and_the_rest_is_looked_at(
    make_site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = {
        "content/site.toml": "title = 5\n",
        "seeds/empty.txt": "",
        "content/episodes/gone.md": "---\ntranscript: gone.txt\n---\n",
    }
    site = make_site(SITE | broken)
    assert main(["health", str(site)]) == 0
    said = capsys.readouterr().out
    assert "files can't be read" in said
    assert 'content/site.toml:1: "title" must be text' in said
    assert "seeds/looms.txt" in said.splitlines()[-1]
    assert len(survey(site).episodes) == 2


def test_hooks_that_fail_are_said_and_left_out(make_site: MakeSite) -> None:
    site = make_site(SITE | {"content/hooks.py": "def episode(episode):\n    return 1 / 0\n"})
    report = survey(site)
    assert troubles(report)[0] == "unread"
    assert "content/hooks.py:2" in report.advice[0].cases[0].message
    assert len(report.episodes) == 2


def test_a_site_that_is_not_there_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["health", str(tmp_path / "nowhere")]) == 1
    assert "there is no such folder" in capsys.readouterr().err


def test_a_large_site_lists_its_worst_unless_all_are_asked_for() -> None:
    given = [summary(f"{'x' * 45}-{n:04}", timed=n % 50) for n in range(2000)]
    report = report_health(given, CONTENT)
    text = health_text(report)
    assert len([line for line in text.splitlines() if line.endswith(".txt")]) == WORST
    assert text.endswith("and 1980 more (--all lists them)")
    assert max(map(len, health_text(report, every=True).splitlines())) <= WIDTH


def test_nothing_to_mend_is_said() -> None:
    assert "Nothing to mend." in health_text(report_health([], CONTENT))


# --- the page -----------------------------------------------------------------------------


def test_there_is_a_page_only_for_who_asks_and_no_list_has_it(make_site: MakeSite) -> None:
    site = make_site(SITE)
    build(site)
    assert not (site / "output/health").exists()
    config = 'title = "Small"\nhealth = true\naddress = "https://example.org/"\n'
    site = make_site(SITE | {"content/site.toml": config})
    build(site)
    page = (site / "output/health/index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in page
    assert "content/episodes/wheels.md: 5 words" in page
    assert "/health/" not in (site / "output/sitemap.xml").read_text(encoding="utf-8")
    others = [each for each in (site / "output").rglob("*.html") if each.parent.name != "health"]
    assert not [each for each in others if "health/" in each.read_text(encoding="utf-8")]


def test_the_page_is_in_the_language_of_the_interface_to_the_last_word(make_site: MakeSite) -> None:
    config = 'title = "Klein"\nhealth = true\nlanguage = "de"\n'
    site = make_site(SITE | {"content/site.toml": config})
    build(site)
    page = (site / "output/health/index.html").read_text(encoding="utf-8")
    assert "content/episodes/wheels.md: 5 Wörter" in page
