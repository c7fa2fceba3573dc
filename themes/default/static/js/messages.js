/**
 * The words of the scripts in the site's language: Chapterhouse writes this file anew, from the
 * catalogue, when it builds a site in another language than English.
 */

/** @type {Record<string, string | string[]>} as a script has it -> as it is said; forms by number */
export const messages = {};

/** @type {Record<string, number>} Intl.PluralRules' name of a form -> which of them it is */
export const forms = {};
