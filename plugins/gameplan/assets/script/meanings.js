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

onPage(meanings);
