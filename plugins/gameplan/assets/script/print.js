/* Paper: a button to print, and while a page is printed, where its links lead. */

/* So many addresses are listed; more would be sheets that nobody reads. */
var AT_MOST = 200;

function printing() {
  document.querySelectorAll(".gp-actions").forEach(function (row) {
    if (row.querySelector(".gp-print")) return;
    var button = element("button", "gp-print", "Print");
    button.addEventListener("click", function () { window.print(); });
    row.insertBefore(button, row.querySelector(".gp-since, .gp-address"));
  });
}

onPage(printing);

/* What leads out of the site says where, once; what leads into it has a number in a list at the end.
   A card that is one sheet stays one. */
function leads() {
  leave();
  var page = document.querySelector(".md-content__inner, [role=main], main");
  if (!page) return;
  var line = page.querySelector(".gp-edition"), here = location.href.split("#")[0];
  /* Where an engine has no words in the margins, they stand above the first sheet. */
  if (line && !window.CSSMarginRule) page.prepend(element("p", "gp gp-leads", line.textContent));
  if (page.querySelector(".gp-one")) return;
  var known = {}, found = [], list = element("ol", "");
  page.querySelectorAll("a[href]").forEach(function (link) {
    if (link.closest("svg, nav, .headerlink, .gp-actions, .gp-edition, .gp-term, .gp-screen, .md-content__button")) return;
    var address = link.href.split("#")[0], inside = link.origin === location.origin && !link.pathname.indexOf(SITE);
    if (address === here || inside && location.protocol === "file:") return;
    var said = inside ? address : link.href.replace(/^(https?:\/\/(www\.)?|mailto:|tel:)|\/$/g, "");
    var again = own(known, said);
    if (inside && !again) {
      again = "[" + (list.childElementCount + 1) + "]";
      list.append(element("li", "", again + " " + address));
    }
    known[said] = again || true;
    if (inside) found.push(link);
    link.dataset.gpLeads = inside ? again : again || link.textContent.indexOf(said) >= 0 ? "" : " (" + said + ")";
  });
  var n = list.childElementCount, end = element("section", "gp gp-leads");
  if (!n) return;
  if (n > AT_MOST) {
    found.forEach(function (link) { delete link.dataset.gpLeads; });
    end.append("The links lead to " + n + " pages of this site, too many to list.");
  } else end.append(element("h2", "", "Where the links lead"), list);
  page.append(end);
}

function leave() {
  document.querySelectorAll("[data-gp-leads]").forEach(function (link) { delete link.dataset.gpLeads; });
  document.querySelectorAll(".gp-leads").forEach(function (end) { end.remove(); });
}

/* A dark page goes to the printer in the light palette: light ink is not for white paper. */
var SCHEME = "data-md-color-scheme", scheme;

window.addEventListener("beforeprint", function () {
  var day = new Date().toLocaleDateString("en-GB", {day: "numeric", month: "long", year: "numeric"});
  document.documentElement.style.setProperty("--gp-paper-day", '" · printed ' + day + '"');
  leads();
  scheme = document.body.getAttribute(SCHEME);
  if (scheme) document.body.setAttribute(SCHEME, "default");
});
window.addEventListener("afterprint", function () {
  leave();
  if (scheme) document.body.setAttribute(SCHEME, scheme);
});
