/**
 * A reader who loads the page again, or comes back to it, finds it where they left it: at the same
 * words, whatever the chapters above have become in height. A browser remembers pixels only, and
 * would show what stands there now until it is put right.
 */

import { layOut, settle } from "./settle.js";
import { PARAGRAPHS } from "./spoken.js";

/** Milliseconds without scrolling after which the place is noted. */
const PAUSE = 200;

/** @typedef {{id?: string, top: number}} Place an element and its distance from the window's top */

/** @param {Document} page */
export function keepPlace(page) {
  const chapters = [...page.querySelectorAll(".chapter")];
  if (!chapters.length) return;
  const kept = history.state?.place;
  if (kept) restore(page, kept);
  const note = () => history.replaceState({ ...history.state, place: placeIn(chapters, page) }, "");
  let timer = 0;
  const stay = () => {
    history.scrollRestoration = "auto";
  };
  const leave = () => {
    clearTimeout(timer);
    note();
    history.scrollRestoration = "manual";
  };
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(note, PAUSE);
  }, { passive: true });
  // Of a page that is loaded again, what is noted later than this is lost. But it may have been a
  // download: whoever goes on here is still here.
  addEventListener("beforeunload", leave);
  addEventListener("pagehide", leave);
  for (const type of ["pageshow", "pointerdown", "keydown"]) addEventListener(type, stay, { passive: true });
}

/**
 * @param {Document} page
 * @param {Place} place
 */
function restore(page, { id, top }) {
  const element = (id && page.getElementById(id)) || page.documentElement;
  layOut(element);
  // Whole pixels: the rest of one would add up from time to time.
  settle(() => scrollBy({ top: Math.round(element.getBoundingClientRect().top - top), behavior: "instant" }));
}

/**
 * The first words below the bars; above all chapters the page itself.
 *
 * @param {Element[]} chapters
 * @param {Document} page
 * @returns {Place}
 */
function placeIn(chapters, page) {
  const line = parseFloat(getComputedStyle(page.documentElement).scrollPaddingBlockStart) || 0;
  const chapter = chapters.findLast((each) => each.getBoundingClientRect().top <= line);
  const words = [...(chapter?.querySelectorAll(PARAGRAPHS) ?? [])];
  const first = words.find((each) => each.getBoundingClientRect().bottom > line) ?? words.at(-1);
  return { id: first?.id, top: (first ?? page.documentElement).getBoundingClientRect().top };
}
