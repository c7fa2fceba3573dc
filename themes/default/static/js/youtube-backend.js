/**
 * Plays a video in one frame of youtube-nocookie.com, by the messages that YouTube's script
 * for embedded players (https://developers.google.com/youtube/iframe_api_reference) exchanges
 * with its frame; that script is never loaded. Times are the video's own, in seconds.
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
  let [time, duration, playing, wanted, sought] = [start, 0, false, false, -STALE];
  /** What to say once somebody listens; null since then. */
  let waiting = [];

  const send = (message) =>
    frame.contentWindow?.postMessage(JSON.stringify({ ...message, id: 1, channel: "widget" }), HOST);
  const command = (func, ...args) => {
    const message = { event: "command", func, args };
    if (waiting) waiting.push(message);
    else send(message);
  };

  addEventListener("message", ({ origin, source, data }) => {
    const said = origin === HOST && source === frame.contentWindow && understood(data);
    if (!said) return;
    if (said.failed) failed();
    const stale = performance.now() - sought < STALE && Math.abs(said.time - time) > 3;
    if (!stale) time = said.time ?? time;
    duration = said.duration ?? duration;
    playing = said.playing ?? playing;
    if (waiting) waiting.splice(0).forEach(send);
    // It may tell of itself before it is ready to act.
    else if (said.ready && wanted && !playing) command("playVideo");
    waiting = null;
    changed();
  });
  frame.addEventListener("load", () => {
    let calls = 0;
    const timer = setInterval(() => {
      if (waiting && calls++ < CALLS) return send({ event: "listening" });
      clearInterval(timer);
      if (waiting) failed();
    }, CALL_EVERY);
  });
  command("addEventListener", "onStateChange");
  command("addEventListener", "onError");
  screen.append(frame);

  return {
    play() {
      wanted = true;
      command("playVideo");
    },
    pause() {
      wanted = false;
      command("pauseVideo");
    },
    seek(seconds) {
      time = seconds;
      sought = performance.now();
      command("seekTo", seconds, true);
    },
    speed: (rate) => command("setPlaybackRate", rate),
    mute: (muted) => command(muted ? "mute" : "unMute"),
    state: () => ({ time, duration, playing }),
  };
}

/**
 * What a message of the frame says, or null for something else.
 *
 * @param {unknown} data
 * @returns {{time?: number, duration?: number, playing?: boolean, ready?: boolean, failed?: boolean} | null}
 */
export function understood(data) {
  let said;
  try {
    said = JSON.parse(String(data));
  } catch {
    return null;
  }
  const info = said?.info ?? {};
  const number = (value) => (Number.isFinite(value) ? value : undefined);
  switch (said?.event) {
    case "onError":
      return { failed: true };
    case "onReady":
      return { ready: true };
    case "onStateChange":
      return { playing: GOING.includes(info) };
    case "initialDelivery":
    case "infoDelivery": {
      const state = number(info.playerState);
      return {
        time: number(info.currentTime),
        duration: number(info.duration),
        playing: state === undefined ? state : GOING.includes(state),
      };
    }
  }
  return null;
}

/**
 * @param {string} video
 * @param {number} start seconds
 */
function newFrame(video, start) {
  const frame = document.createElement("iframe");
  const { origin } = location;
  const asked = { enablejsapi: "1", origin, start: String(Math.floor(start)), playsinline: "1" };
  frame.src = `${HOST}/embed/${video}?${new URLSearchParams(asked)}`;
  frame.title = "YouTube";
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  return frame;
}
