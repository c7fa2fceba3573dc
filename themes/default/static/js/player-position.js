/**
 * Remembers how far an episode was heard, and offers to go on from there. It never jumps by
 * itself.
 */

import { clock } from "./player-moments.js";
import { recall, remember } from "./storage.js";

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
  let noted = 0;

  const note = () => {
    const { seconds, duration, source } = player;
    if (!source || seconds < BEGUN) return;
    noted = seconds;
    remember(key, duration && seconds > duration - FINISHED ? null : Math.floor(seconds));
  };
  page.addEventListener("chapterhouse:time", ({ detail }) => {
    if (!detail.playing || Math.abs(detail.seconds - noted) >= NOTE) note();
  });
  addEventListener("pagehide", note);
  offer(page, box, player, Number(recall(key)));
}

/**
 * @param {Document} page
 * @param {HTMLElement} box
 * @param {import("./player.js").Player} player
 * @param {number} seconds NaN or 0 where nothing was kept
 */
function offer(page, box, player, seconds) {
  const button = box.querySelector("[data-continue]");
  const entry = button?.closest("li");
  if (!button || !entry || !(seconds >= BEGUN)) return;
  button.textContent = `Continue at ${clock(seconds)}`;
  entry.hidden = false;
  button.addEventListener("click", () => {
    player.seek(seconds);
    player.start(player.usual);
  });
  page.addEventListener("chapterhouse:time", () => {
    if (player.source) entry.hidden = true;
  });
}
