/**
 * What may help who found nothing, or something else than they meant.
 */

import { make } from "./making.js";
import { filtersIn, withoutFilters } from "./search-filters.js";
import { shortened } from "./search-said.js";
import { _ } from "./words.js";

/**
 * @param {string} query
 * @param {import("./search/client.js").Answer} answer
 * @param {URL} here The search page.
 * @param {(query: string) => void} choose Asks another query in this page.
 * @returns {HTMLElement[]}
 */
export function helpFor(query, { suggestion, total }, here, choose) {
  const help = [];
  const link = (other) => linkFor(other, here, choose);
  if (suggestion) help.push(make("p", {}, [_("Did you mean:"), " ", link(suggestion)]));
  const plain = withoutFilters(query);
  if (!total && plain && filtersIn(query).length) help.push(make("p", {}, [_("Without the filters:"), " ", link(plain)]));
  return help;
}

/**
 * @param {string} query
 * @param {URL} here
 * @param {(query: string) => void} choose
 */
function linkFor(query, here, choose) {
  const url = new URL(here);
  url.searchParams.set("q", query);
  const link = make("a", { href: url.href }, [make("bdi", {}, [shortened(query)])]);
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    choose(query);
  });
  return link;
}
