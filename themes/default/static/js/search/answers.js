/**
 * Search as the worker runs it: opens the files, answers queries, remembers the last answers for
 * what is asked about them later.
 */

import { markerOf, putQuery } from "./asking.js";
import { Collection } from "./collection.js";
import { SearchError } from "./errors.js";
import { Gone, json } from "./files.js";
import { Hits } from "./hits.js";
import { later } from "./engine.js";
import { parseQuery } from "./query.js";
import { prefetch } from "./terms.js";

/** @typedef {import("./hits.js").Group} Group */
/** @typedef {import("./moment.js").Hit} Hit */

/**
 * @typedef {object} Answer
 * @property {number} id
 * @property {string} query
 * @property {number} total Chapters; at least so many where it isn't exact.
 * @property {number} episodes
 * @property {boolean} exact False while a phrase isn't looked for in all chapters that may have it.
 * @property {Group[]} groups
 * @property {boolean} rest Whether there are more groups.
 * @property {string | null} suggestion The query with other words.
 * @property {{key: import("./query.js").Key, value: string, excluded: boolean}[]} filters
 * @property {"filter" | "common" | null} problem
 */

/** Answers about which more can be asked. */
const REMEMBERED = 8;

/** Thrown where nobody waits for the answer any more. */
const STALE = new Error("stale");

export class Search {
  /**
   * @param {import("./files.js").Files} files
   * @param {(url: URL, version: string) => Promise<any>} [load] lunr.js
   */
  constructor(files, load) {
    this.files = files;
    this.load = load;
    /** @type {Promise<Collection> | null} */
    this.opening = null;
    /** @type {Map<number, Hits>} */
    this.answers = new Map();
    /** @type {Map<string, string[]>} */
    this.stems = new Map();
    this.latest = 0;
  }

  /**
   * Read the table, and begin to fetch what every query needs.
   *
   * @param {Uint8Array | null} [table] As far as somebody has fetched it already.
   * @returns {Promise<Collection>}
   * @throws {SearchError}
   */
  open(table = null) {
    this.opening ??= this.#open(table).catch((error) => {
      this.opening = null;
      throw error;
    });
    return this.opening;
  }

  /** @param {Uint8Array | null} sent */
  async #open(sent) {
    const bytes = sent ?? (await this.files.bytes("table.json", { cache: "no-cache" }).catch(noTable));
    const collection = new Collection(this.files, tableOf(bytes), this.load);
    collection.index().catch(() => {}); // the query that needs it is told
    return collection;
  }

  /**
   * @param {number} id Greater than those before.
   * @param {string} text
   * @param {number} hits How many at first.
   * @returns {Promise<Answer | null>} null when a later query was put meanwhile.
   * @throws {SearchError}
   */
  async find(id, text, hits) {
    this.latest = id;
    try {
      return await this.#retried(() => this.#find(id, text, hits));
    } catch (error) {
      if (error === STALE) return null;
      throw error;
    }
  }

  /**
   * @param {number} id
   * @param {string} text
   * @param {number} wanted
   * @returns {Promise<Answer>}
   */
  async #find(id, text, wanted) {
    const check = this.#checkOf(id);
    const query = parseQuery(text);
    const collection = await this.open();
    check();
    prefetch(collection, [...query.words, ...query.phrases.flatMap(({ words }) => words)]);
    const index = await collection.index();
    const asked = await putQuery(collection, index, query);
    check();
    const hits = new Hits(collection, index.documents, asked, query, markerOf(collection, index, query, asked, this.stems));
    const [groups, suggestion] = await Promise.all([
      hits.next(wanted, check),
      suggestionFor(collection, query, asked, index).catch(() => null), // the answer is worth more
    ]);
    this.#remember(id, hits);
    const filters = query.filters.map(({ key, value, excluded }) => ({ key, value, excluded }));
    const { total, episodes, exact, rest } = hits;
    return { id, query: text, total, episodes, exact, groups, rest, suggestion, filters, problem: asked.problem };
  }

  /** @param {number} id @param {number} wanted @returns {Promise<{groups: Group[], rest: boolean, total: number, episodes: number, exact: boolean}>} */
  more(id, wanted) {
    return this.#about(id, async (hits) => {
      const groups = await hits.next(wanted, () => {});
      const { rest, total, episodes, exact } = hits;
      return { groups, rest, total, episodes, exact };
    });
  }

  /** @param {number} id @param {number} group Its place. @returns {Promise<Hit[]>} */
  others(id, group) {
    return this.#about(id, (hits) => hits.others(group));
  }

  /** @param {number} id @returns {Promise<import("./filters.js").Facets>} */
  facets(id) {
    return this.#about(id, async (hits) => {
      /** @type {[typeof import("./filters.js"), import("./filters.js").FacetFile]} */
      const [{ countFacets }, file] = await Promise.all([later("./filters.js"), hits.collection.facets()]);
      return countFacets(file, hits.documents.firsts, hits.found());
    });
  }

  /**
   * What is asked about an answer is answered from the files that it was made of. Where they have
   * gone, only the query can be put again.
   *
   * @template T
   * @param {number} id
   * @param {(hits: Hits) => Promise<T>} act
   * @returns {Promise<T>}
   * @throws {SearchError}
   */
  async #about(id, act) {
    const hits = this.answers.get(id);
    if (!hits) throw new SearchError("version", `answer ${id}`);
    return act(hits).catch((error) => {
      throw error instanceof Gone ? new SearchError("version", error.message, { cause: error }) : error;
    });
  }

  /**
   * @param {number} id
   * @returns {() => void}
   */
  #checkOf(id) {
    return () => {
      if (id !== this.latest) throw STALE;
    };
  }

  /**
   * Once more with a new table, when the site was published anew and files have gone.
   *
   * @template T
   * @param {() => Promise<T>} act
   * @returns {Promise<T>}
   */
  async #retried(act) {
    const opening = this.open();
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
      if (this.opening === opening) this.#forget(); // no other query has done it
    }
    return act().catch((error) => {
      throw error instanceof Gone ? new SearchError("format", error.message, { cause: error }) : error;
    });
  }

  /** What was read of the site, and what was made of it. */
  #forget() {
    this.opening = null;
    this.answers.clear();
    this.stems = new Map(); // a marker of before may still write into the old one
  }

  /**
   * @param {number} id
   * @param {Hits} hits
   */
  #remember(id, hits) {
    this.answers.set(id, hits);
    for (const old of this.answers.keys()) if (this.answers.size > REMEMBERED) this.answers.delete(old);
  }
}

/**
 * A site without a table has no search that these scripts know.
 *
 * @param {unknown} error
 * @returns {never}
 */
function noTable(error) {
  throw error instanceof Gone ? new SearchError("format", error.message) : error;
}

/** @param {Uint8Array} bytes */
function tableOf(bytes) {
  try {
    return json(bytes);
  } catch (error) {
    throw new SearchError("format", "table.json", { cause: error });
  }
}

/**
 * The query with another word for each that nobody said.
 *
 * @param {Collection} collection
 * @param {import("./query.js").Query} query
 * @param {import("./asking.js").Asked} asked
 * @param {import("./collection.js").Index} index
 * @returns {Promise<string | null>}
 */
async function suggestionFor(collection, { text }, { words, expanded }, { lunr }) {
  const known = new Set(expanded.filter(({ terms }) => terms.length).map(({ clause }) => clause.word));
  const isUnknown = ({ word, edits, presence }, place) =>
    !known.has(place) && !edits && !word.includes("*") && presence !== "prohibited";
  const unknown = words.filter(isUnknown);
  const meant = await Promise.all(unknown.map(({ word }) => meantBy(collection, word)));
  let made = text;
  unknown.map((word, place) => ({ ...word, form: meant[place] })).sort((one, other) => other.from - one.from).forEach(({ from, to, form }) => {
    if (form) made = made.slice(0, from) + form + made.slice(to);
  });
  return made === text ? null : made.trim();
}

/**
 * @param {Collection} collection
 * @param {string} word
 */
async function meantBy(collection, word) {
  /** @type {typeof import("./suggest.js")} */
  const { digestsNear, nearest } = await later("./suggest.js");
  const digests = digestsNear(collection.table.words, word);
  return nearest(word, await Promise.all(digests.map((digest) => collection.lexicon(digest))));
}
