/**
 * The player's controls: they show what the player does and hand on what the reader presses.
 * They lie in the page's markup; here they only get their life.
 */

import { chapterAt, clock } from "./player-moments.js";

/**
 * @param {HTMLElement} box
 * @param {import("./player.js").Player} player
 */
export function showPlayer(box, player) {
  const find = (/** @type {string} */ name) => box.querySelector(`[data-${name}]`);
  const [dock, trouble] = [box.querySelector(".dock"), box.querySelector(".trouble")];
  const launches = [...box.querySelectorAll("[data-source]")];
  const labels = launches.map((launch) => launch.querySelector("[data-label]"));
  const names = labels.map((label) => label?.textContent);
  const [position, speed, choice, screen] = ["position", "speed", "choice", "show-screen"].map(find);
  let dragging = false;

  const show = () => {
    const { seconds, duration, playing, source } = player;
    if (dock) dock.hidden = source === null;
    box.dataset.playing = String(playing);
    launches.forEach((launch, n) => {
      const own = source === player.sources[n];
      launch.classList.toggle("on", own && playing);
      const from = source === null && seconds >= 1 ? `${names[n]} at ${clock(seconds)}` : names[n];
      put(labels[n], own && playing ? "Pause" : from);
    });
    find("toggle")?.setAttribute("aria-label", playing ? "Pause" : "Play");
    put(find("duration"), (duration ? `/ ${clock(duration)}` : "") + (player.muted ? " muted" : ""));
    if (playing) put(trouble, "");
    put(find("heard"), player.chapters[chapterAt(player.chapters, seconds)]?.title ?? "");
    if (screen) screen.hidden = source?.kind !== "youtube";
    if (speed) speed.value = String(player.speed);
    if (choice && source) choice.selectedIndex = player.sources.indexOf(source);
    if (dragging || !position) return;
    put(find("time"), clock(seconds));
    position.max = String(Math.max(1, Math.floor(duration)));
    position.value = String(Math.floor(seconds));
    position.disabled = !duration;
    position.setAttribute("aria-valuetext", `${clock(seconds)} of ${clock(duration)}`);
  };

  document.addEventListener("chapterhouse:time", show);
  // Its height follows the reader's text size; the page leaves that much room below.
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--dock", `${dock?.offsetHeight}px`);
  }).observe(dock ?? box);
  launches.forEach((launch, n) => {
    launch.addEventListener("click", () => {
      if (player.source === player.sources[n]) player.toggle();
      else player.start(player.sources[n]);
    });
  });
  box.addEventListener("trouble", () => put(trouble, "It can’t be played here just now. The link leads to it."));
  box.addEventListener("click", ({ target }) => {
    const by = target instanceof Element && target.closest("[data-skip]");
    if (by) player.skip(Number(by.dataset.skip));
  });
  find("toggle")?.addEventListener("click", player.toggle);
  speed?.addEventListener("change", () => player.setSpeed(Number(speed.value)));
  choice?.addEventListener("change", () => player.start(player.sources[choice.selectedIndex]));
  position?.addEventListener("input", () => {
    dragging = true;
    put(find("time"), clock(Number(position.value)));
  });
  position?.addEventListener("change", () => {
    dragging = false;
    player.seek(Number(position.value));
  });
  screen?.addEventListener("click", () => {
    const shown = screen.getAttribute("aria-pressed") !== "true";
    screen.setAttribute("aria-pressed", String(shown));
    document.documentElement.toggleAttribute("data-screen-off", !shown);
  });
}

/**
 * Writes only what changed: this runs four times a second.
 *
 * @param {Element | null | undefined} element
 * @param {string | null | undefined} text
 */
function put(element, text) {
  if (element && element.textContent !== text) element.textContent = text ?? "";
}
