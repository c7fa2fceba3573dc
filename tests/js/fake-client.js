/**
 * A client that keeps the contract of js/search/client.js without any index: for tests of what
 * the page does with answers that a built site gives seldom. What a query asks for is what it
 * says: "none", "typo", "filter", "offline", "version", "many", "evil", "slow", "again" (more
 * chapters of the same episodes), "lost" (what is asked for later fails at first).
 */

export class SearchError extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

const plain = (text) => [{ text, marked: false }];
const GROUPS = 12;

function hit(group, place) {
  return {
    chapter: [{ text: `Chapter ${place} about `, marked: false }, { text: "looms", marked: true }],
    anchor: `chapter-${place}`,
    url: `/episodes/episode-${group}/?words=looms#t${place * 60}`,
    start: place * 60 - 10,
    second: place * 60,
    people: [plain("Ada Lovelace"), plain("Charles Babbage")],
    speaker: "Ada Lovelace",
    snippet: [...plain("The cards tell the "), { text: "looms", marked: true }, ...plain(" which threads to lift.")],
  };
}

const group = (at) => ({
  page: `/episodes/episode-${at}/`,
  episode: plain(`Episode ${at}`),
  facts: [`Season 1, episode ${at}`, "3 March 2021"],
  hits: [1, 2].map((place) => hit(at, place)),
  others: at === 1 ? 3 : 0,
});

const evil = () => {
  const said = "<img id=evil src=x> data";
  const one = { ...hit(1, 1), chapter: plain(said), speaker: said, people: [plain(said)], snippet: plain(said) };
  return { ...group(1), episode: plain(said), facts: [said], hits: [one], others: 0 };
};

let newest = 0;

export async function openSearch() {
  if (globalThis.refuse) throw new SearchError(globalThis.refuse);
  return {
    async find(query) {
      const id = (newest += 1);
      (globalThis.asked ??= []).push(query);
      if (query.includes("slow")) await new Promise((done) => setTimeout(done, 300));
      if (id !== newest) return null;
      for (const kind of ["offline", "version", "format", "browser"]) if (query === kind) throw new SearchError(kind);
      const none = /none|typo|filter/.test(query);
      const groups = query.includes("evil") ? [evil()] : none ? [] : [1, 2, 3, 4, 5].map(group);
      return {
        id, query, groups, exact: !query.includes('"a b'), total: none ? 0 : 2 * GROUPS + 3, episodes: none ? 0 : GROUPS, rest: !none,
        suggestion: query.startsWith("typo") ? query.replace("typo", "type") : null,
        filters: [], problem: query.includes("filter") ? "filter" : null, shown: 5,
      };
    },
    async more(answer) {
      if (answer.query.includes("lost") && !globalThis.lost) {
        globalThis.lost = true;
        throw new SearchError("offline");
      }
      if (answer.query.includes("again")) {
        answer.rest = false;
        return [1, 2, 6].map((at) => ({ ...group(at), hits: [hit(at, 6), hit(at, 7)], others: at === 1 ? 1 : 0 }));
      }
      const from = answer.shown + 1;
      answer.shown = Math.min(GROUPS, answer.shown + 5);
      answer.rest = answer.shown < GROUPS;
      return Array.from({ length: answer.shown - from + 1 }, (_, at) => group(from + at));
    },
    others: async () => [3, 4, 5].map((place) => hit(1, place)),
    facets: async () => ({
      speaker: [
        ...['Ada Lovelace', 'Dwayne "The Rock" Johnson'].map((value, at) => ({ value, count: 40 - at })),
        ...Array.from({ length: 18 }, (_, at) => ({ value: `Speaker ${at}`, count: 38 - at })),
        { value: '"', count: 1 },
      ],
      show: [{ value: "Engine Room", count: 27 }],
      season: [{ value: "1", count: 27 }],
      year: [{ value: "2021", count: 20 }, { value: "2022", count: 7 }],
    }),
  };
}
