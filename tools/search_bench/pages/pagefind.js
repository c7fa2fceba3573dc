// Ten results of Pagefind with its default excerpts, by the way its documentation shows.

const TEN = 10;
const list = document.getElementById("hits");
const began = performance.now();
const pagefind = await import("/pagefind/pagefind.js");

/** @param {string} query Shows its first ten results; gives how many there are. */
async function show(query) {
  const found = await pagefind.search(query);
  const shown = await Promise.all(found.results.slice(0, TEN).map((result) => result.data()));
  list.replaceChildren(...shown.map(item));
  return found.results.length;
}

function item(result) {
  const made = document.createElement("li");
  made.append(link(result.meta.title, result.url), paragraph(result.excerpt));
  for (const part of result.sub_results) made.append(link(part.title, part.url), paragraph(part.excerpt));
  return made;
}

function link(title, url) {
  const made = document.createElement("a");
  made.textContent = title;
  made.href = url;
  return made;
}

function paragraph(excerpt) {
  const made = document.createElement("p");
  made.innerHTML = excerpt; // with its marks
  return made;
}

const query = new URLSearchParams(location.search).get("q");
const total = query ? await show(query) : 0;
window.bench = { show, took: performance.now() - began, ended: performance.now(), total, hits: list.children.length };
