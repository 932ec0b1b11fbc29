/* The search prompt of a home page opens the search of the theme. */

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

onPage(search);
