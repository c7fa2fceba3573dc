/**
 * What was found as elements of the page. All of it comes from transcripts and goes in as text.
 */

import { make } from "./making.js";
import { clock } from "./player-moments.js";

/** @typedef {import("./search/client.js").Group} Group */
/** @typedef {import("./search/client.js").Hit} Hit */
/** @typedef {import("./search/client.js").Piece} Piece */

/**
 * @param {Piece[]} pieces
 * @returns {(Node | string)[]}
 */
export const nodesOf = (pieces) => pieces.map(({ text, marked }) => (marked ? make("mark", {}, [text]) : text));

/**
 * The language of a group, where it isn't the interface's.
 *
 * @param {Group} group
 */
export const tongueOf = ({ lang, dir }) => ({ ...(lang && { lang }), ...(dir && { dir }) });

/**
 * @param {Hit} hit
 * @returns {HTMLElement[]} Its chapter's title and its time.
 */
export function headOf({ chapter, start, second }) {
  const at = second ?? start;
  const title = make("span", { className: "hit-title", dir: "auto" }, nodesOf(chapter));
  return at === null ? [title] : [title, make("span", { className: "hit-clock" }, [clock(at)])];
}

/**
 * Who says what, and the people of the chapter where their names were looked for.
 *
 * @param {Hit} hit
 * @returns {(Node | string)[]}
 */
export function saidOf({ speaker, snippet }) {
  const words = nodesOf(snippet);
  return speaker ? [make("span", { className: "hit-who" }, [speaker]), " ", ...words] : words;
}

/**
 * @param {Hit} hit
 * @returns {(Node | string)[]} Names between commas; none where the speaker's is enough.
 */
export function peopleOf({ people, speaker }) {
  const sought = people.some((name) => name.some(({ marked }) => marked));
  if (speaker && !sought) return [];
  return people.flatMap((name, at) => [...(at ? [", "] : []), ...nodesOf(name)]);
}

/**
 * @param {string} address From the site's root, "/episodes/x/#t1".
 * @param {URL} root
 */
export const linkTo = (address, root) => new URL(`.${address}`, root).href;
