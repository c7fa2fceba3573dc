/**
 * Search as a page knows it: open it, find, ask for more. The work is done in a worker.
 *
 * Whatever is typed is a query, and what can go wrong is a SearchError with a kind: the page says
 * it in its own language.
 */

import { SearchError } from "./errors.js";

export { SearchError };

/** @typedef {import("./answers.js").Answer} Answer */
/** @typedef {import("./hits.js").Group} Group */
/** @typedef {import("./moment.js").Hit} Hit */
/** @typedef {import("./moment.js").Piece} Piece */
/** @typedef {import("./filters.js").Facets} Facets */

/** Hits that are shown at first, and more at a time. */
const HITS = 10;

/**
 * @param {URL} folder The site's folder of search data.
 * @returns {Promise<Client>}
 * @throws {SearchError}
 */
export async function openSearch(folder) {
  if (!globalThis.Worker || !globalThis.DecompressionStream) throw new SearchError("browser");
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  const client = new Client(worker);
  try {
    await client.call("open", folder.href, await tableIn(folder));
  } catch (error) {
    worker.terminate(); // the next attempt starts with a new one
    throw error;
  }
  return client;
}

/**
 * The table, fetched while the worker starts. What is wrong with it, the worker finds out.
 *
 * @param {URL} folder
 * @returns {Promise<Uint8Array | null>}
 */
async function tableIn(folder) {
  try {
    const response = await fetch(new URL("table.json", folder), { cache: "no-cache" });
    if (!response.ok) return null;
    return new Uint8Array(await response.arrayBuffer());
  } catch {
    return null;
  }
}

export class Client {
  /** @param {Worker} worker */
  constructor(worker) {
    this.worker = worker;
    this.calls = 0;
    this.queries = 0;
    /** @type {Map<number, {resolve: (result: any) => void, reject: (error: Error) => void}>} */
    this.waiting = new Map();
    /** @type {SearchError | null} Why the worker is of no more use; whoever sees it opens another client. */
    this.failure = null;
    /** @type {((answer: null) => void) | null} Tells the query before that it is out of date. */
    this.outdate = null;
    worker.addEventListener("message", ({ data }) => this.#settle(data));
    worker.addEventListener("error", (event) => this.#fail(new SearchError("offline", event.message)));
  }

  /**
   * @param {string} query Any text.
   * @param {{hits?: number}} [options] How many hits the first groups have together.
   * @returns {Promise<Answer | null>} null when a later query was put before this one was answered.
   * @throws {SearchError}
   */
  find(query, { hits = HITS } = {}) {
    this.outdate?.(null);
    const outdated = new Promise((resolve) => (this.outdate = resolve));
    const answer = this.call("find", (this.queries += 1), query, hits);
    return Promise.race([answer, outdated]);
  }

  /**
   * The groups after those that were given; the answer's counts are brought up to date.
   *
   * @param {Answer} answer
   * @returns {Promise<Group[]>} Empty at the end.
   * @throws {SearchError}
   */
  async more(answer) {
    const { groups, ...counts } = await this.call("more", answer.id, HITS);
    Object.assign(answer, counts);
    return groups;
  }

  /**
   * @param {Answer} answer
   * @param {Group} group
   * @returns {Promise<Hit[]>} The hits of its episode that the group doesn't show.
   * @throws {SearchError}
   */
  others(answer, group) {
    return this.call("others", answer.id, group.place);
  }

  /**
   * @param {Answer} answer
   * @returns {Promise<Facets>} How many hits each speaker, show, season and year has.
   * @throws {SearchError}
   */
  facets(answer) {
    return this.call("facets", answer.id);
  }

  /**
   * @param {string} method Of the worker.
   * @param {unknown[]} given
   * @returns {Promise<any>}
   */
  call(method, ...given) {
    if (this.failure) return Promise.reject(this.failure);
    const call = (this.calls += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(call, { resolve, reject });
      this.worker.postMessage({ call, method, given });
    });
  }

  /** @param {{call: number, result?: any, kind?: import("./errors.js").Kind, message?: string}} data */
  #settle({ call, result, kind, message }) {
    const waiting = this.waiting.get(call);
    this.waiting.delete(call);
    if (kind) waiting?.reject(new SearchError(kind, message));
    else waiting?.resolve(result);
  }

  /**
   * A worker whose script can't be had is dead, and one that fell is not to be relied on.
   *
   * @param {SearchError} error
   */
  #fail(error) {
    this.failure = error;
    this.worker.terminate();
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
