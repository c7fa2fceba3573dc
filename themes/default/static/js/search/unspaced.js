/**
 * Scripts that put no spaces between words: what is written in them is looked up by its signs,
 * every two neighbours as a word, the last sign of a run as one by itself.
 *
 * The rules and ranges are those of chapterhouse/terms/unspaced.py, which says why: change one
 * and you must change the other (a test compares them).
 */

/** Letters: iteration marks and numerals, Han, Kana, Hangul, Thai, Lao, Khmer, Burmese. */
export const LETTERS =
  "\\u3005-\\u3007\\u3021-\\u3029\\u3031-\\u3035\\u3038-\\u303b" +
  "\\u2e80-\\u2fd5\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3fffd}" +
  "\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff" +
  "\\u{1aff0}-\\u{1afff}\\u{1b000}-\\u{1b16f}" +
  "\\u1100-\\u11ff\\ua960-\\ua97c\\uac00-\\ud7a3\\ud7b0-\\ud7fb" +
  "\\u0e01-\\u0e30\\u0e32\\u0e33\\u0e40-\\u0e46" +
  "\\u0e81-\\u0eb0\\u0eb2\\u0eb3\\u0ebd-\\u0ec6\\u0edc-\\u0edf" +
  "\\u1780-\\u17b3\\u17d7\\u17dc" +
  "\\u1000-\\u102a\\u103f\\u1050-\\u1055\\u105a-\\u105d\\u1061\\u1065\\u1066\\u106e-\\u1070\\u1075-\\u1081" +
  "\\u108e\\ua9e0-\\ua9ef\\ua9fa-\\ua9fe\\uaa60-\\uaa76\\uaa7a\\uaa7e\\uaa7f";

/** Marks that belong to the letter before them. */
const MARKS =
  "\\u3099\\u309a\\u0e31\\u0e34-\\u0e3a\\u0e47-\\u0e4e\\u0eb1\\u0eb4-\\u0ebc\\u0ec8-\\u0ece" +
  "\\u17b4-\\u17d3\\u17dd" +
  "\\u102b-\\u103e\\u1056-\\u1059\\u105e-\\u1060\\u1062-\\u1064\\u1067-\\u106d\\u1071-\\u1074\\u1082-\\u108d" +
  "\\u108f\\u109a-\\u109d\\uaa7b-\\uaa7d";

const SIGN = new RegExp(`[${LETTERS}][${MARKS}]*`, "gu");
const RUN = new RegExp(`(?:[${LETTERS}][${MARKS}]*)+`, "gu");
const ANY = new RegExp(`[${LETTERS}]`, "u");

/**
 * What may be one sign in a text as it was written: a letter with its marks (those of half-width
 * Kana are letters of their own), or Hangul in parts.
 */
const WRITTEN = /[\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb\uffa0-\uffdc]+|[^][\p{M}\uff9e\uff9f]*/gu;

/**
 * Whether any sign of such a script is in a folded text.
 *
 * @param {string} text
 */
export const isUnspaced = (text) => ANY.test(text);

/**
 * A folded text with spaces around every run of such signs.
 *
 * @param {string} text
 */
export const apart = (text) => text.replace(RUN, " $& ");

/**
 * @param {string} run Folded.
 * @returns {string[]} Its signs; none if it isn't a run of such.
 */
export const signsOf = (run) => run.match(SIGN) ?? [];

/**
 * The parts of a written text, each with the signs that it stands for: "㌔" for two, "a" for none.
 *
 * @param {string} text
 * @param {(text: string) => string} fold
 * @returns {{start: number, end: number, signs: string[]}[]}
 */
export function writtenSigns(text, fold) {
  return Array.from(text.matchAll(WRITTEN), ({ 0: part, index }) => ({
    start: index,
    end: index + part.length,
    signs: signsOf(fold(part)),
  }));
}
