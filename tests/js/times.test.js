import assert from "node:assert/strict";
import { test } from "node:test";

import { momentIn, seconds, span } from "./times.js";

test("times in every notation that people write", () => {
  const said = ["754", "754.5", "12:34", "12:34.5", "1:02:03", "0:05", "1h2m3s", "12m34s", "90s", "2h"];
  assert.deepEqual(said.map(seconds), [754, 754.5, 754, 754.5, 3723, 5, 3723, 754, 90, 7200]);
});

test("what is no time is none", () => {
  const said = ["", "x", "12:", ":34", "1:2:3:4", "-5", "1e3", "h", "99999999999999999999", "12:34x"];
  assert.deepEqual(said.map(seconds), said.map(() => null));
});

test("ranges, open at either end, with the name of their clock", () => {
  assert.deepEqual(span("10,20"), { start: 10, end: 20 });
  assert.deepEqual(span("npt:10,20"), { start: 10, end: 20 });
  assert.deepEqual(span(",20"), { start: 0, end: 20 });
  assert.deepEqual(span("0:10,0:20"), { start: 10, end: 20 });
  for (const text of ["10", "10,", "20,10", "20,20", "10,x"]) assert.equal(span(text)?.end, null);
  for (const text of ["", ",", "x,20"]) assert.equal(span(text), null);
});

test("fragments and queries", () => {
  assert.deepEqual(momentIn("t754"), { start: 754, end: null });
  assert.deepEqual(momentIn("t754.5"), { start: 754.5, end: null });
  assert.deepEqual(momentIn("t=12:34"), { start: 754, end: null });
  assert.deepEqual(momentIn("xywh=1,2,3,4&t=10,20"), { start: 10, end: 20 });
  for (const fragment of ["", "topics", "t", "t=", "t754-2", "time=7"]) assert.equal(momentIn(fragment), null);
});
