/** The table of search: checks it, and knows which file holds which term. Pure. */

import { SearchError } from "./errors.js";

/** The format that these scripts read. */
const FORMAT = 2;

/** After every term that begins in the same way. */
const LAST = "\uffff";

/** @typedef {[first: string, digest: string][]} Cuts */

/**
 * @typedef {object} Table As table.json has it; see docs/search.md.
 * @property {number} format
 * @property {string} lunr
 * @property {string} engine
 * @property {string} language
 * @property {string[]} pipeline
 * @property {import("./stemming.js").Stemmer | null} stemmer
 * @property {string[]} stopWords Words without a term.
 * @property {number} documents
 * @property {{name: string, boost: number, sum: number}[]} fields
 * @property {string} episodes
 * @property {string} facets
 * @property {Cuts} ranges
 * @property {Cuts} words
 */

/**
 * @param {Table} table
 * @returns {Table} The same.
 * @throws {SearchError}
 */
export function checked(table) {
  if (table?.format !== FORMAT) throw new SearchError("version", `format ${table?.format}, not ${FORMAT}`);
  return table;
}

/**
 * @param {Cuts} cuts
 * @param {string} term
 * @returns {number} The place of the file in which the term would stand.
 */
export function placeOf(cuts, term) {
  let [low, high] = [0, cuts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (cuts[middle][0] <= term) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * @param {Cuts} cuts
 * @param {string} beginning
 * @returns {string[]} The digests of the files with terms that begin so.
 */
export function digestsOf(cuts, beginning) {
  const [first, last] = [placeOf(cuts, beginning), placeOf(cuts, beginning + LAST)];
  return cuts.slice(first, last + 1).map(([, digest]) => digest);
}

/**
 * @param {string[]} terms In order.
 * @param {string} term
 * @returns {number} The place of the first term that isn't before it.
 */
export function firstFrom(terms, term) {
  let [low, high] = [0, terms.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (terms[middle] < term) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * @param {string[]} terms In order.
 * @param {string} beginning
 * @returns {string[]}
 */
export const beginning = (terms, beginning) =>
  terms.slice(firstFrom(terms, beginning), firstFrom(terms, beginning + LAST));
