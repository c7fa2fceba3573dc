/**
 * What was said, read from the page: words, speaker and time of a paragraph.
 */

/** The paragraphs of a transcript. */
export const PARAGRAPHS = ".turn > p[id]";

/**
 * The text nodes of a paragraph's words: not its time, and nothing to press.
 * @param {Element} paragraph
 * @returns {Text[]}
 */
export function saidIn(paragraph) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest("a, button")) nodes.push(walker.currentNode);
  }
  return nodes;
}

/** @param {Element} paragraph */
export const wordsOf = (paragraph) => squash(saidIn(paragraph).map((node) => node.data).join(""));

/** @param {Element} paragraph */
export const speakerOf = (paragraph) =>
  squash(paragraph.closest(".turn").querySelector(".who")?.textContent ?? "");

/**
 * "12:34", or "" for a paragraph without a time.
 * @param {Element} paragraph
 */
export const clockOf = (paragraph) =>
  /\d+(?::\d\d)+/.exec(paragraph.querySelector("a")?.textContent ?? "")?.[0] ?? "";

/** @param {string} text */
export const squash = (text) => text.replace(/\s+/g, " ").trim();
