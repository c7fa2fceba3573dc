/**
 * The list of chapters follows the reader: the chapter that is being read is marked, kept in
 * sight and, on a phone, named in the folded bar. Choosing one folds the bar again.
 */

/** Where the list stands beside the text; css/episode.css has the same width. */
const BESIDE = "(min-width: 64rem)";

/** @param {Document} page */
export function followContents(page) {
  const contents = page.querySelector(".contents");
  if (!contents) return;
  const links = [...contents.querySelectorAll("a[href^='#']")];
  const targets = links.map((link) => page.getElementById(decodeURIComponent(link.hash.slice(1))));
  const chapters = targets.map((target) => target?.closest(".chapter"));
  unfoldBesideText(contents);
  foldAfterChoice(contents);
  let current = -1;

  const update = () => {
    const found = chapterInView(chapters);
    if (found === current) return;
    links[current]?.removeAttribute("aria-current");
    current = found;
    mark(contents, links[current]);
  };

  const watcher = new IntersectionObserver(update, { rootMargin: "-25% 0px -75% 0px" });
  for (const chapter of chapters) if (chapter) watcher.observe(chapter);
}

/**
 * The last chapter that begins above the first quarter of the window, or -1 before the first.
 *
 * @param {(Element | null | undefined)[]} chapters
 */
function chapterInView(chapters) {
  const line = window.innerHeight / 4 + 1;
  return chapters.findLastIndex((chapter) => chapter && chapter.getBoundingClientRect().top <= line);
}

/**
 * @param {Element} contents
 * @param {Element | undefined} link the chapter's entry
 */
function mark(contents, link) {
  const now = contents.querySelector("[data-now]");
  if (now) now.textContent = link?.lastElementChild?.textContent ?? "";
  if (!link) return;
  link.setAttribute("aria-current", "location");
  const [box, row] = [contents.getBoundingClientRect(), link.getBoundingClientRect()];
  if (contents.scrollHeight <= contents.clientHeight) return;
  if (row.top < box.top || row.bottom > box.bottom) {
    contents.scrollTop += row.top - box.top - box.height / 2;
  }
}

/** @param {Element} contents */
function unfoldBesideText(contents) {
  const details = contents.querySelector("details");
  const beside = window.matchMedia(BESIDE);
  const unfold = () => {
    if (details) details.open = beside.matches;
  };
  beside.addEventListener("change", unfold);
  unfold();
}

/** @param {Element} contents */
function foldAfterChoice(contents) {
  const details = contents.querySelector("details");
  contents.addEventListener("click", (event) => {
    const chosen = event.target instanceof Element && event.target.closest("a[href^='#']");
    if (chosen && details && !window.matchMedia(BESIDE).matches) details.open = false;
  });
}
