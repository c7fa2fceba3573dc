/**
 * The search page: what is typed there becomes results, and stands in the address.
 *
 * Nothing of search is loaded before somebody is about to use it: focuses the form, or comes
 * with ?q=. Without this script the page leads to the list of all chapters.
 */

import { make } from "./making.js";
import { helpFor } from "./search-help.js";
import { keep, kept, queryOfAddress, writer } from "./search-history.js";
import { resultList } from "./search-list.js";
import { filterPanel, showChips } from "./search-panel.js";
import { announcer, filtersSaid, foundSaid, shortened, troubleSaid } from "./search-said.js";
import { asker, openSession } from "./search-session.js";
import { _ } from "./words.js";

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("page-search-form"));
if (form) start(form);

/** @param {HTMLFormElement} form Its action is the address of the search page. */
function start(form) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const here = new URL(form.action);
  const session = openSession(new URL("data/", here));
  const address = writer();
  const view = pageView(session, here, input, {
    /** @param {string} query */
    choose(query) {
      input.value = query;
      address.write(query, true);
      questions.ask(query);
      if (document.activeElement === document.body) input.focus(); // what was pressed is gone
    },
    again: () => questions.ask(input.value.trim()),
  });
  const questions = asker(session, view);
  const now = () => {
    const query = input.value.trim();
    address.write(query);
    return questions.ask(query);
  };

  form.addEventListener("focusin", session.warm, { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    now();
    address.settle();
  });
  input.addEventListener("input", () => questions.later(now));
  addEventListener("popstate", () => {
    if (input.value.trim() === queryOfAddress().trim()) return; // a link within the page
    comeBack();
  });
  addEventListener("pagehide", () => {
    address.write(input.value.trim());
    keep({ top: scrollY, shown: view.shown() });
  });

  async function comeBack() {
    const before = kept();
    input.value = queryOfAddress();
    await questions.ask(input.value.trim());
    await view.restore(before);
  }

  history.scrollRestoration = "manual"; // what was found isn't there yet when browsers scroll
  // What somebody typed before this script came is newer than the address.
  const typed = input.value && input.value !== input.defaultValue && document.activeElement === input;
  if (typed) now();
  else if (queryOfAddress()) comeBack();
  if (document.activeElement === input) session.warm();
}

/**
 * The parts of the page that show what was found.
 *
 * @param {import("./search-session.js").Session} session
 * @param {URL} here The search page.
 * @param {HTMLInputElement} input
 * @param {{choose: (query: string) => void, again: () => void}} act
 */
function pageView(session, here, input, act) {
  const [results, status, help] = [part("#page-results"), part("#page-status"), part("#page-help")];
  const chips = part("#page-chips");
  const announce = announcer(part("main [role=status]"));
  let asked = "";
  const { title } = document;
  /** Tabs and entries of the history are told apart by it. @param {string} query */
  const entitle = (query) => (document.title = query ? `${shortened(query)} · ${title}` : title);
  const tell = (answer) => {
    status.textContent = [foundSaid(asked, answer), answer.total ? filtersSaid(asked) : ""].filter(Boolean).join(". ");
    return status.textContent;
  };
  const list = resultList(results, new URL("..", here), session, announce, tell);
  const panel = filterPanel(part("#page-facets", "details"), session.facets, act.choose);
  results.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) keep({ followed: link.href });
  });

  /** @param {string} said @param {Node[]} [helping] */
  function say(said, helping = []) {
    status.textContent = said;
    const pressed = help.contains(document.activeElement);
    help.replaceChildren(...helping);
    if (pressed) input.focus();
    help.hidden = helping.length === 0;
    announce([said, ...helping.map(({ textContent }) => textContent)].join(" "));
  }

  /** @param {boolean} busy */
  function work(busy) {
    results.toggleAttribute("data-busy", busy);
  }

  /** @param {unknown} error */
  function trouble(error) {
    const { said, help: helping, reload } = troubleSaid(error);
    const button = make("button", { type: "button" }, [helping]);
    button.addEventListener("click", () => (reload ? location.reload() : act.again()));
    say(said, helping ? [make("p", {}, [button])] : []);
    if (!(/** @type {any} */ (error)?.kind)) throw error;
  }

  return {
    shown: list.shown,
    clear() {
      list.clear();
      entitle("");
      panel.show("", null);
      showChips(chips, "", act.choose);
      say("");
      work(false);
    },
    /** @param {string} query */
    begin(query) {
      work(true);
      entitle(query);
      showChips(chips, query, act.choose);
      if (!results.hasChildNodes()) status.textContent = _("Searching…");
    },
    /**
     * @param {string} query
     * @param {import("./search/client.js").Answer} answer
     */
    show(query, answer) {
      asked = query;
      list.show(answer);
      panel.show(query, answer);
      say(tell(answer), helpFor(query, answer, here, act.choose));
      work(false);
    },
    /** @param {string} _query @param {unknown} error */
    fail(_query, error) {
      list.clear();
      panel.show("", null);
      work(false);
      trouble(error);
    },
    /** @param {import("./search-history.js").Kept} before What a reader who comes back had. */
    async restore({ shown, top, followed }) {
      if (shown) await list.restore(shown);
      const link = followed && [...results.querySelectorAll("a")].find(({ href }) => href === followed);
      if (link) link.focus({ preventScroll: top !== undefined });
      if (top !== undefined) scrollTo({ top, behavior: "instant" });
    },
  };
}

/**
 * A part of the page, or one that nobody sees where a theme has left it out.
 *
 * @param {string} selector
 * @param {string} [name]
 * @returns {any}
 */
function part(selector, name = "div") {
  return document.querySelector(selector) ?? document.createElement(name);
}
