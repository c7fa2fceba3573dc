/**
 * The strip of the whole conversation shows where the player is, and leads it anywhere.
 *
 * Its chapters are plain links until a player is loaded (`data-player` on <html>): then a click
 * is a time, and the strip is a slider for the keyboard. Before, a click beside the chapters
 * says from where the player is to begin.
 */

import { _ } from "./words.js";

/** Seconds that an arrow key moves. */
const STEP = 5;

/** Seconds of playing after which a screen reader on the slider hears where it is. */
const PATIENCE = 15;

const KEYS = {
  ArrowRight: (now) => now + STEP,
  ArrowUp: (now) => now + STEP,
  ArrowLeft: (now) => now - STEP,
  ArrowDown: (now) => now - STEP,
  PageDown: (now, parts) => parts.find((part) => part.start > now)?.start,
  PageUp: (now, parts) => parts.findLast((part) => part.start < now - 2)?.start ?? 0,
  Home: () => 0,
  End: (now, parts, length) => length,
};

/** @param {Document} page */
export function showProgress(page) {
  const strip = page.querySelector(".strip[data-timed]");
  const svg = strip?.querySelector("svg");
  if (!strip || !svg) return;
  const length = Number(strip.dataset.length);
  const parts = [...svg.querySelectorAll("a[data-start]")].map((link) => ({
    link,
    start: Number(link.dataset.start),
    title: link.querySelector("title")?.textContent?.replace(/^[\d:]+ /, "") ?? "",
  }));
  const loaded = () => "player" in page.documentElement.dataset;
  let now = 0;
  let playing = false;
  let told = -Infinity;
  let line;
  let slider;

  const showLine = () => {
    line ??= addLine(svg);
    const x = (Math.min(1, now / length) * svg.viewBox.baseVal.width).toFixed(1);
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
  };

  const showSlider = () => {
    if (!loaded()) return;
    slider ??= addSlider(strip, length, (key) => {
      if (!Object.hasOwn(KEYS, key)) return false;
      const wanted = KEYS[key](now, parts, length);
      told = -Infinity;
      if (wanted !== undefined) ask(page, Math.min(length, Math.max(0, wanted)), playing);
      return true;
    });
    const part = parts.findLast(({ start }) => start <= now);
    markPart(svg, part?.link);
    if (playing && slider === page.activeElement && Math.abs(now - told) < PATIENCE) return;
    told = now;
    slider.setAttribute("aria-valuenow", String(Math.floor(now)));
    slider.setAttribute("aria-valuetext", [clock(now), part?.title].filter(Boolean).join(", "));
  };

  svg.addEventListener("click", (event) => {
    // A link inside of SVG has no `hash`: nobody else need know of it.
    event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!loaded() && event.target.closest("a")) return;
    const box = svg.getBoundingClientRect();
    const seconds = Math.max(0, ((event.clientX - box.left) / box.width) * length);
    if (ask(page, seconds, loaded())) event.preventDefault();
  });
  page.addEventListener("chapterhouse:time", (event) => {
    ({ seconds: now, playing } = event.detail);
    showLine();
    showSlider();
  });
  new MutationObserver(showSlider).observe(page.documentElement, { attributeFilter: ["data-player"] });
  showSlider();
}

/**
 * Asks the player to go to a second.
 *
 * @param {Document} page
 * @param {number} seconds
 * @param {boolean} play Whether it shall play then.
 * @returns {boolean} Whether the player took it.
 */
function ask(page, seconds, play) {
  const detail = { seconds, play };
  return !page.dispatchEvent(new CustomEvent("chapterhouse:seek", { detail, cancelable: true }));
}

/** @param {SVGSVGElement} svg */
function addLine(svg) {
  const line = document.createElementNS(svg.namespaceURI, "line");
  line.setAttribute("y1", "-3");
  line.setAttribute("y2", String(svg.viewBox.baseVal.height + 3));
  svg.append(line);
  return line;
}

/**
 * @param {HTMLElement} strip
 * @param {number} length seconds
 * @param {(key: string) => boolean} press Whether the key is one of a slider's.
 */
function addSlider(strip, length, press) {
  const slider = document.createElement("div");
  slider.tabIndex = 0;
  slider.setAttribute("role", "slider");
  slider.setAttribute("aria-label", _("Place in the conversation"));
  slider.setAttribute("aria-valuemin", "0");
  slider.setAttribute("aria-valuemax", String(length));
  slider.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !press(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  strip.append(slider);
  return slider;
}

/**
 * Writes only when another chapter begins.
 *
 * @param {SVGSVGElement} svg
 * @param {Element | undefined} link
 */
function markPart(svg, link) {
  const marked = svg.querySelector("a[aria-current]");
  if (marked === (link ?? null)) return;
  marked?.removeAttribute("aria-current");
  link?.setAttribute("aria-current", "true");
}

/** @param {number} seconds */
function clock(seconds) {
  const [hours, minutes, rest] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
