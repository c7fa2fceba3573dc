/**
 * Where words stand in a text, whatever their case and accents. Pure.
 */

import { fold } from "./folding.js";

/**
 * A text as it is searched.
 * @typedef {{folded: string, places: number[] | null}} Folded `places`: where in the text each
 *   character of `folded` comes from; null where they are the same.
 */

/**
 * @param {string} text
 * @returns {Folded}
 */
export function folded(text) {
  if (/^[\x00-\x7f]*$/.test(text)) return { folded: text.toLowerCase().replace(/\s/g, " "), places: null };
  let made = "";
  const places = [];
  let at = 0;
  for (const letter of text) {
    const plain = letter < "\x80" ? letter.toLowerCase() : fold(letter);
    made += plain;
    for (let each = 0; each < plain.length; each += 1) places.push(at);
    at += letter.length;
  }
  places.push(at);
  return { folded: made.replace(/\s/g, " "), places };
}

/** What a reader typed, as it is looked for. @param {string} typed */
export const sought = (typed) => fold(typed).replace(/\s+/g, " ").trim();

/** What may stand beside a whole word: in the scripts that leave no space, anything. */
const INSIDE = /^[\p{L}\p{M}\p{N}]$/u;
const UNSPACED = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]$/u;

/**
 * Several words, wherever one of them stands whole.
 *
 * @param {Folded} text
 * @param {string[]} words each as `sought` gives it, none empty
 * @returns {[number, number][]} from and to in the text as it was written, in order, none in another
 */
export function wordMatches(text, words) {
  const found = words.flatMap((word) => matches(text, word, (from, to) => isWhole(text.folded, from, to)));
  found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
  const apart = [];
  for (const [from, to] of found) {
    const last = apart.at(-1);
    if (last && from < last[1]) last[1] = Math.max(to, last[1]); // pairs of signs that share one
    else apart.push([from, to]);
  }
  return apart;
}

/**
 * @param {string} text
 * @param {number} from
 * @param {number} to
 */
function isWhole(text, from, to) {
  const goesOn = (at) => [text.at(at - 1) ?? "", text[at] ?? ""].every((each) => INSIDE.test(each) && !UNSPACED.test(each));
  return !(from > 0 && goesOn(from)) && !(to < text.length && goesOn(to));
}

/**
 * @param {Folded} text
 * @param {string} words as `sought` gives them, not empty
 * @param {(from: number, to: number) => boolean} [counts] places in `folded`
 * @returns {[number, number][]} from and to in the text as it was written
 */
export function matches({ folded: text, places }, words, counts = () => true) {
  const found = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    const end = at + words.length;
    if (!counts(at, end)) continue;
    if (!places) found.push([at, end]);
    // To the end of the last letter, with the accents that were left out after it.
    else found.push([places[at], places.slice(end).find((place) => place > places[end - 1])]);
  }
  return found;
}
