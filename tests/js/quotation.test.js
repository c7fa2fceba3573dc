import assert from "node:assert/strict";
import { test } from "node:test";

import { directive, quotation } from "./quotation.js";

test("words, speaker, time, title, address", () => {
  const made = quotation([{ speaker: "Ada", words: "A number is a thread." }], ["1:09", "Looms"], "https://x.test/#t69");
  assert.equal(made, "“A number is a thread.” — Ada, 1:09, Looms\nhttps://x.test/#t69");
});

test("several speakers are named where they speak", () => {
  const parts = [
    { speaker: "Charles", words: "How?" },
    { speaker: "Ada", words: "By cards." },
    { speaker: "Ada", words: "Many." },
  ];
  const made = quotation(parts, ["1:00", "Looms"], "u");
  assert.equal(made, "“Charles: How?\n\nAda: By cards.\n\nAda: Many.” — Charles and Ada, 1:00, Looms\nu");
});

test("what isn't known is left out", () => {
  assert.equal(quotation([{ speaker: "", words: "Hm." }], ["", "Looms"], "u"), "“Hm.” — Looms\nu");
});

test("few words are written out, of many the two ends", () => {
  assert.equal(directive(["a number is a thread"], "", "a number is a thread"), ":~:text=a%20number%20is%20a%20thread");
  const long = "the cards tell the machine which threads to lift today";
  assert.equal(directive([long], "", long), ":~:text=the%20cards%20tell%20the,threads%20to%20lift%20today");
});

test("words that are said twice are told apart by those before them", () => {
  assert.equal(directive(["in it"], "1:09 well", "in it 1:09 well in it"), ":~:text=1%3A09%20well-,in%20it");
});

test("an end that the quote says twice grows until it doesn't", () => {
  const long = "one two three four and so it goes on and on then eight and so it goes on";
  const made = directive([long], "", long);
  assert.equal(made, ":~:text=one%20two%20three%20four,eight%20and%20so%20it%20goes%20on");
});

test("signs that have a meaning there are written in another way", () => {
  assert.equal(directive(["a-b, c&d"], "", "a-b, c&d"), ":~:text=a%2Db%2C%20c%26d");
});
