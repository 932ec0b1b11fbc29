/* On the map: what has focus, or lies under the pointer, shows its whole way up to the vision and all that stands under it. Escape lets go. */

function along(from, steps) {
  var met = {}, waiting = [from];
  while (waiting.length) {
    var n = waiting.pop();
    if (met[n]) continue;
    met[n] = true;
    waiting.push.apply(waiting, steps[n] || []);
  }
  return met;
}

function untrace() {
  document.querySelectorAll(".gp-map--traced").forEach(function (map) { map.classList.remove("gp-map--traced"); });
}

function tracing() {
  document.querySelectorAll(".gp-map").forEach(function (map) {
    if (map.dataset.gpReady) return;
    map.dataset.gpReady = "true";
    var up = {}, down = {};
    var boxes = map.querySelectorAll("[data-gp-n]");
    boxes.forEach(function (box) {
      var n = box.dataset.gpN;
      up[n] = (box.dataset.gpUp || "").split(" ").filter(Boolean);
      up[n].forEach(function (end) { (down[end] = down[end] || []).push(n); });
    });
    function trace(n) {
      var ups = along(n, up), downs = along(n, down);
      boxes.forEach(function (box) {
        box.classList.toggle("gp-lit", !!(ups[box.dataset.gpN] || downs[box.dataset.gpN]));
      });
      map.querySelectorAll(".gp-way").forEach(function (way) {
        var ends = way.dataset.gpEnds.split(" ");
        way.classList.toggle("gp-lit", !!(ups[ends[0]] && ups[ends[1]] || downs[ends[0]] && downs[ends[1]]));
      });
      map.classList.add("gp-map--traced");
    }
    function follow(event) {
      var box = event.target.closest("[data-gp-n]");
      if (box) trace(box.dataset.gpN);
      else untrace();
    }
    map.addEventListener("focusin", follow);
    map.addEventListener("pointerover", follow);
    map.addEventListener("focusout", untrace);
    map.addEventListener("pointerleave", untrace);
  });
}

document.addEventListener("keydown", function (event) { if (event.key === "Escape") untrace(); });

onPage(tracing);
