/**
 * The hits of an answer in order, gathered by episode, as many as are asked for. Phrases are not
 * in the index: whether a document has one is found out here, on its text.
 */

import { fileOf, partOf, textOf } from "./collection.js";
import { phraseMatcher } from "./marks.js";
import { hasPhrases } from "./asking.js";
import { hitOf, mark } from "./moment.js";
import { isWorthShowing } from "./rank.js";
import { best } from "./select.js";

/** @typedef {import("./moment.js").Hit} Hit */
/** @typedef {import("./moment.js").Piece} Piece */

/**
 * @typedef {object} Group
 * @property {number} place Among the answer's groups.
 * @property {string} page From the site's root.
 * @property {Piece[]} episode
 * @property {string[]} facts
 * @property {string} [lang]
 * @property {string} [dir]
 * @property {Hit[]} hits The best ones.
 * @property {number} others How many more there are.
 */

/** Hits of an episode that are shown at once, at most. */
const SHOWN = 3;

/** Pieces of text that are fetched together to look for a phrase. */
const BATCH = 10;

/** How often before a page of results is full enough, and before giving up where none has it. */
const BATCHES = 3;
const MOST_BATCHES = 10;

export class Hits {
  /**
   * @param {import("./collection.js").Collection} collection
   * @param {import("./collection.js").Documents} documents
   * @param {import("./asking.js").Asked} asked
   * @param {import("./query.js").Query} query
   * @param {import("./marks.js").Marker} marker
   */
  constructor(collection, documents, asked, query, marker) {
    this.collection = collection;
    this.documents = documents;
    this.asked = asked;
    this.phrases = query.phrases.map((phrase) => ({ phrase, matcher: phraseMatcher(phrase) }));
    this.looking = { marker, only: query.words.length === 0, speakers: asked.speakers };
    this.order = asked.ranked;
    /** @type {Map<number, number>} Document -> its place in the order. */
    this.places = new Map(this.order.map((document, place) => [document, place]));
    /** @type {Set<number>} Documents that have the phrases; unused without phrases. */
    this.verified = new Set();
    /** How many of the order have been looked at: for phrases, and for groups. */
    this.looked = 0;
    this.at = 0;
    /** @type {number[][]} The hits of each group that it doesn't show. */
    this.later = [];
    /** @type {Set<number>} Documents of groups that have been handed out. */
    this.given = new Set();
    /** The groups that are being made: those after them wait for that. */
    this.turn = Promise.resolve();
  }

  /** Whether it is known of every document if it is a hit. */
  get exact() {
    return this.phrases.length === 0 || this.looked >= this.asked.selection.total;
  }

  get total() {
    return this.phrases.length ? this.verified.size : this.asked.selection.total;
  }

  /** How many episodes have hits. */
  get episodes() {
    const { firsts } = this.documents;
    let [count, episode, counted] = [0, 0, -1];
    this.found().forEach((one, document) => {
      while (document >= firsts[episode + 1]) episode += 1;
      if (!one || counted === episode) return;
      counted = episode;
      count += 1;
    });
    return count;
  }

  /** Whether there is more than what was handed out. */
  get rest() {
    return !this.exact || this.given.size < this.total;
  }

  /** @returns {Uint8Array} 1 for each document that is known to be a hit. */
  found() {
    const { found } = this.asked.selection;
    return this.phrases.length ? found.map((_one, document) => Number(this.verified.has(document))) : found;
  }

  /**
   * The next groups. An episode comes a second time only if a phrase is found later in more of its
   * chapters.
   *
   * @param {number} wanted Hits in them together.
   * @param {() => void} check Throws when nobody waits for the answer any more.
   * @returns {Promise<Group[]>}
   */
  next(wanted, check) {
    const made = this.turn.then(() => this.#next(wanted, check));
    this.turn = made.then(
      () => {},
      () => {}, // whoever asked is told
    );
    return made;
  }

  /**
   * Nothing counts as given before its texts are here: if one can't be had, the same groups are the
   * next ones again.
   *
   * @param {number} wanted
   * @param {() => void} check
   */
  async #next(wanted, check) {
    await this.#verify(wanted, check);
    const { at, given, shown, later } = this.#choose(wanted);
    const first = this.later.length;
    const made = await Promise.all(shown.map((hits, place) => this.#group(hits, later[place].length, first + place)));
    check();
    this.at = at;
    for (const document of given) this.given.add(document);
    this.later.push(...later);
    return made;
  }

  /**
   * @param {number} wanted
   * @returns {{at: number, given: Set<number>, shown: number[][], later: number[][]}} How far it
   *   went, all documents of the next groups, and for each group those to show and its others.
   */
  #choose(wanted) {
    /** @type {number[][]} */
    const groups = [];
    /** @type {Set<number>} */
    const given = new Set();
    const isLeft = (/** @type {number} */ document) => !this.given.has(document) && !given.has(document) && this.#isHit(document);
    let [at, count] = [this.at, 0];
    for (; count < wanted && at < this.#known(at); at += 1) {
      if (!isLeft(this.order[at])) continue;
      const hits = this.#hitsOf(partOf(this.documents.firsts, this.order[at])).filter(isLeft);
      for (const hit of hits) given.add(hit);
      count += this.#worthShowing(hits).length;
      groups.push(hits);
    }
    // Where there is room for all, none need stand back.
    const shown = groups.map((hits) => (count < wanted ? hits.slice(0, SHOWN) : this.#worthShowing(hits)));
    return { at, given, shown, later: groups.map((hits, place) => hits.slice(shown[place].length)) };
  }

  /**
   * @param {number} place Of a group.
   * @returns {Promise<Hit[]>} The hits that it doesn't show.
   */
  others(place) {
    return Promise.all((this.later[place] ?? []).map((document) => this.#hit(document)));
  }

  /** @param {number} at @returns {number} How far into the order groups can be made, from there on. */
  #known(at) {
    if (this.phrases.length) return this.looked;
    if (at >= this.order.length) this.#orderAll();
    return this.order.length;
  }

  /** The documents that lunr wasn't asked about, after the others. */
  #orderAll() {
    const { selection } = this.asked;
    if (this.order.length >= selection.total) return;
    const rest = best(selection, selection.total).filter((document) => !this.places.has(document));
    this.order = [...this.order, ...rest];
    this.places = new Map(this.order.map((document, place) => [document, place]));
  }

  /** @param {number} document */
  #isHit(document) {
    return this.phrases.length ? this.verified.has(document) : this.asked.selection.found[document] === 1;
  }

  /** @param {number} episode @returns {number[]} The documents of an episode that may be hits. */
  #foundIn(episode) {
    const { firsts } = this.documents;
    const made = [];
    for (let document = firsts[episode]; document < firsts[episode + 1]; document += 1) {
      if (this.asked.selection.found[document]) made.push(document);
    }
    return made;
  }

  /** @param {number} episode @returns {number[]} Its hits, best first. */
  #hitsOf(episode) {
    const { scores } = this.asked.selection;
    const place = (/** @type {number} */ document) => this.places.get(document) ?? this.order.length;
    const hits = this.#foundIn(episode).filter((document) => this.#isHit(document));
    return hits.sort((one, other) => place(one) - place(other) || scores[other] - scores[one]);
  }

  /** @param {number[]} hits An episode's, best first. @returns {number[]} Those to show at once. */
  #worthShowing(hits) {
    const worth = (/** @type {number} */ document) => this.asked.worths.get(document) ?? 0;
    return hits.slice(0, SHOWN).filter((document) => isWorthShowing(worth(document), worth(hits[0])));
  }

  /**
   * Look into texts until so many documents that weren't given are known to have the phrases.
   *
   * @param {number} wanted
   * @param {() => void} check
   */
  async #verify(wanted, check) {
    const isEnough = (/** @type {number} */ batch) => {
      const found = this.verified.size - this.given.size;
      return found >= wanted || batch >= (found ? BATCHES : MOST_BATCHES);
    };
    for (let batch = 0; !this.exact && !isEnough(batch); batch += 1) {
      const documents = this.#nextBatch();
      await this.#look(documents, check);
      this.looked += documents.length;
    }
  }

  /** @returns {number[]} The next documents of the order, as many as lie in one batch of files. */
  #nextBatch() {
    if (this.looked >= this.order.length) this.#orderAll();
    const files = new Set();
    let end = this.looked;
    for (; end < this.order.length; end += 1) {
      files.add(fileOf(this.documents, this.order[end]));
      if (files.size > BATCH) break;
    }
    return this.order.slice(this.looked, end);
  }

  /**
   * @param {number[]} documents
   * @param {() => void} check
   */
  async #look(documents, check) {
    const texts = await Promise.all(documents.map((document) => textOf(this.collection, this.documents, document)));
    check();
    texts.forEach((text, place) => {
      if (hasPhrases(text, this.phrases, this.asked.speakers)) this.verified.add(documents[place]);
    });
  }

  /**
   * @param {number[]} shown An episode's best hits, best first.
   * @param {number} others How many more it has.
   * @param {number} place
   * @returns {Promise<Group>}
   */
  async #group(shown, others, place) {
    const [hits, { piece }] = await Promise.all([
      Promise.all(shown.map((document) => this.#hit(document))),
      textOf(this.collection, this.documents, shown[0]),
    ]);
    const { page, title, facts, lang, dir } = piece;
    const episode = mark(title, this.looking.marker.in(title, "title"));
    return { place, page, episode, facts, ...(lang && { lang }), ...(dir && { dir }), hits, others };
  }

  /** @param {number} document @returns {Promise<Hit>} */
  async #hit(document) {
    return hitOf(await textOf(this.collection, this.documents, document), this.looking);
  }
}
