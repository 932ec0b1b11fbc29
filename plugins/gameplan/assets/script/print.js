/* Paper: a button to print, and while a page is printed, where its links lead. */

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

/* What leads out of the site says where, once; what leads into it has a number in a list at the end. */
function leads() {
  leave();
  var page = document.querySelector(".md-content__inner, [role=main], main");
  if (!page) return;
  var edition = page.querySelector(".gp-edition");
  /* Where an engine has no words in the margins, they stand above the first sheet. */
  if (edition && !window.CSSMarginRule) page.prepend(element("p", "gp gp-leads", edition.textContent));
  var here = location.href.split("#")[0], numbers = {}, n = 0, numbered = [], list = element("ol", "");
  page.querySelectorAll("a[href]").forEach(function (link) {
    if (link.closest("nav, .headerlink, .gp-actions, .gp-edition, .gp-term, .md-content__button, .gp-screen")) return;
    var address = link.href.split("#")[0], words = link.textContent, said = "";
    if (link.origin === location.origin && link.pathname.indexOf(SITE) === 0) {
      if (address === here || location.protocol === "file:") return;
      if (!own(numbers, address)) {
        numbers[address] = ++n;
        list.append(element("li", "", address));
      }
      numbered.push(link);
      said = "[" + numbers[address] + "]";
    } else if (/^(https?|mailto|tel):/.test(link.href)) {
      said = link.href.replace(/^(https?:\/\/(www\.)?|mailto:|tel:)/, "").replace(/\/$/, "");
      said = own(numbers, said) || words.indexOf(said) >= 0 ? "" : " (" + said + ")";
      numbers[said.slice(2, -1)] = true;
    } else return;
    link.dataset.gpLeads = said;
  });
  if (!n) return;
  var end = element("section", "gp gp-leads");
  if (n > AT_MOST) {
    numbered.forEach(function (link) { delete link.dataset.gpLeads; });
    end.append(element("p", "", "The links lead to " + n + " pages of this site, too many to list."));
  } else end.append(element("h2", "", "Where the links lead"), list);
  page.append(end);
}

function leave() {
  document.querySelectorAll("[data-gp-leads]").forEach(function (link) { delete link.dataset.gpLeads; });
  document.querySelectorAll(".gp-leads").forEach(function (end) { end.remove(); });
}

window.addEventListener("beforeprint", function () {
  var day = new Date().toLocaleDateString("en-GB", {day: "numeric", month: "long", year: "numeric"});
  document.documentElement.style.setProperty("--gp-paper-day", '" · printed ' + day + '"');
  leads();
});
window.addEventListener("afterprint", leave);
