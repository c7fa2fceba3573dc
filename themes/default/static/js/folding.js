/**
 * Letters as they are compared: lower case, without accents and typographic forms.
 *
 * The rules are those of chapterhouse/terms/words.py, which made the search index: change one
 * and you must change the other (a test compares them).
 */

const LETTERS = new Map(
  Object.entries({
    ı: "i", ß: "ss", ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ς: "σ",
    "\u2019": "'", "\u2018": "'", "\u02bc": "'",
  }),
);
const LETTER = /[ıßøłđæœς\u2019\u2018\u02bc]/g;

/**
 * Combining Diacritical Marks, and what chooses among the forms of a sign. Other scripts' marks
 * are vowels and stay.
 */
const ACCENTS = /[\u0300-\u036f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]+/gu;

/** A letter with a mark that nobody leaves out, and Russian endings hang on it. */
const SHORT_I = /и\u0306/g;

/**
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  const plain = text.normalize("NFKD").toLowerCase().replace(SHORT_I, "й").replace(ACCENTS, "").normalize("NFC");
  return plain.replace(LETTER, (letter) => LETTERS.get(letter) ?? letter);
}
