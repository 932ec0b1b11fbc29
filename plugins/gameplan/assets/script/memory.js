/* What this browser alone remembers of a reader: the role, and which release was read. Nothing of it is sent anywhere; where the browser may not remember, nothing of this shows. */

/* Where this site begins; of one that is published in versions, where this version does. */
function root() {
  var script = SCRIPT || document.querySelector("script[src*='assets/gameplan/gameplan.js']");
  return script && script.src ? new URL("../../", script.src).pathname : "/";
}
var ROOT = root();

/* Many sites share a host, and each remembers for itself; all versions of one remember together. */
var SITE = window.gameplanVersioned ? ROOT.replace(/[^/]+\/$/, "") : ROOT;

function recall(name) {
  try { return localStorage.getItem("gameplan:" + SITE + ":" + name); } catch (error) { return null; }
}

/* Whether it could be kept; null forgets it. */
function remember(name, value) {
  var key = "gameplan:" + SITE + ":" + name;
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
    return true;
  } catch (error) { return false; }
}

/* Asked once: to ask is to write, and other tabs hear of that. */
var able;
function remembers() {
  if (able === undefined) able = remember("probe", "1") && remember("probe", null);
  return able;
}
