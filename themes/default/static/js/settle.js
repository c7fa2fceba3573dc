/**
 * Scrolling to a place in a page whose height is not known yet: chapters out of sight get
 * their true height only when they come near, which moves what lies below them.
 */

/** Frames without a move after which the place is held to be final, and at most. */
const CALM = 12;
const LONGEST = 180;

/** Whatever a reader does to go elsewhere. */
const GOES = ["wheel", "touchmove", "keydown", "pointerdown"];

let going = new AbortController();
let last = Promise.resolve();

/**
 * Gives the chapter around a place, and those beside it, their true height at once: nothing that
 * is in sight then has to make room.
 * @param {Element} element
 */
export function layOut(element) {
  const chapter = element.closest(".chapter");
  for (const each of [chapter?.previousElementSibling, chapter, chapter?.nextElementSibling]) each?.classList.add("near");
}

/** When the last place that was aimed at is final, or its reader gone elsewhere. */
export const settled = () => last;

/**
 * Aim again until nothing moves. A reader who goes elsewhere is let go, and so is an older aim.
 * @param {() => void} aim scrolls to the place
 * @param {() => void} [then] when it is final
 */
export function settle(aim, then) {
  going.abort();
  const now = (going = new AbortController());
  last = new Promise((done) => now.signal.addEventListener("abort", done));
  let [calm, frames] = [0, 0];
  const leave = () => now.abort();
  const frame = () => {
    if (now.signal.aborted) return;
    const before = scrollY;
    aim();
    calm = Math.abs(scrollY - before) < 1 ? calm + 1 : 0;
    // Not before: the press that led here may still be on its way.
    if (frames === 1) for (const type of GOES) addEventListener(type, leave, { signal: now.signal, passive: true });
    frames += 1;
    if (calm < CALM && frames < LONGEST) requestAnimationFrame(frame);
    else {
      now.abort();
      then?.();
    }
  };
  frame();
}
