/**
 * Elements made by scripts. Strings become text, never markup.
 *
 * @param {string} name
 * @param {Record<string, any>} [values] Properties, and attributes where a name has a "-" or is "role".
 * @param {(Node | string)[]} [children]
 * @returns {any}
 */
export function make(name, values = {}, children = []) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(values)) {
    if (key === "role" || key.includes("-")) element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children);
  return element;
}
