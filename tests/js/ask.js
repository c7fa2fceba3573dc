/**
 * Puts queries to the built search files in a folder, as the worker of a page does.
 *
 * Arguments: the folder, and "orders" to get the best documents in lunr's order and in ours as well.
 * Standard input: {"queries": [...], "hits": how many}; standard output: for each query
 * {"shown": hits as the page shows them, by episode, "lunr": …, "ranked": …}, a hit being
 * [page, anchor]. A query that finds nothing is put once more in the words suggested instead.
 */

import { readFileSync } from "node:fs";

import { files, engine, search } from "./search-in-node.js";
import { putQuery } from "./search/asking.js";
import { Collection, textOf } from "./search/collection.js";
import { json } from "./search/files.js";
import { parseQuery } from "./search/query.js";

const [folder, orders] = process.argv.slice(2);
const { queries, hits } = JSON.parse(readFileSync(0, "utf8"));

const client = search(folder);
const own = files(folder);
const collection = new Collection(own, json(await own.bytes("table.json")), async () => engine(folder));

const answers = [];
for (const [place, query] of queries.entries()) {
  answers.push({ shown: await shown(2 * place + 1, query), ...(orders && (await ordered(query))) });
}
console.log(JSON.stringify(answers));

async function shown(id, query) {
  let { groups, suggestion } = await client.find(id, query, hits);
  if (!groups.length && suggestion) ({ groups } = await client.find(id + 1, suggestion, hits));
  return groups.flatMap(({ page, hits }) => hits.map(({ anchor }) => [page, anchor])).slice(0, hits);
}

async function ordered(query) {
  const index = await collection.index();
  const { scores, ranked } = await putQuery(collection, index, parseQuery(query));
  return { lunr: await placed([...scores.keys()]), ranked: await placed(ranked) };

  function placed(documents) {
    return Promise.all(
      documents.slice(0, hits).map(async (document) => {
        const { piece, chapter } = await textOf(collection, index.documents, document);
        return [piece.page, chapter.anchor];
      }),
    );
  }
}
