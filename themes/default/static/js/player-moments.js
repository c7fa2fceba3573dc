/**
 * When the words and chapters of the page were said, read from their ids: `t754` begins at
 * 754 seconds, `t754-2` too.
 */

const MOMENT = /^t(\d+)(?:-\d+)?$/;

/**
 * The second at which an element of the transcript begins; a chapter begins with its first moment.
 *
 * @param {Element} element
 * @returns {number | null}
 */
export function secondsOf(element) {
  const own = MOMENT.exec(element.id);
  if (own) return Number(own[1]);
  const chapter = element.matches("h2") && element.closest(".chapter");
  const first = chapter && [...chapter.querySelectorAll(".turn [id]")].find(({ id }) => MOMENT.test(id));
  return first ? secondsOf(first) : null;
}

/**
 * @param {Document} page
 * @returns {{element: Element, seconds: number}[]} every moment, the earliest first
 */
export function momentsOf(page) {
  return [...page.querySelectorAll(".transcript [id^='t']")]
    .flatMap((element) => {
      const found = MOMENT.exec(element.id);
      return found ? [{ element, seconds: Number(found[1]) }] : [];
    })
    .sort((one, other) => one.seconds - other.seconds);
}

/**
 * @param {Document} page
 * @returns {{title: string, start: number}[]} chapters whose time is known, the earliest first
 */
export function chaptersOf(page) {
  return [...page.querySelectorAll(".chapter h2")]
    .flatMap((heading) => {
      const start = secondsOf(heading);
      return start === null ? [] : [{ title: heading.textContent ?? "", start }];
    })
    .sort((one, other) => one.start - other.start);
}

/**
 * @param {{start: number}[]} chapters in order
 * @param {number} seconds
 * @returns {number} which one it is in; -1 before the first
 */
export function chapterAt(chapters, seconds) {
  return chapters.findLastIndex(({ start }) => start <= seconds);
}

/**
 * @param {{seconds: number}[]} moments in order
 * @param {number} seconds
 * @returns {number} the last that begins at or before it, found by halving; -1 before all
 */
export function momentAt(moments, seconds) {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (moments[middle].seconds <= seconds) low = middle + 1;
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
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = String(whole % 60).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}
