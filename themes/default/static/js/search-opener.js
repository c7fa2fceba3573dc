/**
 * The ways into search that every page has: the forms, "/" and Ctrl or Cmd with K. Nothing of
 * search is loaded before somebody reaches for it; without this script the forms lead to the
 * search page.
 */

import { recall } from "./storage.js";

const WRITING = "input, textarea, select, [contenteditable], dialog";

/** @param {Document} page Its body says where the search page is. */
export function offerSearch(page) {
  const address = page.body.dataset.search;
  if (!address) return;
  const own = page.querySelector("#page-search-form input");
  let [made, ready] = [undefined, false];
  const dialog = () =>
    (made ??= import("./search-dialog.js")
      .then(({ makeDialog }) => makeDialog(page, new URL(address, page.baseURI)))
      .then((dialog) => (ready = true) && dialog)
      .catch((error) => {
        made = undefined; // offline, perhaps: the next press tries again
        throw error;
      }));
  /** @param {HTMLInputElement | null} [field] where somebody writes already */
  const open = (field) => {
    if (own) return own.select(), own.focus();
    const opener = page.activeElement ?? page.body;
    if (!ready && !field) {
      field = page.querySelector("form.search input"); // for what is typed until it is there
      field?.focus({ preventScroll: true });
    }
    dialog().then((dialog) => dialog.open(field, opener), () => {});
  };

  for (const form of own ? [] : page.querySelectorAll("form.search")) {
    const field = form.querySelector("input");
    form.addEventListener("focusin", () => dialog().then((dialog) => dialog.warm(), () => {}));
    field.addEventListener("click", () => open(field));
    field.addEventListener("input", (event) => event.isComposing || (field.value && open(field)));
    field.addEventListener("compositionend", () => open(field));
  }
  page.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || !asksFor(page, event)) return;
    event.preventDefault();
    open();
  });
}

/**
 * @param {Document} page
 * @param {KeyboardEvent} event
 */
function asksFor(page, { key, ctrlKey, metaKey, altKey, shiftKey, target }) {
  if (ctrlKey !== metaKey && !altKey && !shiftKey) return key.toLowerCase() === "k";
  if (key !== "/" || ctrlKey || metaKey || altKey) return false;
  const single = page.documentElement.dataset.keys ?? recall("keys") ?? "on";
  return single !== "off" && !(target instanceof Element && target.closest(WRITING));
}
