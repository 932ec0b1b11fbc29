/* My role: chosen on the page of a role. */

var EVERYONE = "everyone";

/* The role that the reader chose, where this site still has it. */
function myRole() {
  var role = recall("role");
  return role && own(told().roles, role) !== undefined ? role : "";
}

/* On the page of a role: whether it is the reader's. */
function choice() {
  var page = document.querySelector("[data-gp-role-page]");
  if (!page || !remembers()) return;
  var role = page.dataset.gpRolePage;
  var button = page.querySelector(".gp-mine");
  if (!button) {
    var row = page.querySelector(".gp-actions") || page.appendChild(element("footer", "gp-actions"));
    button = element("button", "gp-mine");
    var note = element("span", "gp-mine__note");
    note.setAttribute("role", "status");
    row.prepend(button, note);
    button.addEventListener("click", function () {
      var mine = recall("role") === role;
      remember("role", mine ? null : role);
      note.textContent = mine ? "Forgotten." : "Remembered in this browser only.";
      refresh();
    });
  }
  var is = recall("role") === role;
  button.setAttribute("aria-pressed", String(is));
  button.textContent = is ? "This is my role, forget it" : "This is my role";
}

onChoice(choice);
