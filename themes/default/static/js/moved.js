/**
 * The page of an address that an episode once had: leads to the present one, with the fragment
 * and the query, which the page's own refresh would drop.
 */

const target = new URL(document.querySelector("main a").href);
target.search = location.search;
target.hash = location.hash;
location.replace(target);
