import assert from "node:assert/strict";
import { test } from "node:test";

import { guess, likeness } from "./nearest.js";

const NAMES = [
  ["introduction", "Introduction"],
  ["how-do-you-learn-rust", "How do you learn Rust"],
  ["the-top-10-mistakes", "The top 10 mistakes"],
  ["what-changed-in-the-last-years", "What changed in the last years"],
  ["nai-ve-bayes", "Naïve Bayes"],
];
const LAST = 3600;

test("a renamed chapter is the one that is called most like it", () => {
  const chapter = (slug) => guess(slug, NAMES, LAST)?.chapter;
  assert.equal(chapter("how-to-learn-rust"), 1);
  assert.equal(chapter("introductions"), 0);
  assert.equal(chapter("naive-bayes"), 4);
  assert.equal(chapter("Mistakes: the top ten"), 2);
});

test("a number is a time, unless it is a word of the title or a year", () => {
  assert.deepEqual(guess("questions-1831", NAMES, LAST), { start: 1831 });
  assert.deepEqual(guess("t754-2", NAMES, LAST), { start: 754 });
  assert.deepEqual(guess("top-10-mistakes", NAMES, LAST), { chapter: 2 });
  assert.deepEqual(guess("what-changed-in-2021", NAMES, LAST), { chapter: 3 });
});

test("what is like nothing is nowhere", () => {
  assert.equal(guess("zebra", NAMES, LAST), null);
  assert.equal(guess("zebra-9999", NAMES, LAST), null);
  assert.equal(guess("zebra-99999999999", NAMES, LAST), null);
  assert.equal(guess("…", NAMES, LAST), null);
  assert.equal(guess("zebra", [], -1), null);
});

test("likeness is of the letters, from 0 to 1", () => {
  assert.equal(likeness("Straße", "straße"), 1);
  assert.equal(likeness("café-au-lait", "Cafe au lait"), 1);
  assert.equal(likeness("", ""), 0);
});
