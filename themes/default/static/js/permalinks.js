/**
 * A link to a chapter or to a moment also puts its whole address on the clipboard, and says so.
 * The link itself still works: where copying is refused, the address bar has the same address.
 */

import { addressOf, copy } from "./copying.js";
import { _ } from "./words.js";

const PERMALINKS = ".permalink, .turn > p[id] > a[href^='#']";

/** @param {Document} page */
export function copyPermalinks(page) {
  page.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest(PERMALINKS);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    copy(addressOf(link.hash.slice(1)), _("Link copied"), _("The link is in the address bar"));
  });
}
