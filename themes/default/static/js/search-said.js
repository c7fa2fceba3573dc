/**
 * What search says, in the language of the interface.
 */

import { KEYS, filtersIn, withoutFilters } from "./search-filters.js";
import { _, ngettext } from "./words.js";

/** @typedef {import("./search/client.js").Answer} Answer */

/** Characters of a query that a sentence repeats. */
const LONGEST = 60;

/** Milliseconds without a change before something is read out. */
const CALM = 700;

/** @param {string} key One of KEYS. */
export const nameOf = (key) => ({ speaker: _("Speaker"), show: _("Show"), season: _("Season"), year: _("Year") })[key];

/** @param {string} key */
const withoutOf = (key) =>
  ({ speaker: _("Not the speaker"), show: _("Not the show"), season: _("Not the season"), year: _("Not the year") })[key];

/** @param {import("./search-filters.js").Filter} filter */
export const filterSaid = ({ key, value, excluded }) =>
  _("%(what)s: %(value)s", { what: excluded ? withoutOf(key) : nameOf(key), value });

/**
 * @param {Answer} answer
 * @returns {string} "At least 12 chapters in 3 episodes"
 */
export function countOf({ total, episodes, exact }) {
  const counted = {
    chapters: ngettext("%(count)s chapter", "%(count)s chapters", total),
    episodes: ngettext("%(count)s episode", "%(count)s episodes", episodes),
  };
  return exact ? _("%(chapters)s in %(episodes)s", counted) : _("At least %(chapters)s in %(episodes)s", counted);
}

/**
 * @param {string} query
 * @returns {string} "Speaker: Ada Lovelace or Charles Babbage. Year: 2021."
 */
export function filtersSaid(query) {
  const filters = filtersIn(query);
  const either = new Intl.ListFormat(document.documentElement.lang || "en", { type: "disjunction" });
  const said = [false, true].flatMap((excluded) =>
    KEYS.flatMap((key) => {
      const values = filters.filter((each) => each.key === key && each.excluded === excluded).map(({ value }) => value);
      return values.length ? [filterSaid({ key, value: either.format(new Set(values)), excluded })] : [];
    }),
  );
  return said.map((each) => `${each}.`).join(" ");
}

/**
 * @param {string} query
 * @param {Answer} answer
 * @returns {string} How much was found, or why nothing was.
 */
export function foundSaid(query, answer) {
  if (answer.total) return countOf(answer);
  if (answer.problem === "filter") return _("One of the filters fits nobody and nothing on this site.");
  if (answer.problem === "common") return _("These words are said everywhere. Add one that is rarer.");
  if (filtersIn(query).length && withoutFilters(query)) {
    return _("Nothing found for “%(query)s” with these filters.", { query: shortened(withoutFilters(query)) });
  }
  if (answer.rest) return _("Not in the chapters where it is likeliest. There are others.");
  return _("Nothing found for “%(query)s”.", { query: shortened(query) });
}

/**
 * @param {unknown} error
 * @returns {{said: string, help: string, reload: boolean}} `help` says what its button does.
 */
export function troubleSaid(error) {
  const kind = /** @type {{kind?: string} | null} */ (error)?.kind;
  if (kind === "version") {
    return { said: _("The site has been renewed since this page was loaded."), help: _("Load the page again"), reload: true };
  }
  if (kind === "format") return { said: _("The site's search files can't be read."), help: _("Try again"), reload: false };
  if (kind === "browser") {
    return { said: _("This browser is too old to search here. The list of all chapters works."), help: "", reload: false };
  }
  const said = kind === "offline" ? _("Search could not be loaded. Are you offline?") : _("Something went wrong here.");
  return { said, help: _("Try again"), reload: false };
}

/** @param {string} query */
export const shortened = (query) => {
  const letters = [...query.slice(0, 2 * LONGEST)];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join("")}…` : query;
};

/**
 * A function that has something read out once it stays as it is.
 *
 * @param {Element} status An element with role=status.
 * @returns {(text: string) => void}
 */
export function announcer(status) {
  let timer = 0;
  return (text) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => (status.textContent = text), text ? CALM : 0);
  };
}
