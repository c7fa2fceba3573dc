/**
 * Plays a video in one frame of youtube-nocookie.com, by the messages that YouTube's script
 * for embedded players (https://developers.google.com/youtube/iframe_api_reference) exchanges
 * with its frame: JSON texts, `listening` and `command` to it; `onReady`, `infoDelivery`,
 * `onStateChange` and `onError` from it. That script is never loaded. Times are the video's.
 */

const HOST = "https://www.youtube-nocookie.com";

/** States of a video that is going: playing, and waiting for more. */
const GOING = [1, 3];

/** Milliseconds between two calls to a frame that has not answered, and how many there are. */
const CALL_EVERY = 250;
const CALLS = 60;

/** Milliseconds after a jump in which the frame may still tell where it was before. */
const STALE = 1500;

/**
 * @param {Element} screen where the frame is put
 * @param {string} video its id
 * @param {number} start seconds
 * @param {() => void} changed called whenever something of it has changed
 * @param {() => void} failed
 * @returns {import("./audio-backend.js").Backend}
 */
export function youtubeBackend(screen, video, start, changed, failed) {
  const frame = newFrame(video, start);
  const state = { time: start, duration: 0, playing: false };
  /** @type {object[] | null} what to say once somebody listens; null since then */
  let waiting = [];
  let sought = -STALE;

  const send = (/** @type {object} */ message) =>
    frame.contentWindow?.postMessage(JSON.stringify({ ...message, id: 1, channel: "widget" }), HOST);
  const command = (/** @type {string} */ func, /** @type {unknown[]} */ ...args) => {
    const message = { event: "command", func, args };
    if (waiting) waiting.push(message);
    else send(message);
  };

  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== HOST || source !== frame.contentWindow) return;
    const said = understood(data);
    if (said === null) return;
    if (said.failed) failed();
    const backwards = performance.now() - sought < STALE && Math.abs((said.time ?? state.time) - state.time) > 3;
    for (const key of /** @type {const} */ (["time", "duration", "playing"])) {
      if (said[key] !== undefined && !(key === "time" && backwards)) Object.assign(state, { [key]: said[key] });
    }
    const held = waiting ?? [];
    waiting = null;
    held.forEach(send);
    changed();
  });

  command("addEventListener", "onStateChange");
  command("addEventListener", "onError");
  frame.addEventListener("load", () => {
    let calls = 0;
    const timer = setInterval(() => {
      if (waiting && calls++ < CALLS) return send({ event: "listening" });
      clearInterval(timer);
      if (waiting) failed();
    }, CALL_EVERY);
  });
  screen.append(frame);

  return {
    play: () => command("playVideo"),
    pause: () => command("pauseVideo"),
    seek(seconds) {
      state.time = seconds;
      sought = performance.now();
      command("seekTo", seconds, true);
    },
    speed: (rate) => command("setPlaybackRate", rate),
    mute: (muted) => command(muted ? "mute" : "unMute"),
    get time() {
      return state.time;
    },
    get duration() {
      return state.duration;
    },
    get playing() {
      return state.playing;
    },
  };
}

/**
 * What a message of the frame says, or null for something else.
 *
 * @param {unknown} data
 * @returns {{time?: number, duration?: number, playing?: boolean, failed?: boolean} | null}
 */
export function understood(data) {
  let said;
  try {
    said = JSON.parse(String(data));
  } catch {
    return null;
  }
  if (said?.event === "onError") return { failed: true };
  if (said?.event === "onReady") return {};
  if (said?.event === "onStateChange") return { playing: GOING.includes(said.info) };
  if (said?.event !== "infoDelivery" && said?.event !== "initialDelivery") return null;
  const { currentTime, duration, playerState } = said.info ?? {};
  return {
    time: Number.isFinite(currentTime) ? currentTime : undefined,
    duration: Number.isFinite(duration) ? duration : undefined,
    playing: Number.isFinite(playerState) ? GOING.includes(playerState) : undefined,
  };
}

/**
 * @param {string} video
 * @param {number} start seconds
 */
function newFrame(video, start) {
  const frame = document.createElement("iframe");
  const asked = { enablejsapi: 1, origin: location.origin, start: Math.floor(start), playsinline: 1 };
  frame.src = `${HOST}/embed/${video}?${new URLSearchParams(Object.entries(asked).map(([k, v]) => [k, String(v)]))}`;
  frame.title = "YouTube";
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  return frame;
}
