/**
 * What the site's files of search say: which documents there are, of which episode, where their
 * texts lie, in which range a term stands. Nothing here knows what a query is.
 */

import { SearchError } from "./errors.js";
import { Reader, json } from "./files.js";
import { loadEngine, loadModule, register, stemmerOf } from "./engine.js";
import { digestsOf, placeOf, readLexicon, readRange } from "./ranges.js";

/** The format that these scripts read. */
const FORMAT = 2;

/** Five bytes a digest in the names of texts. */
const DIGEST = 5;

/**
 * @typedef {object} Table As table.json has it; see docs/search.md.
 * @property {number} format
 * @property {string} lunr
 * @property {string} engine
 * @property {string} language
 * @property {string[]} pipeline
 * @property {import("./engine.js").Stemmer | null} stemmer
 * @property {string[]} stopWords Words without a term.
 * @property {number} documents
 * @property {{name: string, boost: number, sum: number}[]} fields
 * @property {string} episodes
 * @property {string} facets
 * @property {import("./ranges.js").Cuts} ranges
 * @property {import("./ranges.js").Cuts} words
 */

/**
 * @typedef {object} Documents
 * @property {number} count
 * @property {Uint32Array} firsts The first document of each episode, and `count` at the end.
 * @property {Uint32Array} pieces The first document of each piece of text, and `count` at the end.
 * @property {Uint32Array} runs The first piece of each episode, and their number at the end.
 * @property {Uint8Array} digests What names an episode's pieces, DIGEST bytes each.
 */

/**
 * @typedef {object} Index
 * @property {any} lunr
 * @property {any} pipeline A lunr.Pipeline: from a word to its term.
 * @property {Documents} documents
 * @property {import("./ranges.js").Weighing} weighing
 */

/**
 * @typedef {object} Piece Some chapters of an episode, as docs/search.md describes it.
 * @property {string} page
 * @property {string} title
 * @property {string[]} facts
 * @property {string} [lang]
 * @property {string} [dir]
 * @property {string[]} people
 * @property {Chapter[]} chapters
 */

/**
 * @typedef {object} Chapter
 * @property {string} title
 * @property {string} anchor
 * @property {number | null} start
 * @property {number[]} people
 * @property {string[]} ids
 * @property {number[]} who
 * @property {string[]} said
 */

/** @typedef {{piece: Piece, chapter: Chapter}} Text */

export class Collection {
  /**
   * @param {import("./files.js").Files} files
   * @param {Table} table
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

  /** @param {string} digest @returns {Promise<import("./ranges.js").Lexicon>} */
  lexicon(digest) {
    return this.files.have(`words-${digest}.bin`, readLexicon);
  }

  /** @returns {Promise<import("./filters.js").FacetFile>} */
  facets() {
    return this.files.have(this.table.facets, json);
  }

  /**
   * @param {string} file
   * @returns {Promise<Piece>}
   */
  text(file) {
    return this.files.have(file, json);
  }
}

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
  const runs = sums(reader.numbers(episodes));
  const pieces = sums(reader.numbers(runs[episodes]));
  return { count: firsts[episodes], firsts, pieces, runs, digests: reader.take(episodes * DIGEST) };
}

/**
 * @param {Uint32Array} counts
 * @returns {Uint32Array} Where each begins, and the sum of all at the end.
 */
function sums(counts) {
  const made = new Uint32Array(counts.length + 1);
  for (let place = 0; place < counts.length; place += 1) made[place + 1] = made[place] + counts[place];
  return made;
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

/**
 * @param {Documents} documents
 * @param {number} document
 * @returns {string} The file that has its text.
 */
export const fileOf = (documents, document) => nameOf(documents, partOf(documents.pieces, document));

/**
 * @param {Documents} documents
 * @param {number} piece
 */
function nameOf({ runs, digests }, piece) {
  const episode = partOf(runs, piece);
  const digest = Array.from(digests.subarray(episode * DIGEST, (episode + 1) * DIGEST), (byte) => byte.toString(16).padStart(2, "0"));
  return `texts/${digest.join("")}-${piece - runs[episode]}.bin`;
}

/**
 * @param {Collection} collection
 * @param {Documents} documents
 * @param {number} document
 * @returns {Promise<Text>}
 */
export async function textOf(collection, documents, document) {
  const part = partOf(documents.pieces, document);
  const piece = await collection.text(nameOf(documents, part));
  return { piece, chapter: piece.chapters[document - documents.pieces[part]] };
}
