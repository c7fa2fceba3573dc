"""content/hooks.py: what a host adds in Python, and how its mistakes are told."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from chapterhouse.build import build
from chapterhouse.errors import ChapterhouseError
from chapterhouse.hooks import Hooks
from conftest import MakeSite, talk
from crawl import dead_links

SAMPLE = '''\
"""A page of all titles, louder titles, and a filter for them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from chapterhouse.hooks import Page


@dataclass(frozen=True)
class Entry:
    title: str
    link: str


def episode(episode):
    return replace(episode, title=f"{episode.title}!")


def pages(site):
    entries = [Entry(each.title, f"/episodes/{each.slug}/") for each in site.episodes]
    text = "\\n".join(f"- [{each.title}]({each.link})" for each in entries)
    yield Page("/all/titles/", "All titles", text + "\\n\\n{{ latest 1 }}", nav=1)


def shout(text):
    return text.upper()


filters = {"shout": shout}
'''

SITE = {
    "content/site.toml": 'title = "Test site"\ntheme = "mine"\n',
    "themes/mine/theme.toml": 'name = "mine"\nparent = "default"\n',
    "themes/mine/templates/page.html": """\
        {% extends "default/page.html" %}
        {% block heading %}<h1>{{ view.title | shout }}</h1>{% endblock %}
        """,
    "seeds/a.txt": talk("Looms"),
    "seeds/b.txt": talk("Cards", 1, 2),
}


def said(make_site: MakeSite, code: str) -> str:
    folder = make_site({"seeds/a.txt": talk("Looms"), "content/hooks.py": code})
    with pytest.raises(ChapterhouseError) as caught:
        build(folder)
    return str(caught.value).replace(f"{folder.as_posix()}/", "")


def tree(folder: Path) -> dict[str, bytes]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_sample_adds_a_page_and_a_filter_and_amends_episodes(make_site: MakeSite) -> None:
    folder = make_site({**SITE, "content/hooks.py": SAMPLE})
    build(folder, address="https://example.org/repo/")
    output = folder / "output"
    page = (output / "all/titles/index.html").read_text("utf-8")
    assert "<h1>ALL TITLES</h1>" in page
    assert '<a href="../../episodes/looms/">Looms!</a>' in page
    assert '<a href="./" aria-current="page">All titles</a>' in page
    assert "<h1>Looms!</h1>" in (output / "episodes/looms/index.html").read_text("utf-8")
    assert "Looms!" in (output / "shows/engine-room/index.html").read_text("utf-8")
    assert dead_links(output, "/repo/") == []


def test_other_processes_make_the_same_bytes(make_site: MakeSite) -> None:
    folder = make_site({**SITE, "content/hooks.py": SAMPLE})
    build(folder, folder / "one")
    with ProcessPoolExecutor(2) as pool:
        build(folder, folder / "two", run=pool.map)
    one, two = tree(folder / "one"), tree(folder / "two")
    assert {n: d for n, d in one.items() if not n.startswith(".")} == {
        n: d for n, d in two.items() if not n.startswith(".")
    }


def test_nothing_is_written_beside_the_hooks(make_site: MakeSite) -> None:
    folder = make_site({**SITE, "content/hooks.py": SAMPLE})
    before = set(tree(folder / "content"))
    build(folder, remember=False)
    assert set(tree(folder / "content")) == before


def replacing(what: str) -> str:
    """A hook that gives an episode other fields."""
    return (
        "from dataclasses import replace\n"
        f"def episode(episode):\n    return replace(episode, {what})"
    )


def adding(page: str) -> str:
    """A hook that adds a page."""
    return f"from chapterhouse.hooks import Page\ndef pages(site):\n    return [{page}]"


_EPISODE = "content/hooks.py: the Episode of episode() for seeds/a.txt: "

MISTAKES = {
    replacing("title=None"): f'{_EPISODE}"title" must be text, not empty',
    replacing("number='7'"): f'{_EPISODE}"number" must be a whole number, not text; write it',
    replacing("date='2021-01-01'"): f'{_EPISODE}"date" cannot be used: ',
    replacing("guests=['Ada']"): f'{_EPISODE}"guests" must be a tuple, not a list',
    replacing("guests=(3,)"): f'{_EPISODE}"guests", entry 1, must be text, not a number',
    replacing("chapters=('x',)"): f'{_EPISODE}"chapters", entry 1, ',
    replacing("title='\\0'"): f'{_EPISODE}"title" holds the control character U+0000; delete it',
    replacing(
        "title='\\ud800'"
    ): f'{_EPISODE}"title" holds the control character U+D800; delete it',
    adding("Page(3, 'X', '')"): 'content/hooks.py: the Page "3": "address" must be text, not a',
    adding("Page('/x/', None, '')"): 'content/hooks.py: the Page "/x/": "title" must be text',
    adding("Page('/x/', ' ', '')"): 'content/hooks.py: the Page "/x/" has no title',
    adding("Page('/x/', 'X', None)"): 'content/hooks.py: the Page "/x/": "text" must be text',
    adding("Page('/x/', 'X', '', nav='A')"): 'content/hooks.py: the Page "/x/": "nav" must be a '
    "whole number, not text",
    "def episode(episode)\n    pass": "content/hooks.py:1: expected ':'",
    "import no_such_module": "content/hooks.py:1: the file failed: ModuleNotFoundError: "
    "No module named 'no_such_module'",
    "def epsiode(episode):\n    return episode": "content/hooks.py: there is no hook in this file; "
    "define one of episode, filters, pages",
    "def episode(episode):\n    return episode.titel": "content/hooks.py:2: episode() for "
    "seeds/a.txt failed: AttributeError: 'Episode' object has no attribute 'titel'; "
    'did you mean "title"?',
    "def episode(episode):\n    pass": "content/hooks.py: episode() must return an Episode, not "
    "NoneType; end it with: return episode",
    "def pages(site):\n    yield 1 / 0": "content/hooks.py:2: pages() failed: ZeroDivisionError: "
    "division by zero",
    "import sys\nsys.exit(3)": "content/hooks.py:2: the file failed: SystemExit: 3",
    "def pages(site):\n    return 5": "content/hooks.py: pages() must return or yield Pages",
    "def pages(site):\n    return ['x']": "content/hooks.py: pages() must give Pages, not str",
    "pages = 5": 'content/hooks.py: "pages" must be a function',
    "filters = {'x': 5}": 'content/hooks.py: the filter "x" must be a function',
    "filters = {'link': str}": 'content/hooks.py: there is a filter "link" already',
    "from chapterhouse.hooks import Page\ndef pages(site):\n    return [Page('x', 'X', '')]": (
        'content/hooks.py: "x" is no address for a page; such as "/by-year/"'
    ),
    "from chapterhouse.hooks import Page\ndef pages(site):\n"
    "    return [Page('/people/', 'X', '')]": (
        'content/hooks.py: the address "/people/" is the site\'s own; choose another address'
    ),
    "from chapterhouse.hooks import Page\ndef pages(site):\n"
    "    return [Page('/x/', 'X', '{{ clop }}')]": (
        'content/hooks.py: no shortcode is called "clop"'
    ),
}


@pytest.mark.parametrize("code", MISTAKES)
def test_a_mistake_is_one_line_with_its_place(make_site: MakeSite, code: str) -> None:
    line = said(make_site, code)
    assert line.startswith(MISTAKES[code])
    assert "\n" not in line
    assert "Traceback" not in line


def test_threads_may_run_the_hooks_at_once() -> None:
    code = (
        "from __future__ import annotations\n"
        "import time\nfrom dataclasses import dataclass\ntime.sleep(0.002)\n"
        "@dataclass\nclass Note:\n    text: str\n\n"
        "filters = {'note': lambda text: Note(text).text}\n"
    )
    with ThreadPoolExecutor(4) as pool:
        loaded = list(pool.map(lambda _: Hooks(code).load(), range(40)))
    assert [each.filters["note"]("x") for each in loaded] == ["x"] * 40
