/** Numbers and strings in the files of search, as docs/search.md describes them. Pure. */

import { SearchError } from "./errors.js";

const UTF8 = new TextDecoder();

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
