/** lunr.js, unchanged, in a worker that is a module. */

import { SearchError } from "./errors.js";

/**
 * lunr.js is no module: it looks for a global `define` (the Asynchronous Module Definition API,
 * https://github.com/amdjs/amdjs-api) and hands itself to it. Neither `importScripts` nor `eval`
 * is needed, which module workers and strict content security policies don't have.
 *
 * @param {URL} url
 * @param {string} version The one that the index is made for.
 * @returns {Promise<any>} lunr
 * @throws {SearchError}
 */
export async function loadEngine(url, version) {
  const lunr = await imported(url);
  if (lunr?.version !== version) throw new SearchError("version", `lunr.js ${lunr?.version}, not ${version}`);
  return lunr;
}

/** @param {URL} url */
async function imported(url) {
  const world = /** @type {any} */ (globalThis);
  if (world.lunr) return world.lunr;
  world.define = (/** @type {() => any} */ make) => (world.lunr = make());
  world.define.amd = true;
  await loadModule(url);
  return world.lunr;
}

/**
 * @param {URL} url
 * @returns {Promise<any>} What the script there exports.
 * @throws {SearchError}
 */
export async function loadModule(url) {
  try {
    return await import(url.href);
  } catch (error) {
    // A browser may remember that a module failed; the next attempt asks for another address.
    const again = new URL(url);
    again.search = String(Date.now());
    return import(again.href).catch(() => {
      throw new SearchError("offline", url.href, { cause: error });
    });
  }
}
