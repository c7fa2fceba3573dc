/**
 * Stems of other languages than English, which lunr.js doesn't make itself.
 *
 * The table names a script of Snowball's and what is done to a word before; the index was made
 * the same way (chapterhouse/terms/snowball.py; a test compares the two).
 */

import { fold } from "../folding.js";

/**
 * @typedef {object} Stemmer As the table has it.
 * @property {string} script A module that exports `stemmer`, from a word to its stem.
 * @property {[string, string][]} mends Regular expressions, and what to put in place of each match.
 */

/**
 * @param {(word: string) => string} snowball
 * @param {[string, string][]} mends
 * @returns {(word: string) => string} From a folded word to its stem.
 */
export function stemmerOf(snowball, mends) {
  const rules = mends.map(([pattern, put]) => ({ pattern: new RegExp(pattern, "gu"), put }));
  return (word) => {
    const mended = rules.reduce((text, { pattern, put }) => text.replace(pattern, put), word);
    return fold(snowball(mended || word));
  };
}

/**
 * Make lunr know the function by which the index's terms are made, before a pipeline is loaded
 * that names it.
 *
 * @param {any} lunr
 * @param {string[]} pipeline What the table calls it.
 * @param {(word: string) => string} stem
 */
export function register(lunr, pipeline, stem) {
  const [label] = pipeline;
  // The site may be published anew with other stems; lunr would warn of that on the console.
  delete lunr.Pipeline.registeredFunctions[label];
  const step = (/** @type {any} */ token) => token.update(stem);
  lunr.Pipeline.registerFunction(step, label);
}
