"""Hosts come back from episode to episode; guests visit."""

from __future__ import annotations

import json
import re
from pathlib import Path

from chapterhouse.build import build
from chapterhouse.regulars import Appearances, find_regulars
from conftest import MakeSite
from test_cli import chapterhouse


def panel(*names: str) -> str:
    """A transcript in which everybody says a few things and nobody is introduced."""
    said = ("Good to be here.", "I went to the harbour.", "It was raining.", "So we left.")
    lines = [f"**{name}:** {words}" for words in said for name in names]
    return "\n\n".join(lines) + "\n"


def test_who_speaks_in_a_fifth_of_a_shows_episodes_and_twice_is_a_regular() -> None:
    episodes = [Appearances("Engine Room", ("Ada", f"Guest {n}")) for n in range(20)]
    episodes += [Appearances("Engine Room", ("Twice",)), Appearances("engine room", ("Twice",))]
    episodes += [Appearances("Elsewhere", ("Ada",))]
    assert find_regulars(episodes) == {"engine room": {"ada": 20}, "elsewhere": {}}


def test_inspect_tells_hosts_and_guests_apart_when_it_sees_several_episodes(
    make_site: MakeSite,
) -> None:
    site = make_site(
        {
            "seeds/a.md": panel("Ada Lovelace", "Mary Somerville", "Charles Babbage"),
            "seeds/b.md": panel("Ada Lovelace", "Charles Babbage", "George Boole"),
            "seeds/c.md": panel("Charles Babbage", "Ada Lovelace", "Speaker 1"),
        }
    )
    done = chapterhouse("inspect", "--json", "seeds/a.md", "seeds/b.md", "seeds/c.md", cwd=site)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(set(f["hosts"]), f["guests"]) for f in found] == [
        ({"Ada Lovelace", "Charles Babbage"}, ["Mary Somerville"]),
        ({"Ada Lovelace", "Charles Babbage"}, ["George Boole"]),
        ({"Ada Lovelace", "Charles Babbage"}, []),
    ]
    assert found[0]["origins"]["hosts"] == "speak in up to 3 episodes of the show"


def test_a_site_shows_them_so(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site(
        {
            "seeds/a.md": panel("Ada Lovelace", "Mary Somerville", "Charles Babbage"),
            "seeds/b.md": panel("Ada Lovelace", "Charles Babbage", "George Boole"),
        }
    )
    build(site, tmp_path / "out")
    page = (tmp_path / "out/people/ada-lovelace/index.html").read_text("utf-8")
    hosted = page[page.index('id="page-hosted"') :]
    assert set(re.findall(r"../../episodes/([\w-]+)/", hosted)) == {"a", "b"}
    assert (tmp_path / "out/people/mary-somerville/index.html").is_file()
