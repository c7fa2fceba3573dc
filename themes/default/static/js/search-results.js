/**
 * Hits as elements of the page, grouped by episode.
 *
 * Everything that comes from a transcript goes in as text, never as markup. A chapter's words
 * are asked for when its place in the list comes into view.
 */

import { mark, snippet } from "./search/snippet.js";
import { _, ngettext } from "./words.js";

/** @typedef {import("./search.js").Hit} Hit */
/** @typedef {import("./search.js").Found} Found */

/** Characters. */
const SNIPPET_LENGTH = 240;

/** Chapters of an episode, and episodes, that are shown before "more". */
const CHAPTERS = 5;
const EPISODES = 20;

/**
 * @param {Found} found
 * @param {URL} root The site's root.
 * @param {(hit: Hit) => Promise<string>} textOf
 * @returns {HTMLElement[]} What the list of results consists of.
 */
export function resultElements(found, root, textOf) {
  const fill = whenSeen((place, hit) => fillIn(place, hit, found, textOf));
  const groups = byEpisode(found.hits).map((hits) => episodeElement(hits, found, root, fill));
  return withMore(groups, EPISODES, (count) => ngettext("Show %(count)s more episode", "Show %(count)s more episodes", count));
}

/**
 * @param {Hit[]} hits
 * @returns {Hit[][]} One list an episode, the one with the best hit first.
 */
export function byEpisode(hits) {
  /** @type {Map<string, Hit[]>} */
  const groups = new Map();
  for (const hit of hits) groups.set(hit.page, [...(groups.get(hit.page) ?? []), hit]);
  return [...groups.values()];
}

/**
 * @param {Hit[]} hits
 * @returns {string} "12 chapters in 3 episodes"
 */
export function countOf(hits) {
  const episodes = new Set(hits.map(({ page }) => page)).size;
  return _("%(chapters)s in %(episodes)s", {
    chapters: ngettext("%(count)s chapter", "%(count)s chapters", hits.length),
    episodes: ngettext("%(count)s episode", "%(count)s episodes", episodes),
  });
}

/**
 * @param {Hit[]} hits All of one episode.
 * @param {Found} found
 * @param {URL} root
 * @param {(place: HTMLElement, hit: Hit) => void} fill
 * @returns {HTMLElement}
 */
function episodeElement(hits, found, root, fill) {
  const [{ page, episode }] = hits;
  const link = make("a", { href: new URL(`.${page}`, root).href }, marked(episode, found));
  const chapters = hits.map((hit) => chapterElement(hit, link.href, found, fill));
  const more = (count) =>
    ngettext("Show %(count)s more chapter of this episode", "Show %(count)s more chapters of this episode", count);
  const list = make("ol", {}, withMore(chapters, CHAPTERS, more));
  return make("section", { className: "hits" }, [make("h2", { dir: "auto" }, [link]), list]);
}

/**
 * @param {Hit} hit
 * @param {string} page The episode's address as a link has it.
 * @param {Found} found
 * @param {(place: HTMLElement, hit: Hit) => void} fill
 * @returns {HTMLElement}
 */
function chapterElement(hit, page, found, fill) {
  const title = make("span", { className: "hit-title" }, marked(hit.chapter, found));
  const clock = hit.clock ? [make("span", { className: "hit-clock" }, [hit.clock])] : [];
  const link = make("a", { className: "hit-link", href: `${page}#${hit.anchor}` }, [
    title,
    " ",
    ...clock,
  ]);
  const people = make("p", { className: "hit-people" }, marked(hit.people.join(", "), found));
  const text = make("p", { className: "hit-text", dir: "auto" }, []);
  fill(text, hit);
  return make("li", { className: "hit", dir: "auto" }, [link, ...(hit.people.length ? [people] : []), text]);
}

/**
 * The first `shown` elements, the others hidden behind a button.
 *
 * @param {HTMLElement[]} elements
 * @param {number} shown
 * @param {(count: number) => string} label The button's, for so many others.
 */
function withMore(elements, shown, label) {
  const rest = elements.slice(shown);
  if (rest.length === 0) return elements;
  rest.forEach((element) => (element.hidden = true));
  const button = make("button", { type: "button" }, [label(rest.length)]);
  const holder = make(elements[0].tagName, { className: "hits-more" }, [button]);
  button.addEventListener("click", () => {
    rest.forEach((element) => (element.hidden = false));
    holder.remove();
    rest[0].querySelector("a")?.focus();
  });
  return [...elements, holder];
}

/**
 * @param {HTMLElement} place
 * @param {Hit} hit
 * @param {Found} found
 * @param {(hit: Hit) => Promise<string>} textOf
 */
async function fillIn(place, hit, found, textOf) {
  try {
    const text = await textOf(hit);
    place.append(...snippet(text, found.termOf, SNIPPET_LENGTH).map(pieceNode));
  } catch {
    place.remove(); // the link is what matters, and it works
  }
}

/**
 * @param {(place: HTMLElement, hit: Hit) => void} act
 * @returns {(place: HTMLElement, hit: Hit) => void} Calls `act` once, when `place` is in view
 *   or nearly so.
 */
function whenSeen(act) {
  /** @type {Map<Element, () => void>} */
  const waiting = new Map();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        waiting.get(target)?.();
        waiting.delete(target);
      }
    },
    { rootMargin: "200px" },
  );
  return (place, hit) => {
    waiting.set(place, () => act(place, hit));
    observer.observe(place);
  };
}

/**
 * @param {string} text
 * @param {Found} found
 */
function marked(text, found) {
  return mark(text, found.termOf).map(pieceNode);
}

/** @param {import("./search/snippet.js").Piece} piece */
function pieceNode({ text, marked: isMarked }) {
  return isMarked ? make("mark", {}, [text]) : document.createTextNode(text);
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
