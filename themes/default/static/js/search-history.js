/**
 * The query in the page's address: each that its writer stopped at is one entry of the history,
 * and an entry knows what was shown and followed.
 */

/** Milliseconds without a change after which the next one is another query. */
const SETTLED = 1500;

/** Characters: hosts refuse addresses that are much longer. */
const LONGEST = 2000;

/** @typedef {{followed?: string, top?: number, shown?: import("./search-list.js").Shown}} Kept */

/** @returns {string} */
export const queryOfAddress = () => new URLSearchParams(location.search).get("q") ?? "";

/** @returns {Kept} What the entry knows. */
export const kept = () => history.state?.search ?? {};

/** @param {Kept} more */
export function keep(more) {
  tell("replaceState", { ...history.state, search: { ...kept(), ...more } }, location.href);
}

/** Functions that write a query into the address. */
export function writer() {
  let last = 0;
  return {
    /**
     * @param {string} query
     * @param {boolean} [another] Whether it is one, and not the same still being written.
     */
    write(query, another = Date.now() - last > SETTLED) {
      const short = query.slice(0, LONGEST);
      const before = queryOfAddress().trim();
      if (short === before) return; // a space, perhaps: that is no change
      last = Date.now();
      const url = new URL(location.href);
      url.hash = "";
      if (short) url.searchParams.set("q", short);
      else url.searchParams.delete("q");
      tell(another && before ? "pushState" : "replaceState", {}, url.href);
    },
    /** What is typed next is another query. */
    settle: () => (last = 0),
  };
}

/**
 * @param {"pushState" | "replaceState"} way
 * @param {object} state
 * @param {string} address
 */
function tell(way, state, address) {
  try {
    history[way](state, "", address);
  } catch {
    // Too often in too short a time.
  }
}
