/**
 * Putting text on the clipboard, and the addresses that go there.
 */

import { say } from "./say.js";
import { _ } from "./words.js";

/**
 * The whole address of a place in this page, without what a search put behind a question mark.
 * @param {string} fragment without "#"
 */
export const addressOf = (fragment) => `${location.href.replace(/[?#].*$/s, "")}#${fragment}`;

/**
 * @param {string} text
 * @param {string} done what to say then
 * @param {string} refused what to say where the browser doesn't let us
 */
export async function copy(text, done, refused = _("Copying is not allowed here")) {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    say(refused);
  }
}
