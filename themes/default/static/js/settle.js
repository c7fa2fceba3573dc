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

/**
 * Aim again until nothing moves. A reader who goes elsewhere is let go, and so is an older aim.
 * @param {() => void} aim scrolls to the place
 */
export function settle(aim) {
  going.abort();
  const now = (going = new AbortController());
  for (const type of GOES) addEventListener(type, () => now.abort(), { signal: now.signal, passive: true });
  let [calm, frames] = [0, 0];
  const frame = () => {
    if (now.signal.aborted) return;
    const before = scrollY;
    aim();
    calm = Math.abs(scrollY - before) < 1 ? calm + 1 : 0;
    frames += 1;
    if (calm < CALM && frames < LONGEST) requestAnimationFrame(frame);
    else now.abort();
  };
  frame();
}
