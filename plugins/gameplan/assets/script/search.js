/* The search prompt of a home page opens the search of the theme; so do its examples, with their words typed in. */

function search() {
  var toggle = document.querySelector("#__search");
  var field = document.querySelector(".md-search__input");
  var place = document.querySelector("[data-gp-search]");
  if (!place || !toggle || !field || place.querySelector(".gp-search")) return;
  function open(words, from) {
    toggle.checked = true;
    toggle.dispatchEvent(new Event("change"));
    field.focus();
    if (words) {
      field.value = words;
      field.dispatchEvent(new Event("keyup"));
    }
    /* Who closes the search again is back where they were. */
    toggle.addEventListener("change", function () {
      setTimeout(function () {
        if (document.activeElement === document.body) from.focus();
      });
    }, {once: true});
  }
  var button = element("button", "gp-search");
  var sign = document.querySelector(".md-search__icon svg");
  if (sign) button.append(sign.cloneNode(true));
  button.append(element("span", "", "Say it in your own words"));
  /* A telephone has no key to press. */
  if (!matchMedia("(hover: none)").matches) {
    button.append(element("kbd", "", "S"));
    button.lastChild.setAttribute("aria-hidden", "true");
  }
  button.setAttribute("aria-keyshortcuts", "s");
  button.addEventListener("click", function () { open("", button); });
  place.prepend(button);
  place.querySelectorAll(".gp-ask__examples a").forEach(function (link) {
    var example = element("button", "gp-example", link.textContent);
    example.addEventListener("click", function () { open(link.textContent, example); });
    link.replaceWith(example);
  });
}

onPage(search);
