import assert from "node:assert/strict";
import { test } from "node:test";

import { isSign, queryWords, words, writtenWords } from "./search/words.js";

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

test("without spaces every two neighbouring signs are a word, and the last sign is one", () => {
  assert.deepEqual(words("Pythonを使う。東京2020"), ["python", "を使", "使う", "う", "東京", "京", "2020"]);
  assert.deepEqual(words("ｶﾞｷﾞ 𠮷野"), ["ガギ", "ギ", "𠮷野", "野"]);
  assert.deepEqual(words("ที่นี่"), ["ที่นี่", "นี่"]);
});

test("pairs alone are looked for, a single sign where there is no more", () => {
  assert.deepEqual(queryWords("東京都 人 C#を学ぶ"), ["東京", "京都", "人", "c#", "を学", "学ぶ"]);
  assert.deepEqual(["人", "ที่", "東京", "a"].map(isSign), [true, true, false, false]);
});

test("pairs of signs stand where both are written", () => {
  const text = "C#でｶﾞｷﾞ";
  const found = writtenWords(text).map(({ start, end, words }) => [text.slice(start, end), ...words]);
  assert.deepEqual(found, [["C#", "c#"], ["でｶﾞ", "でガ"], ["ｶﾞｷﾞ", "ガギ"], ["ｷﾞ", "ギ"]]);
});

test("a paragraph of two hundred thousand words takes no time", () => {
  const text = "It's about graphs, C++ and data-driven work. ".repeat(25_000);
  const before = process.cpuUsage();
  assert.equal(words(text).length, 200_000);
  assert.equal(writtenWords(text).length, 200_000);
  const { user, system } = process.cpuUsage(before);
  assert.ok(user + system < 1.5e6, `${user + system} µs`);
});
