/**
 * A link to any second leads somewhere: to the words that were being said then.
 *
 * Ids stand at the seconds at which somebody begins a line; `#t754` between two of them is
 * the earlier one. Fragments of other kinds are left to the browser.
 */

/**
 * Go to the line that was being said when the fragment names a second without a line.
 * @param {Document} page
 */
export function resolveMoments(page) {
  const go = () => {
    const wanted = /^#t(\d+)$/.exec(location.hash);
    if (wanted === null || page.getElementById(location.hash.slice(1))) return;
    const line = lineAt(page, Number(wanted[1]));
    if (line) location.replace(`#${line.id}`);
  };
  addEventListener("hashchange", go);
  go();
}

/**
 * The last line that begins at a second or before it; the first where there is none.
 * @param {Document} page
 * @param {number} second
 * @returns {Element | undefined}
 */
function lineAt(page, second) {
  const lines = [...page.querySelectorAll(".transcript [id]")].filter((line) => /^t\d+$/.test(line.id));
  return lines.findLast((line) => Number(line.id.slice(1)) <= second) ?? lines[0];
}
