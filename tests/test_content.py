"""Reading content/: what a host may write, and what is said when they slip."""

from __future__ import annotations

import datetime
import os
import pickle
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapterhouse.content import (
    AudioSource,
    Content,
    Override,
    PersonNote,
    ShowConfig,
    SiteConfig,
    VideoSource,
    check_overrides,
    load_content,
)
from chapterhouse.errors import ChapterhouseError, ContentError, Failures
from chapterhouse.front_matter import read_front_matter
from chapterhouse.model import Source
from conftest import close

REPOSITORY = Path(__file__).parent.parent

SITE = "content/site.toml"
UNCLOSED = "a text does not end; close the quotation mark"
TOO_LOW = "it belongs to the top of the file, above the first [table]; here it is in"
EPISODE = "content/episodes/a.md"
PERSON = "content/people/a.md"


def write(site: Path, files: dict[str, str | bytes]) -> Path:
    for path, text in ({SITE: 'title = "T"\n'} | files).items():
        place = site / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return site


def load(site: Path, **files: str | bytes) -> Content:
    paths = {"config": SITE, "episode": EPISODE, "person": PERSON}
    return load_content(write(site, {paths[name]: text for name, text in files.items()}))


def problems(site: Path, **files: str | bytes) -> list[str]:
    with pytest.raises(Failures) as caught:
        load(site, **files)
    assert all(isinstance(error, ContentError) for error in caught.value.errors)
    return [str(error) for error in caught.value.errors]


# --- what is read ---------------------------------------------------------------------


def test_everything_a_site_may_say(tmp_path: Path) -> None:
    site = """
title = "Talks"
address = "https://user.github.io/talks/"
language = "pt-BR"
theme = "dusk"
description = " About  "
[[shows]]
name = "The Show"
slug = "show"
description = "A show"
hosts = ["Ada  Lovelace", "Bob"]
[[shows]]
name = "Other"
"""
    assert load(tmp_path, config=site).config == SiteConfig(
        title="Talks",
        address="https://user.github.io/talks/",
        language="pt-BR",
        theme="dusk",
        description="About",
        shows=(
            ShowConfig("The Show", "show", "A show", ("Ada Lovelace", "Bob")),
            ShowConfig("Other"),
        ),
    )


def test_a_title_is_enough_for_a_site(tmp_path: Path) -> None:
    content = load(tmp_path)
    assert content == Content(SiteConfig("T"), {}, ())
    assert content.config.language == "en"
    assert content.config.theme == "default"


def test_everything_an_override_may_say(tmp_path: Path) -> None:
    text = """---
transcript: x.srt
title: "Dogs: a history"
show: The Show
season: 04
number: 08
date: 2021-06-22
guests: [Mısra Turp]
hosts: []
description: |
  One.

  Two.
slug: dogs
language: no
youtube: https://www.youtube.com/watch?v=sMy8NYZnsy8&t=3
audio: https://example.org/a.mp3
---

# Notes

At 3:08.

---
"""
    override = load(tmp_path, episode=text).overrides["x.srt"]
    assert override == Override(
        path=EPISODE,
        transcript="x.srt",
        title="Dogs: a history",
        show="The Show",
        season=4,
        number=8,
        date=datetime.date(2021, 6, 22),
        guests=("Mısra Turp",),
        hosts=(),
        description="One.\n\nTwo.",
        slug="dogs",
        language="no",
        youtube=VideoSource("sMy8NYZnsy8"),
        audio=AudioSource("https://example.org/a.mp3"),
        notes="# Notes\n\nAt 3:08.\n\n---",
        line=2,
    )


def test_everything_a_person_may_have(tmp_path: Path) -> None:
    text = """---
name: Mısra Turp
slug: misra
aliases: [Misra, M.T.]
links:
  Web: https://example.org/
  A b: http://example.org/x
---
She *talks*.
"""
    assert load(tmp_path, person=text).people == (
        PersonNote(
            path=PERSON,
            name="Mısra Turp",
            slug="misra",
            aliases=("Misra", "M.T."),
            links={"Web": "https://example.org/", "A b": "http://example.org/x"},
            bio="She *talks*.",
        ),
    )


@pytest.mark.parametrize("name", ["Mısra Turp", "misra  TURP", "Misra", "mısra", "M. T."])
def test_a_person_is_found_by_any_name(name: str, tmp_path: Path) -> None:
    content = load(tmp_path, person="---\nname: Mısra Turp\naliases: [Misra, M. T.]\n---\n")
    assert content.person(name) is content.people[0]
    assert content.person("Mis") is None
    again = pickle.loads(pickle.dumps(content)).person(name)
    assert again == content.people[0]


@pytest.mark.parametrize(
    "written",
    [
        "sMy8NYZnsy8",
        "https://www.youtube.com/watch?v=sMy8NYZnsy8",
        "https://m.youtube.com/watch?app=desktop&v=sMy8NYZnsy8#x",
        "https://youtu.be/sMy8NYZnsy8?si=abc",
        "http://youtube.com/live/sMy8NYZnsy8?feature=share",
        "https://www.youtube-nocookie.com/embed/sMy8NYZnsy8",
    ],
)
def test_a_video_is_its_id_however_it_is_written(written: str, tmp_path: Path) -> None:
    content = load(tmp_path, episode=f"---\nyoutube: {written}\n---\n")
    assert content.overrides["a"].youtube == VideoSource("sMy8NYZnsy8")


def test_a_recording_may_be_ahead_of_the_transcript_or_behind_it(tmp_path: Path) -> None:
    text = """---
youtube: {id: https://youtu.be/sMy8NYZnsy8, offset: 12.5}
audio:
  url: https://example.org/a.mp3
  offset: -3
---
"""
    override = load(tmp_path, episode=text).overrides["a"]
    assert override.youtube == VideoSource("sMy8NYZnsy8", 12.5)
    assert override.audio == AudioSource("https://example.org/a.mp3", -3)


@pytest.mark.parametrize(
    "text",
    [
        b"---\ntitle: x\n---\nnotes",
        b"---\r\ntitle: x\r\n---\r\nnotes\r\n",
        b"\xef\xbb\xbf---\ntitle: x\n---\nnotes",
        b"\n\n--- \ntitle: x\n...\n\n\nnotes\n\n",
    ],
)
def test_line_ends_and_byte_order_marks_make_no_difference(text: bytes, tmp_path: Path) -> None:
    override = load(tmp_path, episode=text).overrides["a"]
    assert (override.title, override.notes) == ("x", "notes")


@pytest.mark.parametrize("text", ["notes", "---\n---\nnotes", "---\n# title: x\n---\nnotes"])
def test_an_override_may_be_notes_only(text: str, tmp_path: Path) -> None:
    override = load(tmp_path, episode=text).overrides["a"]
    assert override == Override(path=EPISODE, transcript="a", notes="notes")


def test_an_empty_key_says_nothing(tmp_path: Path) -> None:
    override = load(tmp_path, episode="---\ntitle:\nguests: ~\n---\n").overrides["a"]
    assert (override.title, override.guests) == (None, None)


def test_files_that_are_no_markdown_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, {"content/episodes/x.txt": "---", "content/episodes/.b.md": "---"})
    assert load_content(tmp_path).overrides == {}


def test_a_slug_may_be_longer_than_one_that_is_made(tmp_path: Path) -> None:
    slug = "-".join(["word"] * 40)
    assert load(tmp_path, episode=f"---\nslug: {slug}\n---\n").overrides["a"].slug == slug


# --- slips ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n\ntilte = 1", ':3: unknown key "tilte"; did you mean "title"?'),
        ("", ': missing key "title"'),
        (
            "title = x",
            ':1: TOML cannot be read: invalid value; text stands in quotes: key = "value"',
        ),
        ('title = "x\nlanguage = "en"', f":1: TOML cannot be read: {UNCLOSED}"),
        ('title = "x"\nlanguage = "en', f":2: TOML cannot be read: {UNCLOSED}"),
        ("title = 'x\nhealth = true\n", f":1: TOML cannot be read: {UNCLOSED}"),
        ("title = 'x\ntheme = 'y'\n", f":1: TOML cannot be read: {UNCLOSED}"),
        ('title = "x"\ndescription = """y\n\nz"\n', f":2: TOML cannot be read: {UNCLOSED}"),
        ("title = 'x'\ndescription = '''y\n\nz", f":2: TOML cannot be read: {UNCLOSED}"),
        (
            'title = "x"\n[check]\nignore = []\nedit_url = "https://x.y/"',
            f':4: unknown key "edit_url"; {TOO_LOW} [check]',
        ),
        (
            'title = "x"\n[[shows]]\nname = "A"\ntheme = "studio"',
            f':4: unknown key "theme"; {TOO_LOW} [[shows]]',
        ),
        (
            'title = "x"\n[look.dark]\nhealth = true',
            f':3: unknown key "health"; {TOO_LOW} [look.dark]',
        ),
        (
            'title = "x"\n[check]\nlines = 1',
            ':3: unknown key "lines"; known are: ignore',
        ),
        (b"# \xe9\ntitle = 'x'", ":1: this is not UTF-8; save it as UTF-8"),
        (b"title = 'x'\n\n# \x07", ":3: the control character U+0007 cannot stand here; delete it"),
        ('title = "x"\nx = ' + "[" * 4000 + "]" * 4000, ": brackets stand too deep"),
        (
            'title = "x"\nlanguage = "English"',
            ':2: "language" must be a language code, not "English"; such as "en" or "pt-BR"',
        ),
        (
            'title = "x"\naddress = "example.org"',
            ':2: "address" must be a web address, not "example.org"; '
            "it begins with https:// and holds no spaces",
        ),
        (
            'title = "x"\naddress = "https://x.y/?a"',
            ':2: "address" must end before any ? or #; write "https://x.y/"',
        ),
        ('title = " "', ':1: "title" must not be empty'),
        (
            'title = "x"\n[[shows]]\nname = "A B"\nslug = "A_B"',
            ':4: "slug" may hold lower-case letters, digits and single hyphens only; write "a-b"',
        ),
        (
            'title = "x"\n[[shows]]\nname = "Ä"\n[[shows]]\nname = "a"',
            ':5: the name "a" is taken already, by content/site.toml:3',
        ),
        (
            'title = "x"\n[[shows]]\nname = "A"\nslug = "s"\n[[shows]]\nslug = "s"\nname = "B"',
            ':6: the slug "s" is taken already, by content/site.toml:4',
        ),
    ],
)
def test_a_slip_in_the_site_file(text: str | bytes, said: str, tmp_path: Path) -> None:
    assert problems(tmp_path, config=text) == [f"{SITE}{said}"]


def test_a_missing_site_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(Failures) as caught:
        load_content(tmp_path)
    assert str(caught.value) == (
        "content/site.toml: there is no such file; "
        'create it with a line such as title = "My podcast"'
    )


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "https://ada:s3cret@x.org/a/",
            "must not hold a user's name or password; write \"https://x.org/a/\"",
        ),
        ("https://ada@x.org/", "must not hold a user's name or password; write \"https://x.org/\""),
        ("https://ada:s3cret@x.org/ a", 'must be a web address, not "https://***@x.org/ a"; '
            "it begins with https:// and holds no spaces"),
        ("https://x.org/a?", 'must end before any ? or #; write "https://x.org/a"'),
        ("https://x.org/a#b", 'must end before any ? or #; write "https://x.org/a"'),
        ("https://x.org//", 'must not have two slashes in a row; such as "https://x.org/"'),
        ("https://x.org/a//b", 'must not have two slashes in a row; such as "https://x.org/a/b/"'),
        ("https://x.org/a//", 'must not have two slashes in a row; such as "https://x.org/a/"'),
        ("https://x.org/..", 'must not have ".." in its path; such as "https://x.org/"'),
        ("https://x.org/./a/", 'must not have "." in its path; such as "https://x.org/a/"'),
        ("https://x.org/.%2E/a", 'must not have ".%2E" in its path; such as "https://x.org/a/"'),
        ("https://x.org/%2e/", 'must not have "%2e" in its path; such as "https://x.org/"'),
        ("https://x.org/a%2f..%5c", 'must not have "a%2f..%5c" in its path; such as "https://x.org/"'),
        ("https://x%2e/", "must name its host without percent signs; write the letters themselves"),
        (
            "https://ä..org/",
            'names a host that there can\'t be: "ä..org"; '
            "look for a slip in it, or write it in the form that begins with xn--",
        ),
    ],
)  # fmt: skip
def test_what_a_sites_address_cant_be(address: str, said: str, tmp_path: Path) -> None:
    config = f'title = "x"\naddress = "{address}"'
    assert problems(tmp_path, config=config) == [f'{SITE}:2: "address" {said}']


@pytest.mark.parametrize(
    "address",
    ["https://x.org", "https://x.org/", "http://127.0.0.1:80/a/b", "https://x.org/.a/...", ""],
)
def test_what_it_can_be_stays_as_it_is(address: str, tmp_path: Path) -> None:
    assert load(tmp_path, config=f'title = "x"\naddress = "{address}"').config.address == address


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel: x", '2: unknown key "titel"; did you mean "title"?'),
        ("title: 2048", '2: "title" must be text, not a number; put it in quotes: "2048"'),
        ("season: -1", '2: "season" must be 0 or more, not -1'),
        ("season: 1.5", '2: "season" must be a whole number, not a number with a point'),
        ("season: 0x10", '2: "season" must be a whole number, not text'),
        ("number: yes", '2: "number" must be a whole number, not text'),
        ("number: 1:30", '2: "number" must be a whole number, not text'),
        ("number: 123456789012345678901", "2: 12345678901234567890 is no number that can be used"),
        ("date: 2021-13-45", '2: "date" is 2021-13-45, a day that no calendar has'),
        ("date: yesterday", '2: "date" must be a date such as 2021-06-22, not yesterday'),
        ("date: 20210622", '2: "date" must be a date such as 2021-06-22, not 20210622'),
        (
            "date: 2021-06-22 10:00:00",
            '2: "date" must be a date such as 2021-06-22, not 2021-06-22 10:00:00',
        ),
        (
            "guests: Ben Wilson",
            '2: "guests" must be a list, not text; write it as a list: ["Ben Wilson"]',
        ),
        (
            "guests:\n- A\n- 3",
            '4: "guests", entry 2, must be text, not a number; put it in quotes: "3"',
        ),
        (
            "slug: Größe!",
            '2: "slug" may hold lower-case letters, digits and single hyphens only; write "grosse"',
        ),
        ("slug: con", '2: "slug" must not be "con", a name that Windows keeps; write "con-1"'),
        (
            f"slug: {'a' * 201}",
            '2: "slug" must not be longer than 200 characters, and has 201',
        ),
        ('slug: "?"', '2: "slug" may hold lower-case letters, digits and single hyphens only'),
        (
            "audio: javascript:alert(1)",
            '2: "audio" must be a web address, not "javascript:alert(1)"; '
            "it begins with https:// and holds no spaces",
        ),
        (
            "youtube: https://example.org/watch?v=sMy8NYZnsy8",
            '2: "youtube" must be a YouTube video\'s id or address, '
            'not "https://example.org/watch?v=sMy8NYZnsy8"; '
            "it has 11 characters and stands after v= in the video's address",
        ),
        (
            "youtube: 12345678901",
            '2: "youtube" must be text, not a number; put it in quotes: "12345678901"',
        ),
        ("youtube:\n  offset: 3", '2: missing key "id"'),
        ("audio:\n  ulr: https://x.org/a.mp3", '3: unknown key "ulr"; did you mean "url"?'),
        (
            "audio:\n  url: https://x.y/a.mp3\n  title: B",
            '4: unknown key "title"; it does not belong to "audio": begin its line without spaces',
        ),
        (
            "audio: {url: a.mp3, offset: 3}",
            '2: "url" must be a web address, not "a.mp3"; '
            "it begins with https:// and holds no spaces",
        ),
        ("youtube: {id: sMy8NYZnsy8, offset: x}", '2: "offset" must be a number, not text'),
        (
            "youtube: {id: sMy8NYZnsy8, offset: 100000}",
            '2: "offset" must be 86400.0 or less, not 100000',
        ),
        (
            "title: Dogs: a history",
            "2: YAML cannot be read: mapping values are not allowed here; "
            'put quotes around a value that holds ": "',
        ),
        (
            "title: x\n\tshow: y",
            "3: YAML cannot be read: found character '\\t' that cannot start any token; "
            "indent with spaces, not with a tab",
        ),
        ("title: x\nshow: y\ntitle: z", '4: "title" stands in line 2 already'),
        (
            'title: "x\nshow: y',
            "2: YAML cannot be read: found unexpected end of stream; close the quotes",
        ),
        (
            "a: &x [1]\nb: [*x, *x]\nc: 1",
            "3: YAML cannot be read: a reference; put quotes around a value that begins with *",
        ),
        ("title: !!binary aGk=", '2: "!!binary" cannot be used here; write a plain value'),
        (
            "title: !!python/name:os.system",
            '2: "!!python/name:os.system" cannot be used here; write a plain value',
        ),
        ("- title", "2: front matter must be lines of key: value"),
        ("title", "2: front matter must be lines of key: value"),
        ("? [a]\n: b", "2: a key must be a word; put quotes around a value with marks in it"),
        ('title: "\\ud800"', '2: "title" holds the control character U+D800; delete it'),
    ],
)
def test_a_slip_in_an_override(text: str, said: str, tmp_path: Path) -> None:
    assert problems(tmp_path, episode=f"---\n{text}\n---\n") == [f"{EPISODE}:{said}"]


def test_front_matter_that_does_not_end_is_one_line(tmp_path: Path) -> None:
    assert problems(tmp_path, episode="---\ntitle: x\n\nSome notes.\n") == [
        f"{EPISODE}:1: the front matter is not closed; end it with a line ---"
    ]


def test_what_is_not_text_is_one_line(tmp_path: Path) -> None:
    assert problems(tmp_path, episode=b"---\ntitle: caf\xe9\n---\n") == [
        f"{EPISODE}:2: this is not UTF-8; save it as UTF-8"
    ]
    assert problems(tmp_path, episode="---\n---\nnotes\n\0") == [
        f"{EPISODE}:4: the control character U+0000 cannot stand here; delete it"
    ]


def test_brackets_without_end_are_one_line(tmp_path: Path) -> None:
    assert problems(tmp_path, episode=f"---\ntitle: {'[' * 9000}\n---\n") == [
        f"{EPISODE}: brackets stand too deep"
    ]


def test_the_body_is_not_a_key(tmp_path: Path) -> None:
    found = problems(tmp_path, episode="---\nnotes: x\npath: y\nline: 3\n---\n")
    assert [line.partition(";")[0] for line in found] == [
        f'{EPISODE}:2: unknown key "notes"',
        f'{EPISODE}:3: unknown key "path"',
        f'{EPISODE}:4: unknown key "line"',
    ]


def test_a_person_needs_a_name_and_proper_links(tmp_path: Path) -> None:
    assert problems(tmp_path, person="Just a text.") == [f'{PERSON}: missing key "name"']
    assert problems(tmp_path, person="---\nname: A\nlinks:\n  Web: ftp://x\n---\n") == [
        f'{PERSON}:4: "Web" must be a web address, not "ftp://x"; '
        "it begins with https:// and holds no spaces"
    ]


def test_the_problems_of_all_files_are_found_at_once(tmp_path: Path) -> None:
    found = problems(tmp_path, config="tilte = 1", episode="---\na: b\n---", person="---\n---")
    assert [line.partition(": ")[0] for line in found] == [f"{SITE}:1", f"{EPISODE}:2", PERSON]


def test_a_folder_instead_of_a_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / SITE).mkdir(parents=True)
    with pytest.raises(Failures, match=r"content/site\.toml: this is not a file"):
        load_content(tmp_path)


# --- contradictions -------------------------------------------------------------------


def clashes(site: Path, folder: str, *texts: str) -> list[str]:
    files: dict[str, str | bytes] = {
        f"content/{folder}/{name}.md": f"---\n{text}\n---\n"
        for name, text in zip("abcd", texts, strict=False)
    }
    with pytest.raises(Failures) as caught:
        load_content(write(site, files))
    return [str(error) for error in caught.value.errors]


def test_two_overrides_for_one_transcript(tmp_path: Path) -> None:
    assert clashes(tmp_path, "episodes", "transcript: x.txt", "transcript: x.txt") == [
        'content/episodes/b.md:2: the transcript "x.txt" is taken already, '
        "by content/episodes/a.md:2"
    ]


def test_an_override_by_name_and_one_by_key_for_one_transcript(tmp_path: Path) -> None:
    write(tmp_path, {"seeds/b.srt": ""})
    assert clashes(tmp_path, "episodes", "transcript: b.srt", "title: x") == [
        'content/episodes/b.md: the transcript "b.srt" is taken already, by content/episodes/a.md:2'
    ]


def test_one_slug_given_to_two_episodes(tmp_path: Path) -> None:
    assert clashes(tmp_path, "episodes", "title: x\nslug: x", "slug: x") == [
        'content/episodes/b.md:2: the slug "x" is taken already, by content/episodes/a.md:3'
    ]


def test_one_slug_given_to_two_people(tmp_path: Path) -> None:
    assert clashes(tmp_path, "people", "name: A\nslug: x", "name: B\nslug: x") == [
        'content/people/b.md:3: the slug "x" is taken already, by content/people/a.md:3'
    ]


def test_an_alias_that_leads_to_two_people(tmp_path: Path) -> None:
    found = clashes(tmp_path, "people", "name: Ada\naliases: [A, ADA]", "name: B\naliases: [x, á]")
    assert found == [
        'content/people/b.md:3: the name "á" is taken already, by content/people/a.md:3'
    ]


def test_two_people_of_one_name(tmp_path: Path) -> None:
    assert clashes(tmp_path, "people", "name: Mısra", "name: misra") == [
        'content/people/b.md:2: the name "misra" is taken already, by content/people/a.md:2'
    ]


# --- overrides and transcripts --------------------------------------------------------


def sources(*paths: str) -> list[Source]:
    return [Source(path, b"", "") for path in paths]


def test_an_override_without_a_key_belongs_to_the_transcript_of_its_name(tmp_path: Path) -> None:
    write(tmp_path, {"seeds/show/a.srt": "", "seeds/ab.txt": ""})
    content = load(tmp_path, episode="notes")
    assert list(content.overrides) == ["show/a.srt"]
    check_overrides(content, sources("seeds/show/a.srt", "seeds/ab.txt"))


def test_a_name_is_found_in_either_form_of_its_accents(tmp_path: Path) -> None:
    write(tmp_path, {"seeds/cafe\u0301.txt": ""})
    content = load(tmp_path, episode="---\ntranscript: caf\u00e9.txt\n---\n")
    assert list(content.overrides) == ["cafe\u0301.txt"]


@pytest.mark.parametrize(
    ("text", "seeds", "said"),
    [
        (
            "---\ntranscript: episode_one.txt\n---\n",
            ["seeds/episode-one.txt", "seeds/b.txt"],
            ':2: no transcript is called "episode_one.txt"; did you mean "episode-one.txt"?',
        ),
        ("notes", [], ': no transcript is called "a"; name its file: transcript: FILE'),
        (
            "notes",
            ["seeds/a.srt", "seeds/a.txt"],
            ": it may belong to a.srt or a.txt; say which: transcript: a.srt",
        ),
        (
            "---\ntranscript: x.txt\n---\n",
            ["seeds/1/x.txt", "seeds/2/x.txt"],
            ':2: several transcripts are called "x.txt": 1/x.txt, 2/x.txt; '
            "say which: transcript: 1/x.txt",
        ),
    ],
)
def test_an_override_without_its_transcript(
    text: str, seeds: list[str], said: str, tmp_path: Path
) -> None:
    write(tmp_path, dict.fromkeys(seeds, ""))
    content = load(tmp_path, episode=text)
    with pytest.raises(ContentError) as caught:
        check_overrides(content, sources(*seeds))
    assert str(caught.value) == f"{EPISODE}{said}"


def test_several_overrides_without_transcripts_are_all_named(tmp_path: Path) -> None:
    write(tmp_path, {"content/episodes/b.md": "notes"})
    with pytest.raises(Failures) as caught:
        check_overrides(load(tmp_path, episode="notes"), sources("seeds/x.txt"))
    assert [error.path for error in caught.value.errors] == [EPISODE, "content/episodes/b.md"]


@pytest.mark.parametrize(
    ("override", "text", "transcript"),
    [
        ("1/01.md", "notes", "1/01.txt"),
        ("2/01.markdown", "notes", "2/01.txt"),
        ("a.md", "---\ntranscript: 2/01.txt\n---\n", "2/01.txt"),
        ("a.md", "---\ntranscript: 2/01\n---\n", "2/01.txt"),
        ("a.md", "---\ntranscript: 02.txt\n---\n", "2/02.txt"),
        ("a.md", '---\ntranscript: "02"\n---\n', "2/02.txt"),
        ("new/02.MD", "notes", "2/02.txt"),
    ],
)
def test_transcripts_of_one_name_are_told_apart_by_their_folders(
    override: str, text: str, transcript: str, tmp_path: Path
) -> None:
    seeds = ("seeds/1/01.txt", "seeds/2/01.txt", "seeds/2/02.txt")
    files: dict[str, str | bytes] = {f"content/episodes/{override}": text}
    content = load_content(write(tmp_path, {**dict.fromkeys(seeds, ""), **files}))
    check_overrides(content, sources(*seeds))
    assert list(content.overrides) == [transcript]
    assert content.override(f"seeds/{transcript}") is content.overrides[transcript]


def test_hidden_transcripts_belong_to_no_override(tmp_path: Path) -> None:
    write(tmp_path, {"seeds/a.txt": "", "seeds/.git/a.srt": "", "seeds/.a.vtt": ""})
    assert list(load(tmp_path, episode="notes").overrides) == ["a.txt"]


def test_thousands_of_overrides_are_checked_at_once() -> None:
    names = [f"{number:04}.txt" for number in range(4000)]
    overrides = {name: Override(path=f"{name}.md", transcript=name) for name in names}
    began = time.process_time()
    check_overrides(
        Content(SiteConfig("T"), overrides, ()), sources(*(f"seeds/{name}" for name in names))
    )
    assert time.process_time() - began < 2


# --- what the disk refuses --------------------------------------------------------------


def test_a_link_that_leads_out_of_content_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/x.md": "---\nname: X\n---\n"})
    (tmp_path / "content/people").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "content/episodes").mkdir()
    (tmp_path / "content/episodes/x.md").symlink_to(tmp_path / "elsewhere/x.md")
    assert sorted(problems(tmp_path)) == [
        f"content/{name}: this link leads out of the folder; put a copy in its place"
        for name in ("episodes/x.md", "people")
    ]


def test_a_pipe_among_people_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "content/people").mkdir(parents=True)
    os.mkfifo(tmp_path / "content/people/x.md")
    assert problems(tmp_path) == ["content/people/x.md: this is not a file; move it elsewhere"]


def test_a_path_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failures, match=r"content/site\.toml: cannot be read \(File name too long"):
        load_content(tmp_path / ("x" * 300))


@pytest.mark.parametrize("closed", ["content/people", "content/episodes/old"])
def test_a_folder_that_cannot_be_read_is_told(
    closed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / closed).mkdir(parents=True)
    close(tmp_path / closed, monkeypatch)
    assert problems(tmp_path) == [f"{closed}: cannot be read (Permission denied)"]


# --- anything at all ------------------------------------------------------------------

YAMLISH = st.text(st.sampled_from("ab:-[]{}&*!|>'\"%@`#?, \t\n\r0129.~\\\u2028\x85é"), max_size=60)


@settings(max_examples=300)
@given(YAMLISH)
def test_any_front_matter_is_read_or_refused_with_its_line(text: str) -> None:
    whole = f"---\n{text}\n---\nbody"
    try:
        front = read_front_matter(whole, "x.md")
    except ChapterhouseError as error:
        assert isinstance(error, ContentError)
        assert error.line is None or 1 <= error.line <= len(whole.splitlines())
    else:
        assert set(front.values) == {path[0] for path in front.lines if len(path) == 1}
        assert front.body.endswith("body")


# --- this repository's own ------------------------------------------------------------


def test_our_own_content_fits_our_own_transcripts() -> None:
    content = load_content(REPOSITORY)
    seeds = [Source(f"seeds/{p.name}", b"", "") for p in (REPOSITORY / "seeds").glob("*.txt")]
    check_overrides(content, seeds)
    assert {override.transcript for override in content.overrides.values()} == {
        source.name for source in seeds
    }
    first = content.overrides["001_baed40b49aa3a3fd.txt"]
    assert (first.title, first.season, first.number) == ("Running from Complexity", 4, 5)
    assert first.youtube == VideoSource("sMy8NYZnsy8")
    shows = {show.name: show.hosts for show in content.config.shows}
    assert shows["DataTalks.Club"] == ("Alexey Grigorev",)
    for alias, name in {"Misra": "Mısra Turp", "Alexey": "Alexey Grigorev"}.items():
        person = content.person(alias)
        assert person is not None
        assert person.name == name


def test_the_times_in_our_own_show_notes_stand_in_the_transcripts() -> None:
    for override in load_content(REPOSITORY).overrides.values():
        transcript = (REPOSITORY / "seeds" / override.transcript).read_text("utf-8")
        spoken = {clock.lstrip("0:") for clock in re.findall(r"\d+(?::\d\d)+", transcript)}
        noted = re.findall(r"\d+(?::\d\d)+", override.notes)
        assert noted
        assert {clock.lstrip("0:") for clock in noted} <= spoken
