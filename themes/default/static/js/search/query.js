/**
 * From what somebody typed to what is looked for. Any text means something: nothing that can be
 * typed is an error.
 *
 *     graph theory            words, best where all of them stand
 *     "state of the art"      exactly these words, one after the other
 *     +graph -theory          must, must not stand there
 *     title:graph             in this field: title, chapter, people, text
 *     graph*  *ing  gr*h      anything in place of the star
 *     graph~1                 one letter more, less, other or two swapped
 *     graph^3                 counts three times as much
 *     speaker:ada  show:"the loom"  season:3  year:2021  -speaker:ada
 *
 * lunr's own query parser isn't used, because it throws at a stray ":" or "~". The last word is
 * still being typed and may go on.
 */

import { isSign, writtenQueryWords } from "./words.js";

/** @typedef {"optional" | "required" | "prohibited"} Presence */

/**
 * @typedef {object} Word
 * @property {string} word Folded, not yet stemmed; "*" stands for anything.
 * @property {string | null} field
 * @property {Presence} presence
 * @property {number} boost
 * @property {number} edits Letters that may differ.
 * @property {boolean} open Whether it may go on: words that begin with it are meant as well.
 * @property {number} [phrase] Of which of the query's phrases it is.
 * @property {number} from Where it stands in what was typed.
 * @property {number} to
 */

/**
 * @typedef {object} Phrase
 * @property {Word[]} words
 * @property {string} text As it was typed, between the quotation marks.
 * @property {string | null} field
 * @property {boolean} prohibited
 * @property {boolean} open Whether its last word may go on.
 */

/** @typedef {"speaker" | "show" | "season" | "year"} Key */

/**
 * @typedef {object} Filter
 * @property {Key} key
 * @property {string} value As it was typed.
 * @property {boolean} excluded
 * @property {boolean} quoted
 */

/** @typedef {{text: string, words: Word[], phrases: Phrase[], filters: Filter[]}} Query */

/** @type {Key[]} */
export const KEYS = ["speaker", "show", "season", "year"];
const FIELDS = ["title", "chapter", "people", "text"];

/** Sign, key, and either what stands between quotation marks or what stands up to a space. */
const TOKEN = /([+-]?)(?:(\p{L}+):)?(?:["“”„]([^"“”„]*)(["“”„]?)|([^\s"“”„]*))/gu;

/** "~1" and "^3" at the end of a word. */
const SUFFIX = /(?:~(\d?)|\^(\d{1,4}(?:\.\d+)?))$/;

/** Nobody types more; what is pasted beyond that only costs time. */
const LONGEST_QUERY = 1000;
const LONGEST_WORD = 64;
const MOST_WORDS = 24;
const MOST_PHRASES = 8;
const MOST_STARS = 3;

/** lunr's way to compare words takes exponentially longer for more. */
const MOST_EDITS = 2;
const MOST_BOOST = 100;

/**
 * @param {string} typed Any text.
 * @returns {Query}
 */
export function parseQuery(typed) {
  const text = typed.slice(0, LONGEST_QUERY);
  /** @type {Query} */
  const query = { text, words: [], phrases: [], filters: [] };
  for (const found of text.matchAll(TOKEN)) understand(found, query);
  query.words.splice(MOST_WORDS);
  const last = query.words.at(-1);
  if (last && text.length === last.to && last.presence !== "prohibited") last.open = isOpen(last);
  return query;
}

/** @param {Word} word */
const isOpen = ({ word, edits }) => !edits && !word.includes("*");

/**
 * @param {RegExpExecArray} found
 * @param {Query} query Gets what the token means.
 */
function understand(found, query) {
  const [whole, sign, key = "", quoted, end, bare] = found;
  const name = key.toLowerCase();
  const place = found.index + sign.length + (key ? key.length + 1 : 0);
  const content = quoted ?? bare;
  if (isKey(name)) {
    if (content.trim()) query.filters.push({ key: name, value: content.trim(), excluded: sign === "-", quoted: quoted !== undefined });
    return;
  }
  const field = FIELDS.includes(name) ? name : null;
  /** @type {Presence} */
  const presence = sign === "+" ? "required" : sign === "-" ? "prohibited" : "optional";
  if (key && !field) query.words.push(...wordsOf(key, place - key.length - 1, { field, presence }));
  if (quoted === undefined) query.words.push(...suffixed(bare, place, { field, presence }));
  else addPhrase(query, { text: quoted, field, prohibited: sign === "-", open: !end && /[\p{L}\p{M}\p{N}]$/u.test(whole) }, place + 1);
}

/** @param {string} name @returns {name is Key} */
const isKey = (name) => KEYS.includes(/** @type {Key} */ (name));

/**
 * @param {Query} query
 * @param {Omit<Phrase, "words">} phrase
 * @param {number} place
 */
function addPhrase(query, phrase, place) {
  const words = wordsOf(phrase.text.replaceAll("*", " "), place, { field: phrase.field, presence: "required" });
  if (!words.length) return;
  const same = query.phrases.find((other) => isSame(other, phrase));
  if (same) for (const word of same.words) word.boost += 1;
  else if (query.phrases.length < MOST_PHRASES) query.phrases.push({ ...phrase, words: words.slice(0, MOST_WORDS) });
}

/**
 * @param {Omit<Phrase, "words">} one
 * @param {Omit<Phrase, "words">} other
 */
const isSame = (one, other) =>
  one.text === other.text && one.field === other.field && one.prohibited === other.prohibited && one.open === other.open;

/**
 * @param {string} bare
 * @param {number} place
 * @param {{field: string | null, presence: Presence}} common
 * @returns {Word[]} More than one for "data-driven", none for "(".
 */
function suffixed(bare, place, common) {
  let [edits, boost, rest] = [0, 1, bare];
  for (let found = SUFFIX.exec(rest); found; found = SUFFIX.exec(rest)) {
    if (found[2]) boost = Math.min(Number(found[2]), MOST_BOOST);
    else edits = Math.min(Number(found[1] || 1), MOST_EDITS);
    rest = rest.slice(0, found.index);
  }
  const words = wordsOf(rest, place, { ...common, boost });
  for (const word of words) if (!word.word.includes("*")) word.edits = edits;
  return words;
}

/**
 * @param {string} text
 * @param {number} place Where it begins in what was typed.
 * @param {{field: string | null, presence: Presence, boost?: number}} common
 * @returns {Word[]}
 */
function wordsOf(text, place, { field, presence, boost = 1 }) {
  return starred(text).map(({ word, start, end }) => ({
    ...{ word: shortened(word), field, presence, boost, edits: 0, open: false },
    ...{ from: place + start, to: place + end },
  }));
}

/**
 * A word as long as the index has words.
 *
 * @param {string} word
 */
export const cut = (word) => (word.length > LONGEST_WORD ? Array.from(word).slice(0, LONGEST_WORD).join("") : word);

/** @param {string} word */
const shortened = (word) => cut(word.split("*").slice(0, MOST_STARS + 1).join("*"));

/**
 * The words of a text, a star kept where it touches one.
 *
 * @param {string} text
 * @returns {{word: string, start: number, end: number}[]}
 */
function starred(text) {
  /** @type {{word: string, start: number, end: number}[]} */
  const made = [];
  let at = 0;
  for (const part of text.split("*")) {
    const found = writtenQueryWords(part).flatMap(({ start, end, words }) =>
      words.map((word) => ({ word: isSign(word) ? `${word}*` : word, start: at + start, end: at + end })),
    );
    if (at > 0) addStar(made, found, at);
    made.push(...found);
    at += part.length + 1;
  }
  return made;
}

/**
 * @param {{word: string, start: number, end: number}[]} before Words before the star.
 * @param {{word: string, start: number, end: number}[]} after Those after it; loses the first one
 *   to the last one before, if the star stands in the middle of a word.
 * @param {number} at Just behind the star.
 */
function addStar(before, after, at) {
  const [left, right] = [before.at(-1), after[0]];
  const next = right?.start === at ? right : null;
  if (left && left.end === at - 1) {
    left.word = `${left.word}*`.replace(/\*+$/, "*") + (next ? next.word : "");
    left.end = next ? next.end : at;
    if (next) after.shift();
  } else if (next) {
    next.word = `*${next.word}`;
    next.start -= 1;
  }
}
