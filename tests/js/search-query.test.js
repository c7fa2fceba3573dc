import assert from "node:assert/strict";
import { test } from "node:test";

import { parseQuery } from "./search/query.js";

const brief = (text) =>
  parseQuery(text).map(({ word, field, presence, open }) =>
    [presence[0], field, word, open ? "…" : ""].filter(Boolean).join(" "),
  );

test("the last word is open until a space follows", () => {
  assert.deepEqual(brief("machine lear"), ["o machine", "o lear …"]);
  assert.deepEqual(brief("machine lear "), ["o machine", "o lear"]);
});

test("signs and fields are understood", () => {
  const found = brief("+data -law People:Ada chapter:c++ wor* x");
  assert.deepEqual(found, ["r data", "p law", "o people ada", "o chapter c++", "o wor …", "o x …"]);
});

test("an excluded word is never taken for the beginning of others", () => {
  assert.deepEqual(brief("data -eng"), ["o data", "p eng"]);
});

test("an unknown field is a word like any other", () => {
  assert.deepEqual(brief("http://x.org "), ["o http", "o x", "o org"]);
});

test("a sign holds for all words of what it stands before", () => {
  assert.deepEqual(brief("+data-driven "), ["r data", "r driven"]);
});

test("signs without words ask nothing", () => {
  for (const text of ["", " ", "(", '"', ":", "+", "-", "*", "title:", "+title:*", "~1", "😀"]) {
    assert.deepEqual(brief(text).filter((term) => !/1/.test(term)), [], text);
  }
});

test("a pasted book asks for no more words than a person would", () => {
  assert.equal(parseQuery("word ".repeat(2000)).length, 24);
  assert.equal(parseQuery("x".repeat(10000))[0].word.length, 64);
});
