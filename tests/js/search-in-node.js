/** The built files of search under Node: lunr.js as a page's worker loads it, and the client. */

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runInThisContext } from "node:vm";

import { Search } from "./search/answers.js";
import { Files } from "./search/files.js";

/** lunr.js as a classic script puts it: into the global object. */
export function engine(folder) {
  runInThisContext(readFileSync(join(folder, table(folder).engine), "utf8"));
  return globalThis.lunr;
}

export function table(folder) {
  return JSON.parse(readFileSync(join(folder, "table.json"), "utf8"));
}

/** Answers as a static host does. */
export async function get(url) {
  try {
    return new Response(await readFile(url));
  } catch {
    return new Response("", { status: 404 });
  }
}

/** What the worker runs, on the files in `folder`. */
export const search = (folder) => new Search(files(folder), async () => engine(folder));

export const files = (folder) => new Files(pathToFileURL(`${folder}/`), get);
