/* A button beside words that are ready to use. */

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

onPage(copies);
