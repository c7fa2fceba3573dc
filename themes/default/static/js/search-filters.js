/**
 * Filters as they are written in a query: `speaker:"Ada Lovelace" year:2021`. The text of a query
 * is all there is to it, so that one address gives the same results. Pure.
 */

/** @typedef {{key: string, value: string, excluded: boolean, from: number, to: number}} Filter */

/** What can be filtered by, in the order in which it is shown. */
export const KEYS = ["speaker", "show", "season", "year"];

/**
 * Sign, key, and either what stands between quotation marks or what stands up to a space: as
 * search/query.js takes a query apart, none of which is loaded before somebody asks. A test
 * compares the two.
 */
const TOKEN = /([+-]?)(?:(\p{L}+):)?(?:["“”„]([^"“”„]*)["“”„]?|([^\s"“”„]*))/gu;

/** What stands behind so many characters isn't looked at there either. */
const LONGEST_QUERY = 1000;

/** A value can't hold these: they end it. */
const QUOTES = /["“”„]/g;

/** Keys of numbers: no other value begins with one, so they need no quotes. */
const NUMBERS = ["season", "year"];

/**
 * @param {string} query
 * @returns {Filter[]} In the order in which they stand; `from` and `to` as `slice` takes them.
 */
export function filtersIn(query) {
  const found = [];
  for (const { 0: whole, 1: sign, 2: name = "", 3: quoted, 4: bare, index } of query.slice(0, LONGEST_QUERY).matchAll(TOKEN)) {
    const [key, value] = [name.toLowerCase(), (quoted ?? bare).trim()];
    if (KEYS.includes(key) && value) found.push({ key, value, excluded: sign === "-", from: index, to: index + whole.length });
  }
  return found;
}

/** Whether a filter can name it: of quotation marks and other signs alone nothing would be left. @param {string} value */
export const canBeNamed = (value) => value.search(QUOTES) < 0 || /[\p{L}\p{N}]/u.test(value);

/**
 * In quotation marks, by which the name is meant that is written so: Ada, and not Ada Lovelace.
 *
 * @param {string} query
 * @param {string} key
 * @param {string} value One that can be named.
 */
export function withFilter(query, key, value) {
  const words = query.trim();
  const filter = NUMBERS.includes(key) ? `${key}:${value}` : `${key}:"${unquoted(value)}"`;
  const longer = `${words} ${filter}`.trim();
  const { from } = filtersIn(longer).at(-1) ?? {};
  const isRead = from === longer.length - filter.length;
  return isRead ? longer : `${filter} ${words}`; // not behind a phrase that is still open
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
  one.key === other.key && unquoted(one.value).toLowerCase() === unquoted(other.value).toLowerCase();

/** @param {string} value */
const unquoted = (value) => value.replace(QUOTES, " ").replace(/\s+/g, " ").trim();
