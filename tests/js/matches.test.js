import assert from "node:assert/strict";
import { test } from "node:test";

import { folded, matches, sought, wordMatches } from "./matches.js";

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

const whole = (text, ...words) => wordMatches(folded(text), words.map(sought)).map(([from, to]) => text.slice(from, to));

test("several words, each where it stands whole", () => {
  assert.deepEqual(whole("Scaling a team: teams scale, scaling steams.", "scaling", "teams"), ["Scaling", "teams", "scaling"]);
});

test("whole words with accents, signs and apostrophes", () => {
  assert.deepEqual(whole("Naïve, C++ and don't: naively", "naive", "c++", "don't"), ["Naïve", "C++", "don't"]);
});

test("scripts without spaces have no whole words", () => {
  assert.deepEqual(whole("我们织布机编程", "织布", "布机"), ["织布机"]);
});

test("no place is marked twice", () => {
  assert.deepEqual(whole("a b a", "a", "a b"), ["a b", "a"]);
});
