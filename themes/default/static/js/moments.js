/**
 * A link to any second leads somewhere: to the words that were being said then. What it names
 * is marked, brought clear of the bars and focused; nothing is added to the history.
 *
 * Ids stand at the seconds at which somebody begins a line; a second between two of them is the
 * earlier one. A fragment that names nothing gets a notice and the place that is nearest.
 */

import { focusOn } from "./focus.js";
import { layOut, settle, settled } from "./settle.js";
import { momentIn } from "./times.js";
import { _, spoken } from "./words.js";

/** Seconds after the last line's beginning at which an episode is held to have ended. */
const LAST_LINE = 120;

/** @typedef {{element: Element, second: number}} Line */
/** @typedef {{marks: Element[], start?: number, end?: number | null, notice?: string}} Place */

/** @param {Document} page */
export function resolveMoments(page) {
  const transcript = page.querySelector(".transcript");
  if (!transcript) return;
  let followed = false;
  const go = async () => {
    for (const old of page.querySelectorAll(".transcript .target")) old.classList.remove("target");
    page.querySelector(".notice")?.remove();
    const fragment = plainFragment();
    if (leaveFor(document.getElementById(fragment))) return;
    const place = await (fragment ? placeOf(fragment, transcript) : placeOfQuery(transcript));
    if (!place) return;
    const native = place.marks.length === 1 && place.marks[0].id === fragment;
    if (!native) for (const mark of place.marks) mark.classList.add("target");
    if (isReturn()) {
      const block = place.marks[0]?.closest(".turn > p, .chapter > header");
      if (place.notice) showNotice(page, block, place.notice);
      // Going back in the history is not asking for another place in what plays.
      if (!("player" in page.documentElement.dataset)) cue(page, place);
      return;
    }
    const heard = native && followed;
    followed = false;
    await arrive(page, place, fragment);
    if (!heard) await cue(page, place);
  };
  // The player hears of these clicks itself.
  page.addEventListener("click", (event) => {
    followed = event.target instanceof Element && event.target.closest("a[href^='#']") !== null;
  });
  addEventListener("popstate", go);
  // Only now does the player listen.
  queueMicrotask(go);
}

/**
 * What is in another episode's page now is looked up there.
 * @param {HTMLElement | null} element
 * @returns {boolean} whether the page is being left
 */
function leaveFor(element) {
  const link = element?.matches("[data-elsewhere]") && element.parentElement.querySelector("a");
  if (link) location.replace(new URL(`#${element.id}`, link.href));
  return Boolean(link);
}

/**
 * What an id names: a former one stands just before the words that it leads to.
 * @param {string} id
 */
function named(id) {
  const element = document.getElementById(id);
  return element?.dataset.was ? document.getElementById(element.dataset.was) : element;
}

/** What stands after "#", without a text directive where the browser leaves one in. */
function plainFragment() {
  const raw = location.hash.slice(1).replace(/:~:.*$/s, "");
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

/**
 * True when the reader came back to an entry of the history, or loaded it again: then the
 * browser knows better where they were.
 */
function isReturn() {
  if (history.state?.been) return true;
  history.replaceState({ ...history.state, been: true }, "");
  return false;
}

/**
 * @param {string} fragment
 * @param {Element} transcript
 * @returns {Place | Promise<Place> | null} null for what is not of the transcript
 */
function placeOf(fragment, transcript) {
  const element = named(fragment) ?? named(fragment.toLowerCase());
  const lines = linesOf(transcript);
  if (element) {
    const first = element.closest(".chapter > header")?.parentElement.querySelector("p[id^=t]");
    return transcript.contains(element) && element !== transcript
      ? { marks: [element], start: secondOf(first ?? element) }
      : null;
  }
  const moment = momentIn(fragment);
  return moment ? placeAt(moment, lines, fragment) : guessed(fragment, transcript, lines);
}

/** @param {Element} transcript */
function placeOfQuery(transcript) {
  const moment = /[?&]t=/i.test(location.search) && momentIn(location.search.slice(1));
  return moment ? placeAt(moment, linesOf(transcript), location.search) : null;
}

/**
 * @param {Element} transcript
 * @returns {Line[]}
 */
function linesOf(transcript) {
  const lines = [...transcript.querySelectorAll("[id^=t]:not([data-was])")];
  return lines.map((element) => ({ element, second: secondOf(element) })).filter((line) => line.second >= 0);
}

/**
 * @param {Element} element
 * @returns {number | undefined}
 */
function secondOf(element) {
  const found = /^t(\d+)(?:-\d+)?$/.exec(element.id);
  return found ? Number(found[1]) : undefined;
}

/**
 * The line that is being said at the start, and those that begin before the end.
 *
 * @param {import("./times.js").Span} moment
 * @param {Line[]} lines
 * @param {string} asked
 * @returns {Place}
 */
function placeAt({ start, end }, lines, asked) {
  if (!lines.length) return beginning(asked);
  const first = Math.max(0, lines.findLastIndex((line) => line.second <= start));
  const marks = lines.filter((line, at) => at === first || (at > first && line.second < end));
  const whole = new Set(marks.map((line) => line.element));
  const beyond = start > lines.at(-1).second + LAST_LINE;
  return {
    marks: [...whole].filter((element) => !whole.has(element.parentElement)),
    start: beyond ? lines.at(-1).second : start,
    end,
    notice: beyond ? _("No such place in this episode any more: “%(asked)s”; this is the last time.", shown(asked)) : undefined,
  };
}

/**
 * @param {string} fragment
 * @param {Element} transcript
 * @param {Line[]} lines
 * @returns {Promise<Place>}
 */
async function guessed(fragment, transcript, lines) {
  const { guess } = await import("./nearest.js");
  const titles = [...transcript.querySelectorAll("h2[id]")];
  const names = titles.map((title) => [title.id, title.textContent]);
  const found = guess(fragment, names, (lines.at(-1)?.second ?? -1 - LAST_LINE) + LAST_LINE);
  if (!found) return beginning(fragment);
  if ("chapter" in found) {
    const place = placeOf(titles[found.chapter].id, transcript);
    return { ...place, notice: _("No such place in this episode any more: “%(asked)s”; this is the nearest chapter.", shown(fragment)) };
  }
  const place = placeAt({ start: found.start, end: null }, lines, fragment);
  return { ...place, notice: _("No such place in this episode any more: “%(asked)s”; this is the nearest time.", shown(fragment)) };
}

/**
 * @param {string} asked
 * @returns {Place}
 */
const beginning = (asked) => ({
  marks: [],
  notice: _("No such place in this episode any more: “%(asked)s”; here is the beginning.", shown(asked)),
});

/** As much of it as a notice holds. @param {string} asked */
const shown = (asked) => ({ asked: asked.slice(0, 80) });

/**
 * @param {Document} page
 * @param {Place} place
 * @param {string} fragment
 */
async function arrive(page, { marks: [first], notice }, fragment) {
  const block = first?.closest(".turn > p, .chapter > header");
  const seat = notice ? showNotice(page, block, notice) : first;
  const focus = () => {
    if (!notice && block.contains(page.activeElement)) return;
    focusOn(seat.matches("p") ? seat.querySelector("a") : seat, { preventScroll: true });
  };
  focus();
  // A browser that opens a page at an id takes the focus away again.
  const refocus = () => page.activeElement === page.body && focus();
  const aim = () => seat.scrollIntoView({ block: first ? "start" : "nearest", behavior: "instant" });
  if (quotes(fragment)) return;
  layOut(seat);
  // A notice makes room for itself where nobody looks yet.
  if (notice) await new Promise(requestAnimationFrame);
  settle(aim, refocus);
}

/**
 * Tells the player where to begin. Not before the page stands where it was aimed: a player that
 * says where it will begin grows, and only above what is in sight does that move nothing.
 * @param {Document} page
 * @param {Place} place
 */
async function cue(page, { start, end }) {
  if (start === undefined) return;
  await settled();
  const detail = { seconds: start, play: false, ...(end && { until: end }) };
  page.dispatchEvent(new CustomEvent("chapterhouse:seek", { detail, cancelable: true }));
}

/**
 * True when the page was opened at words that the browser itself finds and marks.
 * @param {string} fragment
 */
function quotes(fragment) {
  const opened = performance.getEntriesByType("navigation")[0]?.name ?? "";
  return opened.includes(`#${fragment}:~:text=`);
}

/**
 * A notice before the place, or above the page's title where there is none.
 *
 * @param {Document} page
 * @param {Element | undefined} block
 * @param {string} text
 */
function showNotice(page, block, text) {
  const notice = spoken(page.createElement("div"));
  notice.className = "notice";
  notice.setAttribute("role", "status");
  notice.textContent = text;
  if (block) block.before(notice);
  else page.querySelector("article").prepend(notice);
  return notice;
}
