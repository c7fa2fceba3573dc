/**
 * Answers questions about built search files, for tests written in Python.
 *
 * Arguments: the folder, what is asked. Standard input: JSON; standard output: JSON.
 */

import { readFileSync } from "node:fs";

import { engine, read, search, table } from "./lunr-in-node.js";
import { words } from "./search/words.js";

const [folder, question] = process.argv.slice(2);
const given = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(answers()[question](given)));

function answers() {
  return {
    /** lunr queries -> [[ref, score]…] of each. */
    scores(queries) {
      const index = engine(folder).Index.load(read(folder, table(folder).index));
      return queries.map((query) => index.search(query).map(({ ref, score }) => [ref, score]));
    },
    /** What readers type -> the addresses of the hits of each. */
    find(queries) {
      const client = search(folder);
      return queries.map((query) => client.find(query).hits.map((hit) => hit.page + "#" + hit.anchor));
    },
    /** Words -> their stems. */
    stems(given) {
      const lunr = engine(folder);
      return given.map((word) => lunr.stemmer(new lunr.Token(word)).toString());
    },
    /** Texts -> the words of each. */
    words: (texts) => texts.map(words),
    /** Documents, as lists of words a field -> the index that lunr.js itself builds. */
    build({ boosts, documents }) {
      const lunr = engine(folder);
      const builder = new lunr.Builder();
      builder.pipeline.add(lunr.stopWordFilter, lunr.stemmer);
      builder.searchPipeline.add(lunr.stemmer);
      for (const [name, boost] of Object.entries(boosts)) builder.field(name, { boost });
      for (const document of documents) builder.add(document);
      return builder.build();
    },
  };
}
