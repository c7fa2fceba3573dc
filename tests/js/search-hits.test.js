/** Which hits are handed out when texts can't be had for a while, or two ask at once. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { Hits } from "./search/hits.js";
import { Marker } from "./search/marks.js";
import { parseQuery } from "./search/query.js";

const COUNT = 60;

/** Episodes of one chapter each, the best first; every second one has "here it is". */
function hitsOf(typed, state = { online: true }) {
  const chapter = (document) => ({
    ...{ title: "", anchor: `c${document}`, start: 0, people: [], ids: ["t0"], who: [-1] },
    said: [document % 2 ? "something else" : "here it is"],
  });
  const text = async (file) => {
    await new Promise((done) => setTimeout(done));
    if (!state.online) throw new Error("offline");
    const document = Number.parseInt(file.slice("texts/".length), 16) / 2 ** 32;
    return { page: String(document), title: "", facts: [], people: [], chapters: [chapter(document)] };
  };
  const each = Array.from({ length: COUNT }, (_each, document) => document);
  const starts = Uint32Array.from([...each, COUNT]);
  const digests = Uint8Array.from(each.flatMap((document) => [document, 0, 0, 0, 0]));
  const documents = { count: COUNT, firsts: starts, pieces: starts, runs: starts, digests };
  const selection = { scores: new Float64Array(COUNT), found: new Uint8Array(COUNT).fill(1), total: COUNT, terms: [] };
  const asked = { selection, ranked: each, scores: new Map(), worths: new Map(), speakers: null };
  const marker = new Marker(null, new Map(), [], new Map());
  return new Hits({ text }, documents, asked, parseQuery(typed), marker);
}

const pages = (groups) => groups.map(({ page }) => Number(page));
const places = (groups) => groups.map(({ place }) => place);
const to = (end, step = 1) => Array.from({ length: end / step }, (_each, place) => place * step);

for (const [typed, step] of [["word", 1], ['"here it is"', 2]]) {
  test(`no hit of ${typed} is lost while the reader is offline`, async () => {
    const state = { online: true };
    const hits = hitsOf(typed, state);
    const given = pages(await hits.next(10, () => {}));
    for (let turn = 0; hits.rest; turn += 1) {
      state.online = turn % 2 === 1;
      const next = hits.next(10, () => {});
      if (!state.online) await assert.rejects(next, /offline/);
      else given.push(...pages(await next));
      assert.ok(turn < COUNT);
    }
    assert.deepEqual(given, to(COUNT, step));
  });

  test(`two who ask at once for more of ${typed} get what follows, each once`, async () => {
    const hits = hitsOf(typed);
    const both = (await Promise.all([1, 2].map(() => hits.next(10, () => {})))).flat();
    assert.deepEqual(pages(both), to(20 * step, step));
    assert.deepEqual(places(both), to(20));
  });
}

test("texts that came while nobody waited any more are given to the next who asks", async () => {
  const hits = hitsOf("word");
  const stale = () => {
    throw new Error("stale");
  };
  await assert.rejects(hits.next(10, stale), /stale/);
  assert.deepEqual(pages(await hits.next(10, () => {})), to(10));
  assert.deepEqual(await hits.others(0), []);
});
