"""Sites to be edited: many transcripts of an hour, and a theme of the site's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from search_bench.corpus import write_site

_SITE = 'title = "Bench {number}"\naddress = "https://example.org/"\ntheme = "bench"\n'
_THEME = 'name = "bench"\nparent = "default"\n'
_SLUG = "the-one-that-is-edited"


@dataclass(frozen=True, slots=True)
class Sample:
    """A site, and the episode of it that is edited."""

    folder: Path
    transcript: Path
    text: str
    """Of the transcript, before anybody edits it."""

    @property
    def page(self) -> str:
        """Its address from the site's root."""
        return f"episodes/{_SLUG}/"

    def write(self, path: str, text: str) -> None:
        """A file of the site."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def write_site(self, number: int) -> None:
        """site.toml, with a number in its title."""
        self.write("content/site.toml", _SITE.format(number=number))

    def write_override(self, more: str) -> None:
        """What the host says of the episode."""
        name = self.transcript.name
        self.write("content/episodes/edited.md", f"---\ntranscript: {name}\n{more}---\n")

    def write_template(self, number: int) -> None:
        """A template of the site's own theme."""
        footer = f'<p data-seen="seen-{number}"></p>'
        inside = "{% block main %}{{ super() }}" + footer + "{% endblock %}"
        text = '{% extends "default/episode.html" %}\n' + inside + "\n"
        self.write("themes/bench/templates/episode.html", text)

    def write_styles(self, number: int) -> None:
        """A style sheet of the site's own theme."""
        text = f'@import url("../default/css/tools.css");\n:root {{ --seen: "seen-{number}" }}\n'
        self.write("themes/bench/static/css/tools.css", text)


def sample_site(corpus: Path, folder: Path, episodes: int) -> Sample:
    """A site of so many episodes in the folder, made unless it stands there."""
    if not (folder / "seeds").is_dir():
        write_site(corpus, folder, episodes)
    files = sorted((folder / "seeds").iterdir())
    transcript = files[len(files) // 2]
    kept = folder / "transcript-as-it-was.txt"
    if not kept.exists():
        kept.write_bytes(transcript.read_bytes())
    transcript.write_bytes(kept.read_bytes())
    sample = Sample(folder, transcript, kept.read_text(encoding="utf-8"))
    sample.write("themes/bench/theme.toml", _THEME)
    sample.write_template(0)
    sample.write_styles(0)
    sample.write_override(f"slug: {_SLUG}\n")
    sample.write_site(0)
    return sample
