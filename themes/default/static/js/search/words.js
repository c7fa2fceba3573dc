/**
 * The words of a text as the index knows them.
 *
 * The rules are those of chapterhouse/terms/words.py, which made the index: change one and
 * you must change the other (a test compares them). Nothing here knows lunr or the page.
 */

import { fold } from "../folding.js";
import { LETTERS, apart, isUnspaced, signsOf, writtenSigns } from "./unspaced.js";

const IN_WORD = `\\p{L}\\p{M}\\p{N}${LETTERS}`;

/** What most texts are made of needs none of Unicode's tables, which take five times as long. */
const ASCII = /^[\x00-\x7f]*$/;
const ASCII_WORD = /[a-z0-9]+(?:'[a-z0-9]+)*(?:(?:\+\+|#)(?![a-z0-9+#]))?/gi;
const ASCII_ALONE = /^[a-z0-9]+$/i;

/** Letters and digits, apostrophes between them, and the end of "C++" and "C#". */
const WORD = new RegExp(`[${IN_WORD}]+(?:'[${IN_WORD}]+)*(?:(?:\\+\\+|#)(?![${IN_WORD}+#]))?`, "gu");

/** The same in a text as it was written, where a sign may be of half width and follow "C#" at once. */
const WRITTEN = new RegExp(
  `[${IN_WORD}]+(?:['\u2019\u2018\u02bc][${IN_WORD}]+)*(?:(?:\\+\\+|#)(?![+#]|(?![${LETTERS}\uff66-\uff9f])[${IN_WORD}]))?`,
  "gu",
);

/**
 * The words of a text, in order, in the form in which they are looked up.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  if (ASCII_ALONE.test(text)) return [text.toLowerCase()];
  if (ASCII.test(text)) return plain(text.toLowerCase());
  const folded = fold(text);
  if (!isUnspaced(folded)) return found(folded);
  return found(apart(folded)).flatMap((word) => pairs(signsOf(word)) ?? word);
}

/**
 * The words to look for: as `words`, but a run of signs without its last sign.
 *
 * @param {string} text
 * @returns {string[]} A word that `isSign` stands for all that begin with it.
 */
export function queryWords(text) {
  if (ASCII_ALONE.test(text)) return [text.toLowerCase()];
  if (ASCII.test(text)) return plain(text.toLowerCase());
  const folded = fold(text);
  if (!isUnspaced(folded)) return found(folded);
  return found(apart(folded)).flatMap((word) => asked(pairs(signsOf(word))) ?? word);
}

/**
 * Whether a word is a single sign of a script without spaces between words.
 *
 * @param {string} word
 */
export const isSign = (word) => isUnspaced(word) && signsOf(word).length === 1;

/**
 * Where the words of a text stand in it, as it was written.
 *
 * @param {string} text
 * @param {(written: string) => string[]} [inWord] What a written word is to look up; whoever reads
 *   long texts remembers it.
 * @returns {Written[]}
 */
export const writtenWords = (text, inWord = words) => written(text, inWord, (made) => made);

/**
 * Where the words to look for stand in what was typed.
 *
 * @param {string} text
 * @returns {Written[]}
 */
export const writtenQueryWords = (text) => written(text, queryWords, (made) => asked(made) ?? made);

/**
 * @typedef {object} Written
 * @property {number} start Offsets as `slice` takes them. Pairs of signs overlap.
 * @property {number} end
 * @property {string[]} words One written word may be several to look up ("½" is 1 and 2), or none.
 */

/** The first of those scripts begins here; most words are told apart by this alone. */
const FAR = /[^\u0000-\u0dff]/u;

/** @param {string} folded Only ASCII. */
const plain = (folded) => (folded.match(ASCII_WORD) ?? []).map((word) => (word.endsWith("'s") ? word.slice(0, -2) : word));

/** @param {string} folded */
const found = (folded) => (folded.match(WORD) ?? []).map((word) => word.replace(/'s$/, ""));

/**
 * @param {string[]} signs
 * @returns {string[] | null} null where there are none.
 */
function pairs(signs) {
  return signs.length ? signs.map((sign, place) => sign + (signs[place + 1] ?? "")) : null;
}

/**
 * @template Pair
 * @param {Pair[] | null} made
 */
const asked = (made) => (made && made.length > 1 ? made.slice(0, -1) : made);

/**
 * @param {string} text
 * @param {(text: string) => string[]} inWord
 * @param {(made: Written[]) => Written[]} inRun
 */
function written(text, inWord, inRun) {
  const isPlain = ASCII.test(text);
  return Array.from(text.matchAll(isPlain ? ASCII_WORD : WRITTEN)).flatMap(({ 0: word, index: start }) => {
    if (isPlain || !FAR.test(word) || !isUnspaced(fold(word))) return { start, end: start + word.length, words: inWord(word) };
    return mixed(word, start, inWord, inRun);
  });
}

/**
 * @param {string} word Some of it signs of a script without spaces.
 * @param {number} place Where it begins.
 * @param {(text: string) => string[]} inWord
 * @param {(made: Written[]) => Written[]} inRun
 */
function mixed(word, place, inWord, inRun) {
  return grouped(writtenSigns(word, fold)).flatMap((parts) => {
    const [start, end] = [parts[0].start, parts[parts.length - 1].end];
    if (parts[0].signs.length) return inRun(pairsIn(parts, place));
    return Array.from(word.slice(start, end).matchAll(WRITTEN), ({ 0: plain, index }) => {
      const from = place + start + index;
      return { start: from, end: from + plain.length, words: inWord(plain) };
    });
  });
}

/** @typedef {ReturnType<typeof writtenSigns>} Parts */

/**
 * @param {Parts} parts
 * @returns {Parts[]} Neighbours together: those that stand for signs, those that don't.
 */
function grouped(parts) {
  /** @type {Parts[]} */
  const made = [];
  for (const part of parts) {
    const last = made[made.length - 1];
    if (last && !last[0].signs.length === !part.signs.length) last.push(part);
    else made.push([part]);
  }
  return made;
}

/**
 * @param {Parts} parts
 * @param {number} place Where their word begins.
 * @returns {Written[]}
 */
function pairsIn(parts, place) {
  const signs = parts.flatMap(({ start, end, signs }) => signs.map((sign) => ({ start, end, sign })));
  return signs.map(({ start, end, sign }, at) => {
    const next = signs[at + 1];
    return { start: place + start, end: place + (next?.end ?? end), words: [sign + (next?.sign ?? "")] };
  });
}
