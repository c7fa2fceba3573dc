/**
 * What every page loads. A page reads, navigates and prints without it.
 */

import { focusOn } from "./focus.js";
import { offerSearch } from "./search-opener.js";

document.documentElement.dataset.script = "";

// A lasting tabindex would take the focus at every click into the text, and with it the place
// from which the Tab key goes on.
document.addEventListener("click", ({ target }) => {
  const skip = target instanceof Element && target.closest(".skip");
  if (skip) focusOn(document.querySelector(skip.hash));
});

offerSearch(document);
