/** Speakers, shows, seasons and years: which documents they leave, and how often each is found. Pure. */

import { fold } from "../folding.js";
import { KEYS } from "./query.js";
import { words } from "./words.js";

/** @typedef {import("./query.js").Filter} Filter */
/** @typedef {import("./query.js").Key} Key */

/**
 * @typedef {object} FacetFile As docs/search.md describes it.
 * @property {string[]} people
 * @property {string[]} shows
 * @property {(number | null)[]} show Of each episode, as season and year.
 * @property {(number | null)[]} season
 * @property {(number | null)[]} year
 * @property {number[][][]} speakers Of each episode, of each of its chapters.
 */

/** @typedef {Record<Key, {value: string, count: number}[]>} Facets Most frequent first. */

/**
 * @typedef {object} Filtered
 * @property {Uint8Array} allowed 1 for each document that is left.
 * @property {Set<string> | null} speakers Whom the filters name; null for no filter by speaker.
 * @property {boolean} nothing Whether a filter names nothing.
 */

/**
 * Filters of one key are alternatives; those of different keys must all hold.
 *
 * @param {Filter[]} filters
 * @param {FacetFile} file
 * @param {Uint32Array} firsts The first document of each episode, and the number of all.
 * @returns {Filtered}
 */
export function filtered(filters, file, firsts) {
  const meant = filters.map((filter) => ({ ...filter, values: valuesOf(filter, file) }));
  const allowed = new Uint8Array(firsts[firsts.length - 1]).fill(1);
  const wanted = groupedByKey(meant.filter(({ excluded }) => !excluded));
  const unwanted = groupedByKey(meant.filter(({ excluded }) => excluded));
  eachDocument(file, firsts, (document, key, values) => {
    const [one, none] = [wanted.get(key), unwanted.get(key)];
    if (one && !values.some((value) => one.has(value))) allowed[document] = 0;
    if (none && values.some((value) => none.has(value))) allowed[document] = 0;
  });
  return {
    allowed,
    speakers: wanted.get("speaker") ?? null,
    nothing: meant.some(({ values }) => values.length === 0),
  };
}

/**
 * @param {FacetFile} file
 * @param {Uint32Array} firsts
 * @param {Uint8Array} found 1 for each document to count.
 * @returns {Facets}
 */
export function countFacets(file, firsts, found) {
  /** @type {Map<Key, Map<string, number>>} */
  const counts = new Map(KEYS.map((key) => [key, new Map()]));
  eachDocument(file, firsts, (document, key, values) => {
    const of = /** @type {Map<string, number>} */ (counts.get(key));
    if (found[document]) for (const value of values) of.set(value, (of.get(value) ?? 0) + 1);
  });
  return /** @type {Facets} */ (Object.fromEntries(Array.from(counts, ([key, of]) => [key, mostFirst(of)])));
}

/** @param {Map<string, number>} counts */
const mostFirst = (counts) =>
  Array.from(counts, ([value, count]) => ({ value, count })).sort(
    (one, other) => other.count - one.count || (one.value < other.value ? -1 : 1),
  );

/**
 * @param {FacetFile} file
 * @param {Uint32Array} firsts
 * @param {(document: number, key: Key, values: string[]) => void} act
 */
function eachDocument(file, firsts, act) {
  file.speakers.forEach((chapters, episode) => {
    const [show, season, year] = [file.show[episode], file.season[episode], file.year[episode]];
    const shows = show === null ? [] : [file.shows[show]];
    const [seasons, years] = [listed(season), listed(year)];
    chapters.forEach((people, chapter) => {
      const document = firsts[episode] + chapter;
      act(document, "speaker", people.map((person) => file.people[person]));
      act(document, "show", shows);
      act(document, "season", seasons);
      act(document, "year", years);
    });
  });
}

/** @param {number | null} value */
const listed = (value) => (value === null ? [] : [String(value)]);

/**
 * @param {{key: Key, values: string[]}[]} filters
 * @returns {Map<Key, Set<string>>}
 */
function groupedByKey(filters) {
  /** @type {Map<Key, Set<string>>} */
  const made = new Map();
  for (const { key, values } of filters) made.set(key, new Set([...(made.get(key) ?? []), ...values]));
  return made;
}

/**
 * What a filter names. A name is meant by the beginnings of its words: "alex" is Alexey and
 * Alexander; in quotation marks it is the one that is written so, if there is one.
 *
 * @param {Filter} filter
 * @param {FacetFile} file
 * @returns {string[]}
 */
function valuesOf({ key, value, quoted }, file) {
  if (key === "season" || key === "year") return named(file[key], value);
  const names = key === "speaker" ? file.people : file.shows;
  const same = names.filter((name) => fold(name) === fold(value));
  if (quoted && same.length) return same;
  const begun = words(value);
  return begun.length ? names.filter((name) => isMeant(words(name), begun)) : [];
}

/**
 * @param {string[]} name
 * @param {string[]} begun
 */
const isMeant = (name, begun) => begun.every((start) => name.some((word) => word.startsWith(start)));

/**
 * @param {(number | null)[]} values
 * @param {string} value
 */
const named = (values, value) => (values.includes(Number(value)) ? [String(Number(value))] : []);
