/**
 * The search engine as the rest of the page knows it: open it, find, read.
 *
 * It fetches what chapterhouse/search/index.py wrote: `table.json` first, which names the other
 * files. Only this module knows those files, lunr and where they come from; the page sees hits.
 */

import { readJson } from "./listing.js";
import { clock } from "./player-moments.js";
import { ask, parseQuery } from "./search/query.js";
import { _ } from "./words.js";

/**
 * @typedef {object} Hit
 * @property {string} page The episode's address, from the site's root.
 * @property {string} anchor The chapter's id in that page.
 * @property {string} episode Title.
 * @property {string} chapter Title.
 * @property {string[]} people
 * @property {string} clock "1:01:07", or "".
 * @property {string} file Where the chapter's text is.
 * @property {number} position Which of the texts in it.
 */

/** @typedef {{hits: Hit[], termOf: (word: string) => string | null}} Found */

/** Its message is a sentence for the reader. */
export class SearchError extends Error {}

/** How far a half-typed word may be beyond its stem: "complexi" is found as "complex". */
const LONGEST_ENDING = 3;
const SHORTEST_STEM = 4;

/**
 * Load everything that a query needs.
 *
 * @param {URL} folder The site's folder of search data.
 * @returns {Promise<Search>}
 * @throws {SearchError} When a file can't be had or doesn't fit the others.
 */
export async function openSearch(folder) {
  const table = await read(new URL("table.json", folder), { cache: "no-cache" });
  const [lunr, index, texts, ...pieces] = await Promise.all([
    loadEngine(new URL(table.engine, folder), table.lunr),
    ...[table.index, table.texts, ...table.listing].map((name) => read(new URL(name, folder))),
  ]);
  return new Search(folder, lunr, lunr.Index.load(index), texts, pieces);
}

export class Search {
  /**
   * @param {URL} folder
   * @param {any} lunr
   * @param {any} index A lunr.Index.
   * @param {Record<string, string>} texts An episode's page -> the file of its texts.
   * @param {import("./listing.js").Piece[]} pieces
   */
  constructor(folder, lunr, index, texts, pieces) {
    this.folder = folder;
    this.lunr = lunr;
    this.index = index;
    /** @type {Hit[]} The n-th is the document with ref n. */
    this.chapters = pieces.flatMap(({ people, episodes }) =>
      episodes.flatMap((episode) => hitsOf(episode, people, texts[episode.page])),
    );
    /** @type {Map<string, Promise<string[]>>} */
    this.texts = new Map();
    /** @type {Map<string, string>} */
    this.stems = new Map();
  }

  /**
   * The chapters in which the words of a query were said, best first.
   *
   * @param {string} query Any text.
   * @returns {Found}
   */
  find(query) {
    const results = this.#ask(parseQuery(query));
    const terms = new Set(results.flatMap(({ matchData }) => Object.keys(matchData.metadata)));
    return {
      hits: results.map(({ ref }) => this.chapters[Number(ref)]),
      termOf: (word) => (terms.has(this.#stem(word)) ? this.#stem(word) : null),
    };
  }

  /**
   * Everything that was said in a chapter.
   *
   * @param {Hit} hit
   * @returns {Promise<string>}
   * @throws {SearchError}
   */
  async textOf({ file, position }) {
    const texts = this.texts.get(file) ?? read(new URL(file, this.folder));
    this.texts.set(file, texts);
    try {
      return (await texts)[position];
    } catch (error) {
      this.texts.delete(file);
      throw error;
    }
  }

  /**
   * Ask, and once more with a shorter last word if nothing begins with it as it stands.
   *
   * @param {import("./search/query.js").Term[]} terms
   */
  #ask(terms) {
    let results = ask(this.lunr, this.index, terms);
    const last = terms.at(-1);
    if (!last?.open) return results;
    for (let cut = 1; cut <= LONGEST_ENDING && results.length === 0; cut += 1) {
      const word = last.word.slice(0, -cut);
      if (word.length < SHORTEST_STEM) break;
      results = ask(this.lunr, this.index, [...terms.slice(0, -1), { ...last, word }]);
    }
    return results;
  }

  /** @param {string} word */
  #stem(word) {
    const known = this.stems.get(word);
    if (known !== undefined) return known;
    const stem = this.index.pipeline.runString(word).join("");
    this.stems.set(word, stem);
    return stem;
  }
}

/**
 * @param {import("./listing.js").ListedEpisode} episode
 * @param {import("./listing.js").Named[]} people Of its piece.
 * @param {string} file Where its texts are.
 * @returns {Hit[]} One for each of its chapters.
 */
function hitsOf({ page, title, titles, anchors, starts, people: said }, people, file) {
  return titles.map((chapter, position) => ({
    page,
    anchor: anchors[position],
    episode: title,
    chapter,
    people: said[position].map((place) => people[place][1]),
    clock: starts[position] === null ? "" : clock(starts[position]),
    file,
    position,
  }));
}

/**
 * A file of the site.
 *
 * @param {URL} url
 * @param {RequestInit} options
 * @returns {Promise<any>} What its JSON says.
 */
async function read(url, options = {}) {
  try {
    return await readJson(url, options);
  } catch (error) {
    throw new SearchError(_("Search could not be loaded. Are you offline?"), { cause: error });
  }
}

/**
 * lunr.js, which is no module: it puts itself into the page's global object.
 *
 * @param {URL} url
 * @param {string} version The one that the index is made for.
 */
async function loadEngine(url, version) {
  const page = /** @type {any} */ (globalThis);
  if (page.lunr?.version !== version) await runScript(url);
  const loaded = page.lunr;
  if (loaded?.version !== version) {
    const found = loaded?.version ?? "?";
    throw new SearchError(_("The search index is for lunr %(version)s, but lunr %(found)s was loaded.", { version, found }));
  }
  return loaded;
}

/** @param {URL} url */
function runScript(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url.href;
    script.onload = () => resolve(undefined);
    script.onerror = () => reject(new SearchError(_("Search could not be loaded. Are you offline?")));
    document.head.append(script);
  });
}
