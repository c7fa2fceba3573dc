/**
 * The terms that a pattern stands for: "engin*", "*ing", or a word with other letters.
 *
 * One letter between stars stands for most of the index, so that there is a limit to what the
 * patterns of a query may take: the terms that most texts have are taken first.
 */

import { beginning, digestsOf, firstFrom, placeOf } from "./ranges.js";

/** @typedef {import("./collection.js").Collection} Collection */
/** @typedef {import("./select.js").Clause} Clause */
/** @typedef {import("./select.js").Expanded} Expanded */
/** @typedef {{term: string, texts: number}} Counted A term, and how many documents' texts have it. */
/** @typedef {{terms: string[], isCut: boolean, fits: (term: string) => boolean}} Matched */

/** What the patterns of one query may take together: files, each of about 10 kB, and terms. */
export const MOST_RANGES = 24;
export const MOST_TERMS = 2400;

/** The field whose documents a file of words counts. */
const TEXT = "text";

/** @param {Clause} clause */
export const isPattern = ({ term, editDistance }) => Boolean(editDistance) || term.includes("*");

/** @param {Clause} clause */
const keyOf = ({ term, editDistance }) => `${term}~${editDistance ?? ""}`;

/** The patterns of one query. Equal ones are looked for once. */
export class Patterns {
  /**
   * @param {Collection} collection
   * @param {any} lunr
   * @param {Clause[]} clauses
   */
  constructor(collection, lunr, clauses) {
    this.collection = collection;
    this.lunr = lunr;
    const different = Math.max(new Set(clauses.map(keyOf)).size, 1);
    this.ranges = Math.max(Math.floor(MOST_RANGES / different), 1);
    this.terms = Math.max(Math.floor(MOST_TERMS / different), 1);
    /** @type {Map<string, Promise<Matched>>} */
    this.matched = new Map();
    /** @type {Map<string, Promise<Counted[]>>} Lists of terms by their files. */
    this.lists = new Map();
  }

  /**
   * @param {Clause} clause
   * @returns {Promise<string[]>} In order.
   */
  async termsOf(clause) {
    const key = keyOf(clause);
    const known = this.matched.get(key) ?? this.#match(clause);
    this.matched.set(key, known);
    return (await known).terms;
  }

  /**
   * lunr takes a pattern to stand for all of a query's terms that are like it, also for those
   * that are there because of another word.
   *
   * @param {Expanded[]} expanded
   * @returns {Promise<Expanded[]>}
   */
  async completed(expanded) {
    const all = [...new Set(expanded.flatMap(({ terms }) => terms))];
    return Promise.all(
      expanded.map(async ({ clause, terms }) => {
        const matched = await this.matched.get(keyOf(clause));
        if (!matched?.isCut) return { clause: plain(clause, terms), terms };
        return { clause, terms: [...new Set([...terms, ...all.filter(matched.fits)])].sort() };
      }),
    );
  }

  /**
   * @param {Clause} clause
   * @returns {Promise<Matched>}
   */
  async #match(clause) {
    const { term, editDistance } = clause;
    if (editDistance) {
      const likes = new Set(like(this.lunr, clause, await this.#listed("")));
      return this.#within(await this.#listed(""), (each) => likes.has(each));
    }
    const [start] = term.split("*", 1);
    const isBeginning = start.length === term.length - 1;
    const isNear = isBeginning && digestsOf(this.collection.table.ranges, start).length <= this.ranges;
    return this.#within(await (isNear ? this.#begun(start) : this.#listed(start)), fitting(term));
  }

  /**
   * As many terms as may be taken, the first ones first.
   *
   * @param {Counted[]} counted
   * @param {(term: string) => boolean} fits
   * @returns {Matched}
   */
  #within(counted, fits) {
    const [terms, ranges] = [[], new Set()];
    let isCut = false;
    for (const { term } of counted) {
      if (!fits(term)) continue;
      isCut ||= terms.length === this.terms;
      if (terms.length === this.terms) break;
      const range = placeOf(this.collection.table.ranges, term);
      if (ranges.size < this.ranges) ranges.add(range);
      if (ranges.has(range)) terms.push(term);
      else isCut = true;
    }
    return { terms: terms.sort(), isCut, fits };
  }

  /**
   * @param {string} start
   * @returns {Promise<Counted[]>} The terms that begin so, as their ranges have them.
   */
  async #begun(start) {
    const { fields } = this.collection;
    const ranges = await Promise.all(this.collection.ranges(start));
    return inMostFirst(
      ranges.flatMap(({ terms, counts }) => {
        const first = firstFrom(terms, start);
        const at = (/** @type {number} */ place) => (first + place) * fields.length + fields.indexOf(TEXT);
        return beginning(terms, start).map((term, place) => ({ term, texts: counts[at(place)] }));
      }),
    );
  }

  /**
   * @param {string} start
   * @returns {Promise<Counted[]>} The terms of all files of words that may have some that begin so.
   */
  #listed(start) {
    const digests = digestsOf(this.collection.table.words, start);
    const key = digests.join();
    const known = this.lists.get(key) ?? this.#list(digests);
    this.lists.set(key, known);
    return known;
  }

  /** @param {string[]} digests */
  async #list(digests) {
    const lexicons = await Promise.all(digests.map((digest) => this.collection.lexicon(digest)));
    return inMostFirst(lexicons.flatMap(({ terms, documents }) => terms.map((term, place) => ({ term, texts: documents[place] }))));
  }
}

/**
 * @param {Counted[]} counted In the order of the terms.
 * @returns {Counted[]} Those in most texts first, of as many in order.
 */
const inMostFirst = (counted) => counted.sort((one, other) => other.texts - one.texts);

/**
 * A word with other letters that is like none of the index is like none for lunr, too, which
 * would take long to find that out.
 *
 * @param {Clause} clause
 * @param {string[]} terms
 * @returns {Clause}
 */
function plain(clause, terms) {
  if (terms.length || !clause.editDistance) return clause;
  const { editDistance: _edits, ...made } = clause;
  return made;
}

/**
 * Whether a star stands for anything, also for nothing, as in lunr.
 *
 * @param {string} pattern
 * @returns {(term: string) => boolean}
 */
function fitting(pattern) {
  const parts = pattern.split("*");
  const [first, last] = [parts[0], parts[parts.length - 1]];
  const between = parts.slice(1, -1);
  return (term) => {
    if (!term.startsWith(first) || !term.endsWith(last)) return false;
    let at = first.length;
    for (const part of between) {
      const found = term.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return at + last.length <= term.length;
  };
}

/**
 * The terms that may be made of a word with so many edits: lunr says which, of those that are
 * near enough at all.
 *
 * @param {any} lunr
 * @param {Clause} clause
 * @param {Counted[]} counted
 * @returns {string[]}
 */
function like(lunr, clause, counted) {
  const { term, editDistance = 0 } = clause;
  const near = counted.filter((each) => isNear(each.term, term, editDistance)).map((each) => each.term);
  return near.length ? lunr.TokenSet.fromArray(near.sort()).intersect(lunr.TokenSet.fromClause(clause)).toArray() : [];
}

/**
 * Whether one word may be made of the other: each edit changes the length by one at most, and
 * leaves one letter behind at most.
 *
 * @param {string} one
 * @param {string} other
 * @param {number} edits
 */
function isNear(one, other, edits) {
  if (Math.abs(one.length - other.length) > edits) return false;
  return left(one, other) <= edits && left(other, one) <= edits;
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {number} Letters of one that the other hasn't got.
 */
function left(one, other) {
  let rest = other;
  let count = 0;
  for (let at = 0; at < one.length; at += 1) {
    const found = rest.indexOf(one[at]);
    if (found < 0) count += 1;
    else rest = rest.slice(0, found) + rest.slice(found + 1);
  }
  return count;
}
