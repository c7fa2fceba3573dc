/** Where the words and phrases of a query stand in a text. */

import { folded, matches, sought } from "../matches.js";
import { fold } from "../folding.js";
import { cut } from "./query.js";
import { isUnspaced } from "./unspaced.js";
import { words, writtenWords } from "./words.js";

/** @typedef {import("./moment.js").Found} Found */
/** @typedef {import("./query.js").Phrase} Phrase */

const ASCII = /^[\x00-\x7f]*$/;

/** Words whose terms are remembered. */
const REMEMBERED = 50_000;

export class Marker {
  /**
   * @param {any} pipeline A lunr.Pipeline.
   * @param {Map<string, Map<string, number>>} terms Field -> term -> the query's word for which
   *   it stands.
   * @param {Phrase[]} phrases Those that must be there.
   * @param {Map<string, string[]>} stems A word as it is written -> its terms, as far as known;
   *   gets more.
   */
  constructor(pipeline, terms, phrases, stems) {
    this.pipeline = pipeline;
    this.terms = terms;
    const said = remembering(saidIn); // the phrases are looked for in one text after the other
    this.phrases = phrases.map((phrase) => ({ phrase, matcher: phraseMatcher(phrase, said) }));
    this.stems = stems;
  }

  /** Whether anything is looked for in what was said. */
  get seeks() {
    return Boolean(this.terms.get("text")?.size) || this.phrases.some(({ phrase }) => isIn(phrase, "text"));
  }

  /**
   * @param {string} text
   * @param {string} field
   * @returns {Found[]} `term` is the place of the query's word, or the phrase's text.
   */
  in(text, field) {
    const [terms, phrases] = [this.terms.get(field), this.phrases.filter(({ phrase }) => isIn(phrase, field))];
    if (!terms?.size && !phrases.length) return [];
    const spans = phrases.flatMap(({ phrase, matcher }) => matcher(text).map(([start, end]) => ({ start, end, term: phrase.text })));
    const single = terms?.size ? this.#words(text, terms) : [];
    return spans.length ? merged(spans, single) : single;
  }

  /**
   * @param {string} text
   * @param {Map<string, number>} terms
   * @returns {Found[]}
   */
  #words(text, terms) {
    const found = [];
    for (const { start, end, words: stood } of writtenWords(text, (word) => this.#termsOf(word))) {
      const term = stood.find((each) => terms.has(each));
      if (term !== undefined) found.push({ start, end, term: /** @type {number} */ (terms.get(term)) });
    }
    return found;
  }

  /** @param {string} written */
  #termsOf(written) {
    const known = this.stems.get(written);
    if (known) return known;
    if (this.stems.size > REMEMBERED) this.stems.clear();
    const terms = words(written).map((word) => this.pipeline.runString(cut(word)).join(""));
    this.stems.set(written, terms);
    return terms;
  }
}

/**
 * @param {Phrase} phrase
 * @param {string} field
 */
export const isIn = (phrase, field) => phrase.field === null || phrase.field === field;

/** @typedef {{start: number, end: number, word: string}} Said A word of a text, and where. */

/**
 * @param {Phrase} phrase
 * @param {(text: string) => Said[]} [said] Whoever looks for several phrases remembers it.
 * @returns {(text: string) => [number, number][]} From and to of each place where its words stand
 *   one after the other, whatever their case and accents and the signs between them.
 */
export function phraseMatcher(phrase, said = saidIn) {
  // Without spaces between words, a phrase may begin and end anywhere.
  if (isUnspaced(fold(phrase.text))) {
    const wanted = sought(phrase.text);
    return (text) => matches(folded(text), wanted);
  }
  const wanted = words(phrase.text);
  const rarest = wanted.reduce((one, other) => (other.length > one.length ? other : one), "");
  return (text) => (plain(text).includes(rarest) ? adjacent(said(text), wanted, phrase.open) : []);
}

/** @param {string} text */
const plain = (text) => (ASCII.test(text) ? text.toLowerCase() : fold(text));

/**
 * @param {string} text
 * @returns {Said[]}
 */
const saidIn = (text) => writtenWords(text).flatMap(({ start, end, words }) => words.map((word) => ({ start, end, word })));

/**
 * @template Made
 * @param {(text: string) => Made} make
 * @returns {(text: string) => Made} The same, that knows what it made last.
 */
function remembering(make) {
  /** @type {{text: string, made: Made} | null} */
  let last = null;
  return (text) => {
    if (last?.text !== text) last = { text, made: make(text) };
    return last.made;
  };
}

/**
 * @param {Said[]} said
 * @param {string[]} wanted
 * @param {boolean} open Whether the last one may go on.
 * @returns {[number, number][]}
 */
function adjacent(said, wanted, open) {
  const last = wanted.length - 1;
  /** @type {[number, number][]} */
  const made = [];
  for (let at = 0; at + last < said.length; at += 1) {
    const fits = wanted.every((word, place) => {
      const other = said[at + place].word;
      return other === word || (open && place === last && other.startsWith(word));
    });
    if (!fits) continue;
    made.push([said[at].start, said[at + last].end]);
    at += last;
  }
  return made;
}

/**
 * @param {Found[]} spans
 * @param {Found[]} single In order.
 * @returns {Found[]} In order; what stands inside a span is left out, also inside one that was.
 */
function merged(spans, single) {
  const outer = spans.sort((one, other) => one.start - other.start || other.end - one.end);
  let end = 0;
  const kept = outer.filter((span) => {
    const isApart = span.start >= end;
    end = Math.max(end, span.end);
    return isApart;
  });
  let at = 0;
  const rest = single.filter((word) => {
    while (at < kept.length && kept[at].end <= word.start) at += 1;
    return at === kept.length || word.end <= kept[at].start;
  });
  return [...kept, ...rest].sort((one, other) => one.start - other.start);
}
