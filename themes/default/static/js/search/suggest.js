/** "Did you mean": the word that was probably meant by one that nobody said. Pure. */

import { fold } from "../folding.js";
import { placeOf } from "./ranges.js";

/** @typedef {import("./ranges.js").Lexicon} Lexicon */

/** Letters of a word below which one may differ; in longer ones two. In the shortest every letter counts. */
const SHORT = 6;
const SHORTEST = 4;

/** "k8s", "v2": names, of which another with one letter changed is no better guess. */
const HAS_DIGIT = /\p{N}/u;

/** Two words written as one: the letters of each at least, and in how many texts both are said. */
const SHORTEST_HALF = 3;
const SEVERAL = 3;

/** What a letter that differs costs, against the logarithm of how many texts have the word. */
const COST = 3;

/**
 * The files in which the meant word may stand: the one in which the typed word would, and the
 * one for its first two letters swapped.
 *
 * @param {import("./ranges.js").Cuts} cuts
 * @param {string} word
 * @returns {string[]} Digests; none where nobody has said a word.
 */
export function digestsNear(cuts, word) {
  if (!cuts.length) return [];
  const swapped = word.slice(1, 2) + word.slice(0, 1) + word.slice(2);
  return [...new Set([word, swapped].map((each) => cuts[placeOf(cuts, each)][1]))];
}

/**
 * @param {string} word Folded; nobody said it.
 * @param {Lexicon[]} lexicons
 * @returns {string | null} As people say it.
 */
export function nearest(word, lexicons) {
  if (word.length < SHORTEST || HAS_DIGIT.test(word)) return null;
  const most = word.length < SHORT ? 1 : 2;
  let best = apartAgain(word, lexicons);
  for (const { terms, forms, documents } of lexicons) {
    terms.forEach((term, place) => {
      if (!documents[place] || !mayBeNear(word, term, most)) return;
      const form = forms[place];
      const distance = Math.min(apart(word, fold(form), most), form === term ? most + 1 : apart(word, term, most));
      const worth = Math.log(documents[place]) - COST * distance;
      if (distance <= most && worth > best.worth) best = { worth, form };
    });
  }
  return best.form;
}

/**
 * Two words for one that was written without the space ("opensource"), of those that are in the
 * files at hand.
 *
 * @param {string} word
 * @param {Lexicon[]} lexicons
 * @returns {{worth: number, form: string | null}}
 */
function apartAgain(word, lexicons) {
  const counts = new Map();
  for (const { terms, forms, documents } of lexicons) {
    terms.forEach((term, place) => {
      if (!word.includes(term.slice(0, SHORTEST_HALF))) return; // most of them: only the others are folded
      const form = fold(forms[place]);
      counts.set(form, Math.max(documents[place], counts.get(form) ?? 0));
    });
  }
  let best = { worth: -Infinity, form: /** @type {string | null} */ (null) };
  for (let cut = SHORTEST_HALF; cut <= word.length - SHORTEST_HALF; cut += 1) {
    const halves = [word.slice(0, cut), word.slice(cut)];
    const said = Math.min(...halves.map((half) => counts.get(half) ?? 0));
    const worth = Math.log(said) - COST;
    if (said >= SEVERAL && worth > best.worth) best = { worth, form: halves.join(" ") };
  }
  return best;
}

/** How much shorter a term may be than its form. */
const ENDING = 3;

/**
 * Whether it is worth comparing them letter by letter: people seldom miss the first two.
 *
 * @param {string} word
 * @param {string} term
 * @param {number} most
 */
const mayBeNear = (word, term, most) =>
  Math.abs(term.length - word.length) <= most + ENDING && (term[0] === word[0] || term[0] === word[1]);

/**
 * Letters to add, take away, change or swap with the next one, to make one word of the other
 * (optimal string alignment; F. J. Damerau, "A technique for computer detection and correction
 * of spelling errors", 1964).
 *
 * @param {string} one
 * @param {string} other
 * @param {number} most
 * @returns {number} `most` + 1 for more than that.
 */
export function apart(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, above] = [/** @type {number[]} */ ([]), Array.from({ length: other.length + 1 }, (_each, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let least = Math.min(above[column] + 1, current[column - 1] + 1, above[column - 1] + (same ? 0 : 1));
      const isSwapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isSwapped) least = Math.min(least, before[column - 2] + 1);
      current.push(least);
    }
    if (Math.min(...current) > most) return most + 1;
    [before, above] = [above, current];
  }
  return Math.min(above[other.length], most + 1);
}
