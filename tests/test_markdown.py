"""Show notes: Markdown with raw HTML off, and times that lead into the episode."""

from __future__ import annotations

import pytest

from chapterhouse.markdown import to_html, to_plain


def moment(seconds: float) -> str | None:
    """Somebody begins a line every ten seconds of an hour and a half."""
    return f"t{int(seconds) // 10 * 10}" if seconds <= 5400 else None


def html_of(markdown: str) -> str:
    made = to_html(markdown, moment).strip()
    return made.removeprefix("<p>").removesuffix("</p>")


LINKED = {
    "12:30": '<a href="#t750">12:30</a>',
    "12:34": '<a href="#t750" data-t="754">12:34</a>',
    "1:02:00": '<a href="#t3720">1:02:00</a>',
    "(3:20) how": '(<a href="#t200">3:20</a>) how',
    "[3:20] how": '[<a href="#t200">3:20</a>] how',
    "from 3:20 to 4:30.": 'from <a href="#t200">3:20</a> to <a href="#t270">4:30</a>.',
    "3:20–4:30": '<a href="#t200">3:20</a>–<a href="#t270">4:30</a>',
    "3:20-4:30": '<a href="#t200">3:20</a>-<a href="#t270">4:30</a>',
    "**3:20**": '<strong><a href="#t200">3:20</a></strong>',
    "3:20, then": '<a href="#t200">3:20</a>, then',
    "3:20 & <b>": '<a href="#t200">3:20</a> &amp; &lt;b&gt;',
}


@pytest.mark.parametrize("markdown", LINKED)
def test_a_time_in_the_notes_leads_into_the_episode(markdown: str) -> None:
    assert html_of(markdown) == LINKED[markdown]


@pytest.mark.parametrize(
    "text",
    [
        "a ratio of 3:2",
        "16:9 or 4:3",
        "a ratio of 16:10",
        "the 16:10 ratio",
        "the aspect ratio is 16:10",
        "beyond the end, 2:00:00",
        "at 12:30 pm",
        "at 10:15am",
        "at 10:15 a.m.",
        "at 14:30 UTC",
        "12:30:45:10",
        "12:30.5",
        "v1:30",
        "2021-06-22T10:30",
        "1:75",
        "10:301",
    ],
)
def test_what_is_no_time_of_the_episode_stays_text(text: str) -> None:
    assert html_of(text) == text


@pytest.mark.parametrize(
    "markdown",
    [
        "`12:30`",
        "```\n12:30\n```",
        "[at 12:30](https://example.org/)",
        "[**12:30**](https://example.org/)",
        "<https://example.org/12:30>",
        "![12:30](https://example.org/a.png)",
    ],
)
def test_times_inside_of_code_links_and_pictures_stay(markdown: str) -> None:
    assert "#t750" not in html_of(markdown)


def test_times_stay_text_where_nobody_knows_where_they_lead() -> None:
    assert to_html("12:30") == "<p>12:30</p>\n"


def test_raw_html_and_unsafe_links_are_text() -> None:
    made = to_html('<script>1</script> [x](javascript:alert(1)) <i onclick="x">3:20</i>', moment)
    assert "<script" not in made and "<i" not in made and '<a href="javascript' not in made


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("a <!-- b --> c", "<p>a  c</p>\n"),
        ("<!-- x -->\n\nwords", "<p>words</p>\n"),
        ("text\n<!-- x\n\ny -->\nmore", "<p>text</p>\n<p>more</p>\n"),
        ("one <!-- x\ny --> two", "<p>one \n two</p>\n"),
        ("<!-- not closed", "<p>&lt;!-- not closed</p>\n"),
        ("`<!-- code -->`", "<p><code>&lt;!-- code --&gt;</code></p>\n"),
        ("    <!-- code -->", "<pre><code>&lt;!-- code --&gt;\n</code></pre>\n"),
    ],
)
def test_comments_are_not_shown(written: str, made: str) -> None:
    assert to_html(written) == made


def test_comments_are_no_words() -> None:
    assert to_plain("one <!-- two --> three\n\n<!-- four -->\n") == "one three"


def test_times_in_tables_and_lists_are_links() -> None:
    made = to_html("- 3:20 One\n\n| when |\n|---|\n| 4:30 |\n", moment)
    assert made.count('<a href="#t') == 2
