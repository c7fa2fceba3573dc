/**
 * The words of a text as the index knows them.
 *
 * The rules are those of chapterhouse/terms/words.py, which made the index: change one and
 * you must change the other (a test compares them). Nothing here knows lunr or the page.
 */

import { fold } from "../folding.js";

/** Letters and digits, apostrophes between them, and the end of "C++" and "C#". */
const WORD =
  /[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*(?:(?:\+\+|#)(?![\p{L}\p{M}\p{N}+#]))?/gu;

/** The same in a text as it was written. */
const WRITTEN =
  /[\p{L}\p{M}\p{N}]+(?:['\u2019\u2018\u02bc][\p{L}\p{M}\p{N}]+)*(?:(?:\+\+|#)(?![\p{L}\p{M}\p{N}+#]))?/gu;

/**
 * The words of a text, in order, in the form in which they are looked up.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  return Array.from(fold(text).matchAll(WORD), ([word]) => word.replace(/'s$/, ""));
}

/**
 * Where the words of a text stand in it, as it was written.
 *
 * @param {string} text
 * @param {(written: string) => string[]} [inWord] What a written word is to look up; whoever reads
 *   long texts remembers it.
 * @returns {{start: number, end: number, words: string[]}[]} Offsets as `slice` takes them;
 *   one written word may be several to look up ("½" is 1 and 2), or none.
 */
export function writtenWords(text, inWord = words) {
  return Array.from(text.matchAll(WRITTEN), (found) => ({
    start: found.index,
    end: found.index + found[0].length,
    words: inWord(found[0]),
  }));
}
