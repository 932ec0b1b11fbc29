/* What Material leaves out, for people who hear the page or have keys alone: names, roles, and labels that can be reached. */

var LABELS = "label.md-header__button:is([for=__drawer], [for=__search])";
var IN_MENU = ".md-nav--primary label:is(.md-nav__link, .md-nav__title:not([for=__drawer]))";

function give(selector, attribute, words) {
  document.querySelectorAll(selector).forEach(function (thing) { thing.setAttribute(attribute, words); });
}

function reach(labels) {
  give(labels, "role", "button");
  give(labels, "tabindex", "0");
}

function names() {
  give(".md-search[role=dialog], .md-header__button[for=__search]", "aria-label", "Search");
  give(".md-header__button[for=__drawer]", "aria-label", "Menu");
  give("nav.md-path", "aria-label", "Where this page is");
  give(".md-search-result__meta", "role", "status");
  reach(LABELS);
  widths();
}

var WIDE = "Wide table";

/* On a narrow screen labels are the way through the menu. A table that is wider than its place is moved with the arrow keys. */
function widths() {
  if (matchMedia("(max-width: 76.2344em)").matches) reach(IN_MENU);
  document.querySelectorAll(".md-typeset__scrollwrap, .gp-tablewrap").forEach(function (box) {
    var wide = box.scrollWidth > box.clientWidth + 1, known = box.getAttribute("aria-label");
    if (wide === !!known || known && known !== WIDE) return;
    ["tabindex", "role", "aria-label"].forEach(function (name, n) {
      if (wide) box.setAttribute(name, ["0", "region", WIDE][n]);
      else box.removeAttribute(name);
    });
  });
}

document.addEventListener("keydown", function (event) {
  var here = document.activeElement, drawer = document.getElementById("__drawer");
  if (event.key === " " && here.matches("label[role=button]")) {
    event.preventDefault();
    here.click();
  } else if (event.key === "Escape" && drawer && drawer.checked) {
    drawer.click();
    document.querySelector(LABELS).focus();
  }
});

["resize", "load"].forEach(function (change) { window.addEventListener(change, widths); });
onPage(names);
