"""The preview in a real browser: what an open page does when files change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from browser import until
from chapterhouse.build import build
from conftest import MakeSite, talk
from previewing import Running, running
from recordings import serve_ranges, tone
from test_new_episode import VTT
from test_player_browser import transcript

pytestmark = pytest.mark.browser

TOLD = "window.told = []; document.addEventListener('chapterhouse:time', e => told.push(e.detail))"


@pytest.fixture
def site(make_site: MakeSite) -> Iterator[Path]:
    """A long page with a recording, in a theme of the site's own."""
    sounds = make_site({}).parent / "sounds"
    sounds.mkdir()
    tone(sounds / "a.wav", 60)
    with serve_ranges(sounds) as address:
        yield make_site(
            {
                "content/site.toml": 'title = "Test site"\ntheme = "own"\n',
                "content/episodes/heard.md": f"---\nslug: heard\naudio: {address}/a.wav\n---\n",
                "seeds/heard.txt": transcript("Heard"),
                "seeds/talk.txt": talk("Looms and numbers", number=2),
                "themes/own/theme.toml": 'name = "own"\nparent = "default"\n',
                "themes/own/static/css/tools.css": '@import "../default/css/tools.css";\n',
            }
        )


@pytest.fixture
def preview(site: Path) -> Iterator[Running]:
    with running(site, "--port", "0") as started:
        yield started


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def opened(page: Page, preview: Running, path: str = "episodes/heard/") -> Page:
    """A page that has begun to listen for changes."""
    with page.expect_request("**/_chapterhouse/events*"):
        page.goto(preview.url + path)
    page.evaluate("window.before = true")
    return page


def test_new_words_appear_and_the_reader_stays_where_they_were(
    site: Path, preview: Running, page: Page
) -> None:
    opened(page, preview)
    words = page.get_by_text("Paragraph 7,").first
    words.evaluate("each => each.scrollIntoView({ block: 'start' })")
    until(page, "history.state?.place?.id")
    top = words.bounding_box()
    edit(site / "seeds/heard.txt", "Paragraph 7,", "Paragraph 7 was mended,")
    edited = page.get_by_text("Paragraph 7 was mended,").first
    expect(edited).to_be_in_viewport()
    after = edited.bounding_box()
    assert top
    assert after
    assert abs(after["y"] - top["y"]) < 30
    assert not page.evaluate("window.before ?? false")


def test_a_recording_goes_on_where_it_was(site: Path, preview: Running, page: Page) -> None:
    page.add_init_script(TOLD)
    opened(page, preview)
    page.evaluate(
        "document.dispatchEvent(new CustomEvent('chapterhouse:seek',"
        " { detail: { seconds: 20 }, cancelable: true }))"
    )
    page.locator("[data-source=audio]").first.click()
    until(page, "told.at(-1)?.playing && told.at(-1).seconds > 20.5")
    edit(site / "seeds/heard.txt", "Paragraph 7,", "Paragraph 7 was mended,")
    expect(page.get_by_text("Paragraph 7 was mended,").first).to_be_attached()
    until(page, "told.at(-1)?.seconds > 21 && told.at(-1).seconds < 40")
    until(page, "told.at(-1).playing")


def test_a_recording_that_stood_stands_there_again(
    site: Path, preview: Running, page: Page
) -> None:
    page.add_init_script(TOLD)
    opened(page, preview)
    page.evaluate(
        "document.dispatchEvent(new CustomEvent('chapterhouse:seek',"
        " { detail: { seconds: 33 }, cancelable: true }))"
    )
    edit(site / "seeds/heard.txt", "Paragraph 7,", "Paragraph 7 was mended,")
    expect(page.get_by_text("Paragraph 7 was mended,").first).to_be_attached()
    until(page, "told.at(-1)?.seconds === 33")
    assert not page.evaluate("told.at(-1).playing")


def test_an_edit_elsewhere_leaves_the_page_alone(site: Path, preview: Running, page: Page) -> None:
    opened(page, preview)
    with preview.events("/episodes/looms-and-numbers/") as events:
        edit(site / "seeds/talk.txt", "Thank you", "Thanks a lot")
        preview.shows(events, b"Thanks a lot", "/episodes/looms-and-numbers/")
    page.wait_for_timeout(300)  # there is nothing to wait for
    assert page.evaluate("window.before")


def test_styles_change_without_loading_the_page_again(
    site: Path, preview: Running, page: Page
) -> None:
    opened(page, preview)
    for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        style = f'@import "../default/css/tools.css";\nbody {{ outline-color: {colour} }}\n'
        (site / "themes/own/static/css/tools.css").write_text(style)
        until(page, f"getComputedStyle(document.body).outlineColor === '{colour}'")
    until(page, "document.querySelectorAll('link[href*=tools]').length === 1")
    assert page.evaluate("window.before")


def test_styles_that_are_saved_quickly_dont_pile_up(
    site: Path, preview: Running, page: Page
) -> None:
    """Each version arrives late, as on a loaded machine: several are under way at once."""
    opened(page, preview)
    late: list[Route] = []
    page.route("**/tools.css", lambda route: late.append(route))
    sheet = site / "themes/own/static/css/tools.css"
    for n in range(1, 9):
        style = f'@import "../default/css/tools.css";\nbody {{ outline-color: rgb(0, 0, {n}) }}\n'
        with preview.events() as events:
            before = next(events)["look"]["assets"]
            sheet.write_text(style)
            while next(events)["look"]["assets"] == before:
                pass
        while len(late) < n:
            page.wait_for_timeout(20)
        assert page.evaluate("document.querySelectorAll('link[href*=tools]').length") == 2
    page.unroute("**/tools.css")  # which lets them go on
    until(page, "getComputedStyle(document.body).outlineColor === 'rgb(0, 0, 8)'")
    until(page, "document.querySelectorAll('link[href*=tools]').length === 1")
    assert page.evaluate("window.before")


def test_more_tabs_than_a_browser_has_connections_all_follow(
    site: Path, preview: Running, page: Page
) -> None:
    tabs = [page, *(page.context.new_page() for _ in range(8))]
    for tab in tabs:
        tab.goto(preview.url + "episodes/heard/")
        expect(tab.get_by_role("heading", level=1)).to_have_text("Heard")
    for words in ("was mended", "was mended again"):
        (site / "seeds/heard.txt").write_text(
            transcript("Heard").replace("Paragraph 7,", f"Paragraph 7 {words},")
        )
        for tab in tabs:
            expect(tab.get_by_text(f"Paragraph 7 {words},").first).to_be_attached()
        tabs.pop(0).close()  # whoever listened for all


def test_where_a_browser_has_no_locks_only_pages_that_are_seen_listen(
    site: Path, preview: Running, page: Page
) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'locks', { value: undefined });"
        "window.hide = (hidden) => {"
        "  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
        "  document.dispatchEvent(new Event('visibilitychange'));"
        "};"
        "window.streams = [];"
        "window.EventSource = class extends EventSource {"
        "  constructor(...given) { super(...given); streams.push(this); }"
        "};"
    )
    opened(page, preview)
    until(page, "streams.length === 1 && streams[0].readyState === 1")
    page.evaluate("hide(true)")
    assert page.evaluate("streams[0].readyState") == 2
    with preview.events("/episodes/heard/") as events:
        edit(site / "seeds/heard.txt", "Paragraph 7,", "Paragraph 7 was mended,")
        preview.shows(events, b"Paragraph 7 was mended,", "/episodes/heard/")
    assert page.evaluate("window.before")
    page.evaluate("hide(false)")
    expect(page.get_by_text("Paragraph 7 was mended,").first).to_be_attached()


def test_an_episode_is_followed_to_its_new_address(
    site: Path, preview: Running, page: Page
) -> None:
    opened(page, preview, "episodes/looms-and-numbers/")
    edit(site / "seeds/talk.txt", "Looms and numbers", "Cards and threads")
    page.wait_for_url("**/episodes/cards-and-threads/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cards and threads")


def test_a_file_that_another_takes_the_place_of_is_shown(
    site: Path, preview: Running, page: Page
) -> None:
    """As most editors save: they write a new file and give it the old one's name."""
    opened(page, preview)
    for words in ("was mended", "was mended again"):
        draft = site / "seeds/.heard.txt.tmp"
        draft.write_text(transcript("Heard").replace("Paragraph 7,", f"Paragraph 7 {words},"))
        draft.rename(site / "seeds/heard.txt")
        expect(page.get_by_text(f"Paragraph 7 {words},").first).to_be_attached()
    assert not page.evaluate("window.before ?? false")


def test_the_page_of_a_deleted_transcript_is_gone_until_the_file_is_back(
    site: Path, preview: Running, page: Page
) -> None:
    opened(page, preview, "episodes/looms-and-numbers/")
    heading, file = page.get_by_role("heading", level=1), site / "seeds/talk.txt"
    text = file.read_text(encoding="utf-8")
    title = "Looms and numbers"
    for _ in range(2):
        file.unlink()
        expect(heading).to_have_text("Page not found")
        assert preview.get("/episodes/looms-and-numbers/")[0] == 404
        expect(page.get_by_role("link", name=title)).to_have_count(0)
        file.write_text(text, encoding="utf-8")
        expect(heading).to_have_text(title)
        assert preview.get("/episodes/looms-and-numbers/")[0] == 200
    assert page.url == f"{preview.url}episodes/looms-and-numbers/"
    assert page.get_by_role("alert").filter(has_text="to mend").count() == 0


def test_a_renamed_transcript_keeps_its_page(site: Path, preview: Running, page: Page) -> None:
    opened(page, preview, "episodes/looms-and-numbers/")
    (site / "seeds/talk.txt").rename(site / "seeds/2024-looms.txt")
    assert preview.says("updated: ")[-1] == "updated: 2024-looms.txt, talk.txt"
    edit(site / "seeds/2024-looms.txt", "Thank you", "Thanks a lot")
    expect(page.get_by_text("Thanks a lot").first).to_be_visible()
    assert page.url == f"{preview.url}episodes/looms-and-numbers/"
    assert preview.get("/episodes/looms-and-numbers/")[0] == 200
    slugs = re.findall(rb'href="episodes/([^/"]*)/', preview.get("/")[2])
    assert set(slugs) == {b"heard", b"looms-and-numbers"}


def test_the_page_of_a_transcript_with_its_title_in_its_name_is_followed(
    make_site: MakeSite, page: Page
) -> None:
    """The ledger knows whose page it was: another name makes another address."""
    site = make_site({"seeds/talk.vtt": VTT})
    build(site)
    with running(site, "--port", "0") as preview:
        opened(page, preview, "episodes/talk/")
        (site / "seeds/talk.vtt").rename(site / "seeds/looms.vtt")
        page.wait_for_url("**/episodes/looms/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Looms")


def test_what_is_wrong_is_shown_over_the_last_good_page_until_it_is_mended(
    site: Path, preview: Running, page: Page
) -> None:
    opened(page, preview)
    toml = site / "content/site.toml"
    toml.write_text('titel = "Oops"\nlanguge = "de"\n')
    alert = page.get_by_role("alert").filter(has_text="to mend")
    expect(alert).to_contain_text(f"{site}/content/site.toml:1")
    expect(alert).to_contain_text('unknown key "titel"')
    expect(alert).to_contain_text('did you mean "title"?')
    expect(alert).to_contain_text('unknown key "languge"')
    expect(page.get_by_role("heading", level=1)).to_have_text("Heard")
    assert f'{site}/content/site.toml:1: unknown key "titel"; did you mean "title"?' in (
        preview.says("languge")
    )

    page.keyboard.press("Escape")
    expect(alert).to_have_count(0)
    toml.write_text('titel = "Oops"\ntheme = "own"\n')
    expect(alert).to_contain_text("1 thing to mend")
    page.get_by_role("button", name="Dismiss").click()
    expect(alert).to_have_count(0)

    toml.write_text('titel = "Oops again"\nlanguge = "de"\n')
    expect(alert).to_be_visible()
    toml.write_text('title = "Mended"\ntheme = "own"\n')
    expect(alert).to_have_count(0)
    expect(page.locator("header").first).to_contain_text("Mended")


def test_a_template_that_fails_leaves_the_page_as_it_was(
    site: Path, preview: Running, page: Page
) -> None:
    opened(page, preview)
    template = site / "themes/own/templates/episode.html"
    template.parent.mkdir()
    template.write_text("{{ view.titel }}")
    alert = page.get_by_role("alert").filter(has_text="to mend")
    expect(alert).to_contain_text("themes/own/templates/episode.html:1")
    expect(alert).to_contain_text("did you mean")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Heard")
    expect(alert).to_be_visible()
    template.write_text("<html><body><h1>{{ view.title }} mended</h1></body></html>")
    expect(page.get_by_role("heading", level=1)).to_have_text("Heard mended")
    expect(alert).to_have_count(0)


def test_the_overlay_can_be_read_on_a_phone(site: Path, preview: Running, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    opened(page, preview)
    (site / "content/site.toml").write_text('titel = "Oops"\n')
    box = page.locator("#chapterhouse-problems")
    expect(box).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= 320")
    wide = box.evaluate("each => each.scrollWidth <= each.clientWidth")
    assert wide
    button = page.get_by_role("button", name="Dismiss").bounding_box()
    assert button
    assert button["height"] >= 44
