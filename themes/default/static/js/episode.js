/**
 * What an episode's page loads besides. Each part looks for the markup that it adds to and does
 * nothing where there is none.
 */

import { followContents } from "./contents.js";
import { followPlayer } from "./follow.js";
import { showProgress } from "./glance.js";
import { listenToKeys } from "./keys.js";
import { resolveMoments } from "./moments.js";
import { copyPermalinks } from "./permalinks.js";
import { keepPlace } from "./place.js";
import { startPlayer } from "./player.js";
import { offerTools } from "./tools.js";

// First, because a fragment that names a moment cues it.
const player = startPlayer(document);

followContents(document);
followPlayer(document);
listenToKeys(document, player);
resolveMoments(document);
keepPlace(document);
copyPermalinks(document);
offerTools(document);
showProgress(document);
