/**
 * The page's status line: seen for a moment, and read out by a screen reader.
 */

let timer = 0;

/**
 * Emptied first, so that the same words are read out a second time.
 * @param {string} text
 */
export function say(text) {
  const status = document.querySelector("[data-said]");
  if (!status) return;
  status.textContent = "";
  requestAnimationFrame(() => {
    status.textContent = text;
    status.classList.add("shown");
  });
  clearTimeout(timer);
  timer = setTimeout(() => status.classList.remove("shown"), 2500);
}
