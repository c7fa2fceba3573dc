/**
 * Single keys for those who read and listen with the keyboard. They can be switched off (WCAG
 * 2.1.4), are dead where somebody writes or chooses, and leave the arrows to scrolling.
 */

import { focusOn } from "./focus.js";
import { recall, remember } from "./storage.js";

const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2];
const TIMES = ".turn > p[id] > a:first-of-type";
const WRITING = "input, textarea, select, [contenteditable], dialog";
const PRESSED_BY_SPACE = "button, summary, audio, video";

/**
 * @param {Document} page
 * @param {import("./player.js").Player | null} player
 */
export function listenToKeys(page, player) {
  const dialog = page.querySelector("dialog.keys");
  const chosen = dialog?.querySelector("[data-keys-on]");
  if (!dialog || !chosen) return;
  const tell = () => {
    page.documentElement.dataset.keys = chosen.checked ? "on" : "off"; // for keys of other parts
  };
  chosen.checked = recall("keys") !== "off";
  tell();
  chosen.addEventListener("change", () => {
    remember("keys", chosen.checked ? null : "off");
    tell();
  });
  let opener = page.body;
  const show = () => {
    opener = page.activeElement ?? page.body;
    dialog.showModal();
  };
  // The browser gives the focus back only to what is a stop for the Tab key.
  dialog.addEventListener("close", () => opener !== page.body && focusOn(opener, { preventScroll: true }));
  for (const button of page.querySelectorAll("button[data-keys]")) button.addEventListener("click", show);

  const setSpeed = (speed) => speed && player.setSpeed(speed);
  const act = {
    " ": () => player?.toggle(),
    "<": () => player && setSpeed(SPEEDS.findLast((speed) => speed < player.settings().speed)),
    ">": () => player && setSpeed(SPEEDS.find((speed) => speed > player.settings().speed)),
    m: () => player?.mute(),
    j: () => step(page, 1),
    k: () => step(page, -1),
    "[": () => chapter(page, -1),
    "]": () => chapter(page, 1),
    "?": show,
  };

  page.addEventListener("keydown", (event) => {
    if (!chosen.checked || event.defaultPrevented || event.isComposing || isShortcut(event)) return;
    const { target, key } = event;
    if (target.closest(WRITING) || !Object.hasOwn(act, key)) return;
    const scrolls = event.shiftKey || !player?.settings().source;
    if (key === " " && (scrolls || target.closest(PRESSED_BY_SPACE))) return;
    event.preventDefault();
    act[key]();
  });
}

/**
 * Where [ and < are typed with AltGr, that is no shortcut of somebody else.
 *
 * @param {KeyboardEvent} event
 */
function isShortcut(event) {
  return (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph");
}

/**
 * To the link of the next or previous paragraph; first, to the one at the window's upper edge.
 *
 * @param {Document} page
 * @param {1 | -1} by
 */
function step(page, by) {
  const links = [...page.querySelectorAll(TIMES)];
  const held = links.indexOf(page.activeElement?.closest("p")?.querySelector("a"));
  const next = held >= 0 ? held + by : links.indexOf(firstInSight(page));
  links[next]?.focus();
}

/**
 * Looks into the chapter at the window's upper edge only: the others may not be laid out yet.
 *
 * @param {Document} page
 */
function firstInSight(page) {
  const edge = parseFloat(getComputedStyle(page.documentElement).scrollPaddingBlockStart) || 0;
  const below = (element) => element.getBoundingClientRect().bottom > edge + 1;
  const chapter = [...page.querySelectorAll(".chapter")].find(below);
  return [...(chapter?.querySelectorAll(TIMES) ?? [])].find((link) => below(link.parentElement));
}

/**
 * As if its entry in the contents had been pressed.
 *
 * @param {Document} page
 * @param {1 | -1} by
 */
function chapter(page, by) {
  const links = [...page.querySelectorAll(".contents a[href^='#']")];
  const now = links.findIndex((link) => link.hasAttribute("aria-current"));
  links[Math.max(0, now + by)]?.click();
}
