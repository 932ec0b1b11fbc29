/* What needs today, or a click: due dates, copying a reply, the search prompt. Pages are complete without it. */
(function () {
  "use strict";
  var DAY = 86400000;

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

  function start() { dates(); copies(); search(); names(); meanings(); }
  /* Material swaps pages without loading them where a site asks for it. */
  if (window.document$ && window.document$.subscribe) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
