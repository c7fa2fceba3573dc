/** The built files of search under Node: the engine as a page loads it, and the client. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";

import { Search } from "./search.js";

/** lunr.js as a classic script puts it: into the global object. */
export function engine(folder) {
  runInThisContext(readFileSync(join(folder, table(folder).engine), "utf8"));
  return globalThis.lunr;
}

export function read(folder, name) {
  return JSON.parse(readFileSync(join(folder, name), "utf8"));
}

export function table(folder) {
  return read(folder, "table.json");
}

/** The client on the files in `folder`. */
export function search(folder) {
  const lunr = engine(folder);
  const { index, texts, listing } = table(folder);
  const [loaded, files] = [lunr.Index.load(read(folder, index)), read(folder, texts)];
  const pieces = listing.map((name) => read(folder, name));
  return new Search(new URL("http://site.test/"), lunr, loaded, files, pieces);
}
