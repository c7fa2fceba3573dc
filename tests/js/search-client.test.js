import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { deflateSync } from "node:zlib";

import { Client, SearchError } from "./search/client.js";
import { checked, fileOf, readEpisodes } from "./search/collection.js";
import { Files, Gone, Reader, json } from "./search/files.js";
import { Search } from "./search/answers.js";
import { register } from "./search/engine.js";
import { digestsOf, placeOf } from "./search/ranges.js";
import { apart, nearest } from "./search/suggest.js";

const FOLDER = new URL("http://site.test/search/data/");
const packed = (...bytes) => new Response(deflateSync(Buffer.from(bytes)));
const kind = (wanted) => (error) => error instanceof SearchError && error.kind === wanted;

test("numbers have seven bits a byte, the lowest first", () => {
  const reader = new Reader(Uint8Array.of(0, 127, 0x80, 1, 0xac, 0x02, 0xff, 0xff, 0xff, 0xff, 0x0f));
  assert.deepEqual([...reader.numbers(5)], [0, 127, 128, 300, 4294967295]);
});

test("terms share their first bytes with the one before, even in the middle of a letter", () => {
  const [first, second] = [Buffer.from("ä"), Buffer.from("ö")];
  assert.equal(first[0], second[0]);
  const reader = new Reader(Uint8Array.of(0, 2, ...first, 1, 1, second[1], 2, 1, 0x61));
  assert.deepEqual(reader.terms(3), ["ä", "ö", "öa"]);
});

test("a file that ends too early is no file", () => {
  assert.throws(() => new Reader(Uint8Array.of(0x80)).number(), kind("format"));
  assert.throws(() => new Reader(Uint8Array.of(1)).numbers(4e9), kind("format"));
  assert.throws(() => new Reader(Uint8Array.of(9, 1)).string(), kind("format"));
});

test("a file is fetched once, and again when that failed", async () => {
  let [asked, online] = [0, false];
  const files = new Files(FOLDER, async () => {
    asked += 1;
    if (!online) throw new TypeError("Failed to fetch");
    return packed(7);
  });
  await assert.rejects(files.have("x.bin", ([first]) => first), kind("offline"));
  online = true;
  assert.deepEqual(await Promise.all([1, 2].map(() => files.have("x.bin", ([first]) => first))), [7, 7]);
  assert.equal(await files.have("x.bin", () => 0), 7);
  assert.equal(asked, 2);
});

test("what a host sends instead of a file has a kind", async () => {
  const have = (response, name, read) => new Files(FOLDER, async () => response).have(name, read);
  await assert.rejects(have(new Response("", { status: 404 }), "x.bin", () => 0), Gone);
  await assert.rejects(have(new Response("", { status: 503 }), "x.bin", () => 0), kind("offline"));
  await assert.rejects(have(new Response("<html>"), "x.bin", () => 0), kind("format"));
  await assert.rejects(have(new Response("<html>"), "x.json", json), kind("format"));
  const whole = deflateSync(Buffer.from("what was said, and said again. ".repeat(20)));
  const broken = [whole.subarray(0, 9), whole.subarray(0, -2), Buffer.of()];
  for (const bytes of [...broken, whole.with(12, whole[12] ^ 255)]) {
    await assert.rejects(have(new Response(bytes), "x.bin", () => 0), kind("format"));
  }
  assert.equal((await have(new Response(whole), "x.bin", (bytes) => bytes)).length, 31 * 20);
});

test("the file of a text is named by its episode and its place there", () => {
  // Three episodes of 1, 0 and 3 pieces: two documents, none, three, of which the last piece has one.
  const bytes = Uint8Array.of(3, ...[2, 0, 3], ...[1, 0, 3], ...[2, 1, 1, 1], ...[1, 1, 1, 1, 1], ...[2, 2, 2, 2, 2], ...[3, 3, 3, 3, 255]);
  const documents = readEpisodes(bytes);
  assert.equal(documents.count, 5);
  assert.deepEqual([0, 1, 2, 3, 4].map((document) => fileOf(documents, document)), [
    ...["texts/0101010101-0.bin", "texts/0101010101-0.bin"],
    ...["texts/03030303ff-0.bin", "texts/03030303ff-1.bin", "texts/03030303ff-2.bin"],
  ]);
});

test("files that are on their way stay, and no more is kept than may be", async () => {
  const [large, arrived] = [20e6, []];
  const files = new Files(FOLDER, async (url) => {
    await new Promise((done) => (arrived[url.pathname.at(-1)] = done));
    return new Response(new Uint8Array(large));
  });
  const have = (name) => files.have(name, (bytes) => bytes.length);
  const asked = ["a", "b", "c"].map(have);
  for (const [place, name] of [[1, "b"], [2, "c"], [0, "a"]]) {
    arrived[name]();
    assert.equal(await asked[place], large);
    assert.equal(files.size, large);
  }
  assert.deepEqual([...files.kept.keys()], ["a"]);
});

test("the stems of a site that was published anew are used from then on", () => {
  const registeredFunctions = {};
  const lunr = { Pipeline: { registeredFunctions, registerFunction: (step, label) => (registeredFunctions[label] = step) } };
  const stemmed = () => registeredFunctions["stemmer-de"]({ update: (stem) => stem("word") });
  for (const made of ["old", "new"]) {
    register(lunr, ["stemmer-de"], () => made);
    assert.equal(stemmed(), made);
  }
});

test("another format, another lunr.js or unknown functions are another version", async () => {
  assert.throws(() => checked({ format: 3 }), kind("version"));
  assert.throws(() => checked({}), kind("version"));
  const table = { format: 2, lunr: "9", engine: "lunr.js", pipeline: [], stopWords: [], fields: [], documents: 0, ranges: [["", "r"]], words: [["", "w"]], episodes: "e.bin" };
  const files = { "table.json": () => Response.json(table), "l.bin": () => packed(), "e.bin": () => packed(0) };
  const served = (url) => Promise.resolve(files[url.pathname.split("/").at(-1)]());
  const asking = (load) => new Search(new Files(FOLDER, served), load).find(1, "word", 10);
  await assert.rejects(asking(async () => { throw new SearchError("version"); }), kind("version"));
  const lunr = { Pipeline: { load: () => { throw new Error("unregistered"); } } };
  await assert.rejects(asking(async () => lunr), kind("version"));
});

test("a reader who was offline is answered by the next query", async () => {
  let asked = 0;
  const search = new Search(new Files(FOLDER, async () => {
    asked += 1;
    throw new TypeError("Failed to fetch");
  }));
  await assert.rejects(search.find(1, "word", 10), kind("offline"));
  await assert.rejects(search.find(2, "word", 10), kind("offline"));
  assert.equal(asked, 2);
});

test("files of a site that was published anew are looked for in its new table", async () => {
  const asked = [];
  const search = new Search(new Files(FOLDER, async (url) => {
    asked.push(url.pathname.split("/").at(-1));
    if (!url.pathname.endsWith("table.json")) return new Response("", { status: 404 });
    return Response.json({ format: 2, fields: [], ranges: [["", "r"]], words: [["", "w"]], episodes: "e.bin", engine: "lunr.js" });
  }), async () => ({}));
  await assert.rejects(search.find(1, "", 10), kind("format"));
  assert.equal(asked.filter((name) => name === "table.json").length, 2);
});

test("a term stands in the last file whose first term is not after it", () => {
  const cuts = [["", "a"], ["beau", "b"], ["beau\u{1f600}", "c"], ["zeta", "d"]];
  assert.deepEqual(["", "bea", "beau", "beauty", "beau\uffff", "zz"].map((term) => placeOf(cuts, term)), [0, 0, 1, 1, 2, 3]);
  assert.deepEqual(digestsOf(cuts, "beau"), ["b", "c"]);
  assert.deepEqual(digestsOf(cuts, ""), ["a", "b", "c", "d"]);
});

test("letters swapped count as one", () => {
  assert.deepEqual([["data", "data"], ["daat", "data"], ["dat", "data"], ["xata", "data"], ["xx", "data"]].map(([one, other]) => apart(one, other, 2)), [0, 1, 1, 1, 3]);
});

test("the word that more people say is meant, unless another is nearer", () => {
  const lexicon = { terms: ["learn", "leran", "loam"], forms: ["learning", "lerans", "loam"], documents: Uint32Array.of(900, 1, 5000), tokens: null };
  assert.equal(nearest("leanring", [lexicon]), "learning");
  assert.equal(nearest("xyzzy", [lexicon]), null);
  assert.equal(nearest("le", [lexicon]), null);
});

test("nothing is guessed for names and scraps", () => {
  const lexicon = { terms: ["app", "kms", "loom", "v2000"], forms: ["app", "kms", "loom", "v2000"], documents: Uint32Array.of(90, 90, 90, 90), tokens: null };
  const guessed = ["amp", "k8s", "v2001", "laem", "looom"].map((word) => nearest(word, [lexicon]));
  assert.deepEqual(guessed, [null, null, null, null, "loom"]);
});

test("two words that were written as one are taken apart, if both are said in several chapters", () => {
  const terms = ["learn", "machin", "open", "rare", "sourc"];
  const forms = ["learning", "machine", "open", "rare", "source"];
  const lexicon = { terms, forms, documents: Uint32Array.of(90, 40, 30, 2, 20), tokens: null };
  const guessed = ["opensource", "machinelearning", "opensources", "raresource"].map((word) => nearest(word, [lexicon]));
  assert.deepEqual(guessed, ["open source", "machine learning", null, null]);
});

test("a newer query makes the older one stale, and errors keep their kind", async () => {
  const worker = new EventTarget();
  const sent = [];
  worker.postMessage = (data) => sent.push(data);
  const client = new Client(/** @type {any} */ (worker));
  const reply = (data) => worker.dispatchEvent(Object.assign(new Event("message"), { data }));
  const [older, newer] = [client.find("a"), client.find("ab")];
  assert.equal(await older, null);
  reply({ call: sent[0].call, result: { id: 1 } });
  reply({ call: sent[1].call, result: { id: 2, groups: [] } });
  assert.equal((await newer).id, 2);
  const failing = client.more({ id: 2 });
  reply({ call: sent[2].call, kind: "offline", message: "x" });
  await assert.rejects(failing, kind("offline"));
});

const importsOf = (url) =>
  Array.from(readFileSync(url, "utf8").matchAll(/^(?:import|export) .*?"(\.[^"]+)";/gm), ([, path]) => new URL(path, url).href);

test("the worker names all modules of search, so that a browser fetches them together", () => {
  const worker = new URL("./search/worker.js", import.meta.url);
  const named = importsOf(worker);
  const needed = new Set(named);
  for (const url of needed) for (const other of importsOf(new URL(url))) needed.add(other);
  assert.ok(needed.size > 15);
  assert.deepEqual([...needed].filter((url) => !named.includes(url)), []);
});
