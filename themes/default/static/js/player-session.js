/**
 * Tells the system what plays, so that a lock screen, a headset and the keyboard's own keys work.
 * (https://www.w3.org/TR/mediasession/) A video's frame does that by itself.
 */

/**
 * @param {Document} page
 * @param {HTMLElement} box
 * @param {import("./player.js").Player} player
 */
export function tellSystem(page, box, player) {
  const session = navigator.mediaSession;
  if (!session) return;
  const actions = {
    play: () => player.playing || player.toggle(),
    pause: () => player.playing && player.toggle(),
    seekbackward: ({ seekOffset }) => player.skip(-(seekOffset || 15)),
    seekforward: ({ seekOffset }) => player.skip(seekOffset || 30),
    seekto: ({ seekTime }) => player.seek(seekTime),
    previoustrack: () => player.skipChapter(-1),
    nexttrack: () => player.skipChapter(1),
  };
  const introduce = () => {
    const { title = "", show: artist = "" } = box.dataset;
    session.metadata = new MediaMetadata({ title, artist });
    for (const [name, act] of Object.entries(actions)) {
      try {
        session.setActionHandler(name, act);
      } catch {
        // An action that this browser doesn't know.
      }
    }
  };
  page.addEventListener("chapterhouse:time", ({ detail: { seconds, playing } }) => {
    if (player.source?.kind !== "audio") return;
    if (!session.metadata) introduce();
    session.playbackState = playing ? "playing" : "paused";
    const { duration } = player;
    if (duration >= seconds) session.setPositionState?.({ duration, position: seconds, playbackRate: player.speed });
  });
}
