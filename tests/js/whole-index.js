/** lunr's whole index: put together from all ranges, and built anew by lunr.js. */

import { posting, readRange } from "./search/ranges.js";
import { words } from "./search/words.js";
import { index } from "./search-answers.js";
import { engine, files, table } from "./search-in-node.js";

/** The serialised index (https://github.com/olivernn/lunr-schema) that the ranges stand for. */
export async function decoded(folder) {
  const { index: opened } = await index(folder);
  const { fields, ranges } = table(folder);
  const names = fields.map(({ name }) => name);
  const vectors = names.map(() => Array.from({ length: opened.documents.count }, () => []));
  const invertedIndex = [];
  for (const [, digest] of ranges) {
    const range = await files(folder).have(`range-${digest}.bin`, readRange(names.length));
    for (const term of range.terms) {
      const entry = { _index: invertedIndex.length };
      posting(range, term, opened.weighing).forEach(({ documents, scores }, field) => {
        entry[names[field]] = Object.fromEntries(Array.from(documents, (document) => [document, {}]));
        documents.forEach((document, place) => vectors[field][document].push(entry._index, scores[place]));
      });
      invertedIndex.push([term, entry]);
    }
  }
  const fieldVectors = names.flatMap((name, field) => vectors[field].map((vector, document) => [`${name}/${document}`, vector]));
  return { version: engine(folder).version, fields: names, fieldVectors, invertedIndex, pipeline: table(folder).pipeline };
}

/** What lunr.js's own builder makes of the documents, its terms numbered in their order. */
export function rebuilt(lunr, { fields, pipeline }, documents) {
  const builder = new lunr.Builder();
  if (pipeline.includes("stemmer")) builder.pipeline.add(lunr.stopWordFilter);
  for (const name of pipeline) {
    builder.pipeline.add(lunr.Pipeline.registeredFunctions[name]);
    builder.searchPipeline.add(lunr.Pipeline.registeredFunctions[name]);
  }
  for (const { name, boost } of fields) builder.field(name, { boost });
  documents.forEach(({ title, chapter, people, said }, id) =>
    builder.add({ id, title: words(title), chapter: words(chapter), people: words(people.join(", ")), text: words(said.join(" ")) }),
  );
  return renumbered(JSON.parse(JSON.stringify(builder.build())));
}

/** The same index with `_index` numbers in the order of its terms. */
function renumbered(index) {
  const numbers = new Map(index.invertedIndex.map(([, entry], place) => [entry._index, place]));
  for (const [, entry] of index.invertedIndex) entry._index = numbers.get(entry._index);
  for (const each of index.fieldVectors) each[1] = inOrder(each[1], numbers);
  return index;
}

function inOrder(vector, numbers) {
  const pairs = [];
  for (let at = 0; at < vector.length; at += 2) pairs.push([numbers.get(vector[at]), vector[at + 1]]);
  return pairs.sort(([one], [other]) => one - other).flat();
}
