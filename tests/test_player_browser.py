"""The player as a reader uses it: real sound, and a stand-in for YouTube's frame."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Frame, Page, Route, expect

from browser import serve, until
from chapterhouse.build import build
from recordings import STAND_IN, VIDEO_HOST, serve_ranges, tone

pytestmark = pytest.mark.browser

LENGTH = 60
"""Seconds of the recording."""

AHEAD = 2
"""Seconds that the audio file is ahead of the transcript."""

FUNCTIONS = ("seekTo", "playVideo", "pauseVideo")


def transcript(title: str) -> str:
    """Ten paragraphs, one every five seconds, each higher than half a phone; two chapters."""
    words = "the loom lifts a thread for every hole in the card and counts them as it goes " * 12
    lines = [title, "Engine Room podcast with Ada Lovelace"]
    for number in range(10):
        if number in (0, 6):
            lines.append("Weaving numbers" if number else "Looms")
        who = "Charles" if number % 2 else "Ada"
        lines.append(f"{who}: Paragraph {number}, {words.strip()}. (0:{number * 5:02})")
    return "\n\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the host of the audio file, another one than the site's."""
    folder = tmp_path_factory.mktemp("sounds")
    tone(folder / "a.wav", LENGTH)
    with serve_ranges(folder) as address:
        yield address


@pytest.fixture(scope="module")
def site(sounds: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site of three episodes: /heard/ has audio, /seen/ a video, /both/ both."""
    audio = f"audio: {{url: {sounds}/a.wav, offset: {AHEAD}}}"
    video = "youtube: {id: sMy8NYZnsy8, offset: 12.5}"
    folder = tmp_path_factory.mktemp("site")
    files = {"content/site.toml": 'title = "Test site"\n'}
    for slug, front in {
        "heard": audio,
        "seen": video,
        "both": f"{audio}\n{video}",
        "silent": "",
    }.items():
        files[f"seeds/{slug}.txt"] = transcript(slug.capitalize())
        files[f"content/episodes/{slug}.md"] = f"---\nslug: {slug}\n{front}\n---\n"
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    build(folder, folder / "output")
    with serve(folder / "output") as address:
        yield f"{address}/episodes"


@dataclass
class Watched:
    """A page with everything that it says and asks for."""

    page: Page
    own: str
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def foreign(self) -> list[str]:
        return [url for url in self.asked if not url.startswith(self.own)]

    def seek(self, seconds: float, play: bool = True, until: float | None = None) -> None:
        detail = {"seconds": seconds, "play": play, **({} if until is None else {"until": until})}
        self.page.evaluate(
            "detail => document.dispatchEvent("
            "new CustomEvent('chapterhouse:seek', { detail, cancelable: true }))",
            detail,
        )

    @property
    def video(self) -> Frame:
        return next(frame for frame in self.page.frames if frame.url.startswith(VIDEO_HOST))

    def heard(self) -> list[list[object]]:
        """What the video's frame was told to do about playing."""
        told: list[list[object]] = self.video.evaluate("heard")
        return [each for each in told if each[0] in FUNCTIONS]

    def wait_until(self, what: str) -> None:
        until(self.page, what)

    @property
    def seconds(self) -> float:
        """The transcript's time that was told last."""
        return float(self.page.evaluate("told.at(-1)?.seconds ?? -1"))


WATCH = """
window.told = [];
window.sounds = [];
document.addEventListener("chapterhouse:time", ({ detail }) => told.push(detail));
document.addEventListener("securitypolicyviolation", (event) => console.error(event.blockedURI));
const Plain = Audio;
window.Audio = function () { const made = new Plain(); sounds.push(made); return made; };
"""


@pytest.fixture
def at(page: Page, site: str) -> Watched:
    """An empty page that watches what will happen in it. Other hosts than this machine's
    don't answer, but for the video's, whose place the stand-in takes."""
    watched = Watched(page, site.removesuffix("episodes"))
    page.add_init_script(WATCH)
    page.on("console", lambda message: watched.said.append(message.text))
    page.on("pageerror", lambda error: watched.said.append(str(error)))
    page.on("request", lambda request: watched.asked.append(request.url))

    def answer(route: Route) -> None:
        route.fulfill(content_type="text/html", body=STAND_IN)

    page.route(f"{VIDEO_HOST}/**", answer)
    return watched


def launch(page: Page, name: str = "Play the recording") -> None:
    page.get_by_role("button", name=name).click()


PLAYING = "told.at(-1)?.playing"
PAUSED = "told.length && !told.at(-1).playing"


# --- before and after the first click ---------------------------------------------------


@pytest.mark.parametrize("episode", ["heard", "seen", "both", "silent"])
def test_nothing_is_asked_of_anybody_before_play_is_pressed(
    at: Watched, site: str, episode: str
) -> None:
    at.page.goto(f"{site}/{episode}/#t20")
    at.page.locator(".turn > p[id] > a:first-child").nth(3).click()
    at.page.locator(".contents a").last.click()
    at.page.wait_for_load_state("networkidle")
    assert (at.foreign, at.said) == ([], [])
    assert at.page.evaluate("sounds.length") == 0
    assert at.page.locator("iframe").count() == 0


def test_audio_plays_after_a_click_from_the_time_that_a_link_named(at: Watched, site: str) -> None:
    at.page.goto(f"{site}/heard/")
    expect(at.page.locator(".dock")).to_be_hidden()
    at.page.locator(".turn > p[id] > a:first-child").nth(4).click()
    launch(at.page, "Play the recording at 0:20")
    at.wait_until(PLAYING)
    at.wait_until("told.at(-1).seconds > 20.2")
    assert at.seconds < 25
    file = at.page.evaluate("sounds[0].currentTime")
    assert file == pytest.approx(at.seconds + AHEAD, abs=0.6)
    expect(at.page.locator("[data-duration]")).to_have_text("/ 0:58")
    at.page.get_by_role("button", name="Pause").first.click()
    at.wait_until(PAUSED)
    assert (len(set(at.foreign)), at.said) == (1, [])


def test_a_time_link_moves_what_plays(at: Watched, site: str) -> None:
    at.page.goto(f"{site}/heard/")
    launch(at.page)
    at.wait_until(PLAYING)
    at.page.locator(".contents a").last.click()
    at.wait_until("told.at(-1).seconds >= 30 && told.at(-1).playing")
    assert at.page.evaluate("sounds.length") == 1
    at.page.get_by_role("button", name="Back 15 seconds").click()
    at.wait_until("told.at(-1).seconds < 18")
    at.page.get_by_role("button", name="Forward 30 seconds").click()
    at.wait_until("told.at(-1).seconds > 40")
    at.page.get_by_label("Position").fill("5")
    at.wait_until("told.at(-1).seconds < 10")
    assert at.said == []


def test_it_tells_the_position_at_most_four_times_a_second(at: Watched, site: str) -> None:
    at.page.goto(f"{site}/heard/")
    launch(at.page)
    at.wait_until(PLAYING)
    at.page.evaluate("told.length = 0")
    at.page.wait_for_timeout(2000)
    assert 3 <= at.page.evaluate("told.length") <= 9


def test_a_passage_stops_where_it_ends(at: Watched, site: str) -> None:
    at.page.goto(f"{site}/heard/")
    at.seek(10, play=False, until=11.5)
    launch(at.page, "Play the recording at 0:10")
    at.wait_until(PLAYING)
    at.wait_until(PAUSED)
    assert at.page.evaluate("sounds[0].currentTime") - AHEAD == pytest.approx(11.5, abs=0.5)


def test_a_seek_before_the_first_click_never_plays(at: Watched, site: str) -> None:
    at.page.goto(f"{site}/heard/")
    at.seek(10)
    at.page.wait_for_timeout(300)
    assert at.page.evaluate("[sounds.length, told.at(-1)]") == [
        0,
        {"seconds": 10, "playing": False},
    ]


def test_a_recording_that_is_gone_is_said(at: Watched, site: str, sounds: str) -> None:
    at.page.route(f"{sounds}/**", lambda route: route.fulfill(status=404))
    at.page.goto(f"{site}/heard/")
    launch(at.page)
    expect(at.page.get_by_role("alert")).to_contain_text("can’t be played")


# --- video ------------------------------------------------------------------------------


def test_a_video_is_loaded_once_however_often_a_reader_clicks(at: Watched, site: str) -> None:
    at.page.goto(f"{site}/seen/#t20")
    at.page.locator(".turn > p[id] > a:first-child").nth(4).click()
    launch(at.page, "Play from YouTube at 0:20")
    at.wait_until(PLAYING)
    for number in (1, 5, 2, 7):
        at.page.locator(".turn > p[id] > a:first-child").nth(number).click()
    at.wait_until("told.at(-1).seconds >= 35")
    for _ in range(2):
        at.page.locator("[data-toggle]").click()
    at.wait_until(PLAYING)
    assert len(at.foreign) == 1
    address = at.foreign[0]
    origin = site.removesuffix("/episodes").replace(":", "%3A").replace("/", "%2F")
    assert address == (
        f"{VIDEO_HOST}/embed/sMy8NYZnsy8?enablejsapi=1&origin={origin}&start=32&playsinline=1"
    )
    told = at.heard()
    assert [each for each in told if each[0] == "seekTo"] == [
        ["seekTo", second + 12.5, True] for second in (5, 25, 10, 35)
    ]
    assert [each[0] for each in told if each[0] != "seekTo"] == [
        "playVideo",
        "pauseVideo",
        "playVideo",
    ]
    assert at.said == []


def test_a_video_that_is_paused_in_its_frame_is_paused_here(at: Watched, site: str) -> None:
    at.page.goto(f"{site}/seen/")
    launch(at.page, "Play from YouTube")
    at.wait_until(PLAYING)
    expect(at.page.locator("[data-toggle]")).to_have_accessible_name("Pause")
    expect(at.page.locator("[data-duration]")).to_have_text("/ 4:47")
    at.video.evaluate("act.pauseVideo()")
    at.wait_until(PAUSED)
    expect(at.page.locator("[data-toggle]")).to_have_accessible_name("Play")


def test_only_the_frame_is_listened_to(at: Watched, site: str) -> None:
    at.page.goto(f"{site}/seen/")
    launch(at.page, "Play from YouTube")
    at.wait_until(PLAYING)
    at.page.evaluate("""() => {
      const said = { event: "infoDelivery", info: { currentTime: 200, playerState: 2 } };
      window.postMessage(JSON.stringify(said), "*");
      const { contentWindow: source } = document.querySelector("iframe");
      dispatchEvent(new MessageEvent("message", {
        source, origin: "https://example.org", data: JSON.stringify(said) }));
      dispatchEvent(new MessageEvent("message", {
        source: window, origin: "https://www.youtube-nocookie.com", data: JSON.stringify(said) }));
    }""")
    at.page.wait_for_timeout(600)
    assert at.page.evaluate("told.every(({ seconds }) => seconds < 100)")
    assert at.page.evaluate(PLAYING)


def test_speed_and_silence_reach_the_video(at: Watched, site: str) -> None:
    at.page.goto(f"{site}/seen/")
    launch(at.page, "Play from YouTube")
    at.wait_until(PLAYING)
    at.page.get_by_label("Speed").select_option("1.5")
    at.page.keyboard.press("Escape")
    at.page.locator("h1").click()
    at.page.keyboard.press("m")
    expect(at.page.locator("[data-duration]")).to_contain_text("muted")
    told = at.video.evaluate("heard")
    assert ["setPlaybackRate", 1.5] in told
    assert told[-1] == ["mute"]


def test_one_source_takes_over_from_the_other(at: Watched, site: str) -> None:
    at.page.goto(f"{site}/both/")
    at.seek(20)
    launch(at.page, "Play the recording")
    at.wait_until("told.at(-1).playing && told.at(-1).seconds > 20.2")
    choice = at.page.get_by_label("Play from")
    choice.select_option("YouTube")
    at.wait_until("sounds[0].paused && told.at(-1).playing && told.at(-1).seconds < 24")
    expect(at.page.locator("iframe")).to_be_visible()
    choice.select_option("Audio")
    at.wait_until("!sounds[0].paused && told.at(-1).seconds < 26")
    expect(at.page.locator("iframe")).to_be_hidden()
    choice.select_option("YouTube")
    at.wait_until("sounds[0].paused")
    expect(at.page.locator("iframe")).to_have_count(1)
    assert [url for url in at.foreign if url.startswith(VIDEO_HOST)] == at.foreign[1:2]


# --- following --------------------------------------------------------------------------


def place(page: Page) -> float:
    """Where what is being said begins, in pixels below the window's upper edge."""
    return float(page.evaluate("document.querySelector('p.now').getBoundingClientRect().top"))


def test_what_is_said_is_marked_and_kept_in_sight(at: Watched, site: str) -> None:
    at.page.emulate_media(reduced_motion="reduce")
    at.page.goto(f"{site}/heard/")
    launch(at.page)
    at.wait_until(PLAYING)
    at.seek(25)
    expect(at.page.locator("p.now")).to_have_id("t25")
    at.page.wait_for_timeout(1200)
    assert 800 / 3 - 60 <= place(at.page) <= 800 * 2 / 3 + 10
    at.page.evaluate("""() => {
      window.written = 0;
      new MutationObserver((all) => (written += all.length)).observe(
        document.querySelector(".transcript"),
        { subtree: true, childList: true, attributes: true, characterData: true });
    }""")
    at.seek(30)
    at.page.wait_for_timeout(1500)
    expect(at.page.locator(".transcript .now")).to_have_count(1)
    assert at.page.evaluate("written") == 2


def test_it_yields_to_a_reader_who_scrolls_and_comes_back_on_demand(at: Watched, site: str) -> None:
    at.page.emulate_media(reduced_motion="reduce")
    at.page.goto(f"{site}/heard/")
    launch(at.page)
    at.wait_until(PLAYING)
    at.seek(10)
    expect(at.page.locator("p.now")).to_be_in_viewport()
    back = at.page.get_by_role("button", name="Back to now")
    follow = at.page.get_by_role("button", name="Follow")
    expect(back).to_be_hidden()
    at.page.mouse.move(640, 300)
    at.page.mouse.wheel(0, 3000)
    expect(back).to_be_visible()
    expect(follow).to_have_attribute("aria-pressed", "false")
    expect(at.page.locator("p.now")).not_to_be_in_viewport()
    where = at.page.evaluate("scrollY")
    at.wait_until("told.at(-1).seconds > 15.5")
    assert at.page.evaluate("scrollY") == where
    back.click()
    expect(at.page.locator("p.now")).to_be_in_viewport()
    expect(back).to_be_hidden()
    expect(follow).to_have_attribute("aria-pressed", "true")
    for away in ("PageDown", "End"):
        at.page.locator("h1").evaluate("() => document.activeElement.blur()")
        at.page.keyboard.press(away)
        expect(back).to_be_visible()
        back.click()
    follow.click()
    expect(back).to_be_hidden()
    expect(follow).to_have_attribute("aria-pressed", "false")


# --- keys -------------------------------------------------------------------------------


def test_keys_play_pause_and_lead_from_paragraph_to_paragraph(at: Watched, site: str) -> None:
    at.page.goto(f"{site}/heard/")
    launch(at.page)
    at.wait_until(PLAYING)
    at.page.locator("h1").click()
    at.page.keyboard.press(" ")
    at.wait_until(PAUSED)
    at.page.keyboard.press(" ")
    at.wait_until(PLAYING)
    at.page.keyboard.press(">")
    expect(at.page.get_by_label("Speed")).to_have_value("1.25")
    at.page.keyboard.press("<")
    at.page.keyboard.press("<")
    assert at.page.evaluate("sounds[0].playbackRate") == 0.75
    at.page.keyboard.press("m")
    assert at.page.evaluate("sounds[0].muted")
    at.page.keyboard.press(" ")
    at.page.keyboard.press("j")
    at.page.keyboard.press("j")
    focused = at.page.locator(":focus")
    expect(focused).to_have_attribute("href", "#t5")
    expect(focused).to_be_in_viewport()
    at.page.keyboard.press("k")
    expect(focused).to_have_attribute("href", "#t0")
    at.page.keyboard.press("]")
    at.page.keyboard.press("]")
    expect(at.page).to_have_url(re.compile("#weaving-numbers$"))
    expect(at.page.locator(".contents [aria-current]")).to_contain_text("Weaving numbers")
    at.page.keyboard.press("[")
    expect(at.page).to_have_url(re.compile("#introduction$"))


def test_space_scrolls_as_ever_before_the_player_was_started(at: Watched, site: str) -> None:
    at.page.goto(f"{site}/heard/")
    at.page.keyboard.press(" ")
    at.wait_until("scrollY > 100")
    assert at.page.evaluate("sounds.length") == 0


def test_keys_are_dead_where_somebody_writes_and_with_other_keys(at: Watched, site: str) -> None:
    at.page.goto(f"{site}/heard/")
    launch(at.page)
    at.wait_until(PLAYING)
    # The field hands what is typed over to the dialog of search.
    at.page.get_by_role("searchbox", name="Search everything").press_sequentially("j m>? ")
    expect(at.page.locator("dialog.search-dialog input")).to_have_value("j m>? ")
    expect(at.page.locator("dialog.keys")).to_be_hidden()
    at.page.keyboard.press("Escape")
    at.page.keyboard.press("Escape")
    expect(at.page.locator("dialog.search-dialog")).to_be_hidden()
    at.page.get_by_label("Speed").focus()
    at.page.keyboard.press("m")
    at.page.locator("h1").click()
    for chord in ("Control+m", "Alt+m", "Meta+m"):
        at.page.keyboard.press(chord)
    assert at.page.evaluate("[sounds[0].muted, sounds[0].playbackRate]") == [False, 1]
    assert at.page.evaluate(PLAYING)


def test_keys_can_be_switched_off_for_good(at: Watched, site: str) -> None:
    at.page.goto(f"{site}/heard/")
    at.page.keyboard.press("?")
    switch = at.page.get_by_label("Single-key shortcuts")
    expect(switch).to_be_visible()
    at.page.keyboard.press("j")
    expect(at.page.locator("dialog :focus")).to_have_count(1)
    switch.uncheck()
    at.page.keyboard.press("Escape")
    expect(switch).to_be_hidden()
    at.page.reload()
    for key in ("?", "j", "]"):
        at.page.keyboard.press(key)
    expect(at.page.locator("dialog")).to_be_hidden()
    assert at.page.evaluate("document.activeElement === document.body && !location.hash")
    at.page.get_by_role("button", name="Keyboard shortcuts").last.click()
    expect(switch).not_to_be_checked()
    switch.check()
    at.page.get_by_role("button", name="Close").click()
    at.page.keyboard.press("?")
    expect(switch).to_be_visible()


def test_an_episode_without_a_recording_has_keys_for_reading(at: Watched, site: str) -> None:
    at.page.goto(f"{site}/silent/")
    expect(at.page.locator(".player")).to_have_count(0)
    for key in (" ", "m", ">", "j"):
        at.page.keyboard.press(key)
    expect(at.page.locator(":focus")).to_have_attribute("href", re.compile("#t"))
    at.page.keyboard.press("?")
    expect(at.page.locator("dialog")).to_be_visible()
    expect(at.page.locator("dialog")).not_to_contain_text("Mute")
    assert at.said == []


# --- remembered, and told to the system -------------------------------------------------


def test_it_offers_to_go_on_where_somebody_stopped(at: Watched, site: str) -> None:
    again = at.page.get_by_role("button", name=re.compile("^Continue"))
    at.page.goto(f"{site}/heard/")
    launch(at.page)
    at.wait_until(PLAYING)
    at.page.locator("[data-toggle]").click()
    at.wait_until(PAUSED)
    at.page.reload()
    expect(again).to_be_hidden()
    launch(at.page)
    at.wait_until(PLAYING)
    at.seek(15)
    at.wait_until("told.at(-1).seconds > 16")
    at.page.locator("[data-toggle]").click()
    at.wait_until(PAUSED)
    at.page.goto("about:blank")
    at.asked.clear()
    at.page.goto(f"{site}/heard/")
    expect(again).to_have_text("Continue at 0:16")
    assert at.foreign == []
    expect(at.page.get_by_role("button", name="Play the recording")).to_be_visible()
    again.click()
    at.wait_until("told.at(-1).playing && told.at(-1).seconds > 16")
    expect(again).to_be_hidden()
    at.seek(40)
    at.page.locator("[data-toggle]").click()
    at.wait_until(PAUSED)
    at.page.reload()
    expect(again).to_be_hidden()


def test_it_plays_where_a_browser_remembers_nothing(at: Watched, site: str) -> None:
    at.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
    )
    at.page.goto(f"{site}/heard/")
    launch(at.page)
    at.wait_until(PLAYING)
    at.page.get_by_label("Speed").select_option("2")
    at.page.locator("[data-toggle]").click()
    at.wait_until(PAUSED)
    assert at.said == []


def test_the_system_is_told_what_plays_and_may_act(at: Watched, site: str) -> None:
    at.page.add_init_script("""
      window.acts = {};
      const set = MediaSession.prototype.setActionHandler;
      MediaSession.prototype.setActionHandler = function (name, act) {
        acts[name] = act;
        set.call(this, name, act);
      };
    """)
    at.page.goto(f"{site}/heard/")
    assert at.page.evaluate("navigator.mediaSession.metadata") is None
    launch(at.page)
    at.wait_until("navigator.mediaSession.playbackState === 'playing'")
    assert at.page.evaluate("navigator.mediaSession.metadata.title") == "Heard"
    for name, arrived in {
        "nexttrack": "told.at(-1).seconds >= 30",
        "previoustrack": "told.at(-1).seconds < 5",
        "seekforward": "told.at(-1).seconds >= 30",
        "seekbackward": "told.at(-1).seconds < 20",
        "pause": PAUSED,
        "play": PLAYING,
    }.items():
        at.page.evaluate(f"acts.{name}({{}})")
        at.wait_until(arrived)
    at.page.evaluate("acts.seekto({ seekTime: 50 })")
    at.wait_until("told.at(-1).seconds >= 50")


# --- on the page ------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_the_player_covers_no_focus_and_widens_no_page(at: Watched, site: str, width: int) -> None:
    at.page.set_viewport_size({"width": width, "height": 700})
    at.page.goto(f"{site}/both/")
    launch(at.page, "Play from YouTube")
    at.wait_until(PLAYING)
    at.page.locator("[data-toggle]").click()
    at.wait_until(PAUSED)
    assert at.page.evaluate("document.documentElement.scrollWidth") <= width
    expect(at.page.locator(".dock")).to_be_in_viewport(ratio=1)
    screen = at.page.locator("iframe").bounding_box()
    assert screen is not None
    for link in at.page.locator(".permalink, .site-footer a, .turn > p[id] > a:first-child").all():
        link.focus()
        box = link.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= screen["y"] or box["x"] + box["width"] <= screen["x"]
    for button in at.page.locator(".dock :is(button, select, input):visible").all():
        size = button.bounding_box()
        assert size is not None
        assert min(size["width"], size["height"]) >= 24, button
    at.page.get_by_role("button", name="Video").click()
    expect(at.page.locator("iframe")).to_be_hidden()


def test_in_a_low_window_the_player_leaves_the_room_to_the_text(at: Watched, site: str) -> None:
    at.page.set_viewport_size({"width": 320, "height": 256})
    at.page.goto(f"{site}/heard/")
    launch(at.page)
    at.wait_until(PLAYING)
    expect(at.page.locator(".dock")).to_have_css("position", "static")
    assert at.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_nothing_moves_when_the_player_starts(at: Watched, site: str) -> None:
    at.page.goto(f"{site}/heard/")
    where = "document.querySelector('.transcript').getBoundingClientRect().top + scrollY"
    before = at.page.evaluate(where)
    launch(at.page)
    at.wait_until(PLAYING)
    assert at.page.evaluate(where) == before


def test_the_browsers_own_player_stands_in_without_javascript(
    browser: Browser, site: str, sounds: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/both/")
    audio = page.locator("audio[controls]")
    box = audio.bounding_box()  # Playwright takes all in <noscript> for hidden
    assert box is not None
    assert box["height"] >= 24
    assert box["width"] >= 200
    expect(audio).to_have_attribute("src", f"{sounds}/a.wav")
    expect(page.get_by_role("link", name="Watch on YouTube")).to_be_visible()
    expect(page.locator(".launch, .dock, .keys-hint").first).to_be_hidden()
    assert not [url for url in asked if sounds in url or "youtube" in url]
    context.close()


def test_the_list_of_keys_gives_the_focus_back_to_a_heading(at: Watched, site: str) -> None:
    at.page.goto(f"{site}/heard/")
    at.page.keyboard.press("]")
    held = "document.activeElement.tagName + document.activeElement.id"
    before = at.page.evaluate(held)
    assert before.startswith("H2")
    at.page.keyboard.press("?")
    at.page.keyboard.press("Escape")
    at.wait_until(f"{held} === {json.dumps(before)}")
