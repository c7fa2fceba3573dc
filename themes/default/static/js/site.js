/**
 * What every page loads. A page reads, navigates and prints without it: each part looks for
 * the markup that it adds to and does nothing where there is none.
 */

import { followContents } from "./contents.js";
import { resolveMoments } from "./moments.js";
import { copyPermalinks } from "./permalinks.js";

document.documentElement.dataset.script = "";
copyPermalinks(document);
followContents(document);
resolveMoments(document);
