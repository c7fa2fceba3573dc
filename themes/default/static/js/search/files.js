/**
 * The files of search: fetched, unpacked, kept, read. What can't be had is forgotten, so that the
 * next query tries again. docs/search.md describes the numbers and strings in them.
 */

import { SearchError } from "./errors.js";

/** Bytes, unpacked, that are kept; what is read of them comes on top. The browser's own cache has the rest. */
const KEPT = 32e6;

const UTF8 = new TextDecoder();

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
  const { readable, writable } = new DecompressionStream("deflate");
  const writer = writable.getWriter();
  const written = Promise.all([writer.write(/** @type {any} */ (bytes)), writer.close()]);
  try {
    const [buffer] = await Promise.all([new Response(readable).arrayBuffer(), written]);
    return new Uint8Array(buffer);
  } catch (error) {
    throw new SearchError("format", name, { cause: error });
  }
}

/** @param {Uint8Array} bytes */
export const json = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

/** Reads a file from its beginning. A file that ends too early throws a SearchError. */
export class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  /** An unsigned LEB128 integer, at most 2^32 - 1. */
  number() {
    const { bytes } = this;
    let byte = bytes[this.at++];
    if (byte < 128) return byte;
    let value = byte & 127;
    for (let shift = 7; byte >= 128; shift += 7) {
      byte = bytes[this.at++];
      value |= (byte & 127) << shift;
    }
    if (byte === undefined) throw new SearchError("format", "a file ends too early");
    return value >>> 0;
  }

  /** @param {number} count */
  numbers(count) {
    this.#holds(count);
    const made = new Uint32Array(count);
    for (let place = 0; place < count; place += 1) made[place] = this.number();
    return made;
  }

  /**
   * @param {number} length Bytes.
   * @returns {Uint8Array} A view, no copy.
   */
  take(length) {
    this.#holds(length);
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  string() {
    return text(this.take(this.number()));
  }

  /**
   * Strings of which each shares its first bytes with the one before.
   *
   * @param {number} count
   * @returns {string[]}
   */
  terms(count) {
    this.#holds(count);
    const made = new Array(count);
    let whole = new Uint8Array(256);
    for (let place = 0; place < count; place += 1) {
      const shared = this.number();
      const rest = this.take(this.number());
      const length = shared + rest.length;
      if (length > whole.length) whole = grown(whole, length);
      whole.set(rest, shared);
      made[place] = text(whole.subarray(0, length));
    }
    return made;
  }

  /** Whether so many more bytes can be there at all: a broken number asks for no memory. @param {number} count */
  #holds(count) {
    if (!(this.at + count <= this.bytes.length)) throw new SearchError("format", "a file ends too early");
  }
}

/**
 * @param {Uint8Array} bytes
 * @returns {string} Short ASCII is quicker without the decoder, and most terms are that.
 */
function text(bytes) {
  if (bytes.length > 32) return UTF8.decode(bytes);
  for (const byte of bytes) if (byte > 127) return UTF8.decode(bytes);
  return String.fromCharCode.apply(null, /** @type {any} */ (bytes));
}

/**
 * @param {Uint8Array} bytes
 * @param {number} length
 */
function grown(bytes, length) {
  const made = new Uint8Array(length * 2);
  made.set(bytes);
  return made;
}
