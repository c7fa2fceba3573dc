/**
 * Search from any page: a dialog whose field works as a combobox over links (WAI-ARIA Authoring
 * Practices, "Combobox"). What is active follows the arrow keys; the focus stays in the field.
 */

import { focusOn } from "./focus.js";
import { make } from "./making.js";
import { activeOption } from "./search-active.js";
import { KEYS } from "./search-filters.js";
import { headOf, linkTo, nodesOf, saidOf, tongueOf } from "./search-hits.js";
import { helpFor } from "./search-help.js";
import { announcer, filtersSaid, foundSaid, troubleSaid } from "./search-said.js";
import { asker, openSession } from "./search-session.js";
import { _, ngettext } from "./words.js";

/** @typedef {import("./search/client.js").Answer} Answer */
/** @typedef {import("./search/client.js").Group} Group */
/** @typedef {import("./search/client.js").Hit} Hit */

const KEPT = "chapterhouse:query";

/**
 * @param {Document} page
 * @param {URL} here The search page.
 */
export async function makeDialog(page, here) {
  const parts = partsOf(here);
  const { dialog, form, field, close } = parts;
  const session = openSession(new URL("data/", here));
  const styles = styled(page);
  /** @type {HTMLInputElement | null | undefined} */
  let asking;
  let opener = page.body;
  const active = activeOption(field, parts.list);
  const view = dialogView(parts, active, here, {
    again: () => questions.ask(field.value.trim()),
    /** @param {string} query */
    choose(query) {
      field.value = query;
      field.focus();
      questions.ask(query);
    },
  });
  const questions = asker(session, view);
  const asked = () => {
    store(field.value);
    return questions.ask(field.value.trim());
  };

  field.addEventListener("input", () => {
    active.move(null);
    if (field.value.trim()) questions.later(asked);
    else asked();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && field.value) {
      field.value = "";
      field.focus();
      asked();
    } else if (event.key === "Escape") dialog.close();
    else if (!active.key(event)) return;
    event.preventDefault();
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("pointerdown", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    if (asking) asking.value = field.value;
    if (opener !== page.body) focusOn(opener, { preventScroll: true });
    else if (page.activeElement === asking) asking?.blur();
  });
  // A link into the page that is open leads out of the dialog.
  dialog.addEventListener("click", ({ target }) => {
    const link = target instanceof Element && target.closest("a");
    if (link && link.href.split("#")[0] === location.href.split("#")[0]) dialog.close();
  });
  form.addEventListener("submit", () => questions.later(() => {})); // the page that comes asks itself
  page.body.append(dialog);

  return {
    warm: session.warm,
    /**
     * @param {HTMLInputElement | null} [from] The field in which somebody began to write.
     * @param {HTMLElement} [focused] What gets the focus back.
     */
    async open(from, focused = page.body) {
      session.warm();
      await styles;
      if (dialog.open) return;
      [asking, opener] = [from, focused];
      const query = from?.value || field.value || stored();
      const typed = Boolean(from?.value);
      dialog.showModal();
      field.focus();
      const same = query === field.value && parts.list.hasChildNodes();
      field.value = query;
      if (typed) field.setSelectionRange(query.length, query.length);
      else field.select();
      if (!same) asked();
    },
  };
}

/** @param {URL} here */
function partsOf(here) {
  const field = make("input", {
    id: "search-field", type: "search", name: "q", autocomplete: "off", autocapitalize: "none", spellcheck: false,
    placeholder: _("Search what was said"), role: "combobox", "aria-expanded": "false", "aria-controls": "search-list",
    "aria-autocomplete": "list", "aria-label": _("Search everything that was said"), enterKeyHint: "search",
  });
  const close = make("button", { type: "button", className: "search-close" }, [make("span", {}, [_("Close")])]);
  const form = make("form", { className: "search-bar", role: "search", action: here.href, method: "get" }, [field, close]);
  const status = make("p", { className: "search-status" });
  const spoken = make("p", { className: "unseen", role: "status" });
  const help = make("div", { className: "search-help" });
  const list = make("div", { id: "search-list", role: "listbox", "aria-label": _("Results") });
  const tips = tipsOf(here);
  const body = make("div", { className: "search-body" }, [status, help, list, tips]);
  const all = make("a", { className: "search-all", hidden: true });
  const foot = make("div", { className: "search-foot" }, [keysOf(), all]);
  const sheet = make("div", { className: "search-sheet" }, [form, spoken, body, foot]);
  const dialog = make("dialog", { className: "search-dialog", "aria-label": _("Search") }, [sheet]);
  return { dialog, form, field, close, status, spoken, help, list, tips, all };
}

/** What can be typed, while nothing is. @param {URL} here */
function tipsOf(here) {
  const rows = [
    [['"…"'], _("An exact phrase")],
    [["-…"], _("Without this word")],
    [KEYS.map((key) => `${key}:`), _("Filters")],
  ];
  const list = rows.map(([signs, said]) =>
    make("div", {}, [
      make("dt", {}, signs.flatMap((sign) => [make("kbd", { dir: "ltr", lang: "en" }, [sign]), " "])),
      make("dd", {}, [said]),
    ]),
  );
  const link = make("a", { href: new URL("../chapters/", here).href }, [_("All chapters")]);
  return make("div", { className: "search-tips" }, [make("dl", {}, list), make("p", {}, [link])]);
}

/** What the keys do; nobody who has none of them sees it. */
function keysOf() {
  const said = [[["↑", "↓"], _("Choose")], [["Enter"], _("Open")], [["Esc"], _("Close")]];
  const rows = said.map(([keys, does]) => make("li", {}, [...keys.map((key) => make("kbd", {}, [key])), " ", does]));
  return make("ul", { className: "search-keys", "aria-hidden": "true" }, rows);
}

/**
 * @param {ReturnType<typeof partsOf>} parts
 * @param {ReturnType<typeof activeOption>} active
 * @param {URL} here
 * @param {{again: () => void, choose: (query: string) => void}} act
 */
function dialogView({ dialog, field, status, spoken, help, list, tips, all }, active, here, act) {
  const announce = announcer(spoken);

  /** @param {string} said @param {Node[]} [helping] */
  function say(said, helping = []) {
    status.textContent = said;
    help.replaceChildren(...helping);
    announce([said, ...helping.map(({ textContent }) => textContent)].join(" "));
  }

  /** @param {Node[]} groups */
  function put(groups) {
    active.move(null);
    list.replaceChildren(...groups);
    field.setAttribute("aria-expanded", String(groups.length > 0));
    list.removeAttribute("data-busy");
    list.scrollTop = 0;
  }

  return {
    clear() {
      dialog.removeAttribute("data-asked");
      tips.hidden = false;
      all.hidden = true;
      put([]);
      say("");
    },
    begin() {
      dialog.dataset.asked = "";
      tips.hidden = true;
      list.dataset.busy = "";
      if (!list.hasChildNodes()) status.textContent = _("Searching…");
    },
    /** @param {string} query @param {Answer} answer */
    show(query, answer) {
      put(answer.groups.map((group, at) => groupOf(group, at, new URL("..", here))));
      const found = foundSaid(query, answer);
      say(answer.total ? [found, filtersSaid(query)].filter(Boolean).join(". ") : found, helpFor(query, answer, here, act.choose));
      tips.hidden = answer.total > 0;
      const url = new URL(here);
      url.searchParams.set("q", query);
      all.href = url.href;
      all.textContent = answer.exact
        ? ngettext("Show %(count)s chapter on a page", "Show all %(count)s chapters on a page", answer.total)
        : _("Show all chapters on a page");
      all.hidden = answer.total === 0;
    },
    /** @param {string} _query @param {unknown} error */
    fail(_query, error) {
      const { said, help: helping, reload } = troubleSaid(error);
      const button = make("button", { type: "button" }, [helping]);
      button.addEventListener("click", () => {
        if (reload) return location.reload();
        field.focus();
        act.again();
      });
      put([]);
      all.hidden = true;
      tips.hidden = false;
      say(said, helping ? [make("p", {}, [button])] : []);
      if (!(/** @type {any} */ (error)?.kind)) throw error;
    },
  };
}

/**
 * @param {Group} group
 * @param {number} at
 * @param {URL} root
 */
function groupOf(group, at, root) {
  const id = `search-group-${at}`;
  const facts = group.facts.length ? [make("span", { className: "search-facts" }, [group.facts.join(" · ")])] : [];
  const title = make("span", { id, ...tongueOf(group), dir: "auto" }, nodesOf(group.episode));
  const options = group.hits.map((hit, place) => optionOf(hit, group, `search-option-${at}-${place}`, root));
  return make("div", { role: "group", "aria-labelledby": id }, [
    make("div", { className: "search-episode", role: "presentation" }, [title, " ", ...facts]),
    ...options,
  ]);
}

/**
 * A link that is an option: the mouse and "copy the link" know it as the one, the combobox as
 * the other.
 *
 * @param {Hit} hit
 * @param {Group} group
 * @param {string} id
 * @param {URL} root
 */
function optionOf(hit, group, id, root) {
  const head = make("span", { id: `${id}-name`, className: "hit-head" }, headOf(hit).flatMap((each) => [each, " "]));
  const text = make("span", { id: `${id}-text`, className: "hit-text", ...tongueOf(group), dir: "auto" }, saidOf(hit));
  return make("a", {
    id, href: linkTo(hit.url, root), role: "option", tabIndex: -1, "aria-selected": "false",
    "aria-labelledby": head.id, "aria-describedby": text.id,
  }, [head, text]);
}

/**
 * When the dialog has its looks, or can't have them.
 *
 * @param {Document} page
 * @returns {Promise<void>}
 */
function styled(page) {
  const link = make("link", { rel: "stylesheet", href: new URL("../css/search.css", import.meta.url).href });
  return new Promise((done) => {
    link.onload = link.onerror = () => done();
    page.head.append(link);
  });
}

/** What was asked last, on another page of this visit. */
function stored() {
  try {
    return sessionStorage.getItem(KEPT) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} query */
function store(query) {
  try {
    sessionStorage.setItem(KEPT, query);
  } catch {
    // Refused, or full.
  }
}
