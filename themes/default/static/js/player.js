/**
 * The recording, wherever it is: one set of controls for an audio file and for a video.
 *
 * Nothing is loaded before somebody presses play. Until then a seek only cues: it says where
 * playing would begin. All times here are the transcript's; a source adds its offset. Others
 * follow by `chapterhouse:time` and ask by `chapterhouse:seek` (both on `document`).
 */

import { audioBackend } from "./audio-backend.js";
import { chapterAt, chaptersOf, secondsOf } from "./player-moments.js";
import { showPlayer } from "./player-controls.js";
import { keepPosition } from "./player-position.js";
import { tellSystem } from "./player-session.js";
import { recall, remember } from "./storage.js";
import { youtubeBackend } from "./youtube-backend.js";

/** Milliseconds between two reports of the position. */
const REPORT = 250;

/** Milliseconds in which the same wish is one wish. */
const TWICE = 400;

/**
 * @typedef {object} Source
 * @property {string} kind "audio" or "youtube"
 * @property {string} ref the file's address, or the video's id
 * @property {number} offset seconds that it is ahead of the transcript
 * @property {import("./audio-backend.js").Backend} [backend] once it was started
 */

/** @typedef {ReturnType<typeof newPlayer>} Player */

/**
 * @param {Document} page
 * @returns {Player | null} null on a page without a recording
 */
export function startPlayer(page) {
  const box = page.querySelector(".player");
  if (!(box instanceof HTMLElement)) return null;
  const sources = [...box.querySelectorAll("[data-source]")].map((button) => ({
    kind: button.dataset.source,
    ref: button.dataset.ref,
    offset: Number(button.dataset.offset),
  }));
  const player = newPlayer(page, box, sources);
  showPlayer(box, player);
  keepPosition(page, box, player);
  tellSystem(page, box, player);
  let last = { seconds: -1, at: 0 };
  page.addEventListener("chapterhouse:seek", (event) => {
    event.preventDefault();
    const { seconds, play = false, until } = event.detail;
    // A link says it twice: when it is pressed, and when the fragment has changed.
    if (seconds === last.seconds && event.timeStamp - last.at < TWICE) return;
    last = { seconds, at: event.timeStamp };
    player.seek(seconds, play, until);
  });
  page.addEventListener("click", (event) => seekByLink(page, event, player));
  return player;
}

/**
 * @param {Document} page
 * @param {HTMLElement} box
 * @param {Source[]} sources
 */
function newPlayer(page, box, sources) {
  const chapters = chaptersOf(page);
  /** @type {Source | null} the one that plays, or played last */
  let source = null;
  let [cue, until, speed, muted] = [0, Infinity, Number(recall("speed")) || 1, false];
  let [told, wasPlaying, stop] = [-REPORT, false, 0];

  const player = {
    sources,
    chapters,
    get source() {
      return source;
    },
    get seconds() {
      return source?.backend ? Math.max(0, source.backend.time - source.offset) : cue;
    },
    get duration() {
      return source?.backend?.duration ? source.backend.duration - source.offset : 0;
    },
    get playing() {
      return Boolean(source?.backend?.playing);
    },
    get speed() {
      return speed;
    },

    /**
     * Plays a source; the first time, this loads it.
     * @param {Source} wanted
     */
    start(wanted, at = player.seconds) {
      if (source !== wanted) source?.backend?.pause();
      const place = Math.max(0, at + wanted.offset);
      const again = wanted.backend && (source !== wanted || at !== player.seconds);
      wanted.backend ??= open(wanted, place);
      source = wanted;
      if (again) wanted.backend.seek(place);
      wanted.backend.speed(speed);
      wanted.backend.mute(muted);
      wanted.backend.play();
      page.documentElement.dataset.player = wanted.kind;
      remember("source", wanted.kind);
      report(true);
    },
    toggle() {
      if (player.playing) source?.backend?.pause();
      else player.start(source ?? player.usual);
    },
    /** What somebody who doesn't choose gets: what was chosen last, or the first. */
    get usual() {
      const last = recall("source");
      return sources.find(({ kind }) => kind === last) ?? sources[0];
    },
    /**
     * @param {number} seconds
     * @param {boolean} play false: as it is, playing or not
     * @param {number} end seconds at which to pause
     */
    seek(seconds, play = false, end = Infinity) {
      cue = Math.max(0, seconds);
      until = end > cue ? end : Infinity;
      source?.backend?.seek(Math.max(0, cue + source.offset));
      if (play && source && !player.playing) source.backend?.play();
      report(true);
    },
    /** @param {number} by seconds, less than 0: back */
    skip(by) {
      player.seek(player.seconds + by);
    },
    /** @param {1 | -1} by the next chapter, or the beginning of this one or of the one before */
    skipChapter(by) {
      const now = chapterAt(chapters, by > 0 ? player.seconds : player.seconds - 3);
      const next = chapters[by > 0 ? now + 1 : Math.max(now, 0)];
      if (next) player.seek(next.start);
    },
    /** @param {number} rate 1 is as it was spoken */
    setSpeed(rate) {
      speed = rate;
      remember("speed", rate);
      source?.backend?.speed(rate);
      report(true);
    },
    get muted() {
      return muted;
    },
    mute() {
      muted = !muted;
      source?.backend?.mute(muted);
      report(true);
    },
  };

  const open = (/** @type {Source} */ wanted, /** @type {number} */ place) => {
    const changed = () => source === wanted && report(player.playing !== wasPlaying);
    const failed = () => box.dispatchEvent(new CustomEvent("trouble"));
    if (wanted.kind === "audio") return audioBackend(wanted.ref, place, changed, failed);
    return youtubeBackend(box.querySelector("[data-screen]") ?? box, wanted.ref, place, changed, failed);
  };

  const report = (/** @type {boolean} */ atOnce) => {
    const { seconds, playing } = player;
    clearTimeout(stop);
    if (playing) stop = setTimeout(halt, Math.min(1e6, ((until - seconds) / speed) * 1000));
    if (!atOnce && performance.now() - told < REPORT) return;
    [told, wasPlaying] = [performance.now(), playing];
    page.dispatchEvent(new CustomEvent("chapterhouse:time", { detail: { seconds, playing } }));
  };

  const halt = () => {
    if (player.seconds < until - 0.2) return report(false);
    until = Infinity;
    source?.backend?.pause();
  };
  return player;
}

/**
 * A link to a moment or a chapter of this page also moves the player there, and plays when it
 * has been started before. Where it hasn't, the link only cues.
 *
 * @param {Document} page
 * @param {MouseEvent} event
 * @param {Player} player
 */
function seekByLink(page, event, player) {
  const link = event.target instanceof Element && event.target.closest("a[href^='#']");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const target = page.getElementById(link.hash.slice(1));
  const seconds = target && secondsOf(target);
  if (typeof seconds !== "number") return;
  const detail = { seconds, play: player.source !== null };
  page.dispatchEvent(new CustomEvent("chapterhouse:seek", { detail, cancelable: true }));
}
