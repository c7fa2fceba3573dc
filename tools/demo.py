"""A demonstration site of some three hundred real episodes, from a folder of corpora.

    python tools/demo.py CORPORA [--out DIR] [--episodes 300] [--jobs 2]

Makes a site as a host would who collects several podcasts: transcripts in seeds/, one folder a
show, a site.toml with the shows, and a person or two. Then builds it. Nothing of the corpora
stays in the project: the folder (default: demo/) is one that git doesn't keep.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chapterhouse.cli import main as chapterhouse

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Share:
    """Some episodes of one corpus."""

    corpus: str
    suffix: str
    parts: int
    """Of three hundred."""
    show: str = ""
    """What the transcripts don't say themselves; "" for those that do, or for `_PREFIXES`."""


SHARES = (
    Share("datatalks-edited", ".txt", 69),
    Share("changelog", ".md", 100),
    Share("talkpython-vtt", ".vtt", 60, "Talk Python To Me"),
    Share("oxide", ".txt", 31, "Oxide and Friends"),
    Share("bitcoin", ".md", 20, "Bitcoin Transcripts"),
    Share("conduit", ".md", 20, "Conduit"),
)

_PREFIXES = {
    "the-changelog": "The Changelog",
    "practical-ai": "Practical AI",
    "founders-talk": "Founders Talk",
    "brain-science": "Brain Science",
    "backstage": "Backstage",
}
"""How files of the changelog's shows begin -> the show."""

_SITE = """\
title = "Three Hundred Conversations"
description = "Real episodes of real podcasts, to look at what a site of this size is like."
address = "https://example.org/demo/"
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the site, build it, and give the build's exit status."""
    options = _parser().parse_args(arguments)
    if not any((options.corpora / share.corpus).is_dir() for share in SHARES):
        print(f"{options.corpora}: no corpora here", file=sys.stderr)
        return 2
    make_site(options.corpora, options.out, options.episodes)
    return chapterhouse(["build", str(options.out), "--jobs", str(options.jobs)])


def make_site(corpora: Path, site: Path, episodes: int) -> None:
    """Write the sources of a site of about so many episodes; its output/ stays."""
    for folder in ("seeds", "content"):
        shutil.rmtree(site / folder, ignore_errors=True)
    (site / "content" / "episodes").mkdir(parents=True)
    names = []
    for share in SHARES:
        for file, show in _chosen(corpora, share, episodes):
            names.append(show)
            _add(file, show, site)
    shows = "".join(f"\n[[shows]]\nname = {json.dumps(name)}\n" for name in dict.fromkeys(names))
    (site / "content" / "site.toml").write_text(_SITE + shows, encoding="utf-8")


def _chosen(corpora: Path, share: Share, episodes: int) -> Iterator[tuple[Path, str]]:
    """Evenly over the corpus, so that seasons and years are mixed as in life."""
    files = sorted((corpora / share.corpus).glob(f"*{share.suffix}"))
    wanted = min(len(files), max(1, round(share.parts * episodes / 300)))
    for n in range(wanted):
        file = files[n * len(files) // wanted]
        yield file, share.show or _show_of(file)


def _show_of(file: Path) -> str:
    found = (show for prefix, show in _PREFIXES.items() if file.name.startswith(prefix))
    return next(found, "DataTalks.Club")


def _add(file: Path, show: str, site: Path) -> None:
    """The transcript, and what its host would say of it in content/episodes."""
    folder = re.sub(r"[^a-z0-9]+", "-", show.lower()).strip("-")
    target = site / "seeds" / folder / file.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)
    known = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    facts = {
        "transcript": target.relative_to(site / "seeds").as_posix(),
        "show": show,
        "date": known.get("date"),
        "title": known.get("title_without_number") or known.get("title"),
        "number": known.get("number"),
    }
    lines = [
        f"{key}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in facts.items()
        if value is not None
    ]
    override = site / "content" / "episodes" / f"{folder}-{target.stem}.md"
    override.write_text("\n".join(["---", *lines, "---", ""]), encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpora", type=Path, help="the folder of corpora")
    parser.add_argument("--out", type=Path, default=ROOT / "demo", help="the site's folder")
    parser.add_argument("--episodes", type=int, default=300, help="about how many (300)")
    parser.add_argument("--jobs", type=int, default=2, help="processes (2)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
