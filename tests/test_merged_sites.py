"""Two people publish from branches of their own; git merges them, and no link dies or lies."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from chapterhouse.build import build
from chapterhouse.cli import main
from chapterhouse.errors import ContentError, Failures
from conftest import MakeSite
from editions import paragraphs
from landing import BuiltSite
from test_addresses import LENGTH, TITLES, first_edition, renamed, transcript
from test_ledger import git

ADDRESSES = "content/addresses"


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    """A site of two episodes in a repository."""
    folder = make_site({".gitignore": "output/\n", **first_edition()})
    git(folder, "init", "-q", "-b", "main")
    committed(folder, {})
    return folder


def committed(site: Path, seeds: Mapping[str, str | None]) -> list[str]:
    """These files written (None: deleted), built and committed. Gives every address then."""
    for name, text in seeds.items():
        (site / name).unlink(missing_ok=True)
        if text is not None:
            (site / name).write_text(text, encoding="utf-8")
    build(site)
    git(site, "add", "-A")
    git(site, "commit", "-q", "-m", "one more")
    return addresses(site)


def addresses(site: Path) -> list[str]:
    built = BuiltSite(site / "output")
    found = [f"{u}#{n}" for u, page in built.pages.items() for n in (*page.ids, "")]
    return [each for each in found if "#page-" not in each]


def dead(site: Path, every: list[str]) -> list[str]:
    built = BuiltSite(site / "output")
    return [each for each in every if built.follow(each) is None]


def on_branch(site: Path, seeds: Mapping[str, str | None]) -> list[str]:
    """The same on a branch "other", begun where main is; main is checked out again."""
    git(site, "switch", "-q", "-c", "other")
    made = committed(site, seeds)
    git(site, "switch", "-q", "main")
    return made


def more(title: str, name: str, length: int = LENGTH, **layout: bool) -> str:
    text = transcript(title, paragraphs(name, length), TITLES)
    return text if layout.get("timed", True) else re.sub(r" \(\d+:\d\d\)", "", text)


# --- the usual cases ----------------------------------------------------------------------


def test_each_branch_adds_another_episode(site: Path) -> None:
    theirs = on_branch(site, {"seeds/c.txt": more("On knots", "c")})
    ours = committed(site, {"seeds/d.txt": more("On threads", "d")})
    git(site, "merge", "-q", "--no-edit", "other")
    build(site, locked=True)
    assert dead(site, [*ours, *theirs]) == []
    build(site)
    assert git(site, "status", "--short") == ""


def test_each_branch_edits_another_episode(site: Path) -> None:
    """One is renamed and retitled with all its chapters, and gets an intro; of the other, words
    are corrected and a paragraph is cut."""
    theirs = on_branch(site, {"seeds/a.txt": None, **renamed()})
    said = paragraphs("b", LENGTH)
    said[5] = said[5].replace(" ", " indeed ", 3)
    edited = transcript("On cards", [*said[:30], *said[31:]], {**TITLES, 10: "Cards"})
    ours = committed(site, {"seeds/b.txt": edited})
    git(site, "merge", "-q", "--no-edit", "other")
    build(site, locked=True)
    assert dead(site, [*ours, *theirs]) == []
    build(site)
    assert git(site, "status", "--short") == ""


def test_both_branches_edit_one_episode_and_the_lines_of_both_sides_stay(site: Path) -> None:
    said = paragraphs("a", LENGTH)
    their_titles, our_titles = {**TITLES, 20: "What I ask"}, {**TITLES, 40: "Free time"}
    longer = [*said, *paragraphs("end", 2)]
    theirs = on_branch(site, {"seeds/a.txt": transcript("On looms", longer, their_titles)})
    ours = committed(site, {"seeds/a.txt": transcript("On looms", said[:-1], our_titles)})
    assert merge_keeping_both(site) > 0
    both = transcript("On looms", longer, {**our_titles, 20: "What I ask"})
    (site / "seeds/a.txt").write_text(both, encoding="utf-8")
    build(site)
    assert dead(site, [*ours, *theirs]) == []


# --- one title twice ----------------------------------------------------------------------


def merge_keeping_both(site: Path) -> int:
    """Merges, and keeps the lines of both sides. Gives how many conflicts there were."""
    done = subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "merge", "-q", "other"],
        cwd=site, check=False, capture_output=True,
    )  # fmt: skip
    names = git(site, "diff", "--name-only", "--diff-filter=U").split()
    assert (done.returncode != 0) == bool(names)
    for name in names:
        text = (site / name).read_text(encoding="utf-8")
        kept = re.sub(r"^(<<<<<<<|=======|>>>>>>>).*\n", "", text, flags=re.MULTILINE)
        (site / name).write_text(kept, encoding="utf-8")
    return len(names)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        (more("Talk", "c"), more("Talk", "d")),
        (more("Talk", "c", 8), more("Talk", "d", 200)),
        (more("Talk", "c", 200), more("Talk", "d", 2)),
        (more("Talk", "c", timed=False), more("Talk", "d", timed=False)),
        (more("Talk", "c", timed=False), more("Talk", "d", 30)),
        ("Talk\n\nAda: Soon to come. (0:05)\n", "Talk\n\nAda: Stay tuned. (0:07)\n"),
    ],
    ids=["alike", "short and long", "long and short", "no times", "one with times", "few words"],
)
def test_a_ledger_of_two_episodes_is_refused_until_one_of_them_is_chosen(
    site: Path, theirs: str, ours: str
) -> None:
    on_branch(site, {"seeds/talk.txt": theirs})
    published = committed(site, {"seeds/talk-b.txt": ours})
    assert merge_keeping_both(site) == 1
    (ledger,) = (site / ADDRESSES).glob("talk*.txt")
    before = ledger.read_bytes()
    with pytest.raises(Failures) as caught:
        build(site)
    (error,) = caught.value.errors
    assert isinstance(error, ContentError)
    assert error.path == ledger.as_posix()
    assert error.line
    line = before.decode().splitlines()[error.line - 1]
    assert re.match("(source|title|length) ", line)
    assert set(re.findall(r"seeds/[^ ;,]+", error.message)) == {
        "seeds/talk.txt",
        "seeds/talk-b.txt",
    }
    assert f"git checkout BRANCH -- {ADDRESSES}/{ledger.name}" in str(error.hint)
    assert ledger.read_bytes() == before
    assert main(["anchors", str(site)]) == 1

    git(site, "checkout", "main", "--", f"{ADDRESSES}/{ledger.name}")
    build(site)
    assert dead(site, published) == []
    built = BuiltSite(site / "output")
    said = built.pages[f"/episodes/{ledger.stem}/"].said
    assert said[:2] == ours.partition("Ada: ")[2].split()[:2]
    talks = [url for url, page in built.episodes.items() if page.title == "Talk"]
    assert len(talks) == 2
    assert build(site).published.written == 0


def test_one_of_the_two_is_gone_before_the_first_build(site: Path) -> None:
    """Then what is left may not take over the other one's address."""
    on_branch(site, {"seeds/talk.txt": more("Talk", "c")})
    committed(site, {"seeds/talk-b.txt": more("Talk", "d", 20)})
    assert merge_keeping_both(site) == 1
    (site / "seeds/talk.txt").unlink()
    with pytest.raises(Failures, match="two episodes are remembered here"):
        build(site)


def test_a_title_that_one_branch_gives_and_the_other_adds(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No conflict in git: their ledgers are two files. One address can't lead to both."""
    retitled = transcript("Weaving", paragraphs("a", LENGTH), TITLES)
    theirs = on_branch(site, {"seeds/a.txt": retitled})
    ours = committed(site, {"seeds/w.txt": more("Weaving", "w")})
    git(site, "merge", "-q", "--no-edit", "other")
    assert main(["build", str(site)]) == 1
    said = capsys.readouterr().err
    assert "on-looms.txt: /episodes/weaving/ would lead to seeds/w.txt; choose whose" in said
    assert main(["build", str(site), "--allow-loss"]) == 0
    assert "on-looms.txt: /episodes/weaving/ leads to seeds/w.txt\n" in capsys.readouterr().err
    assert dead(site, ours) == []
    assert dead(site, [each for each in theirs if "/weaving/" not in each]) == []
    assert build(site).published.written == 0


def test_a_former_title_that_the_other_branch_adds(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A redirect leads to one place, too."""
    git(site, "switch", "-q", "-c", "other")
    for title in ("Weaving", "Looms again"):
        committed(site, {"seeds/a.txt": transcript(title, paragraphs("a", LENGTH), TITLES)})
    git(site, "switch", "-q", "main")
    ours = committed(site, {"seeds/w.txt": more("Weaving", "w")})
    git(site, "merge", "-q", "--no-edit", "other")
    (site / "content/episodes").mkdir()
    (site / "content/episodes/w.md").write_text("---\ntitle: Of weft\n---\n", encoding="utf-8")
    assert main(["build", str(site)]) == 1
    said = capsys.readouterr().err
    assert "on-looms.txt: /episodes/weaving/ would lead to seeds/w.txt" in said
    assert main(["build", str(site), "--allow-loss"]) == 0
    assert dead(site, ours) == []
    assert BuiltSite(site / "output").pages["/episodes/weaving/"].leads_to == "../of-weft/"
    assert build(site).published.written == 0
