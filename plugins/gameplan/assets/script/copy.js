/* Buttons that copy: words that are ready to use, and the address of an outcome. */

/* Where the browser offers no clipboard (a page without https, an old browser), its older way; whether it went well. */
function copyOld(text) {
  var field = element("textarea", "gp-quiet");
  var from = document.activeElement;
  field.value = text;
  document.body.append(field);
  field.select();
  var done = false;
  try { done = document.execCommand("copy"); } catch (error) { done = false; }
  field.remove();
  if (from) from.focus();
  return done;
}

function copyText(text) {
  var clipboard = navigator.clipboard;
  if (!clipboard || !clipboard.writeText) return Promise.resolve(copyOld(text));
  return clipboard.writeText(text).then(function () { return true; }, function () { return copyOld(text); });
}

/* A button and what it says once it has copied what `text` gives. */
function copyButton(words, text) {
  var whole = element("span", "gp-copy__place");
  var button = element("button", "gp-copy", words);
  var said = element("span", "gp-quiet");
  said.setAttribute("role", "status");
  button.addEventListener("click", function () {
    copyText(text()).then(function (done) {
      button.textContent = done ? "Copied" : "Please copy by hand";
      said.textContent = done ? "Copied" : "This browser does not let a page copy. Please copy by hand.";
      setTimeout(function () { button.textContent = words; said.textContent = ""; }, 2500);
    });
  });
  whole.append(button, said);
  return whole;
}

function copies() {
  document.querySelectorAll("[data-gp-copy]").forEach(function (text) {
    var head = text.parentElement.querySelector(".gp-reply__head");
    if (!head || head.querySelector(".gp-copy")) return;
    var whole = copyButton("Copy", function () { return text.dataset.gpCopy; });
    var title = head.querySelector("h3[id]");
    if (title) whole.firstChild.setAttribute("aria-describedby", title.id);
    head.append(whole);
  });
}

/* What hangs on a wall is printed. */
function prints() {
  [["escalation", "Print the card"], ["procedures", "Print this page"]].forEach(function (one) {
    var foot = document.querySelector(".gp-kind-" + one[0] + " .gp-actions");
    if (!foot || !foot.closest(".gp").querySelector(".gp-levels, .gp-phase") || foot.querySelector(".gp-print")) return;
    var button = element("button", "gp-act gp-print", one[1]);
    button.addEventListener("click", function () { window.print(); });
    foot.prepend(button);
  });
}

onPage(copies);
onPage(prints);
