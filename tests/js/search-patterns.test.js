import assert from "node:assert/strict";
import { test } from "node:test";

import { MOST_RANGES, MOST_TERMS } from "./search/patterns.js";
import { parseQuery } from "./search/query.js";
import { digestsOf, placeOf } from "./search/ranges.js";
import { evidenceOf } from "./search/rank.js";
import { expand } from "./search/terms.js";

const LETTERS = "abcdefghijklmnopqrst";
const FIELDS = ["title", "text"];
const TERMS = Array.from(LETTERS).flatMap((one) => Array.from(LETTERS).flatMap((two) => Array.from({ length: 100 }, (_each, at) => `${one}${two}e${at}`))).sort();
const cut = (size) => Array.from({ length: Math.ceil(TERMS.length / size) }, (_each, at) => [at ? TERMS[at * size] : "", String(at)]);
const textsOf = (place) => (place * 7919) % 997;

/** 40,000 terms in 400 ranges; counts what is fetched. */
function collection() {
  const table = { ranges: cut(100), words: cut(4000), pipeline: [], stopWords: [] };
  const fetched = new Set();
  const range = (digest) => {
    fetched.add(`range-${digest}`);
    const first = Number(digest) * 100;
    const counts = Array.from({ length: 100 }, (_each, at) => [1, textsOf(first + at)]).flat();
    return Promise.resolve({ terms: TERMS.slice(first, first + 100), counts });
  };
  const lexicon = (digest) => {
    fetched.add(`words-${digest}`);
    const first = Number(digest) * 4000;
    return Promise.resolve({ terms: TERMS.slice(first, first + 4000), documents: Array.from({ length: 4000 }, (_each, at) => textsOf(first + at)) });
  };
  return {
    table, fetched, lexicon, fields: FIELDS,
    ranges: (start) => digestsOf(table.ranges, start).map(range),
    rangeOf: (term) => range(table.ranges[placeOf(table.ranges, term)][1]),
  };
}

const lunr = { Query: { presence: { OPTIONAL: 1, REQUIRED: 2, PROHIBITED: 3 } } };
const index = { lunr, pipeline: { runString: (word) => [word] } };
const found = async (query, files = collection()) => (await expand(files, index, parseQuery(query).words)).map(({ terms }) => terms);
const rangesOf = (terms) => new Set(terms.map((term) => placeOf(cut(100), term))).size;

test("a pattern stands for every term that is like it", async () => {
  const like = (regex) => TERMS.filter((term) => regex.test(term));
  const patterns = { "ab* ": /^ab/, "*be77 ": /be77$/, "a*e*99 ": /^a.*e.*99$/, "abe1*1 ": /^abe1.*1$/, "*x* ": /x/ };
  for (const [query, regex] of Object.entries(patterns)) assert.deepEqual(await found(query), [like(regex)], query);
});

test("of a pattern that is like more, the terms of most texts are taken", async () => {
  for (const query of ["*e* ", "a* ", "*9 "]) {
    const [terms] = await found(query);
    assert.ok(terms.length > 100 && terms.length <= MOST_TERMS, `${query}: ${terms.length}`);
    assert.equal(rangesOf(terms), query === "a* " ? 20 : MOST_RANGES);
    assert.deepEqual(terms, [...terms].sort());
  }
  const most = Math.max(...TERMS.map((_term, place) => textsOf(place)));
  const [terms] = await found("*e* ");
  assert.ok(textsOf(TERMS.indexOf(terms[0])) >= 0 && terms.some((term) => textsOf(TERMS.indexOf(term)) === most));
  const best = TERMS.map((term, place) => ({ term, texts: textsOf(place) })).sort((one, other) => other.texts - one.texts);
  assert.ok(best.slice(0, MOST_RANGES).every(({ term }) => terms.includes(term)));
});

test("a query of patterns takes no more than one of them, and not long", async () => {
  const each = Array.from(LETTERS);
  const queries = [
    "x* ".repeat(24), "*e* ".repeat(24), each.map((letter) => `*${letter}*`).join(" "), each.map((letter) => `${letter}*`).join(" "),
    each.map((letter) => `+*${letter}*e*`).join(" "),
  ];
  for (const query of queries) {
    const files = collection();
    const before = process.cpuUsage();
    const all = (await found(query, files)).flat();
    const { user, system } = process.cpuUsage(before);
    const ranges = new Set([...files.fetched].filter((file) => file.startsWith("range")));
    const distinct = new Set(all);
    assert.ok(distinct.size <= MOST_TERMS, `${query}: ${distinct.size} terms`);
    for (const term of distinct) ranges.add(`range-${placeOf(cut(100), term)}`);
    assert.ok(ranges.size <= MOST_RANGES, `${query}: ${ranges.size} ranges`);
    assert.ok(files.fetched.size <= MOST_RANGES + 10, `${query}: ${files.fetched.size} files`);
    assert.ok(user + system < 3e6, `${query}: ${user + system} µs`);
  }
});

test("equal patterns are looked for once, and stand for the same", async () => {
  const [first, ...others] = await found("*e* *e* title:*e*^3 ");
  for (const other of others) assert.deepEqual(other, first);
});

test("a pattern that was cut has the terms of the query that are like it", async () => {
  const [alone] = await found("*e* ");
  const rare = TERMS.find((term) => !alone.includes(term));
  assert.ok((await found(`*e* ${rare} `))[0].includes(rare));
});

test("any number of terms may stand for a word", () => {
  const terms = Array.from({ length: 200_000 }, (_each, at) => `t${at}`);
  const posting = FIELDS.map(() => ({ documents: Uint32Array.of(0), times: Uint32Array.of(1), burdens: Float64Array.of(1), scores: Float64Array.of(1) }));
  const clause = { term: "*", fields: FIELDS, presence: 1, boost: 1, usePipeline: false, word: 0 };
  const weighing = { documents: 1, boosts: [1, 1], averages: [1, 1] };
  const evidence = evidenceOf([0], [{ clause, terms }], new Map(terms.map((term) => [term, posting])), [{ boost: 1 }], FIELDS, weighing);
  assert.deepEqual([...evidence.shares], [200_000, 200_000]);
});

test("at most eight different phrases count, and equal ones count together", () => {
  const many = parseQuery(Array.from({ length: 50 }, (_each, at) => `"a b${at}"`).join(" ")).phrases;
  assert.equal(many.length, 8);
  const [twice] = parseQuery('"a b" "a b" ').phrases;
  assert.deepEqual(twice.words.map(({ boost }) => boost), [2, 2]);
  assert.equal(parseQuery('"a b" title:"a b" -"a b" "a b').phrases.length, 4);
});
