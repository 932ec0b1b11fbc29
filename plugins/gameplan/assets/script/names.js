/* Names that Material leaves out, for people who hear the page. */

function names() {
  var dialog = document.querySelector(".md-search[role=dialog]:not([aria-label])");
  if (dialog) dialog.setAttribute("aria-label", "Search");
  var path = document.querySelector("nav.md-path");
  if (path) path.setAttribute("aria-label", "Where this page is");
}

onPage(names);
