/**
 * Filters of the search page: a panel with how often each would be found, and the chosen ones
 * as chips that can be taken off. Both change the text of the query and nothing else.
 */

import { KEYS, canBeNamed, filtersIn, sameFilter, withFilter, withoutFilters } from "./search-filters.js";
import { filterSaid, nameOf, troubleSaid } from "./search-said.js";
import { make } from "./making.js";
import { _, ngettext } from "./words.js";

/** @typedef {import("./search/client.js").Answer} Answer */
/** @typedef {import("./search/client.js").Facets} Facets */
/** @typedef {{value: string, count: number | null}} Choice */

/** Values that a list shows before "more". */
const FIRST = 8;

/**
 * @param {HTMLDetailsElement} details
 * @param {(answer: Answer) => Promise<Facets>} count
 * @param {(query: string) => void} choose Has a query with other filters found.
 */
export function filterPanel(details, count, choose) {
  const place = details.appendChild(make("div", { className: "facets" }));
  /** @type {{query: string, answer: Answer} | null} */
  let current = null;
  /** @type {Answer | null} */
  let told = null;
  /** What could be chosen before something of the same list was: the others stay alternatives.
   * @type {Map<string, {rest: string, choices: Choice[]}>} */
  const before = new Map();
  const unfolded = new Set();

  async function fill() {
    if (!details.open || !current || told === current.answer) return;
    const { query, answer } = current;
    if (!place.hasChildNodes()) place.append(make("p", { className: "remark" }, [_("Counting…")]));
    try {
      const facets = await count(answer);
      if (answer !== current?.answer) return;
      told = answer;
      keepFocus(place, () => place.replaceChildren(...KEYS.flatMap((key) => listOf(key, choicesOf(key, query, facets), query))));
    } catch (error) {
      if (answer === current?.answer) place.replaceChildren(make("p", { className: "remark" }, [troubleSaid(error).said]));
    }
  }

  /**
   * @param {string} key
   * @param {string} query
   * @param {Facets} facets
   * @returns {Choice[]} Chosen ones are always among them.
   */
  function choicesOf(key, query, facets) {
    const chosen = filtersIn(query).filter((filter) => filter.key === key && !filter.excluded);
    const rest = withoutFilters(query, (filter) => filter.key === key && !filter.excluded);
    const known = before.get(key);
    const choices = chosen.length && known?.rest === rest ? known.choices : facets[key].filter((each) => canBeNamed(each.value));
    if (!chosen.length) before.set(key, { rest, choices });
    const missing = chosen.filter(({ value }) => !choices.some((each) => sameFilter({ key, value: each.value }, { key, value })));
    return [...missing.map(({ value }) => ({ value, count: null })), ...choices];
  }

  /**
   * @param {string} key
   * @param {Choice[]} choices
   * @param {string} query
   */
  function listOf(key, choices, query) {
    if (!choices.length || tellsNothing(choices)) return [];
    const boxes = choices.map((choice) => boxOf(key, choice, query));
    const box = make("fieldset", { className: "facet" }, [make("legend", {}, [nameOf(key)]), ...boxes]);
    box.dataset.key = key;
    const hidden = boxes.slice(FIRST).filter((each) => !each.querySelector("input").checked);
    if (unfolded.has(key) || hidden.length < 2) return [box];
    for (const each of hidden) each.hidden = true;
    const more = make("button", { type: "button" }, [ngettext("%(count)s more", "%(count)s more", hidden.length)]);
    more.addEventListener("click", () => {
      unfolded.add(key);
      for (const each of hidden) each.hidden = false;
      more.remove();
      hidden[0].querySelector("input").focus();
    });
    box.append(more);
    return [box];
  }

  /** A single choice that takes away none. @param {Choice[]} choices */
  const tellsNothing = ([{ count: found }, ...others]) => !others.length && found === current?.answer.total && !filtersIn(current.query).length;

  /**
   * @param {string} key
   * @param {Choice} choice
   * @param {string} query
   */
  function boxOf(key, { value, count: found }, query) {
    const here = (filter) => !filter.excluded && sameFilter(filter, { key, value });
    const input = make("input", { type: "checkbox", name: key, value, checked: filtersIn(query).some(here), autocomplete: "off" });
    input.addEventListener("change", () => choose(input.checked ? withFilter(query, key, value) : withoutFilters(query, here)));
    const counted = found === null ? [] : [make("span", { className: "facet-count" }, [String(found)])];
    return make("label", { dir: "auto" }, [input, make("span", {}, [value]), ...counted]);
  }

  details.addEventListener("toggle", fill);
  return {
    /**
     * @param {string} query
     * @param {Answer | null} answer
     */
    show(query, answer) {
      current = answer && { query, answer };
      details.hidden = !answer || (answer.total === 0 && !filtersIn(query).length);
      fill();
    },
  };
}

/**
 * The chosen filters, each with a button that takes it off.
 *
 * @param {HTMLElement} place
 * @param {string} query
 * @param {(query: string) => void} choose
 */
export function showChips(place, query, choose) {
  const filters = filtersIn(query);
  place.hidden = filters.length === 0;
  const chips = filters.map((filter) => {
    const said = filterSaid(filter);
    const chip = make("button", { type: "button", "aria-label": _("Take off the filter %(filter)s", { filter: said }) }, [make("bdi", {}, [said])]);
    chip.addEventListener("click", () => choose(withoutFilters(query, ({ from }) => from === filter.from)));
    return make("li", {}, [chip]);
  });
  place.replaceChildren(...chips);
}

/**
 * The same box keeps the focus when a list is made anew.
 *
 * @param {HTMLElement} place
 * @param {() => void} change
 */
function keepFocus(place, change) {
  const held = document.activeElement;
  const mine = held instanceof HTMLInputElement && place.contains(held) ? [held.name, held.value] : null;
  change();
  if (!mine) return;
  const boxes = [...place.querySelectorAll("input")];
  boxes.find(({ name, value }) => name === mine[0] && value === mine[1])?.focus({ preventScroll: true });
}
