"""A site that has every kind of page at once, in either theme: several shows, long lists on
numbered pages, equal numbers and titles, topics, related chapters, free pages, a health page,
a hidden person, episodes in other languages, and with as many parts as an episode can have."""

from __future__ import annotations

from pathlib import Path

from conftest import talk

EPISODES = 130
"""Of the long show: two full pages of every list, and more."""

PAGES = {
    "home": "",
    "archive": "archive/",
    "archive, a full page": "archive/1/",
    "archive, the newest page at its number": "archive/2/",
    "chapters": "chapters/",
    "chapters, a full page": "chapters/1/",
    "shows": "shows/",
    "a long show": "shows/engine-room/",
    "a short show": "shows/field-notes/",
    "people": "people/",
    "host": "people/charles-babbage/",
    "host, a full page": "people/charles-babbage/1/",
    "guest": "people/grace-hopper/",
    "topics": "topics/",
    "topic": "topics/looms/",
    "topic, a full page": "topics/looms/1/",
    "an episode with all parts": "episodes/talk-0/",
    "an episode without": "episodes/talk-4/",
    "an episode in German": "episodes/talk-1/",
    "an episode in Hebrew": "episodes/talk-2/",
    "search": "search/",
    "health": "health/",
    "a free page": "about/",
    "a free page below it": "about/people/",
    "404": "404.html",
}
"""Type -> address below the site's root."""

_SITE = """\
title = "Full"
description = "All that a site can have."
theme = "{theme}"
health = true
edit_url = "https://edit.example.org/{{path}}"
feed = "https://feeds.example.org/all.xml"

[look]
logo = "logo.svg"
icon = "icon.svg"
reading = "Georgia, serif"
accent = "#1c5d98"

[look.dark]
logo = "logo.svg"

[[nav]]
to = "pages/about/index.md"

[[nav]]
to = "default"

[[shows]]
name = "Engine Room"
hosts = ["Charles Babbage"]
description = "Of engines."
feed = "https://feeds.example.org/engine.xml"

[[shows]]
name = "Field Notes"
hosts = ["Grace Hopper"]
"""

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="30"/>'

_ABOUT = """\
---
updated: 2024-05-01
---
# About

[people](people.md#who), [talk](../../episodes/long-000.md#t60), [Ada](../../people/ada.md),
[all shows](/shows/), ![a loom](loom.svg)

## Looms

{{ quote "talk-0" 1:00 }}

{{ clip "talk-0" 1:00 }}

{{ latest 3 }}

{{ episodes show="Field Notes" }}
"""

_ALL = """\
youtube: Vms29u9xC3k
audio: https://audio.example.org/a.mp3
reviewed: false
description: How a loom counts.
---
It begins at 0:12, and [Ada](../people/ada.md) says more at 1:09.

{{ clip "talk-1" 1:00 }}
"""


def write_full_site(folder: Path, theme: str = "default") -> Path:
    """The sources of the site, in `folder`."""
    files = {
        "content/site.toml": _SITE.format(theme=theme),
        "content/logo.svg": _SVG,
        "content/icon.svg": _SVG,
        "content/pages/about/index.md": _ABOUT,
        "content/pages/about/people.md": "# People\n\n## Who\n\n[back](index.md#looms)\n",
        "content/pages/about/loom.svg": _SVG,
        "content/people/ada.md": (
            "---\nname: Ada Lovelace\nlinks:\n  web: https://a.example\n---\nOf *numbers*.\n"
        ),
        "content/people/alan.md": "---\nname: Alan Turing\nhidden: true\n---\n",
    }
    for number in range(EPISODES):
        files |= _episode(number)
    for number, guest in enumerate(("Grace Hopper", "Alan Turing", "Ünsal Ö. Çelik")):
        # One title and, twice, one number, in another show.
        files[f"seeds/field/{number}.txt"] = talk("Talk 5", 1, max(1, number), guest)
        files[f"content/episodes/field-{number}.md"] = (
            f"---\ntranscript: field/{number}.txt\nshow: Field Notes\ntitle: Talk 5\n"
            f"date: 2016-03-0{number + 1}\n---\n"
        )
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


_LANGUAGES = {1: "de", 2: "he"}

_ALIKE = """
Keeping bees

Charles: Honey comes from hives, and a beekeeper looks after the queen and her swarm. (2:00)

Charles: In a hive the queen lays, the swarm has nectar, the beekeeper waits for honey. (2:20)
"""
"""What two episodes speak of, and no other."""


def _episode(number: int) -> dict[str, str]:
    guest = ("Ada Lovelace", "Grace Hopper", f"Guest {chr(65 + number % 26)}. Nr{number}")[
        number % 3
    ]
    said = talk(f"Talk {number}", number // 20 + 1, number % 20 + 1, guest)
    if number in (0, 7):
        said += _ALIKE
    head = [
        f"transcript: long/{number:03}.txt",
        f"title: Talk {number}",
        "show: Engine Room",
        f"season: {number // 20 + 1}",
        f"number: {number % 20 + 1}",
        f"date: {2015 + number // 20}-02-{number % 20 + 1:02}",
        "topics: [Looms, Ünïcode & more]" if number % 7 == 0 else "topics: [Looms]",
    ]
    if number in _LANGUAGES:
        head.append(f"language: {_LANGUAGES[number]}")
    rest = _ALL if number == 0 else "---\n"
    return {
        f"seeds/long/{number:03}.txt": said,
        f"content/episodes/long-{number:03}.md": "\n".join(["---", *head, rest]),
    }
