/**
 * The order in which hits are shown. Pure; docs/search.md, "Ranking", has the formula, why it is
 * this one, and what it was measured against.
 *
 * Source: Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields",
 * CIKM 2004.
 */

/** @typedef {import("./evidence.js").Evidence} Evidence */

/** How good a hit is beside its episode's best one, at least, to be shown with it. */
const WORTH_SHOWING = 0.6;

/**
 * lunr adds up what a word scores in each field, so that one that stands in three of them counts
 * three times, and another word of the query that is nowhere is soon made up for. Here, a word's
 * shares of the fields are put together first and count for less the more there are; the rarity of
 * words weighs less. A phrase is one word, said as often as the one of its words that is said least.
 *
 * @param {number[]} documents The best by lunr's score, best first.
 * @param {Evidence} evidence Of them.
 * @returns {{document: number, worth: number}[]} The same ones, best first.
 */
export function rank(documents, evidence) {
  const ranked = documents.map((document, place) => ({ document, worth: worthOf(place, evidence) }));
  return ranked.sort((one, other) => other.worth - one.worth); // equal ones stay in lunr's order
}

/**
 * @param {number} place A candidate's.
 * @param {Evidence} evidence
 */
function worthOf(place, { shares, boosts, rarities, importance, units }) {
  const fields = boosts.length;
  const said = (/** @type {number} */ word) => {
    const first = (place * rarities.length + word) * fields;
    let share = 0;
    for (let field = 0; field < fields; field += 1) share += boosts[field] * shares[first + field];
    return share;
  };
  let worth = 0;
  for (const words of units) {
    const share = Math.min(...words.map(said));
    const rarity = Math.max(...words.map((word) => rarities[word]));
    worth += importance[words[0]] * Math.sqrt(rarity) * (share / (1 + share));
  }
  return worth;
}

/**
 * Whether a hit is shown under its episode's best one at once: what is much weaker would only
 * stand in the way of other episodes.
 *
 * @param {number} worth
 * @param {number} best The best one's.
 */
export const isWorthShowing = (worth, best) => worth >= WORTH_SHOWING * best;
