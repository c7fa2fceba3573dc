/**
 * What an episode's page loads besides. Each part looks for the markup that it adds to and does
 * nothing where there is none.
 */

import { followContents } from "./contents.js";
import { resolveMoments } from "./moments.js";
import { copyPermalinks } from "./permalinks.js";
import { offerTools } from "./tools.js";

followContents(document);
resolveMoments(document);
copyPermalinks(document);
offerTools(document);
