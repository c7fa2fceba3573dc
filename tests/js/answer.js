/**
 * Answers questions about built search files, for tests written in Python.
 *
 * Arguments: the folder, what is asked. Standard input: JSON; standard output: JSON.
 */

import { readFileSync } from "node:fs";

import { bothScores, documents, index, renewed, results, rows, summary } from "./search-answers.js";
import { decoded, rebuilt } from "./whole-index.js";
import { engine, search, table } from "./search-in-node.js";
import { stemmerOf } from "./search/engine.js";
import { queryWords, words, writtenQueryWords, writtenWords } from "./search/words.js";

const [folder, question] = process.argv.slice(2);
const given = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(await answers()[question](given)));

function answers() {
  return {
    /** Queries -> [[document, score]…] of each, as lunr.js gives them on the whole index. */
    async whole(queries) {
      const all = engine(folder).Index.load(await decoded(folder));
      return queries.map((query) => all.search(query).map(({ ref, score }) => [Number(ref), score]));
    },
    /** {queries, most} -> [[document, score]…] of each, as lunr.js gives them on pieces. */
    async pieces({ queries, most }) {
      const opened = await index(folder);
      return Promise.all(queries.map((query) => results(opened, query, most ?? undefined)));
    },
    /** Queries -> for each, [our score, lunr.js's] of every document of its answer. */
    async scores(queries) {
      const opened = await index(folder);
      return Promise.all(queries.map((query) => bothScores(opened, query)));
    },
    /** The index in the files and the one that lunr.js makes of the texts in them. */
    async indexes() {
      return { files: await decoded(folder), texts: rebuilt(engine(folder), table(folder), await documents(folder)) };
    },
    /** What readers type -> the addresses of all hits of each. */
    async find(queries) {
      const client = search(folder);
      const made = [];
      for (const query of queries) made.push(await rows(client, made.length + 1, query));
      return made;
    },
    /** What readers type -> the first answer to each, texts as strings with marks in brackets. */
    async answers(queries) {
      const client = search(folder);
      const made = [];
      for (const query of queries) made.push(summary(await client.find(made.length + 1, query, 10)));
      return made;
    },
    /** What readers type -> how often each value of each facet stands in the hits. */
    async facets(queries) {
      const client = search(folder);
      const made = [];
      for (const query of queries) {
        await client.find(made.length + 1, query, 10);
        made.push(await client.facets(made.length + 1));
      }
      return made;
    },
    /** A query -> what is answered about it after the site was published anew: see `renewed`. */
    renewed: (query) => renewed(folder, query),
    documents: () => documents(folder),
    /** Words -> their stems. */
    stems(given) {
      const lunr = engine(folder);
      return given.map((word) => lunr.stemmer(new lunr.Token(word)).toString());
    },
    /** Words -> those that lunr.js leaves out. */
    left(given) {
      const lunr = engine(folder);
      return given.filter((word) => lunr.stopWordFilter(new lunr.Token(word)) === undefined);
    },
    /** {stemmer, words}, the stemmer as a table has it -> the stem of each. */
    async stemmed({ stemmer, words }) {
      const { stemmer: snowball } = await import(stemmer.script);
      return words.map(stemmerOf(snowball, stemmer.mends));
    },
    /** Texts -> the words of each. */
    words: (texts) => texts.map((text) => words(text)),
    /** Texts -> what to look for in each. */
    queryWords: (texts) => texts.map(queryWords),
    /** Texts -> the words of each, and what to look for, by way of where they stand. */
    written: (texts) => [writtenWords, writtenQueryWords].map((of) => texts.map((text) => of(text).flatMap(({ words }) => words))),
  };
}
