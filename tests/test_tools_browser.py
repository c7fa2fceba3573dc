"""What a reader can do with the text, in a real browser: find in it, quote it, copy it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import serve
from chapterhouse.build import build
from conftest import talk

pytestmark = pytest.mark.browser

UNDER = "/some/repo"
EDITED = "episodes/lessons-learned-about-data-and-ai-at-enterprises/"
CAPTIONS = "episodes/running-from-complexity/"
LOOMS = "episodes/looms/"
WIDTHS = (320, 1440)

CODE = """
Charles: Is it C++ (or *C*)? A naïve_question [laughs]. (2:00)

Ada: “Naive”? NAÏVE. (2:10)
"""

PARAGRAPHS = 449
"""About three hours."""


@pytest.fixture(scope="module")
def site(built_below: Path) -> Iterator[str]:
    """The address of the site of the five transcripts, with a slash at the end."""
    with serve(built_below, UNDER) as address:
        yield f"{address}/"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of two talks, a short one and one of three hours."""
    folder = tmp_path_factory.mktemp("tools")
    for name, text in {
        "content/site.toml": 'title = "Engine Room"\n',
        "seeds/looms.txt": talk("Looms") + CODE,
        "seeds/long.txt": _long(),
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    build(folder, folder / "output")
    with serve(folder / "output") as address:
        yield f"{address}/"


def _long() -> str:
    said = [
        f"{'Charles' if at % 2 else 'Ada'}: The café turns, number{at} of many, and each of the "
        f"threads {'is lifted by a card that ' * 8} knows. ({at * 24 // 60}:{at * 24 % 60:02})"
        for at in range(PARAGRAPHS)
    ]
    headed = [
        f"Chapter of part{at}\n\n{line}" if at % 18 == 0 else line for at, line in enumerate(said)
    ]
    return "The Long One\n\n" + "\n\n".join(headed) + "\n"


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A tab that may use the clipboard, 1440 x 800."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 800},
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def copied(page: Page, said: str) -> str:
    """What is on the clipboard once the page has said so."""
    expect(page.locator("[data-said]")).to_have_text(said)
    return str(page.evaluate("navigator.clipboard.readText()"))


def select(page: Page, first: str, start: str, last: str, end: str) -> None:
    """Selects from the words `start` in the paragraph `first` to `end` in `last`."""
    page.evaluate(
        """([first, start, last, end]) => {
          const place = (id, words, after) => {
            const walker = document.createTreeWalker(document.getElementById(id), 4);
            while (walker.nextNode()) {
              const at = walker.currentNode.data.indexOf(words);
              if (at >= 0) return [walker.currentNode, at + (after ? words.length : 0)];
            }
          };
          getSelection().setBaseAndExtent(...place(first, start, false), ...place(last, end, true));
        }""",
        [first, start, last, end],
    )


# --- a chapter as Markdown --------------------------------------------------------------------


def test_a_chapter_is_copied_as_markdown(reader: Page, small: str) -> None:
    reader.goto(small + LOOMS)
    reader.get_by_role("button", name="Copy as Markdown: Weaving numbers").focus()
    reader.keyboard.press("Enter")
    address = small + LOOMS
    assert copied(reader, "Chapter copied") == (
        f"## [Weaving numbers]({address}#weaving-numbers)\n\n"
        f"**Charles** [1:00]({address}#t60): How does the loom become a computer?\n\n"
        f"**Ada Lovelace** [1:09]({address}#t69): The cards tell the machine which threads to "
        "lift; a number is a thread.\n\n"
        f"**Charles** [2:00]({address}#t120): Is it C++ (or \\*C\\*)? A naïve\\_question "
        "\\[laughs\\].\n\n"
        f"**Ada Lovelace** [2:10]({address}#t130): “Naive”? NAÏVE.\n"
    )


def test_a_chapter_of_captions_has_no_speakers(reader: Page, site: str) -> None:
    reader.goto(site + CAPTIONS)
    reader.locator(".at-hand button").nth(1).click()
    first, blank, second, *_ = copied(reader, "Chapter copied").split("\n")
    assert first.startswith("## [") and blank == ""
    assert second.startswith("[") and f"({site}{CAPTIONS}#t" in second


# --- quotes -----------------------------------------------------------------------------------


def test_selected_words_are_copied_as_a_quote_whose_link_marks_them(
    reader: Page, small: str
) -> None:
    reader.goto(small + LOOMS)
    # Half a word counts as the word.
    select(reader, "t69", "ards tell", "t69", "a number is a thr")
    reader.get_by_role("button", name="Copy quote").click()
    address = f"{small}{LOOMS}#t69:~:text=cards%20tell%20the%20machine,number%20is%20a%20thread"
    assert copied(reader, "Quote copied") == (
        "“cards tell the machine which threads to lift; a number is a thread” — "
        f"Ada Lovelace, 1:09, Looms\n{address}"
    )
    reader.goto("about:blank")
    reader.goto(address)
    expect(reader.locator(":target")).to_have_id("t69")


def test_a_quote_of_several_speakers_names_them_and_has_nothing_to_press_in_it(
    reader: Page, small: str
) -> None:
    reader.goto(small + LOOMS)
    select(reader, "t60", "become", "t69", "tell the machine")
    expect(reader.get_by_role("button", name="Copy quote")).to_be_visible()
    reader.keyboard.press("c")
    assert copied(reader, "Quote copied") == (
        "“Charles: become a computer?\n\nAda Lovelace: The cards tell the machine” — "
        "Charles and Ada Lovelace, 1:00, Looms\n"
        f"{small}{LOOMS}#t60:~:text=become%20a%20computer%3F,cards%20tell%20the%20machine"
    )


def test_words_that_are_said_elsewhere_too_are_found_again(reader: Page, small: str) -> None:
    reader.goto(f"{small}episodes/the-long-one/")
    select(reader, "t9000", "threads is lifted", "t9000", "threads is lifted")
    reader.get_by_role("button", name="Copy quote").click()
    address = copied(reader, "Quote copied").split("\n")[1]
    reader.goto("about:blank")
    reader.goto(address)
    expect(reader.locator(":target")).to_have_id("t9000")
    expect(reader.locator(":target")).to_be_in_viewport()


def test_of_a_whole_page_the_first_words_are_quoted_and_that_is_said(
    reader: Page, small: str
) -> None:
    reader.goto(f"{small}episodes/the-long-one/")
    reader.keyboard.press("Control+a")
    expect(reader.locator(".quote")).to_have_count(1)
    reader.keyboard.press("c")
    quote = copied(reader, "Quote copied: its first 300 words")
    said, _, source = quote.rpartition("” — ")
    assert said.startswith("“Ada: The café turns") and said.endswith(" …")
    words = [word for word in said.split() if word not in ("“Ada:", "Ada:", "Charles:", "…")]
    assert len(words) == 300
    assert source.startswith("Ada and Charles, 0:00, The Long One\n")
    reader.goto("about:blank")
    reader.goto(source.split("\n")[1])
    expect(reader.locator(":target")).to_have_id("t0")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_quote_button_is_in_sight_and_next_for_the_tab_key(
    reader: Page, small: str, width: int
) -> None:
    reader.set_viewport_size({"width": width, "height": 700})
    reader.goto(small + LOOMS)
    reader.locator("#t130").scroll_into_view_if_needed()
    reader.locator("#t130").click(position={"x": 60, "y": 10}, click_count=2)
    button = reader.get_by_role("button", name="Copy quote")
    expect(button).to_be_in_viewport(ratio=1)
    box = button.bounding_box()
    assert box is not None and box["height"] >= 24
    hit = reader.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).className",
        [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2],
    )
    assert hit == "quote"
    reader.keyboard.press("Tab")
    expect(button).to_be_focused()
    reader.keyboard.press("Enter")
    expect(reader.locator("[data-said]")).to_have_text("Quote copied")
    reader.evaluate("getSelection().removeAllRanges()")
    expect(button).to_have_count(0)


def test_nothing_outside_of_the_transcript_is_quoted(reader: Page, small: str) -> None:
    reader.goto(small + LOOMS)
    reader.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    reader.wait_for_timeout(400)
    expect(reader.locator(".quote")).to_have_count(0)
    reader.evaluate("getSelection().selectAllChildren(document.querySelector('h2 + .at-hand'))")
    reader.wait_for_timeout(400)
    expect(reader.locator(".quote")).to_have_count(0)


# --- find -------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_matches_are_counted_and_gone_to_in_turn(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(site + EDITED)
    said = page.locator(".turn > p").evaluate_all(
        """all => all.map((each) => [...each.childNodes].filter((node) => node.nodeName !== "A")
             .map((node) => node.textContent).join("")).join("\\n").toLowerCase()
             .split("machine learning").length - 1"""
    )
    field, count = page.get_by_label("Find in this episode"), page.locator(".find output")
    field.fill("Machine  LEARNING")
    expect(count).to_have_text(f"{said} matches")
    for place in (1, 2, 3):
        page.keyboard.press("Enter")
        expect(count).to_have_text(f"{place} of {said}")
    page.keyboard.press("Shift+Enter")
    expect(count).to_have_text(f"2 of {said}")
    expect(field).to_be_focused()
    expect(field).to_be_in_viewport()
    page.get_by_role("button", name="Previous match").click()
    page.get_by_role("button", name="Previous match").click()
    expect(count).to_have_text(f"{said} of {said}")
    page.wait_for_timeout(700)
    words, top = _now(page)
    assert words.lower() == "machine learning"
    below = page.locator(".find").evaluate("e => e.getBoundingClientRect().bottom")
    assert below < top < 500
    page.get_by_role("button", name="Next match").click()
    expect(count).to_have_text(f"1 of {said}")


def _now(page: Page) -> tuple[str, float]:
    """The words gone to, and how far below the window's upper edge they begin, in pixels."""
    words, place = page.evaluate(
        """() => {
          const [range] = CSS.highlights.get("found-now");
          return [String(range), range.getBoundingClientRect().top];
        }"""
    )
    return words, place


def test_escape_clears_and_leads_to_the_place_found(page: Page, site: str) -> None:
    page.goto(site + EDITED)
    field = page.get_by_label("Find in this episode")
    field.fill("happy path")
    field.press("Enter")
    expect(page.locator(".find output")).to_have_text("1 of 2")
    field.press("Escape")
    expect(field).to_have_value("")
    expect(page.locator(".find output")).to_have_text("")
    expect(page.locator(".turn > p:has(> a:focus)")).to_contain_text("happy path")
    assert (
        page.evaluate("CSS.highlights.get('found').size + CSS.highlights.get('found-now').size")
        == 0
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("C++", "1 match"),
        ("(or *C*)?", "1 match"),
        ("(", "1 match"),
        ("[laughs]", "1 match"),
        ("naive", "3 matches"),
        ("NAÏVE", "3 matches"),
        (".*", "No matches"),
        ("\\", "No matches"),
        ("<b>", "No matches"),
        ("2:00", "No matches"),
        ("Charles", "No matches"),
        ("x" * 10_000, "No matches"),
        ("   ", ""),
    ],
)
def test_what_is_typed_is_text(page: Page, small: str, typed: str, said: str) -> None:
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(small + LOOMS)
    field = page.get_by_label("Find in this episode")
    field.fill("Welcome")
    expect(page.locator(".find output")).to_have_text("1 match")
    field.fill(typed)
    expect(page.locator(".find output")).to_have_text(said)
    field.press("Enter")
    field.press("Shift+Enter")
    assert failed == []


def test_a_match_goes_across_the_lines_of_a_paragraph(page: Page, site: str) -> None:
    page.goto(site + CAPTIONS)
    typed = page.evaluate(
        """() => {
          const line = document.querySelector(".turn span[id]");
          const lead = line.previousSibling.textContent.trim().split(" ").at(-1);
          return `${lead} ${line.textContent.split(" ")[0]}`;
        }"""
    )
    field = page.get_by_label("Find in this episode")
    field.fill(typed)
    field.press("Enter")
    expect(page.locator(".find output")).to_contain_text("1 of")
    assert _now(page)[0] == typed


def test_a_search_result_leads_to_the_words_near_its_place(page: Page, site: str) -> None:
    page.goto(f"{site}{EDITED}?find=learning#innovation-requires-patience")
    expect(page.get_by_label("Find in this episode")).to_have_value("learning")
    expect(page.locator(".find output")).to_contain_text(" of 31")
    chapter = page.evaluate(
        """() => [...CSS.highlights.get("found-now")][0].startContainer.parentElement
             .closest(".chapter").compareDocumentPosition(
               document.getElementById("innovation-requires-patience"))"""
    )
    assert chapter & (16 | 2), "in the chapter or after it"
    page.wait_for_timeout(700)
    assert 0 < _now(page)[1] < 600


def test_without_highlights_paragraphs_are_marked(page: Page, small: str) -> None:
    page.add_init_script(
        "delete CSS.highlights; Object.defineProperty(CSS, 'highlights', {value: undefined})"
    )
    page.goto(small + LOOMS)
    field = page.get_by_label("Find in this episode")
    field.fill("thread")
    field.press("Enter")
    expect(page.locator("#t69.found.found-now")).to_have_count(1)
    field.press("Escape")
    expect(page.locator(".found")).to_have_count(0)


def test_a_three_hour_episode_is_found_in_without_a_long_wait(page: Page, small: str) -> None:
    page.add_init_script(
        """window.long = [];
        new PerformanceObserver((list) => long.push(...list.getEntries().map((e) => e.duration)))
          .observe({type: "longtask"});"""
    )
    page.goto(f"{small}episodes/the-long-one/")
    page.wait_for_load_state("networkidle")
    page.evaluate("long.length = 0")
    field, count = page.get_by_label("Find in this episode"), page.locator(".find output")
    field.fill("e")
    expect(count).to_contain_text(" matches")
    field.fill(f"number{PARAGRAPHS - 1} of")
    expect(count).to_have_text("1 match")
    field.press("Enter")
    expect(count).to_have_text("1 of 1")
    page.wait_for_timeout(700)
    words, place = _now(page)
    assert words == f"number{PARAGRAPHS - 1} of" and 0 < place < 700
    field.fill("CAFÉ TURNS")
    expect(count).to_have_text(f"{PARAGRAPHS} matches")
    # Twice what is aimed at: the machine has other things to do.
    assert max(page.evaluate("long"), default=0) < 100


def test_finding_costs_nothing_until_it_is_used_and_moves_nothing(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.add_init_script(
        """window.moved = 0;
        new PerformanceObserver((list) => { for (const e of list.getEntries()) moved += e.value; })
          .observe({type: "layout-shift", buffered: true});"""
    )
    page.goto(site + EDITED)
    page.wait_for_load_state("networkidle")
    assert not {"find.js", "quote.js", "chapter-copy.js", "nearest.js"} & set(asked)
    assert page.evaluate("moved") < 0.01


def test_on_paper_there_is_nothing_of_these_tools(reader: Page, small: str) -> None:
    reader.goto(f"{small}{LOOMS}#gone-69")
    expect(reader.locator(".notice")).to_be_visible()
    select(reader, "t69", "cards", "t69", "machine")
    expect(reader.locator(".quote")).to_be_visible()
    reader.emulate_media(media="print")
    for hidden in (".find", ".notice", ".quote", ".at-hand button", ".permalink", ".skip"):
        expect(reader.locator(hidden).first).to_be_hidden()
    expect(reader.locator(".contents a").last).to_be_visible()
    expect(reader.locator("#t69 > a")).to_be_visible()
    expect(reader.locator(".who").last).to_be_visible()
