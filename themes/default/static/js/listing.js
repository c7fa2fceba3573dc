/**
 * The listing of all chapters of the site, as chapterhouse/listing.py writes it: fetched in
 * pieces, the oldest episodes first, and unfolded.
 */

/** @typedef {[slug: string, name: string]} Named A slug is "" for a voice that has no page. */

/**
 * @typedef {object} ListedEpisode As a piece has it: the last four have a value for each chapter.
 * @property {string} page Its address, from the site's root.
 * @property {string} title
 * @property {number | null} show Its place among the piece's shows.
 * @property {number | null} season
 * @property {number | null} year
 * @property {string[]} facts
 * @property {string} [lang] Where it isn't the interface's, as is `dir`.
 * @property {string} [dir]
 * @property {string[]} titles
 * @property {string[]} anchors
 * @property {(number | null)[]} starts Seconds.
 * @property {number[][]} people Their places among the piece's people.
 */

/** @typedef {{people: Named[], shows: Named[], episodes: ListedEpisode[]}} Piece */

/** @typedef {[slug: string, name: string, distances: number[]]} ListedTopic */

/**
 * @param {URL} folder The site's folder of the listing.
 * @returns {Promise<{pieces: Piece[], topics: ListedTopic[]}>} All of it.
 * @throws When a file can't be had.
 */
export async function fetchListing(folder) {
  const table = await readJson(new URL("table.json", folder), { cache: "no-cache" });
  const [topics, ...pieces] = await Promise.all([
    table.topics ? readJson(new URL(table.topics, folder)) : [],
    ...table.pieces.map((name) => readJson(new URL(name, folder))),
  ]);
  return { pieces, topics };
}

/**
 * @param {URL} url
 * @param {RequestInit} options
 * @returns {Promise<any>} What its JSON says.
 */
export async function readJson(url, options = {}) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  return response.json();
}
