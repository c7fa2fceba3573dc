/**
 * Preview only: how the site is, for one page, whenever it changes.
 *
 * A browser keeps six connections to a host and no more, so that with a stream for each open page
 * the seventh would never load. One page therefore listens for all of them, and tells the others to
 * ask; when it is closed, the next one listens. Where a browser has no locks (they want https or
 * this very machine), each page listens for itself while somebody looks at it.
 */

const KEY = "chapterhouse:preview";
const own = new URL(import.meta.url);

/**
 * Tells the state as it is now, and each that follows.
 * @param {(state: object) => void} tell
 */
export function follow(tell) {
  if (navigator.locks && window.BroadcastChannel) share(tell);
  else listenWhileSeen(tell);
}

function share(tell) {
  const others = new BroadcastChannel(KEY);
  const ask = inTurn(async () => tell(await now()));
  others.addEventListener("message", ask);
  const listenForAll = () => new Promise(() => { // for as long as the page is there
    listen((state) => {
      others.postMessage("changed");
      tell(state);
    });
  });
  navigator.locks.request(KEY, { ifAvailable: true }, (lock) => {
    if (lock) return listenForAll();
    ask();
    navigator.locks.request(KEY, listenForAll);
  });
}

function listenWhileSeen(tell) {
  let stream = null;
  const attend = () => {
    if (document.hidden) stream?.close();
    stream = document.hidden ? null : stream ?? listen(tell);
  };
  document.addEventListener("visibilitychange", attend);
  attend();
}

function listen(tell) {
  const stream = new EventSource(about("events"));
  stream.addEventListener("message", ({ data }) => tell(JSON.parse(data)));
  return stream;
}

async function now() {
  return (await fetch(about("state"))).json();
}

/** An answer never overtakes another one. Where none comes, whoever listens will tell again. */
function inTurn(work) {
  let last = Promise.resolve();
  return () => {
    last = last.then(work).catch(() => {});
  };
}

function about(name) {
  const address = new URL(name, own);
  address.search = String(new URLSearchParams({ page: location.pathname }));
  return address;
}
