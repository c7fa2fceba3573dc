"""What docs/configuration.md calls needed is what the program misses, and nothing else is."""

from __future__ import annotations

import re

import pytest

from chapterhouse.content import load_content
from chapterhouse.errors import Failures
from config_reference import SECTIONS, Section, keys
from conftest import MakeSite

SITE = 'title = "x"\n'
BARE = {
    "content/site.toml": {"content/site.toml": ""},
    "[[shows]]": {"content/site.toml": f"{SITE}[[shows]]\n"},
    "[topics]": {"content/site.toml": f"{SITE}[topics]\n"},
    "[[nav]]": {"content/site.toml": f"{SITE}[[nav]]\n"},
    "[check]": {"content/site.toml": f"{SITE}[check]\n"},
    "[look]": {"content/site.toml": f"{SITE}[look]\n"},
    "[look.light]": {"content/site.toml": f"{SITE}[look.light]\n"},
    "[look.dark]": {"content/site.toml": f"{SITE}[look.dark]\n"},
    "content/episodes/*.md": {"seeds/a.txt": "", "content/episodes/a.md": "---\n---\n"},
    "youtube, as a table": {"seeds/a.txt": "", "content/episodes/a.md": "---\nyoutube: {}\n---\n"},
    "audio, as a table": {"seeds/a.txt": "", "content/episodes/a.md": "---\naudio: {}\n---\n"},
    "content/people/*.md": {"content/people/ada.md": "---\n---\n"},
    "content/pages/*.md": {"content/pages/about.md": "# About\n"},
    "nav, as a table": {"content/pages/about.md": "---\nnav: {}\n---\n# About\n"},
}
"""A section's heading -> files in which nothing of it is said."""


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.heading)
def test_a_key_is_called_needed_if_it_is(section: Section, make_site: MakeSite) -> None:
    needed = {key for key, (_, default, _) in keys(section).items() if default == "needed"}
    if section.heading not in BARE:
        assert not needed
        return
    try:
        load_content(make_site(BARE[section.heading]))
        missed = []
    except Failures as failures:
        missed = [re.findall('missing key "(.*)"', str(each)) for each in failures.errors]
    assert sorted(name for names in missed for name in names) == sorted(needed)
