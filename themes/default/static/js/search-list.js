/**
 * The list of results of the search page: episodes with the chapters found in them, more of
 * both when asked for, and the way back to where its reader was.
 */

import { headOf, linkTo, nodesOf, peopleOf, saidOf, tongueOf } from "./search-hits.js";
import { make } from "./making.js";
import { _, ngettext } from "./words.js";

/** @typedef {import("./search/client.js").Answer} Answer */
/** @typedef {import("./search/client.js").Group} Group */
/** @typedef {import("./search/client.js").Hit} Hit */
/** @typedef {{groups: number, unfolded: string[]}} Shown How many, and the pages of which all is shown. */

/** How often the list grows by itself before its reader is asked: the page has an end. */
const BY_ITSELF = 4;

/**
 * @param {HTMLElement} place
 * @param {URL} root The site's.
 * @param {import("./search-session.js").Session} session
 * @param {(error: unknown) => void} fail
 * @param {(answer: Answer) => void} grew Told when more is known of an answer.
 */
export function resultList(place, root, session, fail, grew) {
  /** @type {Answer | null} */
  let current = null;
  /** @type {Shown} */
  let shown = { groups: 0, unfolded: [] };
  let left = BY_ITSELF;
  let busy = false;
  /** @type {Promise<HTMLElement[]>} */
  let growing = Promise.resolve([]);
  const button = make("button", { type: "button" });
  const more = make("p", { className: "hits-more" }, [button]);

  /** @param {Group[]} groups */
  function add(groups) {
    const sections = groups.map((group) => sectionOf(group, root, unfold));
    more.remove();
    place.append(...sections);
    shown.groups += groups.length;
    if (!current.rest) return sections;
    const rest = Math.max(1, current.episodes - shown.groups);
    button.textContent = current.exact
      ? ngettext("Show %(count)s more episode", "Show %(count)s more episodes", rest)
      : _("Look further");
    place.append(more);
    watcher.unobserve(more); // so that it is told again where it is
    watcher.observe(more);
    return sections;
  }

  /** One after the other. */
  const grow = () => (growing = growing.then(grown));

  async function grown() {
    const answer = current;
    if (!answer) return [];
    busy = true;
    try {
      const groups = await session.more(answer);
      if (answer !== current) return [];
      grew(answer);
      return add(groups);
    } catch (error) {
      if (answer === current) fail(error);
      return [];
    } finally {
      busy = false;
    }
  }

  /**
   * @param {Group} group
   * @param {HTMLElement} section
   */
  async function unfold(group, section) {
    try {
      const hits = await session.others(current, group);
      const items = hits.map((hit) => itemOf(hit, root));
      section.querySelector(".hits-more")?.remove();
      section.querySelector("ol").append(...items);
      shown.unfolded.push(group.page);
      return items;
    } catch (error) {
      fail(error);
      return [];
    }
  }

  const watcher = new IntersectionObserver(
    ([{ isIntersecting }]) => {
      if (!isIntersecting || busy || left <= 0) return;
      left -= 1;
      grow();
    },
    { rootMargin: "0px 0px 600px" },
  );
  button.addEventListener("click", async () => {
    left = BY_ITSELF;
    const [first] = await grow();
    first?.querySelector("a").focus();
  });

  return {
    /** @returns {Shown} */
    shown: () => ({ ...shown }),
    clear() {
      current = null;
      place.replaceChildren();
    },
    /** @param {Answer} answer */
    show(answer) {
      current = answer;
      shown = { groups: 0, unfolded: [] };
      left = BY_ITSELF;
      place.replaceChildren();
      add(answer.groups);
    },
    /**
     * As much as was there before.
     *
     * @param {Shown} before
     */
    async restore(before) {
      while (shown.groups < before.groups) if (!(await grow()).length) break;
      for (const page of before.unfolded) {
        const section = [...place.children].find((each) => each.dataset.page === page);
        await section?.unfold();
      }
    },
  };
}

/**
 * @param {Group} group
 * @param {URL} root
 * @param {(group: Group, section: HTMLElement) => Promise<HTMLElement[]>} unfold
 */
function sectionOf(group, root, unfold) {
  const link = make("a", { href: linkTo(group.page, root) }, nodesOf(group.episode));
  const tongue = tongueOf(group);
  const section = make("section", { className: "hits" }, [
    make("h2", { dir: "auto", ...tongue }, [link]),
    ...(group.facts.length ? [make("p", { className: "kicker" }, group.facts.map((fact) => make("span", {}, [fact])))] : []),
    make("ol", tongue, group.hits.map((hit) => itemOf(hit, root))),
  ]);
  section.dataset.page = group.page;
  section.unfold = () => unfold(group, section);
  if (group.others > 0) section.append(othersButton(group, section));
  return section;
}

/**
 * @param {Group} group
 * @param {HTMLElement & {unfold?: () => Promise<HTMLElement[]>}} section
 */
function othersButton({ others }, section) {
  const label = ngettext("Show %(count)s more chapter of this episode", "Show %(count)s more chapters of this episode", others);
  const button = make("button", { type: "button" }, [label]);
  button.addEventListener("click", async () => {
    const [first] = await section.unfold();
    first?.querySelector("a").focus();
  });
  return make("p", { className: "hits-more" }, [button]);
}

/**
 * @param {Hit} hit
 * @param {URL} root
 */
function itemOf(hit, root) {
  const people = peopleOf(hit);
  return make("li", { className: "hit" }, [
    make("a", { className: "hit-link", href: linkTo(hit.url, root) }, headOf(hit)),
    ...(people.length ? [make("p", { className: "hit-people", dir: "auto" }, people)] : []),
    make("p", { className: "hit-text", dir: "auto" }, saidOf(hit)),
  ]);
}
