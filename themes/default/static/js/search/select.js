/**
 * Which documents a query finds, and how well: lunr's formula over all documents at once, in
 * typed arrays, because lunr.js itself takes microseconds for each posting and a word may stand in
 * every chapter of the site.
 *
 * The score of a document is, as in lunr.Index.query, the sum over its fields of
 *
 *     sum over the query's terms of (query weight * BM25 score) / length of the field's query vector
 *
 * where the query weight of a term in a field is the sum of the boosts of all clauses that stand
 * for the term there. The best of them go to lunr.js (js/search/engine.js), and are then put into the order
 * in which they are shown (rank.js).
 */

/**
 * @typedef {object} Clause What lunr's Query.clause takes, and for which word of the query.
 * @property {string} term Already in the index's form: stemmed, or with "*" in it.
 * @property {string[]} fields
 * @property {number} presence lunr.Query.presence
 * @property {number} boost
 * @property {false} usePipeline
 * @property {number} [editDistance]
 * @property {number} word Place among the query's words.
 * @property {number} [share] What the clause is worth among those of its word, at most 1.
 */

/** @typedef {{clause: Clause, terms: string[]}} Expanded A clause and the terms it stands for. */

/**
 * @typedef {object} Term
 * @property {string} term
 * @property {import("./ranges.js").Posting} posting
 * @property {Float64Array} weights In the query, for each field; 0 where it isn't asked.
 * @property {boolean[]} asked For each field.
 */

/**
 * @typedef {object} Selection
 * @property {Float64Array} scores lunr's score of each document of the site.
 * @property {Uint8Array} found 1 for each document that is a hit.
 * @property {number} total Hits.
 * @property {Term[]} terms In order; those that count towards the score.
 */

/**
 * @param {Expanded[]} expanded
 * @param {(term: string) => import("./ranges.js").Posting} postingOf
 * @param {string[]} fields
 * @param {number} count Documents.
 * @param {any} presence lunr.Query.presence
 * @param {Uint8Array | null} allowed 1 for each document that filters leave; null for all.
 * @returns {Selection}
 */
export function select(expanded, postingOf, fields, count, presence, allowed) {
  const terms = weighted(expanded.filter(({ clause }) => clause.presence !== presence.PROHIBITED), postingOf, fields);
  const found = new Uint8Array(count);
  const scores = scored(terms, fields, found);
  if (expanded.every(({ clause }) => clause.presence === presence.PROHIBITED)) found.fill(1);
  for (const each of expanded) restrict(each, postingOf, fields, presence, found);
  let total = 0;
  for (let document = 0; document < count; document += 1) {
    if (allowed && !allowed[document]) found[document] = 0;
    if (found[document]) total += 1;
    else scores[document] = 0;
  }
  return { scores, found, total, terms };
}

/**
 * The query's vectors: each term with its weights.
 *
 * @param {Expanded[]} expanded
 * @param {(term: string) => import("./ranges.js").Posting} postingOf
 * @param {string[]} fields
 * @returns {Term[]}
 */
function weighted(expanded, postingOf, fields) {
  /** @type {Map<string, Term>} */
  const made = new Map();
  for (const { clause, terms } of expanded) {
    const asked = fields.map((field) => clause.fields.includes(field));
    for (const term of terms) {
      const entry = made.get(term) ?? newTerm(term, postingOf(term), fields.length);
      made.set(term, entry);
      asked.forEach((isAsked, field) => {
        if (!isAsked) return;
        entry.weights[field] += clause.boost;
        entry.asked[field] = true;
      });
    }
  }
  return [...made.values()].sort((one, other) => (one.term < other.term ? -1 : 1));
}

/**
 * @param {string} term
 * @param {import("./ranges.js").Posting} posting
 * @param {number} fields
 * @returns {Term}
 */
function newTerm(term, posting, fields) {
  return { term, posting, weights: new Float64Array(fields), asked: Array(fields).fill(false) };
}

/**
 * @param {Term[]} terms
 * @param {string[]} fields
 * @param {Uint8Array} found Gets 1 for each document that has one of the terms.
 * @returns {Float64Array}
 */
function scored(terms, fields, found) {
  const scores = new Float64Array(found.length);
  fields.forEach((_name, field) => {
    const asked = terms.filter((term) => term.asked[field]);
    const dots = new Float64Array(found.length);
    for (const { posting, weights } of asked) addTo(dots, posting[field], weights[field], found);
    const magnitude = Math.sqrt(asked.reduce((sum, { weights }) => sum + weights[field] ** 2, 0));
    if (magnitude) for (let document = 0; document < dots.length; document += 1) scores[document] += dots[document] / magnitude;
  });
  return scores;
}

/**
 * @param {Float64Array} dots
 * @param {import("./ranges.js").Posting[number]} posting
 * @param {number} weight
 * @param {Uint8Array} found
 */
function addTo(dots, { documents, scores }, weight, found) {
  for (let place = 0; place < documents.length; place += 1) {
    dots[documents[place]] += weight * scores[place];
    found[documents[place]] = 1;
  }
}

/**
 * Leave out what a required or prohibited clause leaves out. lunr asks that a required word
 * stands in any of its fields, and a prohibited one in none.
 *
 * @param {Expanded} expanded
 * @param {(term: string) => import("./ranges.js").Posting} postingOf
 * @param {string[]} fields
 * @param {any} presence
 * @param {Uint8Array} found
 */
function restrict({ clause, terms }, postingOf, fields, presence, found) {
  if (clause.presence === presence.OPTIONAL) return;
  const has = new Uint8Array(found.length);
  for (const term of terms) {
    const posting = postingOf(term);
    for (const name of clause.fields) for (const document of posting[fields.indexOf(name)].documents) has[document] = 1;
  }
  const wanted = clause.presence === presence.REQUIRED ? 1 : 0;
  for (let document = 0; document < has.length; document += 1) if (has[document] !== wanted) found[document] = 0;
}

/**
 * The best documents, the newer one first where two are equal.
 *
 * @param {Selection} selection
 * @param {number} most
 * @returns {number[]}
 */
export function best({ scores, found, total }, most) {
  const hits = [];
  const least = total > most ? threshold(scores, found, total, most) : -Infinity;
  for (let document = found.length - 1; document >= 0; document -= 1) {
    if (found[document] && scores[document] >= least) hits.push(document);
  }
  hits.sort((one, other) => scores[other] - scores[one]);
  return hits.slice(0, most);
}

/**
 * @param {Float64Array} scores
 * @param {Uint8Array} found
 * @param {number} total
 * @param {number} most
 * @returns {number} The score of the last document that is among the best.
 */
function threshold(scores, found, total, most) {
  const sorted = scores.filter((_score, document) => found[document] === 1).sort();
  return sorted[total - most];
}

/**
 * @param {number[]} documents
 * @param {number} count Of all documents.
 * @returns {Int32Array} For each document of the site, its place among these; -1 for none.
 */
export function placesOf(documents, count) {
  const made = new Int32Array(count).fill(-1);
  documents.forEach((document, place) => (made[document] = place));
  return made;
}
