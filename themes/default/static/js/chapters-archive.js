/**
 * All chapters of the site, and those that filters leave. Nothing here knows the page.
 *
 * The work is done in short slices, between which the page can answer its reader: an archive may
 * have 50,000 chapters.
 */

import { fold } from "./folding.js";

/** @typedef {import("./listing.js").Piece} Piece */
/** @typedef {import("./listing.js").ListedTopic} ListedTopic */

/** What all chapters of an episode have in common. */
const WHOLE = ["show", "season", "year"];

/** What can be chosen, besides words of titles (`q`). */
export const CHOICES = [...WHOLE, "person", "topic"];

/** @typedef {{q?: string, show?: string, season?: string, person?: string, topic?: string, year?: string}} Wanted */

/**
 * @typedef {object} Episode
 * @property {string} page Its address, from the site's root.
 * @property {string} title
 * @property {string} show Slug; "" for none.
 * @property {string} showName
 * @property {string[]} facts
 * @property {{lang?: string, dir?: string}} tongue
 * @property {string[]} titles Of its chapters, as are the following three.
 * @property {string[]} anchors
 * @property {(number | null)[]} starts Seconds.
 * @property {string[][]} people Slugs.
 * @property {string[][]} topics Slugs.
 * @property {string} season "" for none.
 * @property {string} year "" for none.
 * @property {string[] | null} folded The titles as they are compared, once somebody asks.
 * @property {Inside | null} whole What choices about single chapters leave where there are none.
 */

/**
 * @typedef {object} Inside Of one episode.
 * @property {number[]} chapters Which of them are left.
 * @property {Map<string, number>} person Value -> how many chapters there would be with it.
 * @property {Map<string, number>} topic
 */

/**
 * @typedef {object} Found
 * @property {{episode: Episode, chapters: number[]}[]} episodes The newest first; which of its chapters.
 * @property {number} chapters How many.
 * @property {Record<string, Map<string, number>>} counts Choice -> value -> how many chapters there
 *   would be with it and the other choices as they are.
 */

/** Milliseconds of work without a pause. */
const SLICE = 8;

/**
 * @param {{pieces: Piece[], topics: ListedTopic[]}} listing
 * @returns {Promise<Episode[]>} The newest first.
 */
export async function unfold({ pieces, topics }) {
  const about = topicsByChapter(topics);
  /** @type {Episode[]} */
  const made = [];
  let number = 0;
  const all = pieces.flatMap((piece) => piece.episodes.map((episode) => ({ piece, episode })));
  await inSlices(all, ({ piece, episode }) => {
    const { page, title, facts, lang, dir, titles, anchors, starts } = episode;
    const [slug, name] = piece.shows[episode.show ?? -1] ?? ["", ""];
    made.push({
      page,
      title,
      show: slug,
      showName: name,
      facts,
      tongue: lang ? { lang, dir } : {},
      titles,
      anchors,
      starts,
      people: episode.people.map((places) => places.map((place) => piece.people[place][0])),
      topics: titles.map((_title, place) => about.get(number + place) ?? []),
      season: String(episode.season ?? ""),
      year: String(episode.year ?? ""),
      folded: null,
      whole: null,
    });
    number += titles.length;
  });
  return made.reverse();
}

/**
 * @param {Episode[]} archive
 * @param {Wanted} wanted
 * @param {() => boolean} obsolete Whether nobody waits for the answer any more.
 * @returns {Promise<Found | null>} null if so.
 */
export async function filtered(archive, wanted, obsolete = () => false) {
  const words = fold(wanted.q ?? "").split(/\s+/).filter(Boolean);
  /** @type {Found} */
  const found = { episodes: [], chapters: 0, counts: Object.fromEntries(CHOICES.map((name) => [name, new Map()])) };
  const done = await inSlices(archive, (episode) => look(episode, wanted, words, found), obsolete);
  return done ? found : null;
}

/**
 * A chapter counts for a value of a choice when no other choice rules it out.
 *
 * @param {Episode} episode
 * @param {Wanted} wanted
 * @param {string[]} words Folded.
 * @param {Found} found Gets what is found in it.
 */
function look(episode, wanted, words, found) {
  const [lacking, ...others] = WHOLE.filter((name) => wanted[name] && episode[name] !== wanted[name]);
  if (others.length) return;
  const inside = words.length || wanted.person || wanted.topic;
  const { chapters, person, topic } = inside ? lookInside(episode, wanted, words) : (episode.whole ??= lookInside(episode, {}, []));
  for (const name of lacking ? [lacking] : WHOLE) add(found.counts[name], episode[name], chapters.length);
  if (lacking) return;
  for (const [value, count] of person) add(found.counts.person, value, count);
  for (const [value, count] of topic) add(found.counts.topic, value, count);
  if (chapters.length) found.episodes.push({ episode, chapters });
  found.chapters += chapters.length;
}

/**
 * @param {Episode} episode
 * @param {Wanted} wanted
 * @param {string[]} words
 * @returns {Inside}
 */
function lookInside(episode, { person, topic }, words) {
  /** @type {Inside} */
  const inside = { chapters: [], person: new Map(), topic: new Map() };
  for (let place = 0; place < episode.titles.length; place += 1) {
    if (words.length && !titled(episode, place, words)) continue;
    const [people, topics] = [episode.people[place], episode.topics[place]];
    const said = !person || people.includes(person);
    const about = !topic || topics.includes(topic);
    if (about) for (const value of people) add(inside.person, value, 1);
    if (said) for (const value of topics) add(inside.topic, value, 1);
    if (said && about) inside.chapters.push(place);
  }
  return inside;
}

/**
 * @param {Map<string, number>} counts
 * @param {string} value
 * @param {number} more
 */
function add(counts, value, more) {
  counts.set(value, (counts.get(value) ?? 0) + more);
}

/**
 * @param {Episode} episode
 * @param {number} place Which of its chapters.
 * @param {string[]} words
 * @returns {boolean} Whether each of the words begins a word of its title.
 */
function titled(episode, place, words) {
  episode.folded ??= episode.titles.map(plain);
  return words.every((word) => begins(episode.folded[place], word));
}

/** @param {string} title */
const plain = (title) => (/^[\x00-\x7f]*$/.test(title) ? title.toLowerCase() : fold(title));

/**
 * @param {string} text
 * @param {string} beginning
 * @returns {boolean} Whether a word of the text has this beginning. Scripts without spaces have
 *   no such thing: there, any place will do.
 */
export function begins(text, beginning) {
  const anywhere = !/^[a-z0-9]/.test(beginning);
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
    if (anywhere || at === 0 || !/[a-z0-9]/.test(text[at - 1])) return true;
  }
  return false;
}

/**
 * @param {ListedTopic[]} topics
 * @returns {Map<number, string[]>} Number of a chapter, over all pieces -> slugs.
 */
function topicsByChapter(topics) {
  /** @type {Map<number, string[]>} */
  const found = new Map();
  for (const [slug, , distances] of topics) {
    let number = 0;
    for (const distance of distances) {
      number += distance;
      found.set(number, [...(found.get(number) ?? []), slug]);
    }
  }
  return found;
}

/**
 * Does a lot of work without keeping the page from answering its reader.
 *
 * @template T
 * @param {T[]} items
 * @param {(item: T) => void} work
 * @param {() => boolean} obsolete
 * @returns {Promise<boolean>} Whether it was done to the end.
 */
export async function inSlices(items, work, obsolete = () => false) {
  let since = performance.now();
  for (const item of items) {
    if (performance.now() - since > SLICE) {
      await pause();
      if (obsolete()) return false;
      since = performance.now();
    }
    work(item);
  }
  return true;
}

const pause = () => globalThis.scheduler?.yield?.() ?? new Promise((done) => setTimeout(done));
