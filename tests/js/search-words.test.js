import assert from "node:assert/strict";
import { test } from "node:test";

import { words, writtenWords } from "./search/words.js";

test("splits at everything that is not part of a word", () => {
  const found = words("Alexander’s C++ – and/or data-driven…right?");
  assert.deepEqual(found, ["alexander", "c++", "and", "or", "data", "driven", "right"]);
});

test("signs alone are no words", () => {
  assert.deepEqual(words("( \" : ++ # ' – 😀 ~ ^ * \\"), []);
});

test("accents and letter forms do not matter", () => {
  assert.deepEqual(words("Mısra CAFÉ Straße"), words("misra cafe strasse"));
});

test("says where the words stand as they were written", () => {
  const text = "Mısra’s café, C#!";
  const found = writtenWords(text).map(({ start, end, words }) => [text.slice(start, end), ...words]);
  assert.deepEqual(found, [["Mısra’s", "misra"], ["café", "cafe"], ["C#", "c#"]]);
});
