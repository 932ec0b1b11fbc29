/* What changed since the last visit. The first visit takes the latest release as read; later ones are news until the reader says "Mark as read": to have seen a page, or a badge, is not to have read it. */

/* In the header where there is room for it, else as a line above the content. */
var wide = window.matchMedia("(min-width: 60em)");
function badge() {
  document.querySelectorAll(".gp-news").forEach(function (old) { old.remove(); });
  var releases = told().releases, seen = recall("seen");
  if (!releases.length) return;
  if (!isVersion(seen)) {
    /* Whoever begins with an old version has not read what came after it. */
    if (SITE === ROOT || ROOT === SITE + "latest/") remember("seen", releases[0].version);
    return;
  }
  var role = myRole();
  var n = counted(since(seen), role);
  if (!n || document.querySelector("[data-gp-since]") && query("since") === seen) return;
  var link = element("a", "gp-news", changes(n) + (role ? " for you" : "") + " since your last visit");
  link.href = allChanges(seen, role);
  var title = wide.matches && document.querySelector(".md-header__title");
  var content = document.querySelector(".md-content, main, [role=main]") || document.body;
  if (title) title.after(link);
  else content.prepend(link);
}
wide.addEventListener("change", badge);

/* What the page of all changes says of the time since the last visit. */
function visit(now, recent, shown) {
  var place = document.querySelector("[data-gp-since]");
  if (!place) return;
  place.hidden = !now.since;
  place.replaceChildren();
  if (!now.since) return;
  var seen = recall("seen"), n = things(shown), all = things(recent), whom = named(now.role);
  var lead = seen === now.since ? "You last read " + now.since + ". " : "Changes since " + now.since + ". ";
  var text = !all ? "Nothing has changed since then."
    : !now.role ? changes(all) + " since then."
    : !n ? "None of the " + changes(all) + " since then concerns " + whom + "."
    : n + " of " + changes(all) + " since then " + (n === 1 ? "concerns " : "concern ") + whom + ".";
  var link = element("a", "gp-since__all", "See all changes");
  link.href = allChanges("", "");
  place.append(lead + text + " ", link);
  var latest = told().releases[0];
  /* Only a list that holds all the news can be marked as read. */
  if (!latest || seen !== now.since || !since(seen).length || !remembers()) return;
  var button = element("button", "gp-since__read", "Mark as read");
  button.addEventListener("click", function () {
    remember("seen", latest.version);
    refresh();
    place.prepend("Marked as read, up to " + latest.version + ". ");
    place.tabIndex = -1;
    place.focus();
  });
  place.append(" ", button);
}

onChoice(badge);

/* Material, asked to swap pages, takes another query of this page for this page: go there without it. */
document.addEventListener("click", function (event) {
  var link = event.target.closest && event.target.closest(".gp-news, .gp-since__all");
  if (!link || link.pathname !== location.pathname || event.button || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  event.stopPropagation();
  history.pushState(null, "", link.href);
  refresh();
  window.scrollTo(0, 0);
}, true);
