/**
 * Preview only: brings the page up to date when its site has changed, and shows what has to be
 * mended where it could not.
 *
 * The address of this script says what the page was made of. The preview tells what it would be
 * made of now; only what differs is done: new styles take the place of the old ones, anything else
 * is loaded again, and an episode that has got another address is followed there.
 */

import { showProblems } from "./overlay.js";
import { goOnPlaying, notePlaying } from "./playing.js";

const own = new URL(import.meta.url);
const loaded = Object.fromEntries(own.searchParams);
const ASSETS = /\/assets\/[0-9a-f]+\//;

let leaving = false;

function leaveFor(address) {
  if (leaving) return;
  leaving = true;
  notePlaying(new URL(address, location.href).pathname);
  if (new URL(address, location.href).pathname === location.pathname) location.reload();
  else location.replace(address);
}

/** The old styles stay until the new ones are there. */
function swapStyles(assets) {
  for (const link of document.querySelectorAll("link[rel~='stylesheet']")) {
    if (!ASSETS.test(link.href)) continue;
    const next = link.cloneNode();
    next.href = link.href.replace(ASSETS, assets);
    next.addEventListener("load", () => link.remove());
    next.addEventListener("error", () => leaveFor(location.href));
    link.after(next);
  }
}

const events = new URL("events", own);
events.search = String(new URLSearchParams({ page: decodeURI(location.pathname) }));
new EventSource(events).addEventListener("message", ({ data }) => {
  const { problems, look, moved } = JSON.parse(data);
  showProblems(problems);
  if (moved) return leaveFor(moved + location.search + location.hash);
  if (!look) return;
  if (look.page !== loaded.page || look.scripts !== loaded.scripts) return leaveFor(location.href);
  if (look.styles !== loaded.styles) swapStyles(look.assets);
  loaded.styles = look.styles;
});

goOnPlaying();
