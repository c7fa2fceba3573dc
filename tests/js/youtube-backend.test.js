import assert from "node:assert/strict";
import { test } from "node:test";

import { understood } from "./youtube-backend.js";

const say = (message) => understood(JSON.stringify(message));

test("understands where a video is and whether it is going", () => {
  const info = { currentTime: 12.5, duration: 300, playerState: 3, volume: 100 };
  assert.deepEqual(say({ event: "infoDelivery", info }), { time: 12.5, duration: 300, playing: true });
  const partly = say({ event: "infoDelivery", info: { currentTime: 0 } });
  assert.deepEqual(partly, { time: 0, duration: undefined, playing: undefined });
  assert.deepEqual(say({ event: "onStateChange", info: 2 }), { playing: false });
  assert.deepEqual(say({ event: "onReady", info: null }), { ready: true });
  assert.deepEqual(say({ event: "onError", info: 150 }), { failed: true });
});

test("leaves alone what it doesn't understand", () => {
  const strange = ["", "{", "null", "3", '"x"', "[]", undefined, {}, '{"event":"other"}'];
  assert.deepEqual(strange.map(understood), strange.map(() => null));
  const nonsense = { currentTime: "12", duration: null, playerState: "1" };
  const nothing = { time: undefined, duration: undefined, playing: undefined };
  assert.deepEqual(say({ event: "infoDelivery", info: nonsense }), nothing);
  assert.deepEqual(say({ event: "infoDelivery" }), nothing);
});
