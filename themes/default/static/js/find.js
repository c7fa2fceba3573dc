/**
 * Find words in this episode: how often, and each of them in turn. What is typed is text, never
 * a pattern.
 *
 * Words are marked with the CSS Custom Highlight API, which changes nothing in the page;
 * without it their paragraphs are. Only chapters near the window are marked, so that a single
 * letter costs no more than a word. The page is read in idle moments.
 */

import { folded, matches, sought, wordMatches } from "./matches.js";
import { settle } from "./settle.js";
import { PARAGRAPHS, saidIn } from "./spoken.js";
import { _, ngettext } from "./words.js";

/** Milliseconds: of a slice of work, and between the last key and the search. */
const SLICE = 8;
const PAUSE = 120;

/** Words that a link may have marked: an address is what anybody writes. */
const MOST_WORDS = 40;

/** Which part of the window is above a match that is gone to. */
const ABOVE = 1 / 3;

/** @typedef {{paragraph: Element, text: import("./matches.js").Folded}} Entry */
/** @typedef {{paragraph: Element, from: number, to: number}} Match offsets in its words */

/**
 * @param {Document} page
 * @returns {(steps: number) => Promise<void>} goes to the next match, or to the one before
 */
export function findInEpisode(page) {
  const form = page.querySelector(".find");
  const [field, previous, clear] = ["input", "[data-previous]", "[data-clear]"].map((part) => form.querySelector(part));
  const show = marker(page);
  const index = read(page);
  /** @type {Match[]} */
  let found = [];
  let [current, timer, asked, words] = [-1, 0, "", wordsOfAddress()];

  const phrase = new URLSearchParams(location.search).get("find") ?? "";
  /** Whether the marks are those that a link asked for. */
  const isLed = () => asked !== "" && (words.length > 0 || asked === sought(phrase));

  const tell = () => {
    form.querySelector("output").textContent = asked && told(found.length, current + 1);
    form.toggleAttribute("data-active", asked !== "");
    page.documentElement.toggleAttribute("data-finding", asked !== "");
  };
  /** @param {(text: import("./matches.js").Folded) => [number, number][]} places */
  const mark = (entries, places) => {
    found = entries.flatMap(({ paragraph, text }) => places(text).map(([from, to]) => ({ paragraph, from, to })));
    current = -1;
    show(found);
    tell();
  };
  const search = async () => {
    clearTimeout(timer);
    const entries = await index;
    const wanted = sought(field.value);
    if (wanted === asked || (!wanted && words.length)) return;
    [asked, words] = [wanted, []];
    if (!wanted) unled();
    mark(wanted ? entries : [], (text) => matches(text, wanted));
  };
  /** The words that a link names; its moment is in view already. */
  const markWords = async () => {
    asked = words.join(" ");
    mark(await index, (text) => wordMatches(text, words));
    const place = nearest(found, 1);
    if (!found[place]?.paragraph.matches(":has(:target, .target), :target, .target")) return;
    current = place;
    show(found, found[place]);
    tell();
  };
  const forget = () => {
    // Not into the words when the focus is elsewhere, or on a phone its keyboard came up.
    if (form.contains(page.activeElement)) (found[current]?.paragraph.querySelector("a") ?? field).focus({ preventScroll: true });
    unled();
    [field.value, words] = ["", []];
    search();
  };
  const go = (steps) => {
    if (!found.length) return;
    current = current < 0 ? nearest(found, steps) : (current + steps + found.length) % found.length;
    show(found, found[current]);
    tell();
    const match = found[current]; // somebody may type on while it comes into sight
    settle(() => bringIntoSight(match));
  };
  const step = (steps) => search().then(() => go(steps));

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === field) step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape" && asked + field.value) forget();
    else return;
    event.preventDefault();
  });
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !isLed() || event.target.closest("dialog, input, select")) return;
    forget();
  });
  previous.addEventListener("click", () => step(-1));
  clear?.addEventListener("click", forget);

  if (phrase && !field.value) {
    field.value = phrase;
    step(1);
  } else if (words.length && !field.value) markWords();
  else search().then(tell);
  return step;
}

/** @returns {string[]} The words that the address has marked, as `sought` gives them. */
function wordsOfAddress() {
  const asked = new URLSearchParams(location.search).get("words") ?? "";
  return [...new Set(asked.split(",").map(sought))].filter(Boolean).slice(0, MOST_WORDS);
}

/** From now on the page's address has nothing marked. */
function unled() {
  const url = new URL(location.href);
  for (const key of ["words", "find"]) url.searchParams.delete(key);
  if (url.href !== location.href) history.replaceState(history.state, "", url);
}

/**
 * @param {number} count of matches
 * @param {number} place which one was gone to, from 1 on; 0 for none yet
 */
function told(count, place) {
  if (place) return _("%(place)s of %(whole)s", { place, whole: count });
  return count ? ngettext("%(count)s match", "%(count)s matches", count) : _("No matches");
}

/**
 * The words of all paragraphs, read in short slices.
 *
 * @param {Document} page
 * @returns {Promise<Entry[]>}
 */
async function read(page) {
  const entries = [];
  let since = -Infinity;
  for (const paragraph of page.querySelectorAll(PARAGRAPHS)) {
    if (performance.now() - since > SLICE) {
      await idle();
      since = performance.now();
    }
    entries.push({ paragraph, text: folded(textOf(paragraph)) });
  }
  return entries;
}

const idle = () =>
  new Promise((done) => (window.requestIdleCallback ? requestIdleCallback(done, { timeout: 200 }) : setTimeout(done)));

/** @param {Element} paragraph */
const textOf = (paragraph) => saidIn(paragraph).map((node) => node.data).join("");

/**
 * The first match from the place that the address names, or else from the window's upper edge;
 * backwards, the last one before it.
 *
 * @param {Match[]} found
 * @param {number} steps
 */
function nearest(found, steps) {
  const target = document.querySelector(".turn :target, .turn .target, .chapter:has(h2:target, h2.target)");
  const isAfter = target
    ? ({ paragraph }) => paragraph.contains(target) || target.compareDocumentPosition(paragraph) & Node.DOCUMENT_POSITION_FOLLOWING
    : ({ paragraph }) => paragraph.getBoundingClientRect().bottom > 0;
  const next = found.findIndex(isAfter);
  return steps > 0 ? Math.max(next, 0) : (next < 0 ? found.length : next + found.length - 1) % found.length;
}

/** @param {Match} match */
function bringIntoSight(match) {
  const { top, bottom } = rangeOf(match).getBoundingClientRect();
  scrollBy({ top: (top + bottom) / 2 - innerHeight * ABOVE, behavior: "instant" });
}

/**
 * @param {Match} match
 * @returns {Range}
 */
function rangeOf({ paragraph, from, to }) {
  const range = document.createRange();
  let at = 0;
  for (const node of saidIn(paragraph)) {
    const end = at + node.length;
    if (from >= at && from < end) range.setStart(node, from - at);
    if (to > at && to <= end) range.setEnd(node, to - at);
    at = end;
  }
  return range;
}

/**
 * A function that marks matches, and one of them as the one gone to, in the chapters near the
 * window.
 *
 * @param {Document} page
 * @returns {(found: Match[], current?: Match) => void}
 */
function marker(page) {
  const near = new Set();
  const paint = globalThis.CSS?.highlights ? paintWords : paintParagraphs;
  let [all, now, frame] = [[], undefined, 0];
  const draw = () => {
    frame = 0;
    paint(all.filter(({ paragraph }) => near.has(paragraph.closest(".chapter"))), now);
  };
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) near[isIntersecting ? "add" : "delete"](target);
      frame ||= requestAnimationFrame(draw);
    },
    { rootMargin: "50% 0px" },
  );
  return (found, current) => {
    if (!all.length) for (const chapter of page.querySelectorAll(".chapter")) watcher.observe(chapter);
    if (!found.length) watcher.disconnect();
    [all, now] = [found, current];
    draw();
  };
}

/**
 * @param {Match[]} found
 * @param {Match | undefined} current
 */
function paintWords(found, current) {
  CSS.highlights.set("found", new Highlight(...found.filter((match) => match !== current).map(rangeOf)));
  CSS.highlights.set("found-now", new Highlight(...(current ? [rangeOf(current)] : [])));
}

/**
 * @param {Match[]} found
 * @param {Match | undefined} current
 */
function paintParagraphs(found, current) {
  for (const old of document.querySelectorAll(".turn > .found")) old.classList.remove("found", "found-now");
  for (const { paragraph } of found) paragraph.classList.add("found");
  current?.paragraph.classList.add("found-now");
}
