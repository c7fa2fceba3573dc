/**
 * The order in which candidates are shown. Pure.
 *
 * @param {import("./select.js").Candidate[]} candidates The best by lunr's score, best first.
 * @param {import("./select.js").Question} _question
 * @returns {import("./select.js").Candidate[]} The same ones.
 */
export function rank(candidates, _question) {
  return candidates;
}
