/**
 * One query put to the index: which documents it finds, in which order, and what is to be looked
 * for in their texts.
 */

import { ask, later, serialized } from "./engine.js";
import { isIn, Marker } from "./marks.js";
import { evidenceOf, rank } from "./rank.js";
import { best, select } from "./select.js";
import { posting } from "./ranges.js";
import { expand, isLeftOut, rangesOf } from "./terms.js";

/** @typedef {import("./collection.js").Collection} Collection */
/** @typedef {import("./collection.js").Index} Index */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./query.js").Word} Word */
/** @typedef {import("./select.js").Expanded} Expanded */

/** Documents that lunr and the ranking see. */
export const CANDIDATES = 400;

/**
 * @typedef {object} Asked
 * @property {import("./select.js").Selection} selection
 * @property {number[]} ranked The best documents, in the order in which they are shown.
 * @property {Map<number, number>} scores lunr's scores of them.
 * @property {Map<number, number>} worths What the ranking found each of them worth.
 * @property {Expanded[]} expanded
 * @property {Word[]} words Those that were asked, a phrase's after the others.
 * @property {Set<string> | null} speakers Whom the filters name.
 * @property {"filter" | "common" | null} problem A filter names nothing; all words are so common
 *   that the index leaves them out.
 */

/**
 * @param {Collection} collection
 * @param {Index} index
 * @param {Query} query
 * @param {number} [most] Candidates.
 * @returns {Promise<Asked>}
 */
export async function putQuery(collection, index, query, most = CANDIDATES) {
  const words = askedWords(collection, index, query);
  const [expanded, left] = await Promise.all([
    expand(collection, index, words),
    query.filters.length ? leftBy(query.filters, collection, index) : null,
  ]);
  const ranges = await rangesOf(collection, expanded.flatMap(({ terms }) => terms));
  const postingOf = (/** @type {string} */ term) =>
    posting(/** @type {import("./ranges.js").Range} */ (ranges.get(term)), term, index.weighing);
  const isAsking = words.length > 0 || query.filters.length > 0 || query.phrases.length > 0;
  const nothing = !isAsking || left?.nothing || isCommon(query, words);
  const allowed = nothing ? new Uint8Array(index.documents.count) : (left?.allowed ?? null);
  const { presence } = index.lunr.Query;
  const selection = select(expanded, postingOf, collection.fields, index.documents.count, presence, allowed);
  const problem = left?.nothing ? "filter" : isCommon(query, words) ? "common" : null;
  const { ranked, scores, worths } = selection.terms.length
    ? bestOf(collection, index, selection, expanded, words, most)
    : { ranked: newest(selection, index), scores: new Map(), worths: new Map() };
  return { selection, ranked, scores, worths, expanded, words, speakers: left?.speakers ?? null, problem };
}

/**
 * @param {import("./query.js").Filter[]} filters
 * @param {Collection} collection
 * @param {Index} index
 * @returns {Promise<import("./filters.js").Filtered>}
 */
async function leftBy(filters, collection, { documents }) {
  /** @type {[typeof import("./filters.js"), import("./filters.js").FacetFile]} */
  const [{ filtered }, file] = await Promise.all([later("./filters.js"), collection.facets()]);
  return filtered(filters, file, documents.firsts);
}

/**
 * Whether something was asked, but only with words that stand everywhere: too many texts to look
 * for a phrase of them, unless a filter leaves fewer. A phrase that must not be there asks for all
 * others.
 *
 * @param {Query} query
 * @param {Word[]} words
 */
const isCommon = ({ words, phrases, filters }, asked) =>
  !asked.length && !filters.length && (words.length > 0 || phrases.some(({ prohibited }) => !prohibited));

/**
 * The words that the index is asked for: no stop words, unless there is nothing else.
 *
 * @param {Collection} collection
 * @param {Index} index
 * @param {Query} query
 * @returns {Word[]}
 */
function askedWords(collection, index, { words, phrases }) {
  const isKept = ({ word }) => !isLeftOut(collection, index, word);
  const inPhrases = phrases.filter(({ prohibited }) => !prohibited).flatMap((phrase, number) =>
    phrase.words.map((word, place) => ({
      ...word,
      open: phrase.open && place === phrase.words.length - 1,
      phrase: number,
    })),
  );
  const alone = words.length === 1 && !phrases.length && words[0].open;
  return [...(alone ? words : words.filter(isKept)), ...inPhrases.filter(isKept)];
}

/**
 * lunr's answer about the best documents, ranked.
 *
 * @param {Collection} collection
 * @param {Index} index
 * @param {import("./select.js").Selection} selection
 * @param {Expanded[]} expanded
 * @param {Word[]} words
 * @param {number} most
 */
function bestOf({ fields }, { lunr, documents, weighing }, selection, expanded, words, most) {
  const chosen = best(selection, most);
  const piece = serialized(lunr, fields, selection.terms, chosen, documents.count);
  const scores = ask(lunr, piece, expanded.map(({ clause }) => clause));
  const postings = new Map(selection.terms.map(({ term, posting }) => [term, posting]));
  const ranked = rank(chosen, evidenceOf(chosen, expanded, postings, words, fields, weighing));
  const worths = new Map(ranked.map(({ document, worth }) => [document, worth]));
  return { ranked: [...worths.keys()], scores, worths };
}

/**
 * Without words that say what is better: the newest episode first, its chapters in order.
 *
 * @param {import("./select.js").Selection} selection
 * @param {Index} index
 */
function newest({ found }, { documents: { firsts } }) {
  const ranked = [];
  for (let episode = firsts.length - 2; episode >= 0; episode -= 1) {
    for (let document = firsts[episode]; document < firsts[episode + 1]; document += 1) if (found[document]) ranked.push(document);
  }
  return ranked;
}

/**
 * What is to be marked in the texts.
 *
 * @param {Collection} collection
 * @param {Index} index
 * @param {Query} query
 * @param {Asked} asked
 * @param {Map<string, string[]>} stems
 */
export function markerOf(collection, { pipeline, lunr }, query, { expanded, words }, stems) {
  /** @type {Map<string, Map<string, number>>} */
  const terms = new Map(collection.fields.map((field) => [field, new Map()]));
  const single = words.filter((word) => query.words.includes(word)).length;
  for (const { clause, terms: stoodFor } of expanded) {
    if (clause.presence === lunr.Query.presence.PROHIBITED || clause.word >= single) continue;
    for (const field of clause.fields) for (const term of stoodFor) terms.get(field)?.set(term, clause.word);
  }
  return new Marker(pipeline, terms, query.phrases.filter(({ prohibited }) => !prohibited), stems);
}

/**
 * Whether a document has the query's phrases where they must be, and none that must not be.
 *
 * @param {import("./collection.js").Text} text
 * @param {{phrase: import("./query.js").Phrase, matcher: (text: string) => unknown[]}[]} phrases
 * @param {Set<string> | null} speakers By whom it must be said; null for anybody.
 */
export function hasPhrases({ piece, chapter }, phrases, speakers) {
  // Where nobody is named, it may be said by any of the chapter's people.
  const isTheirs = (/** @type {number} */ who) => who < 0 || speakers?.has(piece.people[who]);
  const said = speakers ? chapter.said.filter((_said, at) => isTheirs(chapter.who[at])) : chapter.said;
  const texts = {
    text: said,
    title: speakers ? [] : [piece.title],
    chapter: speakers ? [] : [chapter.title],
    people: speakers ? [] : chapter.people.map((person) => piece.people[person]),
  };
  return phrases.every(({ phrase, matcher }) => {
    const has = Object.entries(texts).some(([field, all]) => isIn(phrase, field) && all.some((text) => matcher(text).length));
    return has !== phrase.prohibited;
  });
}
