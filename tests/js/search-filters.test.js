import assert from "node:assert/strict";
import { test } from "node:test";

import { filtersIn, sameFilter, withFilter, withoutFilters } from "./search-filters.js";

const told = (query) => filtersIn(query).map(({ key, value, excluded }) => `${excluded ? "not " : ""}${key}=${value}`);

test("filters are found wherever they stand", () => {
  assert.deepEqual(told('speaker:ada looms YEAR:2021 -show:"Engine Room"'), ["speaker=ada", "year=2021", "not show=Engine Room"]);
});

test("what is being typed is one, and an empty one is none", () => {
  assert.deepEqual(told('speaker:"Ada Lo'), ["speaker=Ada Lo"]);
  assert.deepEqual(told('speaker: year:"" season:" "'), []);
});

test("quotation marks of any kind", () => {
  assert.deepEqual(told("„year:1“ speaker:„Ada Lovelace“ show:“The Loom”"), ["speaker=Ada Lovelace", "show=The Loom"]);
});

test("a phrase, a field and half a word are no filters", () => {
  assert.deepEqual(told('"in the year:2021 show" title:looms loudspeaker:x'), []);
});

test("a filter is added with quotes where its value needs them", () => {
  assert.equal(withFilter("looms ", "year", "2021"), "looms year:2021");
  assert.equal(withFilter("", "speaker", "Ada Lovelace"), 'speaker:"Ada Lovelace"');
  assert.equal(withFilter("a", "show", 'The "Loom"'), 'a show:"The  Loom "');
});

test("a filter is taken off, and the words around it stay", () => {
  assert.equal(withoutFilters('looms speaker:"Ada Lovelace" and cards'), "looms and cards");
  const ada = (filter) => sameFilter(filter, { key: "speaker", value: "ADA" });
  assert.equal(withoutFilters("speaker:ada speaker:bob", ada), "speaker:bob");
});

test("what was added is found and taken off again, whatever it says", () => {
  for (const value of ["a:b", "x\"y", "Ada Lovelace", "李明", "C++", "(", "-", "year:3"]) {
    const query = withFilter("looms", "show", value);
    assert.equal(filtersIn(query).length, 1, query);
    assert.equal(withoutFilters(query), "looms", query);
  }
});

test("ten thousand signs of anything are read quickly", () => {
  const before = performance.now();
  for (const sign of ['"', ":", "(", "-", "speaker:", 'year:"', "😀"]) filtersIn(sign.repeat(10_000));
  assert.ok(performance.now() - before < 500);
});
