/* What the other parts share: when they begin, and small things to make. They stand in one function, in the order of site/assets.py. */

var SCRIPT = document.currentScript;
var begins = [], follows = [];

/* What is done on each page, once. */
function onPage(does) { begins.push(does); }

/* What is done on each page, and again whenever the reader has chosen something, here or in another tab. */
function onChoice(does) { follows.push(does); }

function refresh() {
  all(follows);
}

/* A part that fails on a page of somebody's own takes none of the others along. */
function all(parts) {
  parts.forEach(function (does) {
    try { does(); } catch (error) { setTimeout(function () { throw error; }); }
  });
}


function element(tag, className, words) {
  var made = document.createElement(tag);
  made.className = className;
  if (words) made.textContent = words;
  if (tag === "button") made.type = "button";
  return made;
}

function query(name) {
  return new URLSearchParams(location.search).get(name) || "";
}

/* Put a word into the address of this page, so that what shows can be shared and outlives a reload. */
function say(name, value) {
  var url = new URL(location.href);
  url.searchParams.delete(name);
  if (value) url.searchParams.set(name, value);
  var search = url.searchParams.toString().replace(/%2F/g, "/");
  history.replaceState(history.state, "", url.pathname + (search ? "?" + search : "") + url.hash);
}

function own(things, name) {
  return Object.prototype.hasOwnProperty.call(things, name) ? things[name] : undefined;
}
