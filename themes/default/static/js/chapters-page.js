/**
 * The filters of the page of all chapters: what is chosen stands in the address, and takes the
 * place of the newest chapters.
 *
 * Nothing is loaded before somebody is about to filter: reaches for the form, or comes with an
 * address that has a filter in it.
 */

import { CHOICES, filtered, inSlices, unfold } from "./chapters-archive.js";
import { linkTo, showFound } from "./chapters-results.js";
import { fetchListing } from "./listing.js";
import { _, ngettext } from "./words.js";

/** @typedef {import("./chapters-archive.js").Wanted} Wanted */
/** @typedef {import("./chapters-archive.js").Found} Found */

/** Milliseconds without a key before what was typed is looked for. */
const PAUSE = 80;

const NAMES = ["q", ...CHOICES];

const form = /** @type {HTMLFormElement | null} */ (document.getElementById("page-filters"));
if (form) start(form);

/** @param {HTMLFormElement} form Knows where the site's root and the listing are. */
function start(form) {
  const load = loader(new URL(form.dataset.listing ?? "", document.baseURI));
  const show = pageView(new URL(form.dataset.root ?? "/", document.baseURI));
  const choices = choicesOf(form);
  const clear = [...form.elements].find((each) => each.matches("[type=reset]"));
  let asked = 0;
  let timer = 0;

  /** @param {string} [followed] The link to come back to. */
  async function answer(followed) {
    const number = (asked += 1);
    const wanted = chosen(form);
    const any = Object.keys(wanted).length > 0;
    clearTimeout(timer);
    clear?.toggleAttribute("hidden", !any);
    if (!any) show.nothing();
    if (!any && !load.done()) return;
    if (any) show.waiting();
    try {
      const obsolete = () => number !== asked; // somebody chose on
      const found = await filtered(await load(), wanted, obsolete);
      if (!found || obsolete()) return;
      if (any) show.found(found, followed);
      await choices.count(found, obsolete);
    } catch (error) {
      if (number === asked) show.failed();
      throw error;
    }
  }

  /** @param {boolean} typing Whether the last thing done was to type, too: one step back takes it all. */
  function choose(typing) {
    const url = addressOf(chosen(form));
    if (url.href !== location.href) {
      if (typing && history.state?.typing) history.replaceState({ typing }, "", url);
      else history.pushState({ typing }, "", url);
    }
    answer();
  }

  form.addEventListener("focusin", () => load().catch(() => {}), { once: true });
  form.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLSelectElement) choose(false);
  });
  form.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    clearTimeout(timer);
    timer = setTimeout(() => choose(true), PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    choose(true);
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    const [first] = Object.keys(chosen(form)); // the button goes; the focus is not to go with it
    const field = form.elements.namedItem(first ?? "q");
    if (field instanceof HTMLElement) field.focus();
    fill(form, {});
    choose(false);
  });
  addEventListener("popstate", () => {
    fill(form, named(location.search));
    answer();
  });

  fill(form, named(location.search));
  answer(history.state?.followed);
}

/**
 * @param {URL} folder
 * @returns What loads all chapters: once, and again only if it failed.
 */
function loader(folder) {
  /** @type {Promise<import("./chapters-archive.js").Episode[]> | null} */
  let loading = null;
  const load = () => {
    loading ??= fetchListing(folder)
      .then(unfold)
      .catch((error) => {
        loading = null;
        throw error;
      });
    return loading;
  };
  return Object.assign(load, { done: () => loading !== null });
}

/**
 * The parts of the page that show what the filters leave.
 *
 * @param {URL} root The site's root.
 */
function pageView(root) {
  const [status, results, all] = ["page-filter-status", "page-filtered", "page-all"].map(
    (id) => document.getElementById(id) ?? document.createElement("div"),
  );
  results.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest("a") : null;
    if (link) history.replaceState({ ...history.state, followed: link.href }, "");
  });

  /**
   * @param {string} said
   * @param {boolean} filtering Whether results take the place of the newest chapters.
   */
  function put(said, filtering) {
    status.textContent = said;
    results.hidden = !filtering;
    all.hidden = filtering;
  }

  return {
    nothing() {
      put("", false);
      results.replaceChildren();
    },
    waiting() {
      all.hidden = true;
      if (results.hidden) status.textContent = _("Loading…");
    },
    /**
     * @param {Found} found
     * @param {string} [followed]
     */
    found(found, followed) {
      showFound(results, found, root, followed);
      put(told(found), true);
      if (followed) linkTo(results, followed)?.focus();
    },
    failed() {
      put(_("The list of all chapters could not be loaded. Are you offline?"), false);
    },
  };
}

/** @param {Found} found */
function told({ chapters, episodes }) {
  if (chapters === 0) return _("No chapter is like that.");
  return _("%(chapters)s in %(episodes)s", {
    chapters: ngettext("%(count)s chapter", "%(count)s chapters", chapters),
    episodes: ngettext("%(count)s episode", "%(count)s episodes", episodes.length),
  });
}

/** @param {HTMLFormElement} form */
function choicesOf(form) {
  const selects = [...form.querySelectorAll("select")];
  const options = selects.flatMap(({ name, options: [, ...own] }) =>
    own.map((option) => ({ option, name, label: option.text.replace(/ \([^(]*\)$/, "") })),
  );
  const numbers = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: "latn" });
  return {
    /**
     * How many chapters each option would leave.
     *
     * @param {Found} found
     * @param {() => boolean} obsolete
     */
    count: ({ counts }, obsolete) =>
      inSlices(options, ({ option, name, label }) => {
        const count = counts[name].get(option.value) ?? 0;
        const text = `${label} (${numbers.format(count)})`;
        if (option.text !== text) option.text = text;
        option.disabled = count === 0 && !option.selected;
      }, obsolete),
  };
}

/**
 * @param {HTMLFormElement} form
 * @returns {Wanted} Without what is left open.
 */
function chosen(form) {
  const entries = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]);
  return Object.fromEntries(entries.filter(([, value]) => value));
}

/** @param {string} query "?show=…" */
function named(query) {
  return Object.fromEntries(new URLSearchParams(query));
}

/**
 * @param {HTMLFormElement} form
 * @param {Wanted} wanted What no option has is left open.
 */
function fill(form, wanted) {
  for (const name of NAMES) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = wanted[name] ?? "";
    if (field instanceof HTMLSelectElement) {
      field.value = wanted[name] ?? "";
      if (field.selectedIndex < 0) field.value = "";
    }
  }
}

/** The same choices, the same address. @param {Wanted} wanted */
function addressOf(wanted) {
  const url = new URL(location.href);
  for (const name of NAMES) url.searchParams.delete(name);
  for (const name of NAMES.filter((each) => wanted[each])) url.searchParams.set(name, wanted[name]);
  return url;
}
