/**
 * The player's controls, which lie in the page's markup: they show what the player does and
 * hand on what the reader presses.
 */

import { clock, momentAt } from "./player-moments.js";
import { _ } from "./words.js";

/**
 * @param {Document} page
 * @param {HTMLElement} box
 * @param {import("./player.js").Player} player
 */
export function showPlayer(page, box, player) {
  const find = (name) => box.querySelector(`[data-${name}]`);
  const [position, speed, choice, screen] = ["position", "speed", "choice", "show-screen"].map(find);
  const [dock, trouble] = [".dock", ".trouble"].map((name) => box.querySelector(name));
  const launches = [...box.querySelectorAll("[data-source]")];
  const names = launches.map((launch) => launch.querySelector("[data-label]").textContent);
  const root = page.documentElement;
  let dragging = false;

  const show = () => {
    const [{ seconds, duration, playing }, { source, muted, speed: rate }] = [player.state(), player.settings()];
    dock.hidden = source === null;
    box.classList.toggle("on", playing);
    if (playing) put(trouble, "");
    launches.forEach((launch, n) => {
      const own = playing && source === player.sources[n];
      launch.classList.toggle("on", own);
      const cued = source === null && seconds >= 1;
      const start = cued ? _("%(play)s at %(time)s", { play: names[n], time: clock(seconds) }) : names[n];
      put(launch.querySelector("[data-label]"), own ? _("Pause") : start);
    });
    find("toggle").ariaLabel = playing ? _("Pause") : _("Play");
    put(find("duration"), (duration ? `/ ${clock(duration)}` : "") + (muted ? ` ${_("muted")}` : ""));
    put(find("heard"), player.chapters[momentAt(player.chapters, seconds)]?.element.textContent);
    screen.hidden = source?.kind !== "youtube";
    speed.value = String(rate);
    if (choice && source) choice.selectedIndex = player.sources.indexOf(source);
    if (dragging) return;
    put(find("time"), clock(seconds));
    position.disabled = !duration;
    position.max = String(Math.floor(duration) || 1);
    position.value = String(Math.floor(seconds));
    position.ariaValueText = _("%(place)s of %(whole)s", { place: clock(seconds), whole: clock(duration) });
  };
  page.addEventListener("chapterhouse:time", show);
  show();

  launches.forEach((launch, n) => {
    launch.addEventListener("click", () => {
      if (player.settings().source === player.sources[n]) player.toggle();
      else player.start(player.sources[n]);
    });
  });
  box.addEventListener("trouble", () => put(trouble, _("It can’t be played here just now. The link leads to it.")));
  box.addEventListener("click", ({ target }) => {
    const by = target.closest("[data-skip]");
    if (by) player.skip(Number(by.dataset.skip));
  });
  find("toggle").addEventListener("click", () => player.toggle());
  speed.addEventListener("change", () => player.setSpeed(Number(speed.value)));
  choice?.addEventListener("change", () => player.start(player.sources[choice.selectedIndex]));
  position.addEventListener("input", () => {
    dragging = true;
    put(find("time"), clock(position.value));
  });
  position.addEventListener("change", () => {
    dragging = false;
    player.seek(Number(position.value));
  });
  screen.addEventListener("click", () => {
    screen.ariaPressed = String(!root.toggleAttribute("data-screen-off"));
  });
  // Its height follows the reader's text size; the page leaves that much room below.
  new ResizeObserver(() => root.style.setProperty("--dock", `${dock.offsetHeight}px`)).observe(dock);
}

/**
 * Writes only what changed: this runs four times a second.
 *
 * @param {Element} element
 * @param {string} [text]
 */
function put(element, text = "") {
  if (element.textContent !== text) element.textContent = text;
}
