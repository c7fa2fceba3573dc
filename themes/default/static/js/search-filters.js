/**
 * Filters as they are written in a query: `speaker:"Ada Lovelace" year:2021`. The text of a query
 * is all there is to it, so that one address gives the same results. Pure.
 */

/** @typedef {{key: string, value: string, excluded: boolean, from: number, to: number}} Filter */

/** What can be filtered by, in the order in which it is shown. */
export const KEYS = ["speaker", "show", "season", "year"];

/** A phrase, in which nothing is a filter; or a filter. As search/query.js reads them. */
const PART = /["“”„][^"“”„]*["“”„]?|(^|\s)([-+]?)(speaker|show|season|year):(?:["“”„]([^"“”„]*)["“”„]?|([^\s"“”„]+))/giu;

/** What needs no quotes. */
const PLAIN = /^[\p{L}\p{M}\p{N}]+$/u;

/**
 * @param {string} query
 * @returns {Filter[]} In the order in which they stand; `from` and `to` as `slice` takes them.
 */
export function filtersIn(query) {
  const found = [];
  for (const part of query.matchAll(PART)) {
    const value = (part[4] ?? part[5] ?? "").trim();
    if (!part[3] || !value) continue;
    const from = part.index + part[1].length;
    found.push({ key: part[3].toLowerCase(), value, excluded: part[2] === "-", from, to: part.index + part[0].length });
  }
  return found;
}

/**
 * @param {string} query
 * @param {string} key
 * @param {string} value
 */
export function withFilter(query, key, value) {
  const plain = value.replace(/["“”„]/g, " ");
  return `${query.trim()} ${key}:${PLAIN.test(plain) ? plain : `"${plain}"`}`.trim();
}

/**
 * @param {string} query
 * @param {(filter: Filter) => boolean} [which] All of them without it.
 */
export function withoutFilters(query, which = () => true) {
  let left = query;
  for (const filter of filtersIn(query).reverse()) {
    if (which(filter)) left = left.slice(0, filter.from) + left.slice(filter.to);
  }
  return left.replace(/\s+/g, " ").trim();
}

/**
 * @param {{key: string, value: string}} one
 * @param {{key: string, value: string}} other
 */
export const sameFilter = (one, other) =>
  one.key === other.key && one.value.toLowerCase() === other.value.toLowerCase();
