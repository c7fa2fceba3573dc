/**
 * What scripts say, in the language of the interface. Marked as in the templates, so that
 * `make words` finds it: by _, and by ngettext where something is counted.
 */

import { forms, messages } from "./messages.js";

const language = () => globalThis.document?.documentElement.lang || "en";

/**
 * Marks an element that a script puts between words of another language.
 * @template {HTMLElement} E
 * @param {E} element
 * @returns {E}
 */
export const spoken = (element) => Object.assign(element, { lang: language(), dir: document.documentElement.dir || "ltr" });

/** @typedef {Record<string, string | number>} Values for "%(name)s"; numbers are written as the language does */

/**
 * @param {string} message English
 * @param {Values} [values]
 */
export const _ = (message, values = {}) => filled(String(messages[message] ?? message), values);

/**
 * @param {string} one English, of one
 * @param {string} many English, of another number
 * @param {number} count
 * @param {Values} [values] besides "%(count)s"
 */
export function ngettext(one, many, count, values = {}) {
  const said = messages[one];
  const form = forms[new Intl.PluralRules(language()).select(count)];
  return filled(said?.[form] ?? (count === 1 ? one : many), { count, ...values });
}

/**
 * @param {string} text
 * @param {Values} values
 */
const filled = (text, values) =>
  text.replace(/%\((\w+)\)s/g, (_whole, name) => {
    const value = values[name];
    return typeof value === "number" ? numbered(value) : value;
  });

/** The page's own numbers have these digits, too. @param {number} value */
const numbered = (value) => new Intl.NumberFormat(language(), { numberingSystem: "latn" }).format(value);
