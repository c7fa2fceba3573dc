/**
 * The recording, wherever it is: one player for an audio file and for a video.
 *
 * Nothing is loaded before somebody presses play. Until then a seek only cues: it says where
 * playing would begin. All times here are the transcript's; a source adds its offset. Others
 * follow by `chapterhouse:time` and ask by `chapterhouse:seek`, both on `document`.
 */

import { audioBackend } from "./audio-backend.js";
import { showPlayer } from "./player-controls.js";
import { chaptersOf, momentAt, secondsOf } from "./player-moments.js";
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
 *
 * @typedef {ReturnType<typeof newPlayer>} Player
 */

/**
 * @param {Document} page
 * @returns {Player | null} null on a page without a recording
 */
export function startPlayer(page) {
  const box = page.querySelector(".player");
  if (!box) return null;
  const player = newPlayer(page, box);
  showPlayer(page, box, player);
  keepPosition(page, box, player);
  tellSystem(page, box, player);
  obeySeeks(page, player);
  page.addEventListener("click", (event) => seekByLink(page, event, player));
  return player;
}

/**
 * @param {Document} page
 * @param {HTMLElement} box
 */
function newPlayer(page, box) {
  const chapters = chaptersOf(page);
  /** @type {Source[]} */
  const sources = [...box.querySelectorAll("[data-source]")].map(({ dataset }) => ({
    kind: dataset.source,
    ref: dataset.ref,
    offset: Number(dataset.offset),
  }));
  /** @type {Source | null} the one that plays, or played last */
  let source = null;
  let [cue, until, speed, muted] = [0, Infinity, Number(recall("speed")) || 1, false];
  let [told, wasPlaying, stop] = [-REPORT, false, 0];

  const state = () => {
    const { time, duration, playing } = source?.backend.state() ?? { time: cue, duration: 0, playing: false };
    const offset = source?.offset ?? 0;
    return { seconds: Math.max(0, time - offset), duration: Math.max(0, duration - offset), playing };
  };
  const report = (atOnce) => {
    const { seconds, playing } = state();
    clearTimeout(stop);
    if (playing && until < Infinity) stop = setTimeout(halt, ((until - seconds) / speed) * 1000);
    if (!atOnce && performance.now() - told < REPORT) return;
    [told, wasPlaying] = [performance.now(), playing];
    page.dispatchEvent(new CustomEvent("chapterhouse:time", { detail: { seconds, playing } }));
  };
  const halt = () => {
    if (state().seconds < until - 0.2) return report(false);
    until = Infinity;
    source?.backend.pause();
  };
  const open = (wanted, place) => {
    const changed = () => source === wanted && report(state().playing !== wasPlaying);
    const failed = () => box.dispatchEvent(new CustomEvent("trouble"));
    if (wanted.kind === "audio") return audioBackend(wanted.ref, place, changed, failed);
    return youtubeBackend(box.querySelector("[data-screen]"), wanted.ref, place, changed, failed);
  };

  return {
    sources,
    chapters,
    /** {seconds, duration, playing}; a duration that is not known is 0. */
    state,
    settings: () => ({ source, speed, muted }),
    /** Plays a source from where the player is; the first time, this loads it. */
    start(wanted = source ?? sources.find(({ kind }) => kind === recall("source")) ?? sources[0]) {
      const place = Math.max(0, state().seconds + wanted.offset);
      if (source !== wanted) {
        source?.backend.pause();
        wanted.backend?.seek(place);
      }
      wanted.backend ??= open(wanted, place);
      source = wanted;
      wanted.backend.speed(speed);
      wanted.backend.mute(muted);
      wanted.backend.play();
      page.documentElement.dataset.player = wanted.kind;
      remember("source", wanted.kind);
      report(true);
    },
    toggle() {
      if (state().playing) source.backend.pause();
      else this.start();
    },
    /**
     * @param {number} seconds
     * @param {boolean} play false: as it is, playing or not
     * @param {number} end seconds at which to pause
     */
    seek(seconds, play = false, end = Infinity) {
      cue = Math.max(0, seconds);
      until = end > cue ? end : Infinity;
      source?.backend.seek(Math.max(0, cue + source.offset));
      if (play && !state().playing) source?.backend.play();
      report(true);
    },
    /** @param {number} by seconds, less than 0: back */
    skip(by) {
      this.seek(state().seconds + by);
    },
    /** @param {1 | -1} by to the next chapter; back to the beginning of this one, or of the one before */
    skipChapter(by) {
      const now = momentAt(chapters, state().seconds - (by < 0 ? 3 : 0));
      const next = chapters[by < 0 ? Math.max(now, 0) : now + 1];
      if (next) this.seek(next.start);
    },
    /** @param {number} rate 1 is as it was spoken */
    setSpeed(rate) {
      speed = rate;
      remember("speed", rate);
      source?.backend.speed(rate);
      report(true);
    },
    mute() {
      muted = !muted;
      source?.backend.mute(muted);
      report(true);
    },
  };
}

/**
 * A link says its wish twice: when it is pressed, and when the fragment has changed.
 *
 * @param {Document} page
 * @param {Player} player
 */
function obeySeeks(page, player) {
  let last = { seconds: -1, at: 0 };
  page.addEventListener("chapterhouse:seek", (event) => {
    event.preventDefault();
    const { seconds, play, until } = event.detail;
    if (seconds === last.seconds && event.timeStamp - last.at < TWICE) return;
    last = { seconds, at: event.timeStamp };
    player.seek(seconds, play, until);
  });
}

/**
 * A link to a moment or a chapter of this page moves the player there, and plays where it has
 * been started before.
 *
 * @param {Document} page
 * @param {MouseEvent} event
 * @param {Player} player
 */
function seekByLink(page, event, player) {
  const link = event.target.closest("a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const told = Number(link.dataset.t || NaN);
  const seconds = Number.isNaN(told) ? secondsOf(page.getElementById(link.getAttribute("href").slice(1))) : told;
  if (seconds === null) return;
  const detail = { seconds, play: player.settings().source !== null };
  page.dispatchEvent(new CustomEvent("chapterhouse:seek", { detail, cancelable: true }));
}
