/**
 * Tables and code that are wider than the page scroll by themselves. Whoever uses the keyboard has
 * to reach them for that: they take the focus while there is something to scroll, and only then.
 */

const watched = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});

for (const scroller of document.querySelectorAll(":is(.prose, .notes) :is(pre, table)")) {
  watched.observe(scroller);
}
