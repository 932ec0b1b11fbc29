/* What needs today, a click or a memory: due dates, copying a reply, the search prompt, the reader's role and
   what changed since the last visit. Pages are complete without it. */
(function () {
  "use strict";
  var DAY = 86400000, EVERYONE = "everyone";
  var SCRIPT = document.currentScript;

  function chip(time, words, over) {
    var mark = document.createElement("span");
    mark.className = "gp-chip gp-due" + (over ? " gp-due--over" : "");
    mark.textContent = words;
    time.after(mark);
  }

  function days(n) {
    return n + (n === 1 ? " day" : " days");
  }

  /* The pages hold dates only; what follows from them is worked out here, on the reader's day. */
  function dates() {
    var now = new Date();
    var today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    document.querySelectorAll("time[data-gp-day]").forEach(function (time) {
      var left = Math.round((Date.parse(time.dateTime) - today) / DAY);
      var kind = time.dataset.gpDay;
      time.removeAttribute("data-gp-day");
      if (kind === "due" && left < 0) chip(time, "Overdue", true);
      else if (kind === "due" && left === 0) chip(time, "Due today", false);
      else if (kind === "due" && left <= 30) chip(time, "Due in " + days(left), false);
      else if (kind === "test" && left < -365) chip(time, "Test overdue", false);
      else if (kind === "until" && left < 0) chip(time, "Over", false);
      else if (kind === "until" && left <= 30) chip(time, left ? "Ends in " + days(left) : "Ends today", false);
      else if (kind === "starts" && left > 0) chip(time, "Begins in " + days(left), false);
    });
  }

  function copies() {
    document.querySelectorAll("[data-gp-copy]").forEach(function (text) {
      var head = text.parentElement.querySelector(".gp-reply__head");
      if (!head || head.querySelector(".gp-copy") || !navigator.clipboard) return;
      var button = document.createElement("button");
      button.type = "button";
      button.className = "gp-copy";
      button.textContent = "Copy";
      button.addEventListener("click", function () {
        navigator.clipboard.writeText(text.dataset.gpCopy).then(function () {
          button.textContent = "Copied";
          setTimeout(function () { button.textContent = "Copy"; }, 2000);
        });
      });
      head.append(button);
    });
  }

  function search() {
    var toggle = document.querySelector("#__search");
    var field = document.querySelector(".md-search__input");
    document.querySelectorAll("[data-gp-search]").forEach(function (place) {
      if (!toggle || !field || place.querySelector(".gp-search")) return;
      var button = document.createElement("button");
      button.type = "button";
      button.className = "gp-search";
      button.textContent = "Say it in your own words";
      button.addEventListener("click", function () {
        toggle.checked = true;
        toggle.dispatchEvent(new Event("change"));
        field.focus();
      });
      var heading = place.querySelector("h2");
      if (heading) heading.after(button);
    });
  }

  /* Names that Material leaves out, for people who hear the page. */
  function names() {
    var dialog = document.querySelector(".md-search[role=dialog]:not([aria-label])");
    if (dialog) dialog.setAttribute("aria-label", "Search");
    var path = document.querySelector("nav.md-path");
    if (path) path.setAttribute("aria-label", "Where this page is");
  }

  /* The meaning of a word stays inside the window, and goes with Escape. */
  function meanings() {
    document.querySelectorAll(".gp-term").forEach(function (term) {
      if (term.dataset.gpReady) return;
      term.dataset.gpReady = "true";
      var meaning = term.querySelector(".gp-term__meaning");
      function place() {
        term.classList.remove("gp-term--off");
        meaning.style.left = "0";
        var box = meaning.getBoundingClientRect();
        var over = box.right - (document.documentElement.clientWidth - 8);
        if (over > 0) meaning.style.left = Math.max(-over, 8 - box.left) + "px";
      }
      /* A finger has no way to point without a click: its first touch shows, its second one goes. */
      var shows = false;
      term.addEventListener("pointerdown", function (event) {
        shows = event.pointerType === "touch" && !term.contains(document.activeElement);
      });
      term.addEventListener("click", function (event) {
        if (shows) event.preventDefault();
        shows = false;
      });
      term.addEventListener("pointerenter", place);
      term.addEventListener("focusin", place);
    });
  }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll(".gp-term:hover, .gp-term:focus-within").forEach(function (term) {
      term.classList.add("gp-term--off");
    });
  });

  /* --- my role, and what changed since the last visit --------------------------------------------------

     This browser alone remembers both, and nothing of them is sent anywhere. The first visit takes the latest
     release as read. Later ones are news until the reader says "Mark as read": to have seen a page, or a badge,
     is not to have read it. Where the browser may not remember, nothing of this shows. */

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

  function own(things, name) {
    return Object.prototype.hasOwnProperty.call(things, name) ? things[name] : undefined;
  }

  /* What the build says of releases, newest first; nothing where there is none. */
  function told() {
    var data = window.gameplanReleases || {};
    return {releases: data.releases || [], roles: data.roles || {}, all: data.all || "changes/all/"};
  }

  /* The role that the reader chose, where this site still has it. */
  function myRole() {
    var role = recall("role");
    return role && own(told().roles, role) !== undefined ? role : "";
  }

  function isVersion(text) {
    return /^\d+(\.\d+){1,2}$/.test(text || "");
  }

  function later(one, other) {
    var a = one.split("."), b = other.split(".");
    for (var n = 0; n < 3; n++) {
      if ((a[n] || 0) - (b[n] || 0)) return (a[n] || 0) - (b[n] || 0) > 0;
    }
    return false;
  }

  /* The releases after one, by its place; of one that is not in the list, those with a higher number. */
  function since(version) {
    var releases = told().releases;
    for (var n = 0; n < releases.length; n++) {
      if (releases[n].version === version) return releases.slice(0, n);
    }
    return releases.filter(function (release) { return later(release.version, version); });
  }

  function counted(releases, role) {
    return releases.reduce(function (sum, release) {
      var counts = release.counts;
      return sum + (role ? (own(counts, role) || 0) + (counts[EVERYONE] || 0) : counts.all);
    }, 0);
  }

  function query(name) {
    return new URLSearchParams(location.search).get(name) || "";
  }

  function element(tag, className, words) {
    var made = document.createElement(tag);
    made.className = className;
    if (words) made.textContent = words;
    if (tag === "button") made.type = "button";
    return made;
  }

  function changes(n) {
    return n + (n === 1 ? " change" : " changes");
  }

  function allChanges(version, role) {
    var said = [];
    if (version) said.push("since=" + encodeURIComponent(version));
    if (role) said.push("role=" + encodeURIComponent(role).replace(/%2F/g, "/"));
    return ROOT + told().all + (said.length ? "?" + said.join("&") : "");
  }

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

  /* On the page of a role: whether it is the reader's. */
  function choice() {
    var page = document.querySelector("[data-gp-role-page]");
    if (!page || !remembers()) return;
    var role = page.dataset.gpRolePage;
    var button = page.querySelector(".gp-mine");
    if (!button) {
      var row = page.querySelector(".gp-actions") || page.appendChild(element("footer", "gp-actions"));
      button = element("button", "gp-mine");
      var note = element("span", "gp-mine__note");
      note.setAttribute("role", "status");
      row.prepend(button, note);
      button.addEventListener("click", function () {
        var mine = recall("role") === role;
        remember("role", mine ? null : role);
        note.textContent = mine ? "Forgotten." : "Remembered in this browser only.";
        refresh();
      });
    }
    var is = recall("role") === role;
    button.setAttribute("aria-pressed", String(is));
    button.textContent = is ? "This is my role, forget it" : "This is my role";
  }

  /* --- which changes show: those for a role, and on the page of all of them those since a release --- */

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
    return (given && given.textContent.trim()) || own(told().roles, role) || "";
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

  function choose(role) {
    var url = new URL(location.href);
    url.searchParams.delete("role");
    var search = url.searchParams.toString();
    if (role) search += (search ? "&" : "") + "role=" + encodeURIComponent(role).replace(/%2F/g, "/");
    history.replaceState(history.state, "", url.pathname + (search ? "?" + search : "") + url.hash);
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
      if (there && item) item.hidden = !!there.closest("[hidden]");
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
    var group = element("div", "gp-filter__roles");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Show what concerns");
    group.append(element("span", "gp-filter__lead", "Show what concerns"));
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
        choose(role);
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

  /* After a choice, here or in another tab. */
  function refresh() {
    badge();
    choice();
    filter();
  }
  window.addEventListener("storage", function (event) {
    var key = event.key || "";
    if (key === "gameplan:" + SITE + ":seen" || key === "gameplan:" + SITE + ":role") refresh();
  });
  window.addEventListener("popstate", refresh);
  window.addEventListener("pageshow", function (event) { if (event.persisted) refresh(); });

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

  function start() { dates(); copies(); search(); names(); meanings(); refresh(); }
  /* Material swaps pages without loading them where a site asks for it. */
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
