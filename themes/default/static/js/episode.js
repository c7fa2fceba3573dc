/**
 * What an episode's page loads besides. Each part looks for the markup that it adds to and does
 * nothing where there is none.
 */

import { followContents } from "./contents.js";
import { showProgress } from "./glance.js";
import { resolveMoments } from "./moments.js";
import { copyPermalinks } from "./permalinks.js";

copyPermalinks(document);
followContents(document);
resolveMoments(document);
showProgress(document);
