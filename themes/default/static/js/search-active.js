/**
 * The active one of a combobox's options: where the arrow keys stand, while the focus stays in
 * the field.
 *
 * @param {HTMLInputElement} field
 * @param {HTMLElement} list
 */
export function activeOption(field, list) {
  /** @type {HTMLAnchorElement | null} */
  let now = null;
  const options = () => [...list.querySelectorAll("[role=option]")];

  /** @param {HTMLAnchorElement | null} option */
  function move(option) {
    now?.setAttribute("aria-selected", "false");
    now = option;
    if (!now) return field.removeAttribute("aria-activedescendant");
    now.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", now.id);
    const above = now.previousElementSibling;
    if (above?.role !== "option") above?.scrollIntoView({ block: "nearest" }); // its episode
    now.scrollIntoView({ block: "nearest" });
  }

  /**
   * One further on, round and through the field itself.
   *
   * @param {1 | -1} by
   */
  function step(by) {
    const all = options();
    const places = all.length + 1; // the last one is the field
    const at = now ? all.indexOf(now) : all.length;
    move(all[(at + by + places) % places] ?? null);
  }

  return {
    move,
    /**
     * @param {KeyboardEvent} event
     * @returns {boolean} Whether the key was one of the list's.
     */
    key(event) {
      const { key, target } = event;
      if (event.altKey || event.shiftKey) return false;
      const chord = event.ctrlKey || event.metaKey;
      if (key === "Enter" && now && target === field) {
        if (chord) window.open(now.href, "_blank", "noopener");
        else now.click();
        return true;
      }
      if (chord || !options().length) return false;
      if (key === "ArrowDown" || key === "ArrowUp") {
        field.focus();
        step(key === "ArrowDown" ? 1 : -1);
        return true;
      }
      if (!now) return false;
      if (key === "Home" || key === "End") {
        move(options().at(key === "Home" ? 0 : -1));
        return true;
      }
      if (key === "ArrowLeft" || key === "ArrowRight") move(null); // back to what is written
      return false;
    },
  };
}
