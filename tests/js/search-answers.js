/** What search answers, in forms that a test compares. */

import { pathToFileURL } from "node:url";

import { Search } from "./search/answers.js";
import { putQuery } from "./search/asking.js";
import { textOf } from "./search/collection.js";
import { Files } from "./search/files.js";
import { parseQuery } from "./search/query.js";
import { engine, get, search } from "./search-in-node.js";

/** The collection in `folder`, and what every query needs of it. */
export async function index(folder) {
  const collection = await search(folder).open();
  return { collection, index: await collection.index() };
}

/** [[document, score]…], best first, as lunr.js gives them on the piece that the query needs. */
export async function results({ collection, index }, query, most = index.documents.count) {
  const asked = await putQuery(collection, index, parseQuery(`${query} `), most);
  if (asked.scores.size) return [...asked.scores];
  return asked.ranked.map((document) => [document, asked.selection.scores[document]]);
}

/** [our score, lunr.js's]… of each document found. */
export async function bothScores({ collection, index }, query) {
  const { scores, selection } = await putQuery(collection, index, parseQuery(`${query} `), index.documents.count);
  return Array.from(selection.found.keys()).filter((document) => selection.found[document]).map((document) => [selection.scores[document], scores.get(document)]);
}

/** The addresses of all hits, in order. */
export async function rows(client, id, query) {
  const answer = await client.find(id, query, 10);
  const made = [];
  for (let { groups } = answer; groups.length; { groups } = await client.more(id, 10)) {
    for (const { place, page, hits } of groups) {
      const rest = await client.others(id, place);
      made.push(...[...hits, ...rest].map(({ anchor }) => `${page}#${anchor}`));
    }
  }
  return made;
}

/**
 * What becomes of an answer when the site is published anew: kinds of errors, or numbers of groups.
 * `gone`: its files have gone; `before` and `after`: once the new table is read, of that answer and
 * of a new one.
 */
export async function renewed(folder, query) {
  let isGone = false;
  const hosted = async (url) => (isGone && !url.pathname.endsWith("table.json") ? new Response("", { status: 404 }) : get(url));
  const client = new Search(new Files(pathToFileURL(`${folder}/`), hosted), async () => engine(folder));
  const of = (asked) => asked.then((made) => made.groups?.length ?? made.length ?? Object.keys(made).length, ({ kind }) => kind);
  const about = async (id) => [await of(client.more(id, 10)), await of(client.others(id, 0)), await of(client.facets(id))];
  await client.find(1, query, 10);
  isGone = true;
  const gone = [await of(client.more(1, 10)), await of(client.facets(1)), await of(client.find(2, "zzyzx ", 10))];
  isGone = false;
  await client.find(3, query, 10);
  return { gone, before: await about(1), after: await about(3) };
}

const plain = (pieces) => pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");

/** An answer whose pieces of text are strings, with what is marked in brackets. */
export const summary = ({ groups, ...answer }) => ({
  ...answer,
  groups: groups.map((group) => ({
    ...group,
    episode: plain(group.episode),
    hits: group.hits.map((hit) => ({
      ...hit,
      chapter: plain(hit.chapter),
      people: hit.people.map(plain),
      snippet: plain(hit.snippet),
    })),
  })),
});

/** All documents, from their texts: page, anchor and the four fields. */
export async function documents(folder) {
  const { collection, index: opened } = await index(folder);
  const made = [];
  for (let document = 0; document < opened.documents.count; document += 1) {
    const { piece, chapter } = await textOf(collection, opened.documents, document);
    made.push({
      page: piece.page,
      anchor: chapter.anchor,
      title: piece.title,
      chapter: chapter.title,
      people: chapter.people.map((person) => piece.people[person]),
      said: chapter.said,
      who: chapter.who.map((person) => piece.people[person] ?? null),
    });
  }
  return made;
}
