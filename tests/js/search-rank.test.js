import assert from "node:assert/strict";
import { test } from "node:test";

import { evidenceOf, isWorthShowing, rank } from "./search/rank.js";

const FIELDS = ["title", "text"];

/** Ten documents of equal lengths; a posting is {field: {document: times}}. */
function asked(words, { boosts = [1, 1] } = {}) {
  const postings = new Map();
  const expanded = words.flatMap(({ terms, fields = FIELDS, share }, word) =>
    Object.entries(terms).map(([term, places]) => {
      postings.set(term, FIELDS.map((field) => posting(places[field] ?? {})));
      return { clause: { word, fields, share: share?.[term] }, terms: [term] };
    }),
  );
  const documents = [...new Set([...postings.values()].flatMap((all) => all.flatMap(({ documents }) => [...documents])))];
  documents.sort((one, other) => other - one);
  const importance = words.map(({ boost = 1, phrase }) => ({ boost, phrase }));
  const evidence = evidenceOf(documents, expanded, postings, importance, FIELDS, { documents: 10, boosts });
  return rank(documents, evidence);
}

function posting(places) {
  const documents = Uint32Array.from(Object.keys(places), Number);
  const [burdens, scores] = [new Float64Array(documents.length).fill(1.2), new Float64Array(documents.length)];
  return { documents, times: Uint32Array.from(Object.values(places)), burdens, scores };
}

const order = (ranked) => ranked.map(({ document }) => document);

test("two of the words come before one of them said in every field", () => {
  const loom = { terms: { loom: { title: { 1: 1 }, text: { 1: 5, 2: 1 } } } };
  const card = { terms: { card: { text: { 2: 1, 3: 1, 4: 1 } } } };
  assert.deepEqual(order(asked([loom, card])).slice(0, 2), [2, 1]);
});

test("a word in a field of a greater boost comes first", () => {
  const loom = { terms: { loom: { title: { 1: 1 }, text: { 2: 1 } } } };
  assert.deepEqual(order(asked([loom])), [2, 1]); // equal: in the order given
  assert.deepEqual(order(asked([loom], { boosts: [2, 1] })), [1, 2]);
});

test("a rare word counts for more than a common one", () => {
  const rare = { terms: { loom: { text: { 1: 1 } } } };
  const common = { terms: { card: { text: { 2: 1, 3: 1, 4: 1, 5: 1 } } } };
  assert.equal(order(asked([rare, common]))[0], 1);
  assert.notEqual(order(asked([rare, { ...common, boost: 3 }]))[0], 1); // unless somebody says so
});

test("where a word is sought, it isn't counted elsewhere", () => {
  const [first, last] = asked([{ terms: { loom: { title: { 1: 1 }, text: { 2: 9 } } }, fields: ["title"] }]);
  assert.deepEqual([first.document, last.worth], [1, 0]);
});

test("a half-typed word is as rare as the word itself, whatever else begins like it", () => {
  const word = { loom: { text: { 1: 1, 2: 1, 3: 1 } } };
  const others = { loomage: { text: { 4: 1 } }, loomer: { text: { 5: 1 } } };
  const whole = asked([{ terms: word }])[0].worth;
  const half = asked([{ terms: { ...word, ...others }, share: { loomage: 0.4, loomer: 0.4 } }]);
  assert.equal(half[0].worth, whole);
  assert.deepEqual(order(half).slice(3), [5, 4]);
});

test("words that nobody said, or that must not be said, change nothing", () => {
  const loom = { terms: { loom: { text: { 1: 1, 2: 2 } } } };
  assert.deepEqual(asked([loom, { terms: {} }]), asked([loom]));
  assert.deepEqual(asked([{ terms: {} }]), []);
});

test("what is said in every field of every document has a worth", () => {
  const everywhere = Object.fromEntries(Array.from({ length: 10 }, (_, document) => [document, document + 1]));
  const ranked = asked([{ terms: { loom: { title: everywhere, text: everywhere } } }]);
  assert.deepEqual(order(ranked), [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  assert.ok(ranked.every(({ worth }) => worth > 0));
});

test("a much weaker hit stands back behind its episode's best", () => {
  assert.ok(isWorthShowing(7, 10));
  assert.ok(!isWorthShowing(3, 10));
  assert.ok(isWorthShowing(0, 0)); // hits of a filter alone
});

test("a phrase comes first where all of its words are said, not where one of them often is", () => {
  const often = { terms: { domain: { text: { 1: 9, 2: 2 } } }, phrase: 0 };
  const seldom = { terms: { specific: { text: { 1: 1, 2: 2 } } }, phrase: 0 };
  assert.deepEqual(order(asked([often, seldom])), [2, 1]);
});
