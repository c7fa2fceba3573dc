/**
 * Marks what is being said while it plays, and keeps it in the middle third of the window,
 * until the reader scrolls: then the page stays where they put it, and a button leads back.
 */

import { momentAt, momentsOf } from "./player-moments.js";

/** Milliseconds in which a scroll of our own may still be on its way. */
const SETTLING = 900;

/** Keys that scroll. */
const SCROLLING = ["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown", " "];

/** What scrolls by itself, or not at all. */
const APART = ".dock, .contents, dialog, input, textarea, select";

/** @param {Document} page */
export function followPlayer(page) {
  const [toggle, back] = [page.querySelector("[data-follow]"), page.querySelector("[data-back-to-now]")];
  const transcript = page.querySelector(".transcript");
  if (!toggle || !back || !transcript) return;
  /** Found when something plays for the first time. */
  let moments = [];
  let [following, wanted, now, seconds, scrolled] = [true, true, -1, 0, -SETTLING];

  const set = (on) => {
    following = on;
    toggle.ariaPressed = String(on);
    back.hidden = on || !wanted || now < 0;
    if (on) keepInSight();
  };
  const mark = (on) => {
    const element = moments[now]?.element;
    element?.classList.toggle("now", on);
    element?.closest("p").classList.toggle("now", on);
  };
  const keepInSight = () => {
    if (now < 0 || performance.now() - scrolled < SETTLING) return;
    const line = lineAt(moments, now, seconds);
    const [top, third] = [line - innerHeight / 3, innerHeight / 3];
    if (top >= 0 && top <= third) return;
    scrolled = performance.now();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches || Math.abs(top) > 2 * innerHeight;
    scrollBy({ top: line - innerHeight * 0.4, behavior: calm ? "instant" : "smooth" });
  };

  page.addEventListener("chapterhouse:time", ({ detail }) => {
    seconds = detail.seconds;
    if (!page.documentElement.dataset.player) return;
    if (!moments.length) moments = momentsOf(page);
    const found = momentAt(moments, seconds);
    if (found !== now) {
      mark(false);
      now = found;
      mark(true);
    }
    if (following && detail.playing) keepInSight();
  });
  page.addEventListener("chapterhouse:seek", () => wanted && set(true));
  toggle.addEventListener("click", () => set((wanted = !following)));
  back.addEventListener("click", () => {
    scrolled = -SETTLING;
    set(true);
    toggle.focus({ preventScroll: true });
  });

  const leave = ({ target }) => {
    if (following && now >= 0 && !target.closest?.(APART)) set(false);
  };
  addEventListener("wheel", leave, { passive: true });
  addEventListener("touchmove", leave, { passive: true });
  transcript.addEventListener("focusin", leave);
  addEventListener("pointerdown", (event) => {
    if (event.clientX >= page.documentElement.clientWidth) leave(event); // the scroll bar
  });
  addEventListener("keydown", (event) => {
    if (!event.defaultPrevented && SCROLLING.includes(event.key)) leave(event);
  });
}

/**
 * Where the words stand that are being said, in pixels below the window's upper edge. In a long
 * paragraph this is an estimate: between its beginning and the next moment, by the time.
 *
 * @param {{element: Element, start: number}[]} moments
 * @param {number} now
 * @param {number} seconds
 */
function lineAt(moments, now, seconds) {
  const [{ element, start }, next] = [moments[now], moments[now + 1]];
  const paragraph = element.closest("p");
  const { top } = element.getBoundingClientRect();
  if (!next) return top;
  const inside = paragraph.contains(next.element);
  const end = inside ? next.element.getBoundingClientRect().top : paragraph.getBoundingClientRect().bottom;
  return top + (end - top) * Math.min(1, (seconds - start) / (next.start - start || 1));
}
