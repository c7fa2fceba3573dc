/**
 * The list of chapters follows the reader: the chapter that is being read is marked, kept in
 * sight and, on a phone, named in the folded bar. There the list is a drawer: choosing a chapter,
 * Escape, and whatever is done beside it fold it again.
 */

/** Where the list stands beside the text; css/episode.css has the same width. */
const BESIDE = "(min-width: 64rem)";

/** @param {Document} page */
export function followContents(page) {
  const contents = page.querySelector(".contents");
  if (!contents) return;
  const links = [...contents.querySelectorAll("a[href^='#']")];
  const headings = links.map((link) => page.getElementById(decodeURIComponent(link.hash.slice(1))));
  const chapters = headings.map((heading) => heading?.closest(".chapter"));
  const details = contents.querySelector("details");
  if (details) {
    unfoldBesideText(details);
    foldLikeADrawer(page, details);
  }
  let [current, frame] = [-1, 0];

  const update = () => {
    frame = 0;
    const found = chapterInView(chapters);
    if (found === current) return;
    links[current]?.removeAttribute("aria-current");
    current = found;
    mark(contents, links[current]);
  };
  const soon = () => {
    frame ||= requestAnimationFrame(update);
  };

  // Chapters move without a scroll, too: when those above them get their true height.
  const watcher = new IntersectionObserver(soon, { rootMargin: "-25% 0px -75% 0px" });
  for (const chapter of chapters) if (chapter) watcher.observe(chapter);
  addEventListener("scroll", soon, { passive: true });
  addEventListener("popstate", soon);
}

/**
 * The last chapter that begins above the first quarter of the window, or -1 before the first.
 * At the page's end, which can't be scrolled up that far, it is the chapter that the address
 * names, or else the last.
 *
 * @param {(Element | null | undefined)[]} chapters
 */
function chapterInView(chapters) {
  const root = document.documentElement;
  const ended = scrollY > 0 && scrollY + innerHeight >= root.scrollHeight - 2;
  const line = ended ? innerHeight : innerHeight / 4 + 1;
  const begun = (chapter) => chapter && chapter.getBoundingClientRect().top <= line;
  const named = ended ? document.querySelector(".chapter:has(:target, .target)") : null;
  if (named && begun(named) && named.getBoundingClientRect().bottom > 0) return chapters.indexOf(named);
  return chapters.findLastIndex(begun);
}

/**
 * @param {Element} contents
 * @param {Element | undefined} link the chapter's entry
 */
function mark(contents, link) {
  const now = contents.querySelector("[data-now]");
  if (now) now.textContent = link?.querySelector("[data-title]")?.textContent ?? "";
  if (!link) return;
  link.setAttribute("aria-current", "location");
  const [box, row] = [contents.getBoundingClientRect(), link.getBoundingClientRect()];
  if (contents.scrollHeight <= contents.clientHeight) return;
  if (row.top < box.top || row.bottom > box.bottom) {
    contents.scrollTop += row.top - box.top - box.height / 2;
  }
}

/** @param {HTMLDetailsElement} details */
function unfoldBesideText(details) {
  const beside = matchMedia(BESIDE);
  const unfold = () => {
    details.open = beside.matches;
  };
  beside.addEventListener("change", unfold);
  unfold();
}

/**
 * @param {Document} page
 * @param {HTMLDetailsElement} details
 */
function foldLikeADrawer(page, details) {
  const isDrawer = () => details.open && !matchMedia(BESIDE).matches;
  page.addEventListener("click", ({ target }) => {
    const inside = target instanceof Node && details.contains(target);
    if (isDrawer() && (!inside || target.parentElement.closest("a"))) details.open = false;
  });
  details.addEventListener("focusout", ({ relatedTarget }) => {
    if (isDrawer() && relatedTarget instanceof Node && !details.contains(relatedTarget)) details.open = false;
  });
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !isDrawer()) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
}
