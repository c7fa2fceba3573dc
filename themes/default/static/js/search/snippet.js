/**
 * The part of a text that shows best why it was found, and the words to mark in it.
 *
 * Pure: gives pieces of plain text; whoever shows them decides how a mark looks.
 */

/** @typedef {{text: string, marked: boolean}} Piece */
/** @typedef {{start: number, end: number, term: string | number}} Found In order. */

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
