/**
 * The times that addresses name, written as in W3C Media Fragments 1.0 (normal play time) and
 * as people write them. Pure.
 */

const CLOCK = /^(?:(\d{1,5}):)?(\d{1,5}):(\d\d?(?:\.\d*)?)$/;
const UNITS = /^(?:(\d{1,5})h)?(?:(\d{1,5})m)?(?:(\d{1,9}(?:\.\d*)?)s?)?$/;

/** @typedef {{start: number, end: number | null}} Span seconds */

/**
 * "754", "754.5", "12:34", "1:02:03" or "1h2m3s" in seconds.
 * @param {string} text
 */
export function seconds(text) {
  const found = text && (CLOCK.exec(text) ?? UNITS.exec(text));
  if (!found) return null;
  const [hours, minutes, rest] = found.slice(1).map((part) => Number(part ?? 0));
  return hours * 3600 + minutes * 60 + rest;
}

/**
 * "10", "10,20", ",20" or "npt:10,20".
 * @param {string} text
 * @returns {Span | null}
 */
export function span(text) {
  const [from, to = ""] = text.replace(/^npt:/, "").split(",", 2);
  const start = from === "" && to ? 0 : seconds(from);
  const end = seconds(to);
  return start === null ? null : { start, end: end !== null && end > start ? end : null };
}

/**
 * The time that "t754" or "t=12:34" (beside other names and values) asks for, in letters of
 * either case.
 * @param {string} fragment without "#"
 * @returns {Span | null}
 */
export function momentIn(fragment) {
  const small = fragment.toLowerCase();
  const plain = /^t(\d+(?:\.\d+)?)$/.exec(small);
  return span(plain?.[1] ?? new URLSearchParams(small).get("t") ?? "");
}
