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
  var seen = recall("seen");
  var lead = seen === now.since ? "You last read " + now.since + ". " : "Changes since " + now.since + ". ";
  var link = element("a", "gp-since__all", "See all changes");
  link.href = allChanges("", "");
  place.append(lead + news(things(recent), things(shown), now.role) + " ", link);
  var latest = told().releases[0];
  /* Only a list that holds all the news can be marked as read. */
  if (!latest || seen !== now.since || !since(seen).length || !remembers()) return;
  place.append(" ", reader(latest.version, place));
}

/* How many of all changes concern a role, as sentences. */
function news(all, n, role) {
  return !all ? "Nothing has changed since then."
    : !role ? changes(all) + " since then."
    : !n ? "None of the " + changes(all) + " since then concerns " + named(role) + "."
    : n + " of " + changes(all) + " since then " + (n === 1 ? "concerns " : "concern ") + named(role) + ".";
}

/* The button that takes all news as read, and says so at a place. */
function reader(version, place) {
  var button = element("button", "gp-since__read", "Mark as read");
  button.addEventListener("click", function () {
    remember("seen", version);
    refresh();
    place.prepend("Marked as read, up to " + version + ". ");
    place.tabIndex = -1;
    place.focus();
  });
  return button;
}

/* A home page tells the newest release; who has not read it is told since when, and where all of the news is. */
function homecoming() {
  var place = document.querySelector("[data-gp-visit]");
  var seen = recall("seen"), role = myRole(), latest = told().releases[0];
  if (!place || !latest) return;
  var heading = place.querySelector("h2"), note = place.querySelector(".gp-split__note"), ways = place.querySelector(".gp-recent__ways");
  if (!place.gpBefore) place.gpBefore = [heading.textContent, note.innerHTML, ways.innerHTML];
  heading.textContent = place.gpBefore[0];
  note.innerHTML = place.gpBefore[1];
  ways.innerHTML = place.gpBefore[2];
  var fresh = isVersion(seen) && remembers() ? since(seen) : [];
  if (!fresh.length) return;
  heading.textContent = "Since your last visit";
  note.textContent = "You last read " + seen + ". " + news(counted(fresh, ""), counted(fresh, role), role);
  var link = element("a", "", "All that is new" + (role ? " for " + named(role) : ""));
  link.href = allChanges(seen, role);
  ways.prepend(link);
  ways.append(reader(latest.version, note));
}

/* The door to the roles leads to the reader's own. */
function door() {
  var role = myRole();
  document.querySelectorAll("[data-gp-mine] a").forEach(function (link) {
    if (!link.gpBefore) link.gpBefore = [link.textContent, link.href];
    link.textContent = role ? "You chose: " + titleOf(role) : link.gpBefore[0];
    link.href = role ? ROOT + role + (/html$/.test(link.gpBefore[1]) ? ".html" : "/") : link.gpBefore[1];
  });
}

onChoice(badge);
onChoice(homecoming);
onChoice(door);

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
