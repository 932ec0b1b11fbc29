/* All parts are there: begin. */

window.addEventListener("storage", function (event) {
  var key = event.key || "";
  if (key.indexOf("gameplan:" + SITE + ":") === 0 && key.slice(-6) !== ":probe") refresh();
});
window.addEventListener("popstate", refresh);
window.addEventListener("pageshow", function (event) { if (event.persisted) refresh(); });

function begin() {
  all(begins);
  refresh();
}

/* Material swaps pages without loading them where a site asks for it. */
if (window.document$ && window.document$.subscribe) window.document$.subscribe(begin);
else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
