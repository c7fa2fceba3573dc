/** The moment in a chapter at which a query's words were said, and the hit that shows it. */

import { mark, snippet } from "./snippet.js";
import { writtenQueryWords } from "./words.js";

/** @typedef {import("./snippet.js").Piece} Piece */
/** @typedef {import("./snippet.js").Found} Found */
/** @typedef {import("./collection.js").Text} Text */

/**
 * @typedef {object} Hit
 * @property {Piece[]} chapter
 * @property {string} anchor
 * @property {string} url The moment, from the site's root.
 * @property {number | null} start Seconds of the chapter.
 * @property {number | null} second Of the moment.
 * @property {Piece[][]} people
 * @property {string | null} speaker Who says the words.
 * @property {Piece[]} snippet
 */

/** Characters of a snippet. */
const LENGTH = 240;

/**
 * @typedef {object} Looking What is looked for in the text.
 * @property {import("./marks.js").Marker} marker
 * @property {boolean} only Whether phrases are all that is looked for.
 * @property {Set<string> | null} speakers By whom; null for anybody.
 */

/**
 * @param {Text} text
 * @param {Looking} looking
 * @returns {Hit}
 */
export function hitOf(text, looking) {
  const { chapter, piece } = text;
  const { marker } = looking;
  const moment = momentOf(text, looking);
  const [at, found] = moment ? [moment.at, moment.found] : [0, []];
  const speaker = piece.people[chapter.who[at]] ?? null;
  return {
    chapter: mark(chapter.title, marker.in(chapter.title, "chapter")),
    anchor: chapter.anchor,
    url: piece.page + (moment ? `${wordsIn(chapter.said[at], found, looking.only)}#${chapter.ids[at]}` : `#${chapter.anchor}`),
    start: chapter.start,
    second: moment ? secondOf(chapter.ids[at]) : null,
    people: chapter.people.map((person) => mark(piece.people[person], marker.in(piece.people[person], "people"))),
    speaker: moment ? speaker : null,
    snippet: snippetOf(chapter, at, marker),
  };
}

/**
 * The paragraph that has most of the words: by the wanted speakers if they say any of them, then
 * with most different words and phrases, then the earliest.
 *
 * @param {Text} text
 * @param {Looking} looking
 * @returns {{at: number, found: Found[]} | null}
 */
function momentOf({ piece, chapter }, { marker, speakers }) {
  /** @type {{at: number, found: Found[]} | null} */
  let best = null;
  let most = 0;
  chapter.said.forEach((said, at) => {
    const found = marker.in(said, "text");
    const theirs = speakers?.has(piece.people[chapter.who[at]]);
    const worth = worthOf(found) + (theirs && (found.length || !marker.seeks) ? MOST : 0);
    if (worth > most) [best, most] = [{ at, found }, worth];
  });
  return best;
}

/** More than any paragraph is worth by its words. */
const MOST = 1000;

/**
 * @param {Found[]} found
 * @returns {number} Different words, and a little more for phrases.
 */
function worthOf(found) {
  const terms = new Set(found.map(({ term }) => term));
  const phrases = [...terms].filter((term) => typeof term === "string").length;
  return terms.size + phrases / 100;
}

/**
 * @param {string} said
 * @param {Found[]} found
 * @param {boolean} only Whether these are phrases and nothing else.
 * @returns {string} What the landing page is to mark: the words as they are written.
 */
function wordsIn(said, found, only) {
  const written = found.map(({ start, end }) => said.slice(start, end).toLowerCase());
  if (!written.length) return "";
  if (only) return `?find=${encodeURIComponent(written[0])}`;
  const single = written.flatMap((words) => writtenQueryWords(words).map(({ start, end }) => words.slice(start, end)));
  return `?words=${[...new Set(single)].map(encodeURIComponent).join(",")}`;
}

/** @param {string} id "t754" */
function secondOf(id) {
  const found = /^t(\d+)/.exec(id);
  return found ? Number(found[1]) : null;
}

/**
 * What was said there; where the paragraph is short, also what the same person goes on to say.
 *
 * @param {import("./collection.js").Chapter} chapter
 * @param {number} at
 * @param {import("./marks.js").Marker} marker
 */
function snippetOf({ said, who }, at, marker) {
  let text = said[at] ?? "";
  for (let next = at + 1; next < said.length && text.length < LENGTH && who[next] === who[at]; next += 1) text += ` ${said[next]}`;
  return snippet(text, marker.in(text, "text"), LENGTH);
}
