/**
 * One reader's search: opens the engine when it is first needed, again after a failure, and
 * lets somebody type without asking at each key.
 */

/** @typedef {import("./search/client.js").Answer} Answer */

/** Milliseconds without a key before the query is asked. */
const PAUSE = 80;

/**
 * @param {URL} folder The site's folder of search data.
 */
export function openSession(folder) {
  /** @type {Promise<import("./search/client.js").Client> | undefined} */
  let opened;
  /** @type {WeakMap<Answer, import("./search/client.js").Client>} Who gave each answer, and alone knows the rest of it. */
  const givers = new WeakMap();
  const open = () =>
    (opened ??= import("./search/client.js")
      .then(({ openSearch }) => openSearch(folder))
      .catch((error) => {
        opened = undefined;
        error.kind ??= "offline"; // a script could not be had
        throw error;
      }));
  /** The one that is open, or a new one where its worker has died. */
  async function client() {
    const before = open();
    if ((await before).failure && opened === before) opened = undefined;
    return open();
  }
  /** @param {Answer} answer */
  const giver = async (answer) => givers.get(answer) ?? client();
  return {
    /** Whatever fails will fail again, and be told, when something is asked. */
    warm: () => void client().catch(() => {}),
    async find(query) {
      const asked = await client();
      const answer = await asked.find(query);
      if (answer) givers.set(answer, asked);
      return answer;
    },
    more: async (answer) => (await giver(answer)).more(answer),
    others: async (answer, group) => (await giver(answer)).others(answer, group),
    facets: async (answer) => (await giver(answer)).facets(answer),
  };
}

/** @typedef {ReturnType<typeof openSession>} Session */

/**
 * Asks for what is written in a field: at once, or when its writer pauses. Only the newest
 * question is answered.
 *
 * @param {Session} session
 * @param {{
 *   begin: (query: string) => void,
 *   show: (query: string, answer: Answer) => void,
 *   fail: (query: string, error: unknown) => void,
 *   clear: () => void,
 * }} view
 */
export function asker(session, view) {
  let [timer, newest] = [0, 0];

  /** @param {string} query */
  async function ask(query) {
    clearTimeout(timer);
    const number = (newest += 1);
    if (!query) return view.clear();
    view.begin(query);
    try {
      const answer = await session.find(query);
      if (answer && number === newest) view.show(query, answer);
    } catch (error) {
      if (number === newest) view.fail(query, error);
    }
  }

  return {
    ask,
    /** @param {() => void} act what to do when nobody has typed for a moment */
    later(act) {
      clearTimeout(timer);
      timer = window.setTimeout(act, PAUSE);
    },
  };
}
