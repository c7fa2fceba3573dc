"""A small crawler for a built site: which addresses its pages name, and which of them exist."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

HOST = "https://site.test"


@dataclass
class Scan(HTMLParser):
    """The links and ids of one page."""

    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action", "data-index", "data-root") and value is not None:
                self.links.append(value)
            elif name == "id" and value is not None:
                self.ids.append(value)


def scan(page: Path) -> Scan:
    found = Scan()
    found.feed(page.read_text(encoding="utf-8"))
    found.close()
    return found


def pages(output: Path) -> list[Path]:
    return sorted(output.rglob("*.html"))


def dead_links(output: Path, base: str = "/") -> list[str]:
    """Every internal link or fragment that leads nowhere, with its page, when `output` is
    served at `base`. A link that leaves `base` is dead, too."""
    scans = {page.relative_to(output).as_posix(): scan(page) for page in pages(output)}
    dead = []
    for page, found in scans.items():
        problems = ((link, _problem(output, base, page, link, scans)) for link in found.links)
        dead += [f"{page}: {link}: {problem}" for link, problem in problems if problem]
    return dead


def _problem(output: Path, base: str, page: str, link: str, scans: dict[str, Scan]) -> str | None:
    here = f"{HOST}{base}{page.removesuffix('index.html')}"
    target = urlsplit(urljoin(here, link))
    if f"{target.scheme}://{target.netloc}" != HOST:
        return None
    if not target.path.startswith(base):
        return "leaves the site"
    file = unquote(target.path.removeprefix(base))
    if not file or file.endswith("/"):
        if (
            (output / file).is_dir()
            and link.endswith("/")
            and not (output / file / "index.html").exists()
        ):
            return None if _is_folder_of_data(output / file) else "no page there"
        file += "index.html"
    if not (output / file).is_file():
        return "no such file"
    if target.fragment and unquote(target.fragment) not in scans[file].ids:
        return "no such fragment"
    return None


def _is_folder_of_data(folder: Path) -> bool:
    return any(child.suffix == ".json" for child in folder.iterdir())
