/** What can go wrong with search, as kinds: whoever shows them has the words. */

/** @typedef {"offline" | "version" | "format" | "browser"} Kind
 *   offline: a file can't be had now, a later query tries again; version: the files are for
 *   another client or another lunr.js; format: a file isn't what it should be; browser: this one
 *   can't unpack files or has no workers.
 */

export class SearchError extends Error {
  /**
   * @param {Kind} kind
   * @param {string} [detail] For who looks into the console.
   * @param {ErrorOptions} [options]
   */
  constructor(kind, detail = "", options = {}) {
    super(`${kind}: ${detail}`, options);
    this.kind = kind;
  }
}
