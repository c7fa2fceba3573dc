import assert from "node:assert/strict";
import { test } from "node:test";

import { KEYS, canBeNamed, filtersIn, sameFilter, withFilter, withoutFilters } from "./search-filters.js";
import { KEYS as ASKED, parseQuery } from "./search/query.js";

/** What queries are made of, and what could be taken for it. */
const PIECES = [
  ..."\"\"\"“”„'-+:*(~^1 \t\n\u00a0    ",
  ...["speaker:", "show:", "season:", "year:", "Year:", "SPEAKER:", "spea\u212aer:", "loudspeaker:", "\u017fhow:", "title:"],
  ...["ada", "Ada Lovelace", "2021", "é", "e\u0301", "😀", "李明", "x".repeat(200)],
];

/** The same texts every time. @param {number} count */
function* randomTexts(count) {
  let state = 1;
  const upTo = (most) => {
    state = (state * 48271) % 2147483647; // Park and Miller, 1988
    return state % most;
  };
  for (let n = 0; n < count; n += 1) yield Array.from({ length: upTo(14) }, () => PIECES[upTo(PIECES.length)]).join("");
}

const NAMES = ["Ada", "Ada Lovelace", 'Dwayne "The Rock" Johnson', "„Bob“", "O'Neil", "C++", "2021", "year:2021", "-x", "李明", "("];

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
  assert.equal(withFilter("a", "show", 'The "Loom"'), 'a show:"The Loom"');
  assert.equal(withFilter("a", "speaker", "Ada"), 'a speaker:"Ada"', "without them it means Ada Lovelace as well");
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

test("the engine looks for the same filters", () => {
  assert.deepEqual(KEYS, ASKED);
  let filters = 0;
  for (const text of [...randomTexts(5000), '"x"year:2021', `${"x ".repeat(496)}year:2021`, `${"x ".repeat(495)}speaker:ada`]) {
    const asked = parseQuery(text).filters.map(({ key, value, excluded }) => ({ key, value, excluded }));
    assert.deepEqual(filtersIn(text).map(({ key, value, excluded }) => ({ key, value, excluded })), asked, JSON.stringify(text));
    filters += asked.length;
  }
  assert.ok(filters > 1000);
});

test("without its filters a query asks for the same words", () => {
  const words = (query) => parseQuery(query).words.map(({ word, field, presence }) => [word, field, presence]);
  for (const text of randomTexts(1000)) {
    if (text.length > 900) continue;
    const left = withoutFilters(text);
    assert.deepEqual(filtersIn(left), [], JSON.stringify(text));
    assert.deepEqual(words(left), words(text), JSON.stringify(text));
  }
});

test("whatever stands there already, a name that is chosen is one filter more and can be taken off", () => {
  for (const text of randomTexts(1000)) {
    if (text.length > 900) continue;
    const rest = withoutFilters(text);
    for (const value of NAMES) {
      const chosen = withFilter(rest, "speaker", value);
      const mine = (filter) => sameFilter(filter, { key: "speaker", value });
      assert.deepEqual(parseQuery(chosen).filters.map(mine), [true], JSON.stringify([rest, value]));
      assert.equal(withoutFilters(chosen, mine), rest, JSON.stringify([rest, value]));
    }
  }
});

test("a name with quotation marks is the same without them, and of these alone none can be made", () => {
  const rock = { key: "speaker", value: 'Dwayne "The Rock" Johnson' };
  assert.ok(sameFilter(rock, filtersIn(withFilter("", rock.key, rock.value))[0]));
  assert.ok(!sameFilter(rock, { key: "speaker", value: "Dwayne Johnson" }));
  assert.deepEqual(['"', "„“", '"?"', '"C"', "?", "C++"].map(canBeNamed), [false, false, false, true, true, true]);
});

test("a filter is not put behind a phrase that is still open, nor where nobody reads on", () => {
  assert.equal(withFilter('"state of', "year", "2021"), 'year:2021 "state of');
  assert.equal(withFilter('speaker:"', "show", "The Loom"), 'show:"The Loom" speaker:"');
  const long = "x".repeat(999);
  assert.equal(withFilter(long, "year", "2021"), `year:2021 ${long}`);
});

test("ten thousand signs of anything are read quickly", () => {
  const before = performance.now();
  for (const sign of ['"', ":", "(", "-", "speaker:", 'year:"', "😀"]) filtersIn(sign.repeat(10_000));
  assert.ok(performance.now() - before < 500);
});
