/**
 * Tells the system what plays, so that a lock screen, a headset and the keyboard's own keys
 * work (https://www.w3.org/TR/mediasession/). A video's frame does that by itself.
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
    play: () => player.start(),
    pause: () => player.state().playing && player.toggle(),
    seekbackward: ({ seekOffset }) => player.skip(-(seekOffset || 15)),
    seekforward: ({ seekOffset }) => player.skip(seekOffset || 30),
    seekto: ({ seekTime }) => player.seek(seekTime),
    previoustrack: () => player.skipChapter(-1),
    nexttrack: () => player.skipChapter(1),
  };
  const introduce = () => {
    session.metadata = new MediaMetadata({ title: box.dataset.title, artist: box.dataset.show });
    for (const name of Object.keys(actions)) {
      try {
        session.setActionHandler(name, actions[name]);
      } catch {
        // An action that this browser doesn't know.
      }
    }
  };
  page.addEventListener("chapterhouse:time", ({ detail: { seconds: position, playing } }) => {
    const { source, speed: playbackRate } = player.settings();
    if (source?.kind !== "audio") return;
    if (!session.metadata) introduce();
    session.playbackState = playing ? "playing" : "paused";
    const { duration } = player.state();
    if (duration >= position) session.setPositionState?.({ duration, position, playbackRate });
  });
}
