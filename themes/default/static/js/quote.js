/**
 * Words selected in the transcript can be copied as a quote: a button appears at the
 * selection's end, next in the order of the Tab key; the key C does the same.
 */

import { addressOf, copy } from "./copying.js";
import { directive, LONGEST, quotation, shortened } from "./quotation.js";
import { clockOf, PARAGRAPHS, saidIn, speakerOf, squash } from "./spoken.js";
import { _, spoken } from "./words.js";

/** Milliseconds without a change after which a selection is held to be made. */
const PAUSE = 150;

/** Letters that make a word with their neighbours; not those of scripts without spaces. */
const LETTER = /^(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}])[\p{L}\p{M}\p{N}'’]$/u;

/** @typedef {{paragraph: HTMLElement, before: string, words: string}} Picked */

/** @param {Document} page */
export function quoteSelections(page) {
  if (!page.querySelector(PARAGRAPHS)) return;
  const button = spoken(page.createElement("button"));
  button.type = "button";
  button.className = "quote";
  button.textContent = _("Copy quote");
  // A press would else drop the selection.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => copyQuote(page));
  page.addEventListener("keydown", (event) => {
    if (isPlainC(event) && copyQuote(page)) event.preventDefault();
  });
  let timer = 0;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => offer(page, button), PAUSE);
  };
  page.addEventListener("selectionchange", soon);
  soon();
}

/** @param {KeyboardEvent} event */
const isPlainC = (event) =>
  event.key === "c" &&
  !(event.ctrlKey || event.metaKey || event.altKey) &&
  !event.target.closest("input, textarea, select, [contenteditable]") &&
  document.documentElement.dataset.keys !== "off";

/**
 * Puts the button below the last selected words, or above the first where a chapter ends there.
 *
 * @param {Document} page
 * @param {HTMLButtonElement} button
 */
function offer(page, button) {
  const last = picked(page).at(-1)?.paragraph;
  if (!last) return button.remove();
  if (button.parentElement !== last) last.append(button);
  const rects = [...page.getSelection().getRangeAt(0).getClientRects()].filter((rect) => rect.width > 1);
  const [box, room] = [last.getBoundingClientRect(), last.closest(".chapter").getBoundingClientRect()];
  const lines = rects.filter((rect) => rect.bottom > box.top && rect.top < box.bottom);
  if (!lines.length) return;
  const [first, end] = [lines[0], lines.at(-1)];
  const gap = 6;
  const below = end.bottom + gap + button.offsetHeight < room.bottom;
  const top = below ? end.bottom + gap : first.top - gap - button.offsetHeight;
  const left = Math.min(Math.max(end.right - button.offsetWidth, box.left), box.right - button.offsetWidth);
  button.style.setProperty("top", `${top - box.top}px`);
  button.style.setProperty("left", `${left - box.left}px`);
}

/**
 * @param {Document} page
 * @returns {boolean} false where nothing is selected
 */
function copyQuote(page) {
  const all = picked(page);
  if (!all.length) return false;
  const parts = shortened(all);
  const whole = parts === all;
  const [{ paragraph, before }] = parts;
  const texts = parts.map(({ words }) => words);
  const said = parts.map((part) => ({ speaker: speakerOf(part.paragraph), words: part.words }));
  const clock = clockOf(paragraph);
  const text = squash(page.querySelector("main").textContent);
  const address = addressOf(paragraph.id + directive(texts, squash(`${clock} ${before}`), text));
  const source = [clock, squash(page.querySelector("h1").textContent)];
  const done = whole ? _("Quote copied") : _("Quote copied: its first %(count)s words", { count: LONGEST });
  copy(quotation(said, source, address, !whole), done);
  return true;
}

/**
 * The selected words of each paragraph, whole words.
 *
 * @param {Document} page
 * @returns {Picked[]}
 */
function picked(page) {
  const selection = page.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0);
  const { commonAncestorContainer: around } = range;
  const scope = around instanceof Element ? around : around.parentElement;
  const inside = scope.closest(PARAGRAPHS);
  const paragraphs = inside ? [inside] : [...scope.querySelectorAll(PARAGRAPHS)];
  return paragraphs.filter((each) => range.intersectsNode(each)).map((each) => part(each, range)).filter(({ words }) => words);
}

/**
 * @param {HTMLElement} paragraph
 * @param {Range} range
 * @returns {Picked}
 */
function part(paragraph, range) {
  let [text, from, to] = ["", -1, 0];
  for (const node of saidIn(paragraph)) {
    if (range.intersectsNode(node)) {
      if (from < 0) from = text.length + (node === range.startContainer ? range.startOffset : 0);
      to = text.length + (node === range.endContainer ? range.endOffset : node.length);
    }
    text += node.data;
  }
  if (from < 0 || !text.slice(from, to).trim()) return { paragraph, before: "", words: "" };
  const joins = (at) => LETTER.test(text[at - 1] ?? "") && LETTER.test(text[at] ?? "");
  while (joins(from)) from -= 1;
  while (joins(to)) to += 1;
  return { paragraph, before: squash(text.slice(0, from)), words: squash(text.slice(from, to)) };
}
