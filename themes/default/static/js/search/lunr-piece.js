/**
 * The piece of lunr's index that a query needs, of its own terms and the best documents, and
 * lunr's answer from it.
 *
 * lunr's score of a document depends on the query's terms alone, so that the answer is the whole
 * index's as far as these documents go. `_index` numbers are the terms' places.
 */

import { placesOf } from "./select.js";

/** lunr's metadata of a posting, which isn't kept. */
const NOTHING = Object.freeze({});

/**
 * @param {any} lunr
 * @param {string[]} fields
 * @param {import("./select.js").Term[]} terms In order.
 * @param {number[]} documents
 * @param {number} count Of all documents.
 * @returns {object} As `lunr.Index.load` takes it (https://github.com/olivernn/lunr-schema).
 */
export function serialized(lunr, fields, terms, documents, count) {
  const at = placesOf(documents, count);
  const refs = documents.map(String);
  /** @type {number[][][]} */
  const vectors = fields.map(() => documents.map(() => []));
  const invertedIndex = terms.map(({ term, posting }, _index) => {
    /** @type {Record<string, any>} */
    const entry = { _index };
    fields.forEach((name, field) => (entry[name] = standing(posting[field], at, refs, vectors[field], _index)));
    return [term, entry];
  });
  const fieldVectors = fields.flatMap((name, field) => refs.map((ref, place) => [`${name}/${ref}`, vectors[field][place]]));
  return { version: lunr.version, fields, fieldVectors, invertedIndex, pipeline: [] };
}

/**
 * @param {import("./ranges.js").Posting[number]} posting
 * @param {Int32Array} at
 * @param {string[]} refs
 * @param {number[][]} vectors Each document's gets the term's score.
 * @param {number} index The term's.
 */
function standing({ documents, scores }, at, refs, vectors, index) {
  /** @type {Record<string, object>} */
  const made = {};
  for (let each = 0; each < documents.length; each += 1) {
    const place = at[documents[each]];
    if (place < 0) continue;
    made[refs[place]] = NOTHING;
    vectors[place].push(index, scores[each]);
  }
  return made;
}

/**
 * @param {any} lunr
 * @param {object} piece
 * @param {import("./select.js").Clause[]} clauses
 * @returns {Map<number, number>} lunr's results: document -> score, best first.
 */
export function ask(lunr, piece, clauses) {
  const results = lunr.Index.load(piece).query((/** @type {any} */ query) => {
    for (const { word: _word, share: _share, ...clause } of together(clauses)) query.clause(clause);
  });
  return new Map(results.map((/** @type {any} */ { ref, score }) => [Number(ref), score]));
}

/**
 * Equal clauses as one: lunr adds up their boosts, but takes each one's time.
 *
 * @param {import("./select.js").Clause[]} clauses
 * @returns {import("./select.js").Clause[]}
 */
function together(clauses) {
  /** @type {Map<string, import("./select.js").Clause>} */
  const made = new Map();
  for (const clause of clauses) {
    const key = JSON.stringify([clause.term, clause.fields, clause.presence, clause.editDistance]);
    made.set(key, { ...clause, boost: clause.boost + (made.get(key)?.boost ?? 0) });
  }
  return [...made.values()];
}
