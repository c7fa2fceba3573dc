import assert from "node:assert/strict";
import { test } from "node:test";

import { clock, momentAt } from "./player-moments.js";

const moments = [5, 7, 7, 12].map((seconds) => ({ start: seconds }));

test("finds the last moment that has begun", () => {
  const found = [0, 4.9, 5, 6.9, 7, 11.9, 12, 9999].map((seconds) => momentAt(moments, seconds));
  assert.deepEqual(found, [-1, -1, 0, 0, 2, 2, 3, 3]);
  assert.equal(momentAt([], 5), -1);
});

test("finds the moment of a long conversation in a few steps", () => {
  let looks = 0;
  const many = Array.from({ length: 20_000 }, (_, seconds) => ({
    get start() {
      looks += 1;
      return seconds;
    },
  }));
  assert.equal(momentAt(many, 12_345.6), 12_345);
  assert.ok(looks <= 15);
});

test("says a time as the page does", () => {
  assert.deepEqual([-3, 0, 9.9, 754, 3723].map(clock), ["0:00", "0:00", "0:09", "12:34", "1:02:03"]);
});
