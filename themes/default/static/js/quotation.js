/**
 * A quote as it is written down, and the link that finds its words again. Pure.
 *
 * The link's end is a text directive (WICG, URL Fragment Text Directives): a browser that knows
 * it marks the words, others go to the moment before it.
 */

import { _ } from "./words.js";

/** Words that are written out whole; of longer quotes, how many at each end, at first. */
const WHOLE = 8;
const EDGE = 4;

/** Words of the longest quote; who selects more has the link. */
export const LONGEST = 300;

/** A word, or a letter of a script that puts no spaces between them. */
const WORD = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]|[^\s\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]+/gu;

/** @typedef {{speaker: string, words: string}} Part what one paragraph gives to a quote */

/**
 * @template {{words: string}} T
 * @param {T[]} parts
 * @returns {T[]} the first LONGEST words of them: the same parts where there are no more
 */
export function shortened(parts) {
  let left = LONGEST;
  const kept = [];
  for (const part of parts) {
    const words = [...part.words.matchAll(WORD)].slice(0, left);
    if (!words.length) break;
    left -= words.length;
    const last = words.at(-1);
    kept.push({ ...part, words: part.words.slice(0, last.index + last[0].length) });
  }
  const length = (all) => all.reduce((sum, { words }) => sum + words.length, 0);
  return length(kept) < length(parts) ? kept : parts;
}

/**
 * @param {Part[]} parts
 * @param {string[]} source clock and title; "" is left out
 * @param {string} address
 * @param {boolean} [goesOn] whether the speech does where the quote ends
 */
export function quotation(parts, source, address, goesOn = false) {
  const speakers = [...new Set(parts.map(({ speaker }) => speaker))].filter(Boolean);
  const several = new Set(parts.map(({ speaker }) => speaker)).size > 1;
  const said = parts.map(({ speaker, words }) => (several && speaker ? `${speaker}: ${words}` : words));
  const from = [and(speakers), ...source].filter(Boolean).join(", ");
  const words = said.join("\n\n") + (goesOn ? " …" : "");
  return `${_("“%(words)s” — %(source)s", { words, source: from })}\n${address}`;
}

/** @param {string[]} names */
function and(names) {
  const [last, before] = [names.at(-1) ?? "", names.slice(0, -1).join(", ")];
  return before ? _("%(names)s and %(last)s", { names: before, last }) : last;
}

/**
 * ":~:text=first%20words,last%20words", with the words before them where the first ones are
 * also said somewhere else.
 *
 * @param {string[]} texts the words of each paragraph, with single spaces
 * @param {string} before what stands before them in the page
 * @param {string} page all its text
 */
export function directive(texts, before, page) {
  const all = texts.flatMap((text) => text.split(" "));
  const whole = texts.length === 1 && all.length <= WHOLE;
  const start = whole ? texts[0] : texts[0].split(" ").slice(0, EDGE).join(" ");
  const prefix = isOnce(start, page) ? "" : prefixOf(start, before.split(" "), page);
  return `:~:text=${prefix && `${encode(prefix)}-,`}${encode(start)}${whole ? "" : `,${encode(lastWords(texts))}`}`;
}

/**
 * As many of the words before as tell this place from all others.
 * @param {string} start
 * @param {string[]} before
 * @param {string} page
 */
function prefixOf(start, before, page) {
  for (let count = EDGE; count < before.length; count += EDGE) {
    const prefix = before.slice(-count).join(" ");
    if (isOnce(`${prefix} ${start}`, page)) return prefix;
  }
  return before.join(" ");
}

/**
 * As many of the last words as no earlier place in the quote has.
 * @param {string[]} texts
 */
function lastWords(texts) {
  const words = texts.at(-1).split(" ");
  const quote = texts.join(" ").toLowerCase();
  for (let count = EDGE; count < words.length - EDGE; count += 1) {
    const end = words.slice(-count).join(" ");
    if (isOnce(end, quote)) return end;
  }
  return words.slice(-EDGE).join(" ");
}

/**
 * @param {string} words
 * @param {string} text
 */
function isOnce(words, text) {
  const [sought, all] = [words.toLowerCase(), text.toLowerCase()];
  return all.indexOf(sought) === all.lastIndexOf(sought);
}

/** The syntax has a meaning for "-", "," and "&". @param {string} text */
const encode = (text) => encodeURIComponent(text).replaceAll("-", "%2D");
