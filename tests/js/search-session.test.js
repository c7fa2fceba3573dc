/** A session with its client, on a worker that is told when to answer and when to die. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { openSession } from "./search-session.js";

const FOLDER = new URL("http://site.test/search/data/");

/** @type {FakeWorker[]} */
let workers;

class FakeWorker extends EventTarget {
  constructor() {
    super();
    this.terminated = false;
    workers.push(this);
  }

  postMessage({ call, method, given }) {
    const result = method === "find" ? { id: given[0], query: given[1], worker: workers.indexOf(this) } : { groups: [] };
    queueMicrotask(() => this.dispatchEvent(Object.assign(new Event("message"), { data: { call, result } })));
  }

  terminate() {
    this.terminated = true;
  }

  die() {
    this.dispatchEvent(new Event("error"));
  }
}

beforeEach(() => {
  workers = [];
  globalThis.Worker = /** @type {any} */ (FakeWorker);
  globalThis.fetch = async () => Response.json({});
});

const offline = { kind: "offline" };

test("a worker whose script can't be had is told while the table is still on its way", async () => {
  const session = openSession(FOLDER);
  globalThis.fetch = async () => {
    workers[0].die();
    return Response.json({});
  };
  await assert.rejects(session.find("a"), offline);
  assert.equal(workers[0].terminated, true);
  globalThis.fetch = async () => Response.json({});
  assert.equal((await session.find("a")).worker, 1);
});

test("a worker that died is followed by one new one, and whoever waits for it is told", async () => {
  const session = openSession(FOLDER);
  await session.find("a");
  const waiting = session.find("b");
  await new Promise((done) => setTimeout(done));
  workers[0].postMessage = () => {};
  const silent = session.find("c");
  await new Promise((done) => setTimeout(done));
  workers[0].die();
  assert.equal((await waiting).query, "b");
  await assert.rejects(silent, offline);
  const answers = await Promise.all([session.find("d"), session.facets({ id: 1 })]);
  assert.equal(answers[0].worker, 1);
  assert.equal(workers.length, 2);
});

test("what belongs to the answer of a dead worker isn't asked of another one", async () => {
  const session = openSession(FOLDER);
  const old = await session.find("a");
  workers[0].die();
  const answer = await session.find("b");
  assert.equal(answer.id, old.id);
  await assert.rejects(session.more(old), offline);
  assert.deepEqual(await session.more(answer), []);
});
