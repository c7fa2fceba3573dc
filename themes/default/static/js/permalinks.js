/**
 * A link to a chapter or to a moment also puts its whole address on the clipboard, and says so
 * in the page's status line. The link itself still works: where copying is refused, the
 * address bar has the same address.
 */

const PERMALINKS = ".permalink, .turn > p[id] > a";

/** @param {Document} page */
export function copyPermalinks(page) {
  const said = page.querySelector("[data-said]");
  if (!said || !navigator.clipboard) return;
  page.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest(PERMALINKS);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    navigator.clipboard.writeText(link.href).then(
      () => say(said, "Link copied"),
      () => {},
    );
  });
}

/**
 * Shows `text` for a moment. Emptied first, so that a screen reader hears the second copy too.
 *
 * @param {Element} status
 * @param {string} text
 */
function say(status, text) {
  status.textContent = "";
  requestAnimationFrame(() => {
    status.textContent = text;
    status.classList.add("shown");
  });
  clearTimeout(Number(status.dataset.timer));
  status.dataset.timer = String(setTimeout(() => status.classList.remove("shown"), 2000));
}
