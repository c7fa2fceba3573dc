/**
 * The worker in which search runs, so that no keystroke waits for it. All its modules are named
 * here, but those that few queries need: a browser then fetches them together instead of one after
 * the other. Each takes it two milliseconds: what belongs together stands together.
 */

import "../folding.js";
import "../matches.js";
import "./asking.js";
import "./collection.js";
import "./hits.js";
import "./engine.js";
import "./marks.js";
import "./moment.js";
import "./patterns.js";
import "./query.js";
import "./ranges.js";
import "./rank.js";
import "./select.js";
import "./terms.js";
import "./unspaced.js";
import "./words.js";
import { Search } from "./answers.js";
import { SearchError } from "./errors.js";
import { Files } from "./files.js";

/** @type {Search} */
let search;

const methods = {
  open: async (/** @type {string} */ folder, /** @type {Uint8Array | null} */ table) => {
    search = new Search(new Files(new URL(folder)));
    await search.open(table);
  },
  find: (/** @type {[number, string, number]} */ ...given) => search.find(...given),
  more: (/** @type {[number, number]} */ ...given) => search.more(...given),
  others: (/** @type {[number, number]} */ ...given) => search.others(...given),
  facets: (/** @type {number} */ id) => search.facets(id),
};

addEventListener("message", async ({ data: { call, method, given } }) => {
  try {
    postMessage({ call, result: await methods[/** @type {keyof typeof methods} */ (method)](.../** @type {any} */ (given)) });
  } catch (error) {
    const { kind = "format", message } = /** @type {Partial<SearchError>} */ (error);
    postMessage({ call, kind, message });
  }
});
