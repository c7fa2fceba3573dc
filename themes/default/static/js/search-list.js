/**
 * The list of results of the search page: episodes with the chapters found in them, more of
 * both when asked for, and the way back to where its reader was.
 */

import { headOf, linkTo, nodesOf, peopleOf, saidOf, tongueOf } from "./search-hits.js";
import { make } from "./making.js";
import { troubleSaid } from "./search-said.js";
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
 * @param {(said: string) => void} announce Reads out what stands at a button.
 * @param {(answer: Answer) => void} grew Told when more is known of an answer.
 */
export function resultList(place, root, session, announce, grew) {
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

  /**
   * Each group, or its hits where the episode is there already: more chapters of it may turn out
   * to have a phrase.
   *
   * @param {Group[]} groups
   * @returns {HTMLElement[]} The new sections, then the chapters that others got.
   */
  function add(groups) {
    more.remove();
    const sections = new Map([...place.children].map((section) => [section.dataset.page, section]));
    const fresh = groups.filter(({ page }) => !sections.has(page)).map((group) => sectionOf(group, root, unfold, announce));
    const items = groups.flatMap((group) => sections.get(group.page)?.take(group) ?? []);
    place.append(...fresh);
    shown.groups += groups.length;
    if (current.rest) offer();
    return [...fresh, ...items];
  }

  /** The button for more, below everything. */
  function offer() {
    const rest = Math.max(1, current.episodes - place.children.length);
    more.replaceChildren(button);
    button.textContent = current.exact
      ? ngettext("Show %(count)s more episode", "Show %(count)s more episodes", rest)
      : _("Look further");
    place.append(more);
    watcher.unobserve(more); // so that it is told again where it is
    watcher.observe(more);
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
      if (answer === current) {
        left = 0; // not again and again by itself
        announce(failedAt(more, error, ask));
      }
      return [];
    } finally {
      busy = false;
    }
  }

  /** Somebody asks for more. */
  async function ask() {
    announce("");
    left = BY_ITSELF;
    const hadFocus = more.contains(document.activeElement);
    const [first] = await grow();
    // A chapter far above isn't where its reader goes on, as long as there is something here.
    if (first?.matches("section") || !more.isConnected) first?.querySelector("a").focus();
    else if (hadFocus) more.querySelector("button").focus();
  }

  /**
   * @param {Group[]} groups All of one episode.
   * @returns {Promise<HTMLElement[]>} Its chapters that weren't shown.
   */
  async function unfold(groups) {
    const hits = await Promise.all(groups.map((group) => session.others(current, group)));
    if (!shown.unfolded.includes(groups[0].page)) shown.unfolded.push(groups[0].page);
    return hits.flat().map((hit) => itemOf(hit, root));
  }

  const watcher = new IntersectionObserver(
    ([{ isIntersecting }]) => {
      if (!isIntersecting || busy || left <= 0) return;
      left -= 1;
      grow();
    },
    { rootMargin: "0px 0px 600px" },
  );
  button.addEventListener("click", ask);

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
 * @param {(groups: Group[]) => Promise<HTMLElement[]>} unfold
 * @param {(said: string) => void} announce
 */
function sectionOf(group, root, unfold, announce) {
  const link = make("a", { href: linkTo(group.page, root) }, nodesOf(group.episode));
  const tongue = tongueOf(group);
  const list = make("ol", tongue);
  const section = make("section", { className: "hits" }, [
    make("h2", { ...tongue, dir: "auto" }, [link]),
    ...(group.facts.length ? [make("p", { className: "kicker" }, group.facts.map((fact) => make("span", {}, [fact])))] : []),
    list,
  ]);
  section.dataset.page = group.page;
  const others = othersOf(section, list, unfold, announce);
  section.unfold = others.unfold;
  section.take = (/** @type {Group} */ later) => {
    const items = later.hits.map((hit) => itemOf(hit, root));
    list.append(...items);
    if (later.others > 0) others.wait(later);
    return items;
  };
  section.take(group);
  return section;
}

/**
 * The chapters of an episode that aren't shown, and the button for them.
 *
 * @param {HTMLElement} section
 * @param {HTMLElement} list
 * @param {(groups: Group[]) => Promise<HTMLElement[]>} ask
 * @param {(said: string) => void} announce
 */
function othersOf(section, list, ask, announce) {
  /** @type {Group[]} */
  let waiting = [];
  const button = make("button", { type: "button" });
  const more = make("p", { className: "hits-more" }, [button]);
  const unfold = async () => {
    const groups = waiting;
    if (!groups.length) return [];
    try {
      const items = await ask(groups);
      waiting = waiting.filter((group) => !groups.includes(group));
      list.append(...items);
      offer();
      return items;
    } catch (error) {
      announce(failedAt(more, error, show));
      return [];
    }
  };
  const offer = () => {
    const count = waiting.reduce((sum, { others }) => sum + others, 0);
    more.replaceChildren(button);
    button.textContent = ngettext("Show %(count)s more chapter of this episode", "Show %(count)s more chapters of this episode", count);
    if (count) section.append(more);
    else more.remove();
  };
  const show = async () => {
    announce("");
    const [first] = await unfold();
    first?.querySelector("a").focus();
  };
  button.addEventListener("click", show);
  return {
    unfold,
    /** @param {Group} group */
    wait(group) {
      waiting = [...waiting, group];
      offer();
    },
  };
}

/**
 * What went wrong, where somebody asked for more, and the button to ask again.
 *
 * @param {HTMLElement} place
 * @param {unknown} error
 * @param {() => void} again
 * @returns {string} What is said.
 */
function failedAt(place, error, again) {
  const { said, help, reload } = troubleSaid(error);
  const button = make("button", { type: "button" }, [help || _("Try again")]);
  button.addEventListener("click", () => (reload ? location.reload() : again()));
  const hadFocus = place.contains(document.activeElement);
  place.replaceChildren(said, " ", button);
  if (hadFocus) button.focus();
  if (!(/** @type {any} */ (error)?.kind)) reportError(error);
  return said;
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
