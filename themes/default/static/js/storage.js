/**
 * What this browser remembers for the reader. It may refuse; then nothing is remembered and
 * nothing breaks.
 */

/**
 * @param {string} key without "chapterhouse:"
 * @returns {string | null}
 */
export function recall(key) {
  try {
    return localStorage.getItem(`chapterhouse:${key}`);
  } catch {
    return null;
  }
}

/**
 * @param {string} key without "chapterhouse:"
 * @param {string | number | null} value null forgets
 */
export function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(`chapterhouse:${key}`);
    else localStorage.setItem(`chapterhouse:${key}`, String(value));
  } catch {
    // Refused, or full.
  }
}
