import assert from "node:assert/strict";
import { test } from "node:test";

import { parseQuery } from "./search/query.js";

const said = ({ word, field, presence, boost, edits, open }) =>
  [presence[0], field, word + (open ? "…" : ""), boost === 1 ? "" : `^${boost}`, edits ? `~${edits}` : ""].filter(Boolean).join(" ");
const brief = (text) => parseQuery(text).words.map(said);
const phrases = (text) =>
  parseQuery(text).phrases.map(({ text, field, prohibited, open }) => [prohibited ? "not" : "", field, text + (open ? "…" : "")].filter(Boolean).join(" "));
const filters = (text) => parseQuery(text).filters.map(({ key, value, excluded }) => `${excluded ? "not " : ""}${key}=${value}`);

test("the last word is open until a space follows", () => {
  assert.deepEqual(brief("machine lear"), ["o machine", "o lear…"]);
  assert.deepEqual(brief("machine lear "), ["o machine", "o lear"]);
});

test("signs and fields are understood", () => {
  const found = brief("+data -law People:Ada chapter:c++ wor* x");
  assert.deepEqual(found, ["r data", "p law", "o people ada", "o chapter c++", "o wor*", "o x…"]);
});

test("an excluded word is never taken for the beginning of others", () => {
  assert.deepEqual(brief("data -eng"), ["o data", "p eng"]);
});

test("an unknown field is a word like any other", () => {
  assert.deepEqual(brief("http://x.org "), ["o http", "o x", "o org"]);
});

test("a sign holds for all words of what it stands before", () => {
  assert.deepEqual(brief("+data-driven "), ["r data", "r driven"]);
});

test("a star stands for letters where it touches a word, and for nothing elsewhere", () => {
  assert.deepEqual(brief("*ing gr*h da** * ** data-* a*b*c*d*e*f"), ["o *ing", "o gr*h", "o da*", "o data", "o a*b*c*d"]);
});

test("other letters and more weight are asked for behind a word", () => {
  const found = brief("graph~ graph~1 graph~9 data^3 data~2^10 data^x ~ ^2 ");
  assert.deepEqual(found, ["o graph ~1", "o graph ~1", "o graph ~2", "o data ^3", "o data ^10 ~2", "o data", "o x"]);
});

test("what stands between quotation marks is a phrase, closed or not", () => {
  assert.deepEqual(phrases('"state of the art" -„Graph theory“ title:"to be" "half a phr'), [
    "state of the art", "not Graph theory", "title to be", "half a phr…",
  ]);
  assert.deepEqual(phrases('"" " " "(" "'), []);
});

test("filters take a word or what stands between quotation marks", () => {
  const found = filters('speaker:ada Speaker:"Ada Lovelace" -show:loom year:2021 season: speaker:" "');
  assert.deepEqual(found, ["speaker=ada", "speaker=Ada Lovelace", "not show=loom", "year=2021"]);
});

test("says where the words were typed", () => {
  const typed = 'chapter:machin +Lerning "the theory" x';
  const { words, phrases: [{ words: inPhrase }] } = parseQuery(typed);
  assert.deepEqual([...words, ...inPhrase].map(({ from, to }) => typed.slice(from, to)), ["machin", "Lerning", "x", "the", "theory"]);
});

test("signs without words ask nothing", () => {
  for (const text of ["", " ", "(", '"', ":", "+", "-", "*", "title:", "+title:*", "~1", "^2", "😀"]) {
    assert.deepEqual(brief(text), [], text);
  }
});

test("a pasted book asks for no more words than a person would", () => {
  assert.equal(parseQuery("word ".repeat(2000)).words.length, 24);
  assert.equal(parseQuery("x".repeat(10000)).words[0].word.length, 64);
});
