/**
 * Plays an audio file. Times are the file's own, in seconds.
 *
 * @typedef {object} Backend what the player needs of whoever makes the sound
 * @property {() => void} play
 * @property {() => void} pause
 * @property {(seconds: number) => void} seek
 * @property {(rate: number) => void} speed 1 is as it was spoken
 * @property {(muted: boolean) => void} mute
 * @property {() => {time: number, duration: number, playing: boolean}} state seconds; a duration
 *   that is not known is 0
 */

const CHANGES = ["play", "playing", "pause", "ended", "seeked", "timeupdate", "durationchange"];

/**
 * @param {string} address
 * @param {number} start seconds
 * @param {() => void} changed called whenever something of it has changed
 * @param {() => void} failed
 * @returns {Backend}
 */
export function audioBackend(address, start, changed, failed) {
  const audio = new Audio();
  audio.preload = "none";
  audio.src = address;
  audio.currentTime = start;
  for (const change of CHANGES) audio.addEventListener(change, changed);
  audio.addEventListener("error", failed);
  return {
    // A refusal for want of a click leaves it paused; a file that fails has its own event.
    play: () => audio.play().catch(() => {}),
    pause: () => audio.pause(),
    seek: (seconds) => (audio.currentTime = seconds),
    speed: (rate) => (audio.defaultPlaybackRate = audio.playbackRate = rate),
    mute: (muted) => (audio.muted = muted),
    state: () => ({
      time: audio.currentTime,
      duration: Number.isFinite(audio.duration) ? audio.duration : 0,
      playing: !audio.paused && !audio.ended,
    }),
  };
}
