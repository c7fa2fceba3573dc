/**
 * Chapters as elements of the page, as templates/partials/episode-chapters.html makes them. What
 * comes from a transcript goes in as text, never as markup.
 */

import { clock } from "./player-moments.js";
import { ngettext } from "./words.js";

/** @typedef {import("./chapters-archive.js").Found} Found */
/** @typedef {import("./chapters-archive.js").Episode} Episode */

/** Chapters that are shown before "more", and that each "more" adds. */
const BATCH = 150;

/**
 * Shows what was found, a batch at a time.
 *
 * @param {HTMLElement} place Emptied first.
 * @param {Found} found
 * @param {URL} root The site's root.
 * @param {string} [upTo] Show at least as much as has this link.
 */
export function showFound(place, found, root, upTo) {
  place.replaceChildren();
  let next = 0;
  let left = found.chapters;
  const more = document.createElement("button");
  more.type = "button";

  const add = () => {
    const batch = [];
    const least = left - BATCH;
    while (next < found.episodes.length && left > least) {
      const { episode, chapters } = found.episodes[next];
      batch.push(listingOf(episode, chapters, root));
      next += 1;
      left -= chapters.length;
    }
    more.remove();
    place.append(...batch);
    more.textContent = ngettext("Show %(count)s more chapter", "Show %(count)s more chapters", left);
    if (left > 0) place.append(more);
    return batch;
  };

  more.addEventListener("click", () => add()[0].querySelector("a").focus());
  add();
  while (upTo && left > 0 && !linkTo(place, upTo)) add();
}

/**
 * @param {HTMLElement} place
 * @param {string} href
 * @returns {HTMLAnchorElement | undefined}
 */
export const linkTo = (place, href) => [...place.querySelectorAll("a")].find((link) => link.href === href);

/**
 * @param {Episode} episode
 * @param {number[]} chapters
 * @param {URL} root
 */
function listingOf(episode, chapters, root) {
  const page = new URL(`.${episode.page}`, root).href;
  const { title, tongue } = episode;
  const heading = make("h2", tongue, [make("a", { href: page }, [title])]);
  const list = make("ol", tongue, chapters.map((chapter) => itemOf(episode, chapter, page)));
  return make("section", { className: "listing" }, [heading, ...kickerOf(episode, root), list]);
}

/**
 * @param {Episode} episode
 * @param {URL} root
 */
function kickerOf({ show, showName, facts }, root) {
  const parts = facts.map((fact) => make("span", {}, [fact]));
  if (show) parts.unshift(make("a", { href: new URL(`shows/${show}/`, root).href }, [showName]));
  return parts.length ? [make("p", { className: "kicker" }, parts)] : [];
}

/**
 * @param {Episode} episode
 * @param {number} chapter
 * @param {string} page
 */
function itemOf({ titles, anchors, starts }, chapter, page) {
  const link = make("a", { href: `${page}#${anchors[chapter]}` }, [titles[chapter]]);
  const start = starts[chapter];
  return make("li", {}, start === null ? [link] : [make("span", { className: "clock" }, [clock(start)]), " ", link]);
}

/**
 * @param {string} name
 * @param {object} properties
 * @param {(Node | string)[]} children Strings become text.
 * @returns {any}
 */
function make(name, properties, children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}
