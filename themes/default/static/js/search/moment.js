/**
 * The moment in a chapter at which a query's words were said, and the hit that shows it: the part
 * of the text that shows best why it was found, and the words to mark in it.
 *
 * Pure: gives pieces of plain text; whoever shows them decides how a mark looks.
 */

import { writtenQueryWords } from "./words.js";

/** @typedef {{text: string, marked: boolean}} Piece */
/** @typedef {{start: number, end: number, term: string | number}} Found In order. */
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

/** Characters before the first marked word. */
const LEAD = 60;

/**
 * The whole text, its found words marked.
 *
 * @param {string} text
 * @param {Found[]} found
 * @returns {Piece[]}
 */
export const mark = (text, found) => pieces(text, 0, text.length, found);

/**
 * About `length` characters around the place where most of the found words stand together,
 * the first such place; the beginning when none does.
 *
 * @param {string} text
 * @param {Found[]} found
 * @param {number} length
 * @returns {Piece[]}
 */
export function snippet(text, found, length) {
  const best = densest(found, length - LEAD);
  const start = afterSpace(text, Math.min(best - LEAD, text.length - length));
  const end = beforeSpace(text, start + length);
  const made = pieces(text, start, end, found);
  if (start > 0) made.unshift({ text: "… ", marked: false });
  if (end < text.length) made.push({ text: " …", marked: false });
  return made;
}

/**
 * @param {Found[]} found
 * @param {number} width Characters.
 * @returns {number} Where the window begins that has the most different terms, then the most
 *   words; 0 when nothing was found.
 */
function densest(found, width) {
  let best = { start: 0, terms: 0, count: 0 };
  found.forEach(({ start }, first) => {
    let beyond = first;
    while (beyond < found.length && found[beyond].end <= start + width) beyond += 1;
    const inside = found.slice(first, Math.max(beyond, first + 1));
    const terms = new Set(inside.map(({ term }) => term)).size;
    if (terms > best.terms || (terms === best.terms && inside.length > best.count)) {
      best = { start, terms, count: inside.length };
    }
  });
  return best.start;
}

/**
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {Found[]} found
 * @returns {Piece[]} The text between the two places.
 */
function pieces(text, from, to, found) {
  /** @type {Piece[]} */
  const made = [];
  let at = from;
  for (const { start: begin, end } of found) {
    if (begin < from || end <= at || end > to) continue;
    const last = made[made.length - 1];
    // Pairs of signs overlap in scripts without spaces: together they are one mark.
    if (last?.marked && begin < at) last.text += text.slice(at, end);
    else {
      if (begin > at) made.push({ text: text.slice(at, begin), marked: false });
      made.push({ text: text.slice(Math.max(begin, at), end), marked: true });
    }
    at = end;
  }
  if (at < to) made.push({ text: text.slice(at, to), marked: false });
  return made;
}

/**
 * The nearest beginning of a word at or after a place, if one is near.
 *
 * @param {string} text
 * @param {number} at
 */
function afterSpace(text, at) {
  if (at <= 0) return 0;
  const space = text.indexOf(" ", at - 1);
  return space >= 0 && space - at < LEAD ? space + 1 : betweenSigns(text, at);
}

/**
 * The nearest end of a word at or before a place, if one is near.
 *
 * @param {string} text
 * @param {number} at
 */
function beforeSpace(text, at) {
  if (at >= text.length) return text.length;
  const space = text.lastIndexOf(" ", at);
  return at - space < LEAD ? space : betweenSigns(text, at);
}

/**
 * The place itself, or the one before when it would cut an emoji in half.
 *
 * @param {string} text
 * @param {number} at
 */
function betweenSigns(text, at) {
  return /[\uDC00-\uDFFF]/.test(text[at]) ? at - 1 : at;
}
