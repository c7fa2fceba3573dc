import assert from "node:assert/strict";
import { test } from "node:test";

import { folded, matches, sought } from "./matches.js";

const found = (text, typed) => matches(folded(text), sought(typed)).map(([from, to]) => text.slice(from, to));

test("case and accents do not matter", () => {
  assert.deepEqual(found("Café, CAFE, cafe\u0301!", "café"), ["Café", "CAFE", "cafe\u0301"]);
  assert.deepEqual(found("Straße and strasse", "STRASSE"), ["Straße", "strasse"]);
  assert.deepEqual(found("it’s", "it's"), ["it’s"]);
});

test("what is typed is text", () => {
  const text = "C++ (or C#)? a.c [x] \\ .*";
  for (const typed of ["C++", "(", ")?", "a.c", "[x]", "\\", ".*"]) assert.deepEqual(found(text, typed), [typed]);
  assert.deepEqual(found(text, "abc"), []);
});

test("each place counts once", () => {
  assert.equal(found("aaaa", "aa").length, 2);
  assert.equal(found("no no\nno", "no  no").length, 1);
});

test("letters beyond the first plane keep their places", () => {
  assert.deepEqual(found("👩‍👩‍👧 data 😀 data é", "data"), ["data", "data"]);
  assert.deepEqual(found("😀é", "😀"), ["😀"]);
});

test("any length is fine", () => {
  assert.deepEqual(found("x", "x".repeat(10_000)), []);
});
