/**
 * A chapter as Markdown: its title, who said what, and a link to each moment.
 */

import { addressOf, copy } from "./copying.js";
import { clockOf, PARAGRAPHS, speakerOf, wordsOf } from "./spoken.js";
import { _ } from "./words.js";

/** @param {Element} chapter */
export const copyChapter = (chapter) => copy(asMarkdown(chapter), _("Chapter copied"));

/** @param {Element} chapter */
function asMarkdown(chapter) {
  const { id, textContent } = chapter.querySelector("h2");
  const paragraphs = [...chapter.querySelectorAll(PARAGRAPHS)];
  return [`## [${plain(textContent)}](${addressOf(id)})`, ...paragraphs.map(paragraph)].join("\n\n") + "\n";
}

/** @param {Element} said */
function paragraph(said) {
  const [speaker, clock] = [speakerOf(said), clockOf(said)];
  const before = [speaker && `**${plain(speaker)}**`, clock && `[${clock}](${addressOf(said.id)})`];
  return [before.filter(Boolean).join(" "), plain(wordsOf(said))].filter(Boolean).join(": ");
}

/**
 * What was said is text, never markup.
 * @param {string} text
 */
const plain = (text) => text.replace(/[\\`*_[\]<~]/g, "\\$&");
