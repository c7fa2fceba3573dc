/**
 * From the words of a query to the clauses that lunr is asked, and from these to the terms of
 * the index that they stand for.
 */

import { isPattern, Patterns } from "./patterns.js";
import { beginning, digestsOf, holds } from "./ranges.js";

/** @typedef {import("./collection.js").Collection} Collection */
/** @typedef {import("./collection.js").Index} Index */
/** @typedef {import("./query.js").Word} Word */
/** @typedef {import("./select.js").Clause} Clause */
/** @typedef {import("./select.js").Expanded} Expanded */

/** A word that goes on is only looked for in so many ranges: one letter begins thousands, and each costs 10 kB. */
const MOST_RANGES = 2;

/** What a word that only begins with the typed one is worth, against the word itself. */
const BEGINNING = 0.4;

/** How far a half-typed word may be beyond its stem: "complexi" is found as "complex". */
const LONGEST_ENDING = 3;
const SHORTEST_STEM = 4;

/**
 * Begin to fetch what the words will need, before lunr is there to tell: a word stands beside its
 * stem, nearly always in the same range.
 *
 * @param {Collection} collection
 * @param {Word[]} words
 */
export function prefetch(collection, words) {
  const { ranges, stopWords } = collection.table;
  if (!ranges.length) return;
  for (const { word, edits, open } of words) {
    if (edits || word.includes("*") || stopWords.includes(word)) continue;
    const goesOn = open && isWorthCompleting(word) && digestsOf(ranges, word).length <= MOST_RANGES;
    const fetched = goesOn ? collection.ranges(word) : [collection.rangeOf(word)];
    for (const range of fetched) range.catch(() => {}); // told when it's needed
  }
}

/**
 * @param {Collection} collection
 * @param {Index} index
 * @param {Word[]} words
 * @returns {Promise<Expanded[]>}
 */
export async function expand(collection, index, words) {
  const clauses = (await Promise.all(words.map((word, place) => clausesOf(collection, index, word, place)))).flat();
  const patterns = new Patterns(collection, index.lunr, clauses.filter(isPattern));
  const expanded = await Promise.all(
    clauses.map(async (clause) => ({ clause, terms: await (isPattern(clause) ? patterns.termsOf(clause) : termOf(collection, clause)) })),
  );
  return patterns.completed(expanded);
}

/**
 * Whether the index leaves the word out because everybody says it all the time.
 *
 * @param {Collection} collection
 * @param {Index} index
 * @param {string} word
 */
export function isLeftOut({ table }, { lunr }, word) {
  const english = table.pipeline.includes(lunr.stemmer.label);
  return english && lunr.stopWordFilter(new lunr.Token(word)) === undefined;
}

/**
 * @param {Collection} collection
 * @param {Index} index
 * @param {Word} word
 * @param {number} place
 * @returns {Promise<Clause[]>}
 */
async function clausesOf(collection, index, word, place) {
  const { lunr, pipeline } = index;
  const common = {
    fields: word.field ? [word.field] : collection.fields,
    presence: lunr.Query.presence[word.presence.toUpperCase()],
    boost: word.boost,
    usePipeline: /** @type {false} */ (false),
    word: place,
  };
  if (word.word.includes("*")) return [{ ...common, term: word.word }];
  const term = pipeline.runString(word.word).join("") || word.word;
  if (word.edits) return [{ ...common, term, editDistance: word.edits }];
  const exact = { ...common, term };
  const start = word.open ? await beginningOf(collection, word.word) : null;
  if (start === null) return [exact];
  const begins = { ...common, term: `${start}*`, boost: word.boost * BEGINNING, share: BEGINNING };
  if (word.presence === "optional") return [exact, begins];
  // Two required clauses would both have to match.
  return [holds(await collection.rangeOf(term), term) ? exact : { ...begins, boost: word.boost, share: 1 }];
}

/**
 * With what the words begin that are meant by a half-typed one: with all of it, or else, because
 * the index has stems, with all but the last letters.
 *
 * @param {Collection} collection
 * @param {string} word
 * @returns {Promise<string | null>} null where too many, or no terms begin so.
 */
async function beginningOf(collection, word) {
  if (!isWorthCompleting(word)) return null;
  for (let start = word; start.length > word.length - 1 - LONGEST_ENDING; start = start.slice(0, -1)) {
    if (start.length < SHORTEST_STEM && start !== word) return null;
    if (digestsOf(collection.table.ranges, start).length > MOST_RANGES) return null;
    const ranges = await Promise.all(collection.ranges(start));
    if (ranges.some(({ terms }) => beginning(terms, start).length)) return start;
  }
  return null;
}

/**
 * One letter begins half of all words; one sign of another script may be a word.
 *
 * @param {string} word
 */
const isWorthCompleting = (word) => word.length > 1 || word > "\u02ff";

/**
 * @param {Collection} collection
 * @param {Clause} clause Asks for one term.
 * @returns {Promise<string[]>} None where the index hasn't got it.
 */
async function termOf(collection, { term }) {
  return holds(await collection.rangeOf(term), term) ? [term] : [];
}

/**
 * What gives the postings of terms, once their ranges are here.
 *
 * @param {Collection} collection
 * @param {string[]} terms
 * @returns {Promise<Map<string, import("./ranges.js").Range>>} Term -> its range.
 */
export async function rangesOf(collection, terms) {
  const ranges = await Promise.all(terms.map((term) => collection.rangeOf(term)));
  return new Map(terms.map((term, place) => [term, ranges[place]]));
}
