/**
 * What the site's files of search say: which documents there are, of which episode, where their
 * texts lie, in which range a term stands. Nothing here knows what a query is.
 */

import { Reader } from "./bytes.js";
import { loadEngine, loadModule } from "./engine.js";
import { SearchError } from "./errors.js";
import { json } from "./files.js";
import { readRange } from "./ranges.js";
import { register, stemmerOf } from "./stemming.js";
import { checked, digestsOf, placeOf } from "./table.js";

/** Five bytes a digest in the names of texts. */
const DIGEST = 5;

/**
 * @typedef {object} Documents
 * @property {number} count
 * @property {Uint32Array} firsts The first document of each episode, and `count` at the end.
 * @property {Uint32Array} pieces The first document of each piece of text, and `count` at the end.
 * @property {string[]} files The name of each piece's file.
 */

/**
 * @typedef {object} Index
 * @property {any} lunr
 * @property {any} pipeline A lunr.Pipeline: from a word to its term.
 * @property {Documents} documents
 * @property {import("./ranges.js").Weighing} weighing
 */

export class Collection {
  /**
   * @param {import("./files.js").Files} files
   * @param {import("./table.js").Table} table
   * @param {(url: URL, version: string) => Promise<any>} load lunr.js
   */
  constructor(files, table, load = loadEngine) {
    this.files = files;
    this.table = checked(table);
    this.load = load;
    this.fields = table.fields.map(({ name }) => name);
    /** @type {Promise<Index> | null} */
    this.opening = null;
  }

  /**
   * Everything that any query needs; fetched once, and again if it failed.
   *
   * @returns {Promise<Index>}
   */
  index() {
    this.opening ??= this.#open().catch((error) => {
      this.opening = null;
      throw error;
    });
    return this.opening;
  }

  async #open() {
    const { engine, lunr: version, pipeline, stemmer, fields, episodes, documents: count } = this.table;
    const [lunr, snowball, documents] = await Promise.all([
      this.load(new URL(engine, this.files.folder), version),
      stemmer && loadModule(new URL(stemmer.script, this.files.folder)),
      this.files.have(episodes, readEpisodes),
    ]);
    if (documents.count !== count) throw new SearchError("format", "the files don't fit each other");
    if (stemmer) register(lunr, pipeline, stemmerOf(snowball.stemmer, stemmer.mends));
    return {
      lunr,
      pipeline: pipelineOf(lunr, pipeline),
      documents,
      weighing: {
        documents: count,
        boosts: fields.map(({ boost }) => boost),
        averages: fields.map(({ sum }) => sum / count),
      },
    };
  }

  /** @param {string} beginning @returns {Promise<import("./ranges.js").Range>[]} Those with terms that begin so. */
  ranges(beginning) {
    return digestsOf(this.table.ranges, beginning).map((digest) => this.#range(digest));
  }

  /** @param {string} term @returns {Promise<import("./ranges.js").Range>} One without terms, where nobody has said a word. */
  async rangeOf(term) {
    const { ranges } = this.table;
    if (!ranges.length) return readRange(this.fields.length)(Uint8Array.of(0));
    return this.#range(ranges[placeOf(ranges, term)][1]);
  }

  /** @param {string} digest */
  #range(digest) {
    return this.files.have(`range-${digest}.bin`, readRange(this.fields.length));
  }

  /** @param {string} digest @returns {Promise<import("./suggest.js").Lexicon>} */
  lexicon(digest) {
    return this.files.have(`words-${digest}.bin`, readLexicon);
  }

  /** @returns {Promise<import("./filters.js").FacetFile>} */
  facets() {
    return this.files.have(this.table.facets, json);
  }

  /**
   * @param {string} file
   * @returns {Promise<import("./texts.js").Piece>}
   */
  text(file) {
    return this.files.have(file, json);
  }
}

/**
 * @param {any} lunr
 * @param {string[]} labels
 * @throws {SearchError} When these scripts have no such function.
 */
function pipelineOf(lunr, labels) {
  try {
    return lunr.Pipeline.load(labels);
  } catch (error) {
    throw new SearchError("version", `pipeline ${labels}`, { cause: error });
  }
}

/**
 * @param {Uint8Array} bytes
 * @returns {Documents}
 */
export function readEpisodes(bytes) {
  const reader = new Reader(bytes);
  const episodes = reader.number();
  const firsts = sums(reader.numbers(episodes));
  const counts = reader.numbers(episodes);
  const pieces = sums(reader.numbers(counts.reduce((sum, count) => sum + count, 0)));
  const files = Array.from(counts).flatMap((count) => {
    const digest = Array.from(reader.take(DIGEST), (byte) => byte.toString(16).padStart(2, "0")).join("");
    return Array.from({ length: count }, (_each, piece) => `texts/${digest}-${piece}.bin`);
  });
  return { count: firsts[episodes], firsts, pieces, files };
}

/**
 * @param {Uint32Array} counts
 * @returns {Uint32Array} Where each begins, and the sum of all at the end.
 */
function sums(counts) {
  const made = new Uint32Array(counts.length + 1);
  counts.forEach((count, place) => (made[place + 1] = made[place] + count));
  return made;
}

/**
 * @param {Uint8Array} bytes
 * @returns {import("./suggest.js").Lexicon}
 */
function readLexicon(bytes) {
  const reader = new Reader(bytes);
  const terms = reader.terms(reader.number());
  const forms = terms.map((term) => {
    const cut = reader.number();
    const end = reader.string();
    return (cut ? Array.from(term).slice(0, -cut).join("") : term) + end;
  });
  return { terms, forms, documents: reader.numbers(terms.length) };
}

/**
 * @param {Uint32Array} firsts Where each begins, in order.
 * @param {number} document
 * @returns {number} In which of them the document is.
 */
export function partOf(firsts, document) {
  let [low, high] = [0, firsts.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= document) low = middle;
    else high = middle;
  }
  return low;
}
