/* What concerns the reader's own role, marked and on request alone; and the clauses that hold for whom one speaks. */

function marked(words) {
  var mark = element("span", "gp-you");
  mark.append(" ", element("span", "gp-you__word", words));
  return mark;
}

function marks() {
  document.querySelectorAll(".gp-you").forEach(function (old) { old.remove(); });
  var mine = myRole();
  /* In one's own handbook everything is one's own. */
  if (!mine || document.querySelector('[data-gp-role-page="' + mine + '"]')) return;
  var ways = {}, area = document.querySelector(".md-content, main, [role=main]") || document.body;
  Object.keys(roles()).forEach(function (role) {
    if (role === mine) ways[roleHref(role)] = "you";
    else if (roles()[role][2] === mine) ways[roleHref(role)] = "you stand in";
  });
  area.querySelectorAll("a[href]:not([href^='#'])").forEach(function (link) {
    var words = link.host === location.host && !link.closest(".gp-choose") && own(ways, link.pathname.replace(/index\.html$/, ""));
    if (words) link.after(marked(words));
  });
  area.querySelectorAll("[data-gp-for]").forEach(function (thing) {
    if (!concernsMe(thing, mine)) return;
    var clause = thing.matches(".gp-clause");
    if (!clause && thing.querySelector(".gp-you")) return;
    var place = thing.querySelector(clause ? ".gp-clause__strength" : ".gp-item__name, h2, h3, h4, td, th") || thing;
    var link = place.querySelector("a:not(.headerlink)");
    if (link) link.after(marked("for you"));
    else place.append(marked(clause ? "binds you" : "for you"));
  });
}

function concernsMe(thing, mine) {
  var key = mine === EVERYONE ? mine : roles()[mine][1];
  return thing.dataset.gpFor.split(" ").some(function (one) { return one === key || one === mine; });
}

/* Each filter hides in its own way, so that several can be at work on one list. */
function leaveOut(thing, filter, out) {
  thing.classList.toggle("gp-out--" + filter, out);
}

function isOut(thing) {
  return /gp-out--/.test(thing.className) || thing.hidden;
}

/* A button that is pressed while the address of the page says a word; pressed again it goes back. */
function pill(words, name, value, does) {
  var button = element("button", "gp-filter__role", words + " ");
  button.append(element("b", "gp-filter__count"));
  button.update = function (n) {
    button.setAttribute("aria-pressed", String(query(name) === value));
    button.lastChild.textContent = n;
  };
  button.addEventListener("click", function () {
    say(name, query(name) === value ? "" : value);
    does();
  });
  return button;
}

/* Lists and tables of more than a few things, some of them the reader's: what concerns everyone stays with those, and so does what the address leads to. */
var FEW = 3;
function onlyMine() {
  var mine = myRole(), lists = new Map(), all = [];
  document.querySelectorAll(":is(.gp-item, tr, article.gp-clause, .gp-score)[data-gp-for]").forEach(function (thing) {
    var list = thing.parentElement;
    if (!lists.has(list)) lists.set(list, []);
    lists.get(list).push(thing);
    all.push(thing);
  });
  var kept = all.filter(function (thing) {
    return mine && (concernsMe(thing, mine) || concernsMe(thing, EVERYONE));
  });
  var some = all.length > FEW && kept.length > 0 && kept.length < all.length, now = some && query("only") === "mine";
  var target = document.getElementById(location.hash.slice(1));
  all.forEach(function (thing) {
    leaveOut(thing, "mine", !!now && kept.indexOf(thing) < 0 && !(target && thing.contains(target)));
  });
  lists.forEach(function (things, list) {
    var block = list.closest(".gp-block");
    if (block) leaveOut(block, "mine", !!now && things.every(isOut));
  });
  var button = document.querySelector(".gp-only");
  if (!some && button) button.remove();
  if (some && !button) {
    button = pill("Only what concerns me", "only", "mine", onlyMine);
    button.classList.add("gp-only");
    var list = lists.keys().next().value;
    (list.closest(".gp-tablewrap, table, ul, ol") || lists.get(list)[0]).before(button);
  }
  if (some) button.update(kept.length);
  contents();
}

/* Clauses by whom one speaks for: of those that name neither, all hold either way. */
function speaking() {
  var place = document.querySelector("[data-gp-speaking]");
  if (!place) return;
  var clauses = Array.from(place.querySelectorAll(".gp-clause"));
  function holds(as) {
    return clauses.filter(function (clause) { return !as || !clause.dataset.gpSpeaks || clause.dataset.gpSpeaks === as; });
  }
  var choices = {"": "either way", official: "for " + place.dataset.gpSpeaking, personal: "as yourself"};
  var words = Object.keys(choices), bar = place.querySelector(".gp-speaking");
  if (!words.some(function (as) { return holds(as).length < clauses.length; })) return;
  var now = own(choices, query("speaking")) ? query("speaking") : "";
  if (!bar) {
    bar = element("div", "gp-speaking gp-filter__roles gp-row");
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "When you speak");
    bar.append(element("span", "gp-filter__lead gp-small", "When you speak"));
    words.forEach(function (as) { bar.append(pill(choices[as], "speaking", as, speaking)); });
    place.querySelector("h2").after(bar);
  }
  var kept = holds(now);
  bar.querySelectorAll("button").forEach(function (button, n) { button.update(holds(words[n]).length); });
  clauses.forEach(function (clause) { leaveOut(clause, "spoken", kept.indexOf(clause) < 0); });
  place.querySelectorAll(".gp-bound").forEach(function (group) {
    var held = Array.from(group.querySelectorAll(".gp-clause")), fold = group.querySelector("details");
    leaveOut(group, "spoken", held.length > 0 && held.every(isOut));
    /* Who asks for some wants to see them. */
    if (fold && bar.dataset.gpNow !== undefined && bar.dataset.gpNow !== now || fold && now) fold.open = !!now;
  });
  bar.dataset.gpNow = now;
  contents();
}

window.addEventListener("hashchange", onlyMine);

onChoice(marks);
onChoice(onlyMine);
onChoice(speaking);
