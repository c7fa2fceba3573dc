/**
 * What knows lunr.js, which itself is unchanged: how it gets into a worker that is a module, how it learns
 * the stems of other languages, and how it is asked about the piece of the index that a query needs.
 *
 * lunr's score of a document depends on the query's terms alone, so that its answer from the
 * query's terms and the best documents is the whole index's as far as these documents go.
 */

import { fold } from "../folding.js";
import { SearchError } from "./errors.js";
import { placesOf } from "./select.js";

/** lunr's metadata of a posting, which isn't kept. */
const NOTHING = Object.freeze({});

/**
 * lunr.js is no module: it looks for a global `define` (the Asynchronous Module Definition API,
 * https://github.com/amdjs/amdjs-api) and hands itself to it. Neither `importScripts` nor `eval`
 * is needed, which module workers and strict content security policies don't have.
 *
 * @param {URL} url
 * @param {string} version The one that the index is made for.
 * @returns {Promise<any>} lunr
 * @throws {SearchError}
 */
export async function loadEngine(url, version) {
  const lunr = await imported(url);
  if (lunr?.version !== version) throw new SearchError("version", `lunr.js ${lunr?.version}, not ${version}`);
  return lunr;
}

/** @param {URL} url */
async function imported(url) {
  const world = /** @type {any} */ (globalThis);
  if (world.lunr) return world.lunr;
  world.define = (/** @type {() => any} */ make) => (world.lunr = make());
  world.define.amd = true;
  await loadModule(url);
  return world.lunr;
}

/**
 * @param {URL} url
 * @returns {Promise<any>} What the script there exports.
 * @throws {SearchError}
 */
export async function loadModule(url) {
  try {
    return await import(url.href);
  } catch (error) {
    // A browser may remember that a module failed; the next attempt asks for another address.
    const again = new URL(url);
    again.search = String(Date.now());
    return import(again.href).catch(() => {
      throw new SearchError("offline", url.href, { cause: error });
    });
  }
}

/**
 * A part of search that few queries need, fetched when one does.
 *
 * @param {string} name
 * @returns {Promise<any>}
 * @throws {SearchError}
 */
export const later = (name) => loadModule(new URL(name, import.meta.url));

/**
 * @typedef {object} Stemmer As the table has it, for a language of which lunr.js itself makes no
 *   stems; the index was made the same way (chapterhouse/terms/snowball.py; a test compares the two).
 * @property {string} script A module that exports `stemmer`, from a word to its stem.
 * @property {[string, string][]} mends Regular expressions, and what to put in place of each match.
 */

/**
 * @param {(word: string) => string} snowball
 * @param {[string, string][]} mends
 * @returns {(word: string) => string} From a folded word to its stem.
 */
export function stemmerOf(snowball, mends) {
  const rules = mends.map(([pattern, put]) => ({ pattern: new RegExp(pattern, "gu"), put }));
  return (word) => {
    const mended = rules.reduce((text, { pattern, put }) => text.replace(pattern, put), word);
    return fold(snowball(mended || word));
  };
}

/**
 * Make lunr know the function by which the index's terms are made, before a pipeline is loaded
 * that names it.
 *
 * @param {any} lunr
 * @param {string[]} pipeline What the table calls it.
 * @param {(word: string) => string} stem
 */
export function register(lunr, pipeline, stem) {
  const [label] = pipeline;
  // The site may be published anew with other stems; lunr would warn of that on the console.
  delete lunr.Pipeline.registeredFunctions[label];
  const step = (/** @type {any} */ token) => token.update(stem);
  lunr.Pipeline.registerFunction(step, label);
}

/**
 * @param {any} lunr
 * @param {string[]} fields
 * @param {import("./select.js").Term[]} terms In order.
 * @param {number[]} documents
 * @param {number} count Of all documents.
 * @returns {object} As `lunr.Index.load` takes it; `_index` numbers are the terms' places (https://github.com/olivernn/lunr-schema).
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
  /** @type {[string, number[]][]} */
  const fieldVectors = [];
  fields.forEach((name, field) => {
    refs.forEach((ref, place) => {
      const vector = vectors[field][place];
      if (vector.length) fieldVectors.push([`${name}/${ref}`, vector]); // lunr looks at no others
    });
  });
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
