/**
 * The strip of the whole conversation shows where the player is, and leads it anywhere.
 *
 * Without a player its chapters are plain links. Where one is loaded (`data-player` on <html>)
 * a click is a time, and the strip is a slider for the keyboard.
 */

/** Seconds that an arrow key moves. */
const STEP = 5;

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
  let line;
  let slider;

  const update = () => {
    if (!loaded()) return;
    line ??= addLine(svg);
    slider ??= addSlider(strip, length, (key) => {
      const wanted = KEYS[key]?.(now, parts, length);
      if (wanted !== undefined) ask(page, Math.min(length, Math.max(0, wanted)), playing);
      return key in KEYS;
    });
    const part = parts.findLast(({ start }) => start <= now);
    const x = (Math.min(1, now / length) * svg.viewBox.baseVal.width).toFixed(1);
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
    slider.ariaValueNow = String(Math.floor(now));
    slider.ariaValueText = [clock(now), part?.title].filter(Boolean).join(", ");
    markPart(svg, part?.link);
  };

  svg.addEventListener("click", (event) => {
    if (!loaded() || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const box = svg.getBoundingClientRect();
    const seconds = ((event.clientX - box.left) / box.width) * length;
    if (ask(page, seconds, true)) event.preventDefault();
  });
  page.addEventListener("chapterhouse:time", (event) => {
    ({ seconds: now, playing } = event.detail);
    update();
  });
  new MutationObserver(update).observe(page.documentElement, { attributeFilter: ["data-player"] });
  update();
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
  slider.role = "slider";
  slider.ariaLabel = "Position";
  slider.ariaValueMin = "0";
  slider.ariaValueMax = String(length);
  slider.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !press(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  strip.append(slider);
  return slider;
}

/** Writes only when another chapter begins. */
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
