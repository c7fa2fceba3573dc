/** The texts of chapters: which file has them, and what stands in it. */

import { partOf } from "./collection.js";

/**
 * @typedef {object} Piece Some chapters of an episode, as docs/search.md describes it.
 * @property {string} page
 * @property {string} title
 * @property {string[]} facts
 * @property {string} [lang]
 * @property {string} [dir]
 * @property {string[]} people
 * @property {Chapter[]} chapters
 */

/**
 * @typedef {object} Chapter
 * @property {string} title
 * @property {string} anchor
 * @property {number | null} start
 * @property {number[]} people
 * @property {string[]} ids
 * @property {number[]} who
 * @property {string[]} said
 */

/** @typedef {{piece: Piece, chapter: Chapter}} Text */

/**
 * @param {import("./collection.js").Documents} documents
 * @param {number} document
 * @returns {string} The file that has its text.
 */
export const fileOf = ({ pieces, files }, document) => files[partOf(pieces, document)];

/**
 * @param {import("./collection.js").Collection} collection
 * @param {import("./collection.js").Documents} documents
 * @param {number} document
 * @returns {Promise<Text>}
 */
export async function textOf(collection, documents, document) {
  const part = partOf(documents.pieces, document);
  const piece = await collection.text(documents.files[part]);
  return { piece, chapter: piece.chapters[document - documents.pieces[part]] };
}
