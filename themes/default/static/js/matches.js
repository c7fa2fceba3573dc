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

/**
 * @param {Folded} text
 * @param {string} words as `sought` gives them, not empty
 * @returns {[number, number][]} from and to in the text as it was written
 */
export function matches({ folded: text, places }, words) {
  const found = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    const end = at + words.length;
    if (!places) found.push([at, end]);
    // To the end of the last letter, with the accents that were left out after it.
    else found.push([places[at], places.slice(end).find((place) => place > places[end - 1])]);
  }
  return found;
}
