/**
 * When the words and the chapters of the page were said, read from their ids: `t754` begins
 * at 754 seconds, and `t754-2` does.
 */

const MOMENT = /^t(\d+)(?:-\d+)?$/;

/** Former ids (data-was) say when the words were said in an earlier edition. */
const MOMENTS = ".turn [id]:not([data-was])";

/**
 * The second at which an element of the transcript begins; a chapter's heading has that of the
 * chapter's first moment.
 *
 * @param {Element | null | undefined} element
 * @returns {number | null}
 */
export function secondsOf(element) {
  const own = MOMENT.exec(element?.id ?? "");
  if (own) return Number(own[1]);
  const inside = element?.matches("h2") && element.closest(".chapter")?.querySelectorAll(MOMENTS);
  const first = [...(inside || [])].find(({ id }) => MOMENT.test(id));
  return first ? secondsOf(first) : null;
}

/**
 * @param {Document} page
 * @returns {{element: Element, start: number}[]} every moment, the earliest first
 */
export function momentsOf(page) {
  return timed([...page.querySelectorAll(MOMENTS)]);
}

/**
 * @param {Document} page
 * @returns {{element: Element, start: number}[]} headings of chapters whose time is known
 */
export function chaptersOf(page) {
  return timed([...page.querySelectorAll(".chapter h2")]);
}

/** @param {Element[]} elements */
function timed(elements) {
  return elements
    .map((element) => ({ element, start: secondsOf(element) }))
    .filter(({ start }) => start !== null)
    .sort((one, other) => one.start - other.start);
}

/**
 * @param {{start: number}[]} moments or chapters, in order
 * @param {number} seconds
 * @returns {number} the last that begins at or before it, found by halving; -1 before all
 */
export function momentAt(moments, seconds) {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (moments[middle].start <= seconds) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * @param {number} seconds
 * @returns {string} "12:34" or "1:02:03"
 */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number % 60).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  const hours = Math.floor(minutes / 60);
  return hours ? `${hours}:${two(minutes)}:${two(whole)}` : `${minutes}:${two(whole)}`;
}
