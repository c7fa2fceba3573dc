/**
 * The order in which hits are shown: how much of each candidate is about the query, and what that
 * is worth. Pure; docs/search.md, "Ranking", has the formula, why it is this one, and what it was
 * measured against.
 *
 * Source: Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields",
 * CIKM 2004.
 */

import { rarity } from "./ranges.js";
import { placesOf } from "./select.js";

/** How good a hit is beside its episode's best one, at least, to be shown with it. */
const WORTH_SHOWING = 0.6;

/** @typedef {import("./ranges.js").Posting} Posting */
/** @typedef {import("./select.js").Expanded} Expanded */

/**
 * @typedef {object} Evidence
 * @property {Float64Array} shares [(candidate * words + word) * fields + field] How often the word
 *   is said in the field, over how much the field's length weighs; the terms that it stands for
 *   added up, where those that only begin like it count less.
 * @property {number[]} boosts Of each field.
 * @property {number[]} rarities Of each word: the idf of lunr's formula.
 * @property {number[]} importance Of each word: 1 unless somebody typed another ("word^3").
 * @property {number[][]} units The words that count together: those of a phrase, each other one by
 *   itself.
 */

/** @typedef {{share: number, fields: Set<string>}} Stands What a term is worth for a word, and where. */

/**
 * @param {number[]} documents The candidates.
 * @param {Expanded[]} expanded
 * @param {Map<string, Posting>} postings Those of terms that count towards the score.
 * @param {{boost: number, phrase?: number}[]} words Of the query.
 * @param {string[]} fields
 * @param {import("./ranges.js").Weighing} weighing
 * @returns {Evidence}
 */
export function evidenceOf(documents, expanded, postings, words, fields, weighing) {
  const at = placesOf(documents, weighing.documents);
  const shares = new Float64Array(documents.length * words.length * fields.length);
  const rarities = words.map((_word, word) => {
    const terms = standingFor(expanded, word, postings);
    for (const [term, stands] of terms) {
      const posting = /** @type {Posting} */ (postings.get(term));
      addShares(shares, posting, stands, { at, word, words: words.length, fields });
    }
    return rarityOf(terms, postings, weighing.documents);
  });
  return { shares, boosts: weighing.boosts, rarities, importance: words.map(({ boost }) => boost), units: unitsOf(words) };
}

/**
 * @param {{phrase?: number}[]} words
 * @returns {number[][]}
 */
function unitsOf(words) {
  /** @type {Map<number | string, number[]>} */
  const units = new Map();
  words.forEach(({ phrase }, place) => {
    const key = phrase ?? `${place}`;
    units.set(key, [...(units.get(key) ?? []), place]);
  });
  return [...units.values()];
}

/**
 * @param {Expanded[]} expanded
 * @param {number} word
 * @param {Map<string, Posting>} postings
 * @returns {Map<string, Stands>} The index's terms that the word stands for.
 */
function standingFor(expanded, word, postings) {
  /** @type {Map<string, Stands>} */
  const made = new Map();
  for (const { clause, terms } of expanded) {
    if (clause.word !== word) continue;
    for (const term of terms) {
      if (!postings.has(term)) continue;
      const known = made.get(term) ?? { share: 0, fields: new Set() };
      clause.fields.forEach((field) => known.fields.add(field));
      made.set(term, { ...known, share: Math.max(known.share, clause.share ?? 1) });
    }
  }
  return made;
}

/**
 * @param {Float64Array} shares
 * @param {Posting} posting
 * @param {Stands} stands
 * @param {{at: Int32Array, word: number, words: number, fields: string[]}} where
 *   `at`: for each document, its place among the candidates, or -1.
 */
function addShares(shares, posting, stands, { at, word, words, fields }) {
  posting.forEach(({ documents, times, burdens }, field) => {
    if (!stands.fields.has(fields[field])) return;
    for (let place = 0; place < documents.length; place += 1) {
      const document = documents[place];
      if (at[document] < 0) continue;
      const slot = (at[document] * words + word) * fields.length + field;
      shares[slot] += (stands.share * times[place]) / burdens[place];
    }
  });
}

/**
 * As rare as the terms of which it is worth most: a half-typed word is no rarer for every rare
 * word that begins like it.
 *
 * @param {Map<string, Stands>} terms
 * @param {Map<string, Posting>} postings
 * @param {number} documents
 */
function rarityOf(terms, postings, documents) {
  let greatest = 0; // no Math.max(...): a call takes only so many arguments
  for (const { share } of terms.values()) greatest = Math.max(greatest, share);
  const best = [...terms].filter(([, { share }]) => share === greatest);
  const found = best.map(([term]) => foundIn(/** @type {Posting} */ (postings.get(term))));
  return rarity(Math.min(found.reduce((sum, count) => sum + count, 0), documents), documents);
}

/** @param {Posting} posting */
const foundIn = (posting) => posting.reduce((sum, { documents }) => sum + documents.length, 0);

/**
 * lunr adds up what a word scores in each field, so that one that stands in three of them counts
 * three times, and another word of the query that is nowhere is soon made up for. Here, a word's
 * shares of the fields are put together first and count for less the more there are; the rarity of
 * words weighs less. A phrase is one word, said as often as the one of its words that is said least.
 *
 * @param {number[]} documents The best by lunr's score, best first.
 * @param {Evidence} evidence Of them.
 * @returns {{document: number, worth: number}[]} The same ones, best first.
 */
export function rank(documents, evidence) {
  const ranked = documents.map((document, place) => ({ document, worth: worthOf(place, evidence) }));
  return ranked.sort((one, other) => other.worth - one.worth); // equal ones stay in lunr's order
}

/**
 * @param {number} place A candidate's.
 * @param {Evidence} evidence
 */
function worthOf(place, { shares, boosts, rarities, importance, units }) {
  const fields = boosts.length;
  const said = (/** @type {number} */ word) => {
    const first = (place * rarities.length + word) * fields;
    let share = 0;
    for (let field = 0; field < fields; field += 1) share += boosts[field] * shares[first + field];
    return share;
  };
  let worth = 0;
  for (const words of units) {
    const share = Math.min(...words.map(said));
    const rarity = Math.max(...words.map((word) => rarities[word]));
    worth += importance[words[0]] * Math.sqrt(rarity) * (share / (1 + share));
  }
  return worth;
}

/**
 * Whether a hit is shown under its episode's best one at once: what is much weaker would only
 * stand in the way of other episodes.
 *
 * @param {number} worth
 * @param {number} best The best one's.
 */
export const isWorthShowing = (worth, best) => worth >= WORTH_SHOWING * best;
