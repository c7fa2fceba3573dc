/**
 * What every page loads. A page reads, navigates and prints without it.
 */

document.documentElement.dataset.script = "";
