/**
 * Preview only: a recording goes on where it was when its page was loaded again; where the browser
 * wants a click first, it stands there and waits for one.
 */

const KEY = "chapterhouse:preview";
const PATIENCE = 40;
const PAUSE = 50;

/** What the player said last: {seconds, playing}. */
let last = null;

document.addEventListener("chapterhouse:time", ({ detail }) => {
  last = detail;
});

/** @param {string} path of the page that follows */
export function notePlaying(path) {
  if (!last) return;
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...last, path }));
  } catch {
    // No storage: the recording begins anew.
  }
}

/** Call it once, when the page was loaded. */
export function goOnPlaying() {
  const kept = taken();
  if (kept?.path === location.pathname) wish(kept, PATIENCE);
}

function taken() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    sessionStorage.removeItem(KEY);
    return kept;
  } catch {
    return null;
  }
}

/** The player may not be there yet; it says when it has heard. */
function wish({ seconds, playing }, times) {
  const detail = { seconds, play: false };
  const unheard = document.dispatchEvent(new CustomEvent("chapterhouse:seek", { detail, cancelable: true }));
  if (unheard && times > 0) setTimeout(wish, PAUSE, { seconds, playing }, times - 1);
  else if (!unheard && playing) document.querySelector(".player [data-toggle]")?.click();
}
