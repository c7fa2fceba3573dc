import assert from "node:assert/strict";
import { test } from "node:test";

import { Marker, phraseMatcher } from "./search/marks.js";
import { hitOf, mark } from "./search/moment.js";
import { parseQuery } from "./search/query.js";

const pipeline = { runString: (word) => [word.replace(/ing$/, "")] };
const marker = (terms, query = "") => new Marker(pipeline, new Map([["text", new Map(terms.map((term, place) => [term, place]))]]), parseQuery(query).phrases, new Map());
const shown = (pieces) => pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("");
const marked = (text, terms, query) => shown(mark(text, marker(terms, query).in(text, "text")));
const matched = (query, text) => phraseMatcher(parseQuery(query).phrases[0])(text).map(([from, to]) => text.slice(from, to));

test("words are marked by their stems, in the fields that were asked", () => {
  assert.equal(marked("Walking, he walks to walk.", ["walk"]), "[Walking], he walks to [walk].");
  assert.deepEqual(marker(["walk"]).in("walk", "title"), []);
});

test("a word longer than any of the index is marked by its first letters", () => {
  assert.equal(marked(`oh ${"o".repeat(99)}!`, ["o".repeat(64)]), `oh [${"o".repeat(99)}]!`);
});

test("a phrase is found whatever signs, case and accents are between and in its words", () => {
  assert.deepEqual(matched('"state of the art"', "The State-of-the-Árt is a state of the artist."), ["State-of-the-Árt"]);
  assert.deepEqual(matched('"of the', "of them, of the, of a"), ["of them", "of the"]);
  assert.deepEqual(matched('"a a"', "a a a a a"), ["a a", "a a"]);
  assert.deepEqual(matched('"art"', "party arts"), []);
});

test("a phrase of a script without spaces may begin and end anywhere", () => {
  assert.deepEqual(matched('"本語"', "これは日本語です。"), ["本語"]);
});

test("a phrase is marked as a whole, its words elsewhere are not", () => {
  assert.equal(marked("the art of the state of the art", [], '"of the state"'), "the art [of the state] of the art");
  assert.equal(marked("art of the state", ["state", "art"], '"of the state"'), "[art] [of the state]");
});

test("neighbouring pairs of signs are one mark's length", () => {
  assert.equal(marked("これは日本語です", ["日本", "本語"]).replaceAll("][", ""), "これは[日本語]です");
});

const chapter = (said, who) => ({ title: "T", anchor: "c", start: 5, people: [0, 1], said, who, ids: said.map((_said, at) => `t${at * 10}`) });
const piece = { page: "/e/", title: "E", facts: [], people: ["Ada", "Charles"], chapters: [] };
const hit = (said, who, terms, query = "", speakers = null) =>
  hitOf({ piece, chapter: chapter(said, who) }, { marker: marker(terms, query), only: Boolean(query), speakers });

test("the moment is the first paragraph with most of the words", () => {
  const found = hit(["loom", "a loom, a card, a loom", "card by loom"], [0, 1, 0], ["loom", "card"]);
  assert.equal(found.url, "/e/?words=loom,card#t10");
  assert.deepEqual([found.second, found.speaker, shown(found.snippet)], [10, "Charles", "a [loom], a [card], a [loom]"]);
});

test("the moment of a speaker is theirs, if they say any of the words", () => {
  assert.equal(hit(["loom and card", "loom"], [0, 1], ["loom", "card"], "", new Set(["Charles"])).second, 10);
  assert.equal(hit(["loom and card", "nothing"], [0, 1], ["loom"], "", new Set(["Charles"])).second, 0);
  assert.equal(hit(["loom", "nothing"], [0, 1], [], "", new Set(["Charles"])).second, 10);
});

test("a chapter that is found by its title alone is shown from its beginning", () => {
  const found = hit(["some words"], [0], ["loom"]);
  assert.deepEqual([found.url, found.second, found.speaker, shown(found.snippet)], ["/e/#c", null, null, "some words"]);
});

test("a phrase is found again on the page as it is written there", () => {
  assert.equal(hit(["Über-Looms, 100% & more"], [0], [], '"uber looms"').url, "/e/?find=%C3%BCber-looms#t0");
});

test("a short answer goes on with what the same person says", () => {
  assert.equal(shown(hit(["Loom!", "Yes.", "No."], [0, 0, 1], ["loom"]).snippet), "[Loom]! Yes.");
});

test("thousands of marks in one text take no time", () => {
  const text = "graph theory and ".repeat(20_000);
  const before = process.cpuUsage();
  const found = marker(["and", "graph"], '"graph theory" "theory and"').in(text, "text");
  const { user, system } = process.cpuUsage(before);
  assert.equal(found.length, 40_000);
  assert.deepEqual(found.slice(0, 2).map(({ term }) => term), ["graph theory", 0]);
  assert.ok(user + system < 5e6, `${user + system} µs`);
});
