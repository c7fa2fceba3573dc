/**
 * The search page: what is typed there becomes results, and stands in the address.
 *
 * Nothing of search is loaded before somebody is about to use it: focuses the form, or comes
 * with ?q=. Without this script the page is a list of all chapters.
 */

import { countOf, resultElements } from "./search-results.js";
import { openSearch, SearchError } from "./search.js";
import { _ } from "./words.js";

/** Milliseconds without a key before the query is asked. */
const PAUSE = 120;

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("page-search-form"));
if (form) start(form);

/** @param {HTMLFormElement} form Knows where the site's root and its search data are. */
function start(form) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const root = new URL(form.dataset.root ?? "/", document.baseURI);
  const view = pageView();
  const load = retried(() => openSearch(new URL(form.dataset.index ?? "", document.baseURI)));
  let asked = 0;
  let timer = 0;

  async function answer() {
    const query = input.value.trim();
    const number = (asked += 1);
    if (!query) return view.clear();
    view.begin();
    try {
      const search = await load();
      if (number !== asked) return; // somebody typed on
      view.show(query, search.find(query), root, (hit) => search.textOf(hit));
    } catch (error) {
      if (number === asked) view.fail(error);
    }
  }

  form.addEventListener("focusin", () => load().catch(() => {}), { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    answer();
  });
  input.addEventListener("input", () => {
    remember(input.value.trim());
    clearTimeout(timer);
    timer = window.setTimeout(answer, PAUSE);
  });

  const query = new URLSearchParams(location.search).get("q");
  if (query) input.value = query;
  if (query) answer().then(view.returnTo);
  else if (form.contains(document.activeElement)) load().catch(() => {});
}

/** The parts of the page that show what was found. */
function pageView() {
  const results = part("#page-results");
  const status = part("main [role=status]");
  const all = part("section[aria-labelledby=page-chapters]");
  results.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest("a") : null;
    if (link) history.replaceState({ followed: link.href }, "");
  });

  /**
   * @param {string} said
   * @param {HTMLElement[]} elements
   * @param {boolean} searching Whether results take the place of the list of all chapters.
   */
  function put(said, elements, searching) {
    status.textContent = said;
    results.replaceChildren(...elements);
    all.hidden = searching;
  }

  return {
    clear: () => put("", [], false),
    begin() {
      if (!results.hasChildNodes()) status.textContent = _("Searching…");
    },
    /**
     * @param {string} query
     * @param {import("./search.js").Found} found
     * @param {URL} root
     * @param {(hit: import("./search.js").Hit) => Promise<string>} textOf
     */
    show(query, found, root, textOf) {
      if (found.hits.length === 0) put(_("Nothing found for “%(query)s”.", { query: shortened(query) }), [], true);
      else put(countOf(found.hits), resultElements(found, root, textOf), true);
    },
    /** @param {unknown} error */
    fail(error) {
      const said = error instanceof SearchError ? error.message : _("Something went wrong here.");
      put(`${said} ${_("All chapters are listed below.")}`, [], false);
      if (!(error instanceof SearchError)) throw error;
    },
    /** Back on the result that was followed, for readers who come back from it. */
    returnTo() {
      const links = [...results.querySelectorAll("a")];
      links.find(({ href }) => href === history.state?.followed)?.focus();
    },
  };
}

/**
 * A part of the page, or one that nobody sees where a theme has left it out.
 *
 * @param {string} selector
 * @returns {HTMLElement}
 */
function part(selector) {
  return document.querySelector(selector) ?? document.createElement("div");
}

/**
 * The query in the page's address, so that it can be shared and comes back.
 *
 * @param {string} query
 */
function remember(query) {
  const url = new URL(location.href);
  if (query) url.searchParams.set("q", query);
  else url.searchParams.delete("q");
  history.replaceState(null, "", url);
}

/** @param {string} query */
function shortened(query) {
  return query.length > 60 ? `${query.slice(0, 60)}…` : query;
}

/**
 * @template T
 * @param {() => Promise<T>} act
 * @returns {() => Promise<T>} Does it once, and again only if it failed.
 */
function retried(act) {
  /** @type {Promise<T> | null} */
  let doing = null;
  return () => {
    doing ??= act().catch((error) => {
      doing = null;
      throw error;
    });
    return doing;
  };
}
