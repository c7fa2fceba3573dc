/**
 * The files of search: fetched, unpacked, kept. What fails is forgotten, so that the next query
 * tries again.
 */

import { SearchError } from "./errors.js";

/** Bytes, unpacked, that are kept; the browser's own cache has the rest. */
const KEPT = 32e6;

/** The file isn't there any more: the site was published anew since the table was read. */
export class Gone extends Error {}

export class Files {
  /**
   * @param {URL} folder
   * @param {(url: URL, options: RequestInit) => Promise<Response>} get
   */
  constructor(folder, get = (url, options) => fetch(url, options)) {
    this.folder = folder;
    this.get = get;
    /** @type {Map<string, {value: Promise<any>, size: number}>} The one used last stands last. */
    this.kept = new Map();
    this.size = 0;
  }

  /**
   * A file made into what `read` makes of it, once.
   *
   * @template T
   * @param {string} name Ends in .bin for a packed file.
   * @param {(bytes: Uint8Array) => T} read
   * @returns {Promise<T>}
   * @throws {SearchError | Gone}
   */
  async have(name, read) {
    const entry = this.kept.get(name) ?? this.#begin(name, read);
    this.kept.delete(name);
    this.kept.set(name, entry);
    return entry.value;
  }

  /**
   * @param {string} name
   * @param {(bytes: Uint8Array) => any} read
   */
  #begin(name, read) {
    const entry = { value: this.#made(name, read), size: 0 };
    entry.value.then(
      ({ size }) => this.#count(entry, size),
      () => this.kept.delete(name),
    );
    entry.value = entry.value.then(({ made }) => made);
    entry.value.catch(() => {}); // whoever asked is told
    return entry;
  }

  /**
   * @param {string} name
   * @param {(bytes: Uint8Array) => any} read
   */
  async #made(name, read) {
    const bytes = await this.bytes(name);
    try {
      return { made: read(bytes), size: bytes.length };
    } catch (error) {
      throw error instanceof SearchError ? error : new SearchError("format", name, { cause: error });
    }
  }

  /**
   * @param {{size: number}} entry
   * @param {number} size
   */
  #count(entry, size) {
    entry.size = size;
    this.size += size;
    for (const [name, oldest] of this.kept) {
      if (this.size <= KEPT) break;
      if (oldest === entry || !oldest.size) continue; // what is on its way would be counted later
      this.size -= oldest.size;
      this.kept.delete(name);
    }
  }

  /**
   * @param {string} name
   * @param {RequestInit} [options]
   * @returns {Promise<Uint8Array>}
   * @throws {SearchError | Gone}
   */
  async bytes(name, options = {}) {
    const response = await this.get(new URL(name, this.folder), options).catch(offline(name));
    if (response.status === 404 || response.status === 410) throw new Gone(name);
    if (!response.ok) throw new SearchError("offline", `${response.status} for ${name}`);
    const sent = new Uint8Array(await response.arrayBuffer().catch(offline(name)));
    return name.endsWith(".bin") ? unpacked(sent, name) : sent;
  }
}

/**
 * @param {string} name
 * @returns {(error: unknown) => never}
 */
function offline(name) {
  return (error) => {
    throw new SearchError("offline", name, { cause: error });
  };
}

/**
 * @param {Uint8Array} bytes
 * @param {string} name
 */
async function unpacked(bytes, name) {
  if (!globalThis.DecompressionStream) throw new SearchError("browser", "no DecompressionStream");
  const stream = new Blob([/** @type {any} */ (bytes)]).stream().pipeThrough(new DecompressionStream("deflate"));
  try {
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (error) {
    throw new SearchError("format", name, { cause: error });
  }
}

/** @param {Uint8Array} bytes */
export const json = (bytes) => JSON.parse(new TextDecoder().decode(bytes));
