/**
 * From what somebody typed to what lunr is asked.
 *
 * lunr's own query language throws at a stray ":" or "~", so it isn't used: any text is a list
 * of words here. What helps and cannot fail is kept: +required, -prohibited, field:word and
 * word*. The last word is still being typed, so words that begin with it count as well.
 */

import { words } from "./words.js";

/**
 * @typedef {object} Term
 * @property {string} word Folded; not yet stemmed.
 * @property {"title" | "chapter" | "people" | "text" | null} field
 * @property {"optional" | "required" | "prohibited"} presence
 * @property {boolean} open Whether it may go on: words that begin with it match too.
 */

const FIELDS = ["title", "chapter", "people", "text"];
const TOKEN = new RegExp(`^([+-]?)(?:(${FIELDS.join("|")}):)?(.*?)(\\*?)$`, "isu");

/** Nobody types more; what is pasted beyond that only costs time. */
const LONGEST_QUERY = 1000;
const LONGEST_WORD = 64;
const MOST_WORDS = 24;

/** What a word that only begins with the typed one is worth, against the word itself. */
const BEGINNING = 0.4;

/**
 * @param {string} text Any text.
 * @returns {Term[]}
 */
export function parseQuery(text) {
  const typed = text.slice(0, LONGEST_QUERY);
  const terms = typed.split(/\s+/u).flatMap(parseToken).slice(0, MOST_WORDS);
  const last = terms.at(-1);
  if (last && last.presence !== "prohibited" && /[\p{L}\p{M}\p{N}]$/u.test(typed)) last.open = true;
  return terms;
}

/**
 * @param {string} token What stands between two spaces.
 * @returns {Term[]} More than one for "data-driven", none for "(".
 */
function parseToken(token) {
  const [, sign, field, rest, star] = TOKEN.exec(token) ?? ["", "", "", token, ""];
  const found = words(rest).map((word) => word.slice(0, LONGEST_WORD));
  return found.map((word, at) => ({
    word,
    field: /** @type {Term["field"]} */ (field?.toLowerCase() ?? null),
    presence: sign === "+" ? "required" : sign === "-" ? "prohibited" : "optional",
    open: star === "*" && at === found.length - 1,
  }));
}

/**
 * Ask the index.
 *
 * @param {any} lunr The engine.
 * @param {any} index A lunr.Index.
 * @param {Term[]} terms
 * @returns {{ref: string, score: number, matchData: {metadata: object}}[]} Best first; empty
 *   when there is nothing to ask.
 */
export function ask(lunr, index, terms) {
  const clauses = terms.flatMap((term) => clausesOf(lunr, index, term, terms.length === 1));
  if (clauses.length === 0) return []; // lunr would answer with every document
  return index.query((/** @type {any} */ query) => clauses.forEach((clause) => query.clause(clause)));
}

/**
 * @param {any} lunr
 * @param {any} index
 * @param {Term} term
 * @param {boolean} alone Whether the query is this one word.
 * @returns {object[]} What lunr's Query.clause takes.
 */
function clausesOf(lunr, index, term, alone) {
  if (!alone && isLeftOut(lunr, index, term.word)) return [];
  const common = {
    presence: lunr.Query.presence[term.presence.toUpperCase()],
    ...(term.field && { fields: [term.field] }),
  };
  const exact = { ...common, term: term.word };
  const begins = { ...common, term: `${term.word}*`, usePipeline: false, boost: BEGINNING };
  if (!term.open || !isWorthCompleting(term.word)) return [exact];
  if (term.presence === "optional") return [exact, begins];
  // Two required clauses would both have to match.
  return [isKnown(index, term.word) ? exact : { ...begins, boost: 1 }];
}

/**
 * Whether the index leaves the word out because everybody says it all the time.
 *
 * @param {any} lunr
 * @param {any} index
 * @param {string} word
 */
function isLeftOut(lunr, index, word) {
  const english = index.pipeline.toJSON().includes(lunr.stemmer.label);
  return english && lunr.stopWordFilter(new lunr.Token(word)) === undefined;
}

/**
 * Whether the index has the word itself.
 *
 * @param {any} index
 * @param {string} word
 */
function isKnown(index, word) {
  const stems = /** @type {string[]} */ (index.pipeline.runString(word));
  return stems.some((stem) => stem in index.invertedIndex);
}

/**
 * One letter begins half of all words; one sign of another script may be a word.
 *
 * @param {string} word
 */
function isWorthCompleting(word) {
  return word.length > 1 || word > "\u02ff";
}
