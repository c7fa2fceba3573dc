/**
 * Plays an audio file. Times are the file's own, in seconds.
 *
 * @typedef {object} Backend what the player needs of whoever makes the sound
 * @property {() => void} play
 * @property {() => void} pause
 * @property {(seconds: number) => void} seek
 * @property {(rate: number) => void} speed 1 is as it was spoken
 * @property {(muted: boolean) => void} mute
 * @property {number} time seconds
 * @property {number} duration seconds; 0 while it is not known
 * @property {boolean} playing
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
    play: () => void audio.play().catch(() => {}),
    pause: () => audio.pause(),
    seek: (seconds) => (audio.currentTime = seconds),
    speed: (rate) => (audio.defaultPlaybackRate = audio.playbackRate = rate),
    mute: (muted) => (audio.muted = muted),
    get time() {
      return audio.currentTime;
    },
    get duration() {
      return Number.isFinite(audio.duration) ? audio.duration : 0;
    },
    get playing() {
      return !audio.paused && !audio.ended;
    },
  };
}
