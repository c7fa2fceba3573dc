import assert from "node:assert/strict";
import { test } from "node:test";

import * as snippets from "./search/moment.js";
import { writtenWords } from "./search/words.js";

const finding = (...terms) => (text) =>
  writtenWords(text).flatMap(({ start, end, words: [term] }) => (terms.includes(term) ? [{ start, end, term }] : []));
const mark = (text, find) => snippets.mark(text, find(text));
const snippet = (text, find, length) => snippets.snippet(text, find(text), length);
const shown = (pieces) => pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");

test("marks whole words, however they were written", () => {
  const pieces = mark("Data, DATA and database", finding("data"));
  assert.equal(shown(pieces), "[Data], [DATA] and database");
});

test("markup in a transcript stays text", () => {
  const pieces = mark('<img src=x onerror="data()">', finding("data"));
  assert.equal(pieces.map(({ text }) => text).join(""), '<img src=x onerror="data()">');
});

test("a short text is shown whole", () => {
  assert.equal(shown(snippet("to be or not", finding("be"), 200)), "to [be] or not");
});

test("shows the beginning when nothing is marked", () => {
  const text = "word ".repeat(100).trim();
  const made = shown(snippet(text, finding(), 50));
  assert.match(made, /^word word .* word …$/);
  assert.ok(made.length <= 53);
});

test("prefers the place where different words meet to one where one is repeated", () => {
  const filler = "so and so on ".repeat(40);
  const text = `${filler}data data data ${filler}data engineer ${filler}`;
  const made = shown(snippet(text, finding("data", "engineer"), 120));
  assert.match(made, /^… .*\[data\] \[engineer\].* …$/);
});

test("a text without spaces is cut all the same", () => {
  const made = snippet("語".repeat(5000), finding(), 100);
  assert.equal(made.map(({ text }) => text).join("").length, 102);
});

test("a match at the very end is in view", () => {
  const made = shown(snippet(`${"word ".repeat(300)}end`, finding("end"), 100));
  assert.match(made, /\[end\]$/);
});

test("never cuts a surrogate pair", () => {
  const text = "😀".repeat(3000);
  for (const length of [99, 100, 101]) {
    const made = snippet(text, finding(), length).map(({ text }) => text).join("");
    assert.ok(made.isWellFormed?.() ?? true, String(length));
  }
});
