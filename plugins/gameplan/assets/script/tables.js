/* Registers, matrices and long lists: which rows show, in which order. It is all kept in the address of the page, so that it can be shared, outlives a reload, and the way back leads back. */

var TABLES = "[data-gp-sift]", MANY = 15, PILLS = 6;
var sifting;

/* The rows as the page brought them, with what they are found by. */
function siftable() {
  var page = document.querySelector(".gp-page"), place = page && page.querySelector(TABLES);
  sifting = null;
  if (!page) return;
  var rows = Array.from(page.querySelectorAll("tr[data-gp-is], .gp-item"));
  if (!place && rows.length > MANY && page.querySelector(".gp-item")) {
    place = element("div", "gp-filter gp-sift");
    page.querySelector(".gp-item").closest(".gp-block").before(place);
  }
  if (!place || rows.length < 2) return;
  sifting = {place: place, filters: [], heads: [], link: page.querySelector("[data-gp-csv]")};
  sifting.leaf = page.querySelector(".gp-leaves");
  sifting.rows = rows.map(function (row, n) {
    return {
      row: row, n: n, home: row.parentElement,
      is: (row.dataset.gpIs || "").split(" "), text: row.textContent.toLowerCase(),
    };
  });
  page.querySelectorAll(".gp-mark[href]").forEach(function (mark) { mark.title = mark.textContent; });
  place.querySelectorAll("[data-gp-name]").forEach(control);
  if (rows.length > MANY) searchField();
  page.querySelectorAll("th[data-gp-sort]").forEach(heading);
  var clear = element("button", "gp-filter__keep", "Clear");
  clear.addEventListener("click", function () {
    go(sifting.filters.map(function (filter) { return [filter.name, ""]; }).concat([["sort", ""]]));
    place.querySelector("button, select, input").focus();
  });
  var status = element("p", "gp-sift__status");
  status.setAttribute("role", "status");
  place.append(clear);
  place.after(status);
  place.hidden = false;
  sifting.clear = clear;
  sifting.status = status;
  if (sifting.link) sifting.link.addEventListener("click", download);
}

/* One control for each thing to filter by: few values are buttons, many are a menu. */
function control(given) {
  var filter = {name: given.dataset.gpName, title: given.dataset.gpTitle, values: [], buttons: []};
  given.querySelectorAll("[data-gp-value]").forEach(function (one) {
    filter.values.push([one.dataset.gpValue, one.textContent]);
  });
  if (filter.name === "with") columns(filter);
  if (filter.name === "attention") {
    if (!sifting.rows.some(function (row) { return has(row, filter, "1"); })) return;
    filter.values = [["1", filter.title]];
  }
  sifting.filters.push(filter);
  var group = element("div", "gp-filter__roles");
  if (filter.values.length > PILLS) {
    var label = element("label", "gp-filter__lead", filter.title + " ");
    var menu = filter.menu = element("select", "gp-filter__menu");
    [["", "all"]].concat(filter.values).forEach(function (value) { menu.add(new Option(value[1], value[0])); });
    menu.addEventListener("change", function () { go([[filter.name, menu.value]]); });
    label.append(menu);
    group.append(label);
  } else {
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", filter.title);
    var toggles = filter.name === "attention";
    if (!toggles) group.append(element("span", "gp-filter__lead", filter.title));
    (toggles ? [] : [["", "all"]]).concat(filter.values).forEach(function (value) {
      var button = element("button", "gp-filter__role", value[1] + " ");
      button.dataset.gpChoice = value[0];
      button.append(element("b", "gp-filter__count"));
      button.addEventListener("click", function () {
        go([[filter.name, toggles && filter.value ? "" : value[0]]]);
      });
      filter.buttons.push(button);
      group.append(button);
    });
  }
  sifting.place.append(group);
}

/* The columns of a matrix are known by where their heads lead; a row has those that a cell of it is labelled with. */
function columns(filter) {
  var names = {};
  document.querySelectorAll(".gp-table thead th:not([data-gp-sort])").forEach(function (head) {
    var link = head.querySelector("a"), words = head.textContent.trim();
    var id = link ? link.getAttribute("href").replace(/(\/|\/index\.html|\.html)$/, "").split("/").pop() : words.toLowerCase();
    names[words] = id;
    filter.values.push([id, words]);
  });
  sifting.rows.forEach(function (row) {
    row.row.querySelectorAll("td[data-label]").forEach(function (cell) {
      row.is.push("with:" + names[cell.dataset.label.trim()]);
    });
  });
}

function searchField() {
  var filter = {name: "find", values: null}, label = element("label", "gp-filter__lead", "Find ");
  var field = filter.field = element("input", "gp-filter__menu"), wait;
  field.type = "search";
  field.addEventListener("input", function () {
    clearTimeout(wait);
    wait = setTimeout(function () { go([["find", field.value.trim()]], true); }, 150);
  });
  label.append(field);
  sifting.filters.push(filter);
  sifting.place.append(label);
}

function heading(head) {
  var button = element("button", "gp-sort");
  button.append.apply(button, Array.from(head.childNodes));
  head.append(button);
  sifting.heads.push(head);
  button.addEventListener("click", function () {
    var name = head.dataset.gpSort, now = query("sort");
    go([["sort", now === name ? "-" + name : now === "-" + name ? "" : name]]);
  });
}

/* Write a choice into the address; typing does not make a step of its own for each letter. */
function go(changes, quietly) {
  var url = new URL(location.href);
  changes.forEach(function (change) {
    if (change[1]) url.searchParams.set(change[0], change[1]);
    else url.searchParams.delete(change[0]);
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

/* What another part hides, the reader's role for one, is not shown either. */
function seen(row) {
  return getComputedStyle(row.row).display !== "none";
}

function sift() {
  if (!sifting || !document.contains(sifting.place)) return;
  var filters = sifting.filters, rows = sifting.rows;
  filters.forEach(function (filter) {
    var value = query(filter.name);
    var known = !filter.values || filter.values.some(function (one) { return one[0] === value; });
    filter.value = known ? value : "";
  });
  function fits(row, but) {
    return filters.every(function (filter) { return filter === but || has(row, filter, filter.value); });
  }
  rows.forEach(function (row) { row.row.classList.remove("gp-out"); });
  var here = rows.filter(seen);
  filters.forEach(function (filter) {
    if (filter.field && document.activeElement !== filter.field) filter.field.value = filter.value;
    if (filter.menu) filter.menu.value = filter.value;
    var left = filter.buttons && here.filter(function (row) { return fits(row, filter); });
    (filter.buttons || []).forEach(function (button) {
      var value = button.dataset.gpChoice;
      button.setAttribute("aria-pressed", String(filter.value === value));
      button.querySelector("b").textContent = left.filter(function (row) { return has(row, filter, value); }).length;
    });
  });
  var shown = here.filter(function (row) { return fits(row); });
  rows.forEach(function (row) { row.row.classList.toggle("gp-out", !fits(row)); });
  sifting.shown = order(shown);
  var homes = new Set(rows.map(function (row) { return row.home; }));
  homes.forEach(function (home) {
    var empty = !shown.some(function (row) { return row.home === home; });
    (home.matches("tbody") ? home : home.closest(".gp-block")).classList.toggle("gp-out", empty);
  });
  var some = filters.some(function (filter) { return filter.value; });
  sifting.clear.hidden = !some && !sifting.sorted;
  var told = !shown.length ? "Nothing here fits. " + rows.length + " are hidden."
    : shown.length + " of " + rows.length + " shown" + (sifting.leaf ? " on this page" : "");
  sifting.status.classList.toggle("gp-quiet", shown.length === rows.length);
  if (sifting.status.textContent !== told) sifting.status.textContent = told;
  if (sifting.link) sifting.link.textContent = "Download " + (shown.length < rows.length ? "what is shown" : "as a table") + " (CSV)";
}

/* Rows change places within their group; what says nothing comes last. */
function order(shown) {
  var wish = query("sort"), down = wish[0] === "-";
  var head = sifting.heads.find(function (one) { return one.dataset.gpSort === (down ? wish.slice(1) : wish); });
  sifting.heads.forEach(function (one) {
    if (one === head) one.setAttribute("aria-sort", down ? "descending" : "ascending");
    else one.removeAttribute("aria-sort");
  });
  function key(row) {
    var cell = head && row.row.cells[head.cellIndex], time = cell && cell.querySelector("time");
    return !cell ? "" : cell.dataset.gpKey || (time ? time.dateTime : cell.textContent.trim());
  }
  if (head || sifting.sorted) {
    var all = sifting.rows.map(function (row) { return [key(row), row]; });
    all.sort(function (a, b) {
      if (!head || a[0] === b[0]) return a[1].n - b[1].n;
      if (!a[0] || !b[0]) return a[0] ? -1 : 1;
      return a[0].localeCompare(b[0], undefined, {numeric: true}) * (down ? -1 : 1);
    });
    all.forEach(function (pair) { pair[1].home.append(pair[1].row); });
    shown = all.map(function (pair) { return pair[1]; }).filter(function (row) { return shown.indexOf(row) >= 0; });
  }
  sifting.sorted = !!head;
  return shown;
}

/* The lines of the file that belong to what is shown; where it cannot be read, the whole file. */
function download(event) {
  var link = sifting.link, wanted = sifting.shown;
  if (wanted.length === sifting.rows.length && !sifting.sorted) return;
  event.preventDefault();
  fetch(link.href).then(function (answer) {
    if (!answer.ok) throw answer;
    return answer.text();
  }).then(function (text) {
    var lines = text.replace(/^\ufeff/, "").match(/(?:"(?:[^"]|"")*"|[^"\n])+\n/g), first = Number(link.dataset.gpCsv);
    var kept = [lines[0]].concat(wanted.map(function (row) { return lines[1 + first + row.n]; }));
    save(URL.createObjectURL(new Blob(["\ufeff" + kept.join("")], {type: "text/csv"})), link.download);
  }).catch(function () { save(link.href, link.download); });
}

function save(href, name) {
  var link = element("a", "");
  link.href = href;
  link.download = name;
  link.click();
}

onPage(siftable);
onChoice(sift);
