import assert from "node:assert/strict";
import { test } from "node:test";

import { begins, filtered, unfold } from "./chapters-archive.js";

const PIECES = [
  {
    people: [["ada", "Ada"], ["", "Voice 3"]],
    shows: [["engines", "Engine Room"]],
    episodes: [
      {
        page: "/episodes/a/", title: "A", show: 0, season: 1, year: 2020, facts: [],
        titles: ["Weaving numbers", "Über Café"], anchors: ["w", "u"], starts: [5, null], people: [[0, 1], []],
      },
    ],
  },
  {
    people: [["ada", "Ada"]],
    shows: [],
    episodes: [
      {
        page: "/episodes/b/", title: "B", show: null, season: null, year: 2021, facts: [],
        titles: ["Numbers"], anchors: ["n"], starts: [0], people: [[0]],
      },
    ],
  },
];
const TOPICS = [["maths", "Maths", [0, 2]]];

const found = async (wanted) => filtered(await unfold({ pieces: PIECES, topics: TOPICS }), wanted);
const pages = async (wanted) =>
  (await found(wanted)).episodes.map(({ episode, chapters }) => [episode.page, ...chapters]);

test("the newest episode comes first, with the chapters that are left", async () => {
  assert.deepEqual(await pages({}), [["/episodes/b/", 0], ["/episodes/a/", 0, 1]]);
  assert.deepEqual(await pages({ person: "ada" }), [["/episodes/b/", 0], ["/episodes/a/", 0]]);
  assert.deepEqual(await pages({ topic: "maths", year: "2020" }), [["/episodes/a/", 0]]);
  assert.deepEqual(await pages({ show: "engines", q: "UBER cafe" }), [["/episodes/a/", 1]]);
});

test("an option counts what there would be with it", async () => {
  const { counts } = await found({ year: "2021" });
  assert.deepEqual([...counts.year].sort(), [["2020", 2], ["2021", 1]]);
  assert.deepEqual(counts.person.get("ada"), 1);
  assert.deepEqual(counts.show.get("engines"), undefined);
  const both = await found({ year: "2021", show: "engines" });
  assert.equal(both.chapters, 0);
  assert.deepEqual(both.counts.show.get(""), 1);
  assert.deepEqual(both.counts.year.get("2020"), 2);
});

test("words are looked for where words begin", () => {
  assert.ok(begins("the c++ way", "c++"));
  assert.ok(begins("weaving numbers", "num"));
  assert.ok(!begins("weaving numbers", "umb"));
  assert.ok(begins("umber numbers umb", "umb"));
  assert.ok(begins("機械学習", "学習"));
});

test("an answer that nobody waits for is not given", async () => {
  const many = Array.from({ length: 200_000 }, () => ({ ...PIECES[1].episodes[0] }));
  const archive = await unfold({ pieces: [{ ...PIECES[1], episodes: many }], topics: [] });
  assert.equal(await filtered(archive, { q: "n" }, () => true), null);
});
