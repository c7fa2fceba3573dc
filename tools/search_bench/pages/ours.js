// Ten results of Chapterhouse's search, by its client alone: what another page of a site would do.

const asked = new URLSearchParams(location.search);
const list = document.getElementById("hits");
const began = performance.now();
const { openSearch } = await import(asked.get("client"));
const client = await openSearch(new URL("/search/data/", location.href));

/** @param {string} query Shows its first ten hits; gives how many chapters there are. */
async function show(query) {
  const answer = await client.find(query);
  if (answer === null) return 0;
  list.replaceChildren(...answer.groups.map(group));
  return answer.total;
}

function group({ episode, hits }) {
  const made = document.createElement("li");
  made.append(marked("strong", episode), ...hits.map(hit));
  return made;
}

function hit({ chapter, url, snippet }) {
  const made = document.createElement("div");
  const link = marked("a", chapter);
  link.setAttribute("href", url);
  made.append(link, marked("p", snippet));
  return made;
}

function marked(name, pieces) {
  const made = document.createElement(name);
  for (const piece of pieces) {
    const part = document.createElement(piece.marked ? "mark" : "span");
    part.textContent = piece.text;
    made.append(part);
  }
  return made;
}

const query = asked.get("q");
const total = query ? await show(query) : 0;
const hits = list.querySelectorAll("a").length;
window.bench = { show, took: performance.now() - began, ended: performance.now(), total, hits };
