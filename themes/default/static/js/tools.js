/**
 * What can be done with the text: copy a chapter, quote words, find them. Each tool's script is
 * fetched when a reader first reaches for it.
 */

import { _ } from "./words.js";

/** @param {Document} page */
export function offerTools(page) {
  offerChapters(page);
  offerQuotes(page);
  offerFinding(page);
}

/**
 * A button beside each chapter's title.
 * @param {Document} page
 */
function offerChapters(page) {
  const load = () => import("./chapter-copy.js");
  for (const place of page.querySelectorAll(".chapter .at-hand")) {
    const chapter = place.closest(".chapter");
    const button = page.createElement("button");
    button.type = "button";
    button.textContent = _("Copy");
    button.title = _("Copy this chapter as Markdown");
    button.setAttribute("aria-label", _("Copy as Markdown: %(title)s", { title: chapter.querySelector("h2").textContent }));
    // Some browsers let only what follows a press at once write to the clipboard.
    for (const type of ["pointerenter", "focus"]) button.addEventListener(type, load, { once: true });
    button.addEventListener("click", async () => (await load()).copyChapter(chapter));
    place.append(button);
  }
}

/** @param {Document} page */
function offerQuotes(page) {
  page.addEventListener("selectionchange", async function first() {
    if (page.getSelection().isCollapsed) return;
    page.removeEventListener("selectionchange", first);
    (await import("./quote.js")).quoteSelections(page);
  });
}

/** @param {Document} page */
function offerFinding(page) {
  const form = page.querySelector(".find");
  if (!form) return;
  let loaded;
  const load = () => (loaded ??= import("./find.js").then(({ findInEpisode }) => findInEpisode(page)));
  form.addEventListener("focusin", load);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    (await load())(1);
  });
  const asked = new URLSearchParams(location.search);
  // At once: what a link leads to is then brought clear of this bar, too.
  if (asked.get("words")) page.documentElement.toggleAttribute("data-finding", form.toggleAttribute("data-active", true));
  if (asked.get("find") || asked.get("words")) load();
}
