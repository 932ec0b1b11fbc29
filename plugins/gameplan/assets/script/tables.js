/* Registers, matrices and long lists: which rows show, in which order. All of it is kept in the address of the page, so that it can be shared, outlives a reload, and the way back leads back. */

var MANY = 15, PILLS = 6;
var sifting;

/* The rows as the page brought them, with what they are found by, and the controls that they need. */
function siftable() {
  var page = document.querySelector(".gp-page"), place = page && page.querySelector("[data-gp-sift]");
  sifting = null;
  if (!page) return;
  var rows = Array.from(page.querySelectorAll("tr[data-gp-is], .gp-item")), list = page.querySelector(".gp-items");
  if (!place && list && rows.length > MANY) {
    place = element("div", "gp-filter");
    list.closest(".gp-block").before(place);
  }
  if (!place || rows.length < 2) return;
  sifting = {filters: [], heads: [], link: page.querySelector("[data-gp-csv]"), place: place};
  sifting.rows = rows.map(function (row, n) {
    return {row: row, n: n, home: row.parentElement, is: (row.dataset.gpIs || "").split(" "), text: row.textContent.toLowerCase()};
  });
  sifting.where = page.querySelector(".gp-leaves") ? " on this page" : "";
  page.querySelectorAll(".gp-mark[href]").forEach(function (mark) { mark.title = mark.textContent; });
  place.querySelectorAll("[data-gp-name]").forEach(control);
  if (rows.length > MANY) finder();
  page.querySelectorAll("th[data-gp-sort]").forEach(heading);
  sifting.clear = element("button", "gp-filter__keep", "Clear filters");
  sifting.clear.addEventListener("click", function () {
    go(["sort"].concat(sifting.filters.map(function (filter) { return filter.name; })), "");
    place.querySelector("button, select, input").focus();
  });
  sifting.status = element("p", "gp-sift__status gp-small");
  sifting.status.setAttribute("role", "status");
  place.append(sifting.clear);
  place.after(sifting.status);
  place.hidden = false;
  if (sifting.link) sifting.link.addEventListener("click", download);
  /* What another part leaves out, counts as well. */
  page.addEventListener("click", function (event) { if (event.target.closest(".gp-only")) sift(); });
}

/* One control for each thing to filter by: few values are buttons, many are a menu. */
function control(given) {
  var filter = {name: given.dataset.gpName, values: []}, title = given.dataset.gpTitle;
  var toggle = filter.name === "attention", group = element("div", "gp-filter__roles gp-row");
  given.querySelectorAll("span").forEach(function (one) {
    filter.values.push([one.dataset.gpValue, one.textContent]);
  });
  if (filter.name === "with") columns(filter);
  if (toggle) {
    if (!sifting.rows.some(function (row) { return has(row, filter, "yes"); })) return;
    filter.values = [["yes", title]];
  } else filter.values.unshift(["", "all"]);
  sifting.filters.push(filter);
  if (filter.values.length > PILLS + 1) {
    filter.field = labelled("select", title);
    filter.values.forEach(function (value) { filter.field.add(new Option(value[1], value[0])); });
    filter.field.addEventListener("change", function () { go([filter.name], filter.field.value); });
    return;
  }
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", title);
  if (!toggle) group.append(element("span", "gp-filter__lead gp-small", title));
  filter.buttons = filter.values.map(function (value) {
    var button = element("button", "gp-filter__role", value[1] + " ");
    button.append(element("b", "gp-filter__count"));
    button.addEventListener("click", function () { go([filter.name], toggle && filter.value ? "" : value[0]); });
    group.append(button);
    return button;
  });
  sifting.place.append(group);
}

function labelled(tag, title) {
  var label = element("label", "gp-filter__lead gp-small", title + " "), field = element(tag, "gp-filter__menu");
  label.append(field);
  sifting.place.append(label);
  return field;
}

/* The columns of a matrix are known by where their heads lead; a row has those that its cells are labelled with. */
function columns(filter) {
  var ids = {};
  sifting.place.parentElement.querySelectorAll("thead th:not([data-gp-sort])").forEach(function (head) {
    var link = head.querySelector("a"), words = head.textContent.trim();
    ids[words] = link ? link.pathname.replace(/(\/|\/index\.html|\.html)$/, "").split("/").pop() : "everyone";
    filter.values.push([ids[words], words]);
  });
  sifting.rows.forEach(function (row) {
    row.row.querySelectorAll("[data-label]").forEach(function (cell) { row.is.push("with:" + ids[cell.dataset.label.trim()]); });
  });
}

function finder() {
  var filter = {name: "find", field: labelled("input", "Find")}, wait;
  filter.field.type = "search";
  filter.field.addEventListener("input", function () {
    clearTimeout(wait);
    wait = setTimeout(function () { go(["find"], filter.field.value.trim(), true); }, 150);
  });
  sifting.filters.push(filter);
}

function heading(head) {
  var button = element("button", "gp-sort"), name = head.dataset.gpSort;
  button.append.apply(button, Array.from(head.childNodes));
  head.append(button);
  sifting.heads.push(head);
  button.addEventListener("click", function () {
    var now = query("sort");
    go(["sort"], now === name ? "-" + name : now === "-" + name ? "" : name);
  });
}

/* Write a choice into the address; typing does not make a step for each letter. */
function go(names, value, quietly) {
  var url = new URL(location.href);
  names.forEach(function (name) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  });
  if (url.href !== location.href) history[quietly ? "replaceState" : "pushState"](history.state, "", url);
  refresh();
}

function has(row, filter, value) {
  if (!value) return true;
  if (filter.name === "attention") return !!row.row.querySelector(".gp-due");
  if (filter.name === "find") {
    return value.toLowerCase().split(/\s+/).every(function (word) { return row.text.indexOf(word) >= 0; });
  }
  return row.is.indexOf(filter.name + ":" + value) >= 0 || row.is.indexOf(filter.name + ":*") >= 0;
}

function sift() {
  if (!sifting || !document.contains(sifting.place)) return;
  var filters = sifting.filters, rows = sifting.rows;
  filters.forEach(function (filter) {
    var value = query(filter.name);
    filter.value = !filter.values || filter.values.some(function (one) { return one[0] === value; }) ? value : "";
    if (filter.field && filter.field.value.trim() !== filter.value) filter.field.value = filter.value;
  });
  function fits(row, but) {
    return filters.every(function (filter) { return filter === but || has(row, filter, filter.value); });
  }
  function out(thing, is) { thing.classList.toggle("gp-out--sift", is); }
  rows.forEach(function (row) { out(row.row, false); });
  var here = rows.filter(function (row) { return getComputedStyle(row.row).display !== "none"; });
  filters.forEach(function (filter) {
    var left = here.filter(function (row) { return fits(row, filter); });
    (filter.buttons || []).forEach(function (button, n) {
      var value = filter.values[n][0];
      button.setAttribute("aria-pressed", String(filter.value === value));
      button.lastChild.textContent = left.filter(function (row) { return has(row, filter, value); }).length;
    });
  });
  var shown = here.filter(function (row) { return fits(row); }), all = shown.length === rows.length;
  rows.forEach(function (row) { out(row.row, !fits(row)); });
  rows.forEach(function (row) {
    var empty = !shown.some(function (one) { return one.home === row.home; });
    out(row.home.matches("ul") ? row.home.parentElement : row.home, empty);
  });
  sifting.shown = order(shown);
  sifting.clear.hidden = !sifting.sorted && !filters.some(function (filter) { return filter.value; });
  var told = shown.length + " of " + rows.length + " shown" + sifting.where;
  sifting.status.classList.toggle("gp-quiet", all);
  if (sifting.status.textContent !== told) sifting.status.textContent = told;
  if (sifting.link) sifting.link.textContent = "Download " + (all ? "as a table" : "what is shown") + " (CSV)";
}

/* Rows change places within their group; what says nothing comes last. */
function order(shown) {
  var wish = query("sort"), down = wish[0] === "-", head = sifting.heads.find(function (one) {
    return one.dataset.gpSort === (down ? wish.slice(1) : wish);
  });
  sifting.heads.forEach(function (one) {
    if (one === head) one.setAttribute("aria-sort", down ? "descending" : "ascending");
    else one.removeAttribute("aria-sort");
  });
  if (!head && !sifting.sorted) return shown;
  sifting.sorted = !!head;
  sifting.rows.forEach(function (row) {
    var cell = head && row.row.cells[head.cellIndex], time = cell && cell.querySelector("time");
    row.key = cell && (cell.dataset.gpKey || (time ? time.dateTime : cell.textContent.trim()));
  });
  sifting.rows.slice().sort(function (a, b) {
    return (a.key ? 0 : 1) - (b.key ? 0 : 1) || (a.key || "").localeCompare(b.key || "", "en", {numeric: true}) * (down ? -1 : 1) || a.n - b.n;
  }).forEach(function (row) { row.home.append(row.row); });
  return shown.sort(function (a, b) { return a.row.compareDocumentPosition(b.row) & 4 ? -1 : 1; });
}

/* The lines of the file that belong to what is shown; where it cannot be read, the whole file. */
function download(event) {
  var link = sifting.link, wanted = sifting.shown;
  if (wanted.length === sifting.rows.length && !sifting.sorted) return;
  event.preventDefault();
  fetch(link.href).then(function (answer) { return answer.ok ? answer.text() : Promise.reject(); }).then(function (text) {
    var lines = text.replace("\ufeff", "").match(/(?:"(?:[^"]|"")*"|[^"\n])+\n/g);
    var kept = wanted.map(function (row) { return lines[1 + Number(link.dataset.gpCsv) + row.n]; });
    return URL.createObjectURL(new Blob(["\ufeff" + lines[0] + kept.join("")], {type: "text/csv"}));
  }).catch(function () { return link.href; }).then(function (href) {
    var save = element("a", "");
    save.href = href;
    save.download = link.download;
    save.click();
  });
}

onPage(siftable);
onChoice(sift);
