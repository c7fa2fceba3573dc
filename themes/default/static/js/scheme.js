/**
 * Light or dark, as the reader chose. A page waits for this before it is painted, so that no
 * wrong colours flash by: hence a classic script, small, and importing nothing.
 */

(() => {
  const KEY = "chapterhouse:scheme";
  const SCHEMES = ["auto", "light", "dark"];
  const root = document.documentElement;
  const usual = root.dataset.scheme ?? "auto";

  /** @returns {string} what the reader chose, else what the host wants */
  const chosen = () => {
    try {
      const kept = localStorage.getItem(KEY) ?? "";
      return SCHEMES.includes(kept) ? kept : usual;
    } catch {
      return usual; // A browser may keep nothing.
    }
  };

  /** @param {string} scheme */
  const keep = (scheme) => {
    try {
      localStorage.setItem(KEY, scheme);
    } catch {
      // Then it holds for this page.
    }
  };

  /** @param {string} scheme */
  const show = (scheme) => {
    root.dataset.scheme = scheme;
    const plain = scheme === "auto" ? "light dark" : scheme;
    document.querySelector("meta[name=color-scheme]")?.setAttribute("content", plain);
    document.querySelectorAll("meta[name=theme-color]").forEach((meta, at) => {
      const own = at ? "dark" : "light";
      const wanted = scheme === own ? "all" : "not all";
      meta.setAttribute("media", scheme === "auto" ? `(prefers-color-scheme: ${own})` : wanted);
    });
    for (const field of document.querySelectorAll("[name=scheme]")) {
      field.checked = field.value === scheme;
    }
  };

  show(chosen());
  addEventListener("DOMContentLoaded", () => show(chosen()));
  addEventListener("storage", ({ key }) => {
    if (key === KEY) show(chosen());
  });
  addEventListener("change", ({ target }) => {
    if (target.name !== "scheme") return;
    keep(target.value);
    show(target.value);
  });
})();
