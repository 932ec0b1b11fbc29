/* Which changes show: those for a role, and on the page of all of them those since a release. */

/* What everyone does differently concerns every role. */
function concerns(change, role) {
  var roles = (change.dataset.gpRoles || "").split(" ");
  return !role || roles.indexOf(role) >= 0 || roles.indexOf(EVERYONE) >= 0;
}

/* How many things changed: one that is told under two roles counts once. */
function things(found) {
  return new Set(found.map(function (change) {
    return change.dataset.gpThing ? change.dataset.gpRelease + " " + change.dataset.gpThing : change;
  })).size;
}

function titleOf(role) {
  if (role === EVERYONE) return "everyone";
  var given = Array.from(document.querySelectorAll("[data-gp-filter] > [data-gp-role]")).find(function (one) {
    return one.dataset.gpRole === role;
  });
  return (given && given.textContent.trim()) || roleTitle(role);
}

function named(role) {
  return role === EVERYONE ? "everyone" : "the " + titleOf(role);
}

/* The address of this page says what shows on it, so that a choice can be shared and outlives a reload. */
function chosen() {
  var role = query("role"), version = query("since");
  return {
    role: role && titleOf(role) ? role : "",
    since: document.querySelector("[data-gp-since]") && isVersion(version) ? version : "",
  };
}

function filter() {
  var all = Array.from(document.querySelectorAll(".gp-change"));
  var place = document.querySelector("[data-gp-filter]");
  if (!place && !document.querySelector("[data-gp-since]")) return;
  var now = chosen();
  var fresh = now.since && since(now.since).map(function (release) { return release.version; });
  var recent = all.filter(function (change) {
    return !fresh || fresh.indexOf(change.dataset.gpRelease) >= 0;
  });
  var shown = recent.filter(function (change) { return concerns(change, now.role); });
  var kept = new Set(shown);
  all.forEach(function (change) { change.hidden = !kept.has(change); });
  document.querySelectorAll(".gp-changes").forEach(function (group) {
    var held = Array.from(group.querySelectorAll(".gp-change"));
    var empty = held.length > 0 && held.every(function (change) { return change.hidden; });
    /* Where the buttons stand, the way back must stay. */
    var stays = place && group.contains(place);
    group.hidden = empty && !stays;
    group.classList.toggle("gp-changes--empty", empty);
  });
  contents();
  if (place) buttons(place, now, recent);
  visit(now, recent, shown);
}

/* What is hidden is out of the table of contents, too. */
function contents() {
  document.querySelectorAll(".md-nav--secondary a[href^='#']").forEach(function (link) {
    var there = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    var item = link.closest("li");
    if (there && item) item.hidden = !!there.closest("[hidden], [class*=gp-out--]");
  });
}

function buttons(place, now, recent) {
  var group = place.querySelector(".gp-filter__roles") || build(place, now);
  /* The numbers are those of the list that the buttons stand in. */
  var list = place.closest(".gp-changes") || document;
  var counted = recent.filter(function (change) { return list.contains(change); });
  var more = group.querySelector(".gp-filter__more"), open = more && more.getAttribute("aria-expanded") === "true";
  group.querySelectorAll("[data-gp-choice]").forEach(function (button) {
    var role = button.dataset.gpChoice, known = role === now.role || role === recall("role");
    button.hidden = "gpRare" in button.dataset && !open && !known;
    button.setAttribute("aria-pressed", String(role === now.role));
    button.querySelector("b").textContent = things(counted.filter(function (change) {
      return concerns(change, role);
    }));
  });
  if (more) more.textContent = open ? "Fewer roles" : group.querySelectorAll("button[hidden]").length + " more roles";
  var keep = place.querySelector(".gp-filter__keep");
  keep.textContent = now.role === recall("role") ? "Forget my role" : "Remember as my role";
  keep.hidden = !now.role || now.role === EVERYONE || !remembers();
  var n = things(counted.filter(function (change) { return !change.hidden; }));
  var told = n ? n + " of " + changes(things(counted)) + " shown" : "";
  if (!n && now.role) told = "Nothing here concerns " + named(now.role) + ".";
  var status = place.querySelector(".gp-filter__status");
  status.classList.toggle("gp-quiet", n > 0 || !now.role);
  /* What has not changed is not announced again, nor what the page began with. */
  if (status.dataset.gpTold && status.dataset.gpTold !== told || !n) status.textContent = told;
  status.dataset.gpTold = told;
}

/* Of many roles the first few show, with the chosen one and the reader's own; the rest waits behind a button. */
var AT_ONCE = 7;
function build(place, now) {
  var group = element("div", "gp-filter__roles gp-row");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Show what concerns");
  group.append(element("span", "gp-filter__lead gp-small", "Show what concerns"));
  var roles = Array.from(place.querySelectorAll(":scope > [data-gp-role]")).map(function (one) {
    return one.dataset.gpRole;
  });
  if (now.role && roles.indexOf(now.role) < 0) roles.push(now.role);
  var many = roles.length > AT_ONCE + 2;
  [""].concat(roles).forEach(function (role, n) {
    var button = element("button", "gp-filter__role");
    button.dataset.gpChoice = role;
    if (many && n > AT_ONCE && role !== EVERYONE) button.dataset.gpRare = "";
    button.append(role ? titleOf(role) : "all roles", " ", element("b", "gp-filter__count"));
    button.addEventListener("click", function () {
      say("role", role);
      filter();
    });
    group.append(button);
  });
  if (many) {
    var more = element("button", "gp-filter__more");
    more.setAttribute("aria-expanded", "false");
    more.addEventListener("click", function () {
      more.setAttribute("aria-expanded", String(more.getAttribute("aria-expanded") === "false"));
      filter();
    });
    group.append(more);
  }
  var keep = element("button", "gp-filter__keep");
  keep.addEventListener("click", function () {
    var role = chosen().role;
    remember("role", recall("role") === role ? null : role);
    refresh();
  });
  var status = element("span", "gp-filter__status gp-quiet");
  status.setAttribute("role", "status");
  place.append(group, keep, status);
  place.hidden = false;
  return group;
}

onChoice(filter);
