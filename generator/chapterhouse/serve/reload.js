/**
 * Preview only: brings the page up to date when its site has changed, and shows what has to be
 * mended where it could not.
 *
 * The address of this script says what the page was made of. The preview tells what it would be
 * made of now; only what differs is done: new styles take the place of the old ones, anything else
 * is loaded again, and an episode that has got another address is followed there.
 */

import { follow } from "./news.js";
import { showProblems } from "./overlay.js";
import { goOnPlaying, notePlaying } from "./playing.js";

const loaded = Object.fromEntries(new URL(import.meta.url).searchParams);
const ASSETS = /\/assets\/[0-9a-f]+\//;

let leaving = false;

function leaveFor(address) {
  if (leaving) return;
  leaving = true;
  notePlaying(new URL(address, location.href).pathname);
  if (new URL(address, location.href).pathname === location.pathname) location.reload();
  else location.replace(address);
}

/** The styles that are on their way, by those whose place they will take. */
const coming = new Map();

/** The old styles stay until the new ones are there; what is overtaken on its way never comes. */
function swapStyles(assets) {
  const late = new Set(coming.values());
  for (const link of document.querySelectorAll("link[rel~='stylesheet']")) {
    if (ASSETS.test(link.href) && !late.has(link)) swap(link, link.href.replace(ASSETS, assets));
  }
}

function swap(link, href) {
  const next = link.cloneNode();
  const arrived = (then) => () => {
    if (coming.get(link) !== next) return;
    coming.delete(link);
    then();
  };
  next.href = href;
  next.addEventListener("load", arrived(() => link.remove()));
  next.addEventListener("error", arrived(() => leaveFor(location.href)));
  coming.get(link)?.remove();
  coming.set(link, next);
  link.after(next);
}

follow(({ problems, look, moved }) => {
  showProblems(problems);
  if (moved) return leaveFor(moved + location.search + location.hash);
  if (!look) return;
  if (look.page !== loaded.page || look.scripts !== loaded.scripts) return leaveFor(location.href);
  if (look.styles !== loaded.styles) swapStyles(look.assets);
  loaded.styles = look.styles;
});

goOnPlaying();
