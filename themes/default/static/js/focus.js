/**
 * Focus on what is no stop for the Tab key, and becomes none.
 *
 * @param {HTMLElement} element
 * @param {FocusOptions} [options]
 */
export function focusOn(element, options) {
  if (!element.matches("a, button, input, [tabindex]")) {
    element.tabIndex = -1;
    element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
  }
  element.focus(options);
}
