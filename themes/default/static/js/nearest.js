/**
 * Where a fragment that leads nowhere may have led once. Pure; loaded only for such a one.
 */

import { seconds } from "./times.js";

/** How alike a slug and a title are at least when one was made of the other, from 0 to 1. */
const ALIKE = 0.5;

/** "754", "t754", "754s" or "12:34", but not the digits of "ab12cd". */
const TIME = /(?<![\p{L}\d])t?(\d+(?::\d\d){0,2})s?(?![\p{L}\d])/gu;

const YEAR = /^(?:19|20)\d\d$/;

/**
 * What a fragment that leads nowhere may have meant: the chapter called most like it, or the
 * greatest number in it as a time, unless that is a word of the chapter's title or a year.
 *
 * @param {string} slug
 * @param {string[][]} names of each chapter: its id, its title
 * @param {number} last second that there is; later ones are no times
 * @returns {{chapter: number} | {start: number} | null}
 */
export function guess(slug, names, last) {
  const alike = names.map((each) => Math.max(...each.map((name) => likeness(slug, name))));
  const best = Math.max(0, ...alike);
  const chapter = best < ALIKE ? -1 : alike.indexOf(best);
  const titled = chapter < 0 ? [] : plain(names[chapter].join(" ")).split(" ");
  const isWord = (number) => chapter >= 0 && (titled.includes(number) || YEAR.test(number));
  const numbers = Array.from(slug.matchAll(TIME), ([, number]) => number).filter((number) => !isWord(number));
  const start = Math.max(-1, ...numbers.map(seconds).filter((second) => second !== null && second <= last));
  if (start >= 0) return { start };
  return chapter < 0 ? null : { chapter };
}

/**
 * The share of letter pairs that two texts have in common (Ochiai's coefficient).
 * @param {string} one
 * @param {string} other
 */
export function likeness(one, other) {
  const [a, b] = [pairs(one), pairs(other)];
  const common = [...a].filter((pair) => b.has(pair)).length;
  return common / Math.sqrt(a.size * b.size || 1);
}

/** @param {string} text */
function pairs(text) {
  const letters = plain(text) ? [...` ${plain(text)} `] : [];
  return new Set(letters.slice(1).map((letter, before) => letters[before] + letter));
}

/** @param {string} text */
const plain = (text) =>
  text.normalize("NFKD").toLowerCase().replace(/\p{M}+/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
