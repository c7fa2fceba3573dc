import assert from "node:assert/strict";
import { test } from "node:test";

import { byEpisode, countOf } from "./search-results.js";

const hit = (page, anchor) => ({ page, anchor });

test("hits of an episode stand together, where the best of them stood", () => {
  const groups = byEpisode([hit("/b/", "1"), hit("/a/", "2"), hit("/b/", "3")]);
  assert.deepEqual(groups.map((group) => group.map(({ anchor }) => anchor)), [["1", "3"], ["2"]]);
});

test("counts in words", () => {
  assert.equal(countOf([hit("/a/", "1")]), "1 chapter in 1 episode");
  assert.equal(countOf([hit("/a/", "1"), hit("/a/", "2"), hit("/b/", "3")]), "3 chapters in 2 episodes");
});
