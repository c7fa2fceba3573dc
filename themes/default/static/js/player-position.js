/**
 * Remembers how far an episode was heard and offers to go on from there; it never jumps by itself.
 */

import { clock } from "./player-moments.js";
import { recall, remember } from "./storage.js";
import { _ } from "./words.js";

/** Seconds: who heard less than this hasn't begun; who is as near to the end has finished. */
const BEGUN = 10;
const FINISHED = 30;

/** Seconds of the recording between two notes of the position. */
const NOTE = 5;

/**
 * @param {Document} page
 * @param {HTMLElement} box
 * @param {import("./player.js").Player} player
 */
export function keepPosition(page, box, player) {
  const key = `position:${location.pathname}`;
  const kept = Number(recall(key));
  const button = box.querySelector("[data-continue]");
  const offer = button.closest("li");
  let noted = 0;

  const note = () => {
    const { seconds, duration } = player.state();
    if (!player.settings().source || seconds < BEGUN) return;
    noted = seconds;
    remember(key, duration && seconds > duration - FINISHED ? null : Math.floor(seconds));
  };
  addEventListener("pagehide", note);
  page.addEventListener("chapterhouse:time", ({ detail }) => {
    if (player.settings().source) offer.hidden = true;
    if (!detail.playing || Math.abs(detail.seconds - noted) >= NOTE) note();
  });

  offer.hidden = !(kept >= BEGUN);
  button.textContent = _("Continue at %(time)s", { time: clock(kept) });
  button.addEventListener("click", () => {
    player.seek(kept);
    player.start();
    requestAnimationFrame(() => box.querySelector("[data-toggle]")?.focus({ preventScroll: true }));
  });
}
