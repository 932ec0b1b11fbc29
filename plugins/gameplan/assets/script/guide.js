/* A guide, question by question. The nested questions of the page are all it knows; the address says which answers
   were given: ?way=QUESTION.ANSWER/QUESTION.ANSWER. A step that the guide no longer has ends the way before it. */

/* The question with an id, or the one that holds an older id of it. */
function asked(guide, id) {
  var found = id && document.getElementById(id);
  if (!found || !guide.contains(found)) return null;
  return found.closest("[data-gp-question]");
}

function answersTo(question) {
  return Array.from(question.querySelectorAll("[data-gp-answer]")).filter(function (answer) {
    return answer.closest("[data-gp-question]") === question;
  });
}

/* Where the address leads: the answers given so far, and the question that is asked now, or none at the end. */
function wayOf(guide) {
  var given = [], first = asked(guide, guide.dataset.gpGuide);
  var now = asked(guide, location.hash.slice(1)) || first;
  query("way").split("/").every(function (step, n) {
    var cut = step.indexOf("."), question = asked(guide, step.slice(0, cut));
    if (!question || n && question !== now) return false;
    var answer = answersTo(question).find(function (one) { return one.dataset.gpAnswer === step.slice(cut + 1); });
    now = question;
    if (!answer) return false;
    given.push(answer);
    now = asked(guide, answer.dataset.gpThen);
    return true;
  });
  return {given: given, now: now, whole: (given.length ? questionOf(given[0]) : now) === first};
}

function questionOf(answer) { return answer.closest("[data-gp-question]"); }

function wayTo(given) {
  var way = given.map(function (answer) {
    return questionOf(answer).dataset.gpQuestion + "." + encodeURIComponent(answer.dataset.gpAnswer);
  }).join("/");
  return location.pathname + (way && "?way=" + way);
}

/* A copy of what stands in the nested questions, without ids, which must not stand there twice. */
function copyOf(from, selector) {
  var found = Array.from(from.querySelectorAll(selector)).filter(function (one) {
    return one.closest("[data-gp-question]") === questionOf(from) && (!from.matches("li") || one.closest("li[data-gp-answer]") === from);
  });
  return found.map(function (one) {
    var copy = one.cloneNode(true);
    [copy].concat(Array.from(copy.querySelectorAll("[id], .gp-term"))).forEach(function (node) { 
      node.removeAttribute("id");
      node.removeAttribute("data-gp-ready");
    });
    return copy;
  });
}

function said(answer) {
  var words = answer.querySelector("strong").textContent;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function walk() {
  var nested = document.querySelector("[data-gp-guide]");
  if (!nested) return;
  var place = nested.parentElement.querySelector(".gp-walk");
  if (!place) {
    place = element("div", "gp-walk");
    nested.before(place);
  }
  var all = nested.dataset.gpAll === "";
  var here = location.search + location.hash + all;
  if (place.dataset.gpHere === here) return;
  var moved = place.dataset.gpHere !== undefined;
  place.dataset.gpHere = here;
  nested.hidden = !all;
  var way = wayOf(nested), given = way.given, title;

  function go(answers) {
    history.pushState(null, "", wayTo(answers));
    walk();
  }
  function button(className, words, does) {
    var made = element("button", className, words);
    made.addEventListener("click", does);
    return made;
  }
  var toggle = button("gp-act", all ? "One question at a time" : "Show all questions", function () {
    if (all) delete nested.dataset.gpAll;
    else nested.dataset.gpAll = "";
    walk();
    place.querySelector(".gp-act").focus();
  });
  if (all) {
    place.replaceChildren(toggle);
    return;
  }

  var trail = element("ol", "gp-trail");
  given.forEach(function (answer, n) {
    var line = element("li", ""), asks = element("span", "gp-label");
    asks.append.apply(asks, copyOf(questionOf(answer), ".gp-question__ask")[0].childNodes);
    var change = button("gp-act", "Change", function () { go(given.slice(0, n)); });
    change.setAttribute("aria-label", "Change your answer to: " + asks.textContent);
    line.append(asks, " ", element("b", "", said(answer)), " ", change);
    trail.append(line);
  });

  var panel = element("div", "gp-walk__now"), last = given[given.length - 1];
  if (way.now) {
    title = element("h3", "");
    title.append.apply(title, copyOf(way.now, ".gp-question__ask")[0].childNodes);
    panel.append(element("p", "gp-label", way.whole ? "Question " + (given.length + 1) : "From the middle of this guide"), title);
    panel.append.apply(panel, copyOf(way.now, ".gp-question__consider"));
    var list = element("ul", "gp-answers");
    answersTo(way.now).forEach(function (answer) {
      var item = element("li", "");
      item.append(button("gp-walk__answer", said(answer), function () { go(given.concat([answer])); }));
      list.append(item);
    });
    panel.append(list);
  } else if (last) {
    var outcome = copyOf(last, ".gp-outcome")[0];
    var end = outcome.className.replace(/.*--/, "");
    panel.className += " gp-panel gp-end gp-end--" + end;
    title = element("h3", "");
    title.append.apply(title, outcome.childNodes);
    panel.append(element("p", "gp-label gp-outcome gp-outcome--" + end, {go: "Go", stop: "Stop", ask: "Ask"}[end]), title);
    panel.append.apply(panel, copyOf(last, ".gp-because, .gp-quote"));
  }
  title.tabIndex = -1;

  var ways = element("div", "gp-walk__ways gp-row");
  if (!way.now) ways.append(copyButton("Copy the link to this answer", function () { return location.href; }));
  if (given.length) ways.append(button("gp-act", "Back", function () { go(given.slice(0, -1)); }));
  if (given.length || !way.whole) ways.append(button("gp-act", "Start again", function () { go([]); }));
  ways.append(toggle);
  place.replaceChildren(trail, panel, ways);
  meanings();
  if (moved) {
    title.focus();
    panel.scrollIntoView({block: "nearest"});
  }
}

onChoice(walk);
window.addEventListener("hashchange", walk);
