/**
 * The ranges of the index: which of them has a term, and what stands in one: its terms at once,
 * their postings when they are asked for, with the scores that lunr's builder gives them. Pure.
 */

import { Reader } from "./files.js";

/** After every term that begins in the same way. */
const LAST = "\uffff";

/** lunr's own (lunr.Builder): how soon a word said again counts for less, how much length does. */
const K1 = 1.2;
const B = 0.75;

/** Decimals that lunr keeps: thousandths. */
const PRECISION = 1000;

/**
 * @typedef {object} Lexicon A file of words, for what somebody may have meant.
 * @property {string[]} terms In order.
 * @property {string[]} forms How each is said most often.
 * @property {Uint32Array} documents In how many texts each stands.
 */

/** @typedef {[first: string, digest: string][]} Cuts For each range, or each file of words, where it begins and its digest. */

/**
 * @typedef {object} Range
 * @property {string[]} terms
 * @property {Uint32Array} counts Documents, for each term and field.
 * @property {Uint32Array} ends Where each term's postings end in `bytes`.
 * @property {Uint8Array} bytes
 * @property {Map<string, Posting>} read
 */

/**
 * @typedef {{documents: Uint32Array, times: Uint32Array, burdens: Float64Array, scores: Float64Array}[]} Posting
 *   For each field: how often each document has the term there, how much the field's length weighs
 *   against it, and lunr's score of that.
 */

/**
 * @typedef {object} Weighing What scores depend on, besides the term.
 * @property {number} documents
 * @property {number[]} boosts Of each field.
 * @property {number[]} averages For each field, how many terms a document has in it.
 */

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

/**
 * @param {number} fields
 * @returns {(bytes: Uint8Array) => Range}
 */
export const readRange = (fields) => (bytes) => {
  const reader = new Reader(bytes);
  const terms = reader.terms(reader.number());
  const counts = reader.numbers(terms.length * fields);
  const ends = reader.numbers(terms.length);
  const postings = bytes.subarray(reader.at);
  let end = 0;
  ends.forEach((length, place) => (ends[place] = end += length));
  return { terms, counts, ends, bytes: postings, read: new Map() };
};

/**
 * @param {Range} range
 * @param {string} term
 */
export const holds = ({ terms }, term) => terms[firstFrom(terms, term)] === term;

/**
 * Where a term stands.
 *
 * @param {Range} range Holds the term.
 * @param {string} term
 * @param {Weighing} weighing
 * @returns {Posting}
 */
export function posting(range, term, weighing) {
  const known = range.read.get(term);
  if (known) return known;
  const place = firstFrom(range.terms, term);
  const fields = weighing.boosts.length;
  const counts = range.counts.subarray(place * fields, (place + 1) * fields);
  const reader = new Reader(range.bytes.subarray(place ? range.ends[place - 1] : 0, range.ends[place]));
  const idf = rarity(counts.reduce((sum, count) => sum + count, 0), weighing.documents);
  const made = weighing.boosts.map((boost, field) =>
    readField(reader, counts[field], weighing.averages[field], (times, burden) => {
      const score = (idf * ((K1 + 1) * times)) / (burden + times);
      return Math.round(score * boost * PRECISION) / PRECISION;
    }),
  );
  range.read.set(term, made);
  return made;
}

/**
 * @param {Reader} reader
 * @param {number} count Documents.
 * @param {number} average Terms of the field.
 * @param {(times: number, burden: number) => number} score
 */
function readField(reader, count, average, score) {
  const documents = reader.numbers(count);
  for (let place = 1; place < count; place += 1) documents[place] += documents[place - 1];
  const times = reader.numbers(count);
  const [low, middle, high] = [reader.take(count), reader.take(count), reader.take(count)];
  const [burdens, scores] = [new Float64Array(count), new Float64Array(count)];
  for (let place = 0; place < count; place += 1) {
    const length = low[place] + middle[place] * 256 + high[place] * 65536;
    burdens[place] = K1 * (1 - B + B * (length / average));
    scores[place] = score(times[place], burdens[place]);
  }
  return { documents, times, burdens, scores };
}

/**
 * What lunr takes for a term's rarity (lunr.idf).
 *
 * @param {number} found Documents that have it, a document once for each of its fields.
 * @param {number} documents All.
 */
export function rarity(found, documents) {
  return Math.log(1 + Math.abs((documents - found + 0.5) / (found + 0.5)));
}

/**
 * @param {Uint8Array} bytes
 * @returns {Lexicon}
 */
export function readLexicon(bytes) {
  const reader = new Reader(bytes);
  const terms = reader.terms(reader.number());
  const forms = terms.map((term) => {
    const cut = reader.number();
    const end = reader.string();
    return (cut ? Array.from(term).slice(0, -cut).join("") : term) + end;
  });
  return { terms, forms, documents: reader.numbers(terms.length) };
}
