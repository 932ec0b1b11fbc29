/* My role: chosen on the page of a role, in the list of roles or in the header, and remembered in this browser only. */

var EVERYONE = "everyone";
var KEPT = "Remembered in this browser only.";

/* The roles of this site that somebody may have: by address, their title, their key and their deputy. */
function roles() {
  return (window.gameplanRoles || {}).roles || {};
}

function roleTitle(role) {
  var found = own(roles(), role);
  return found ? found[0] : own(told().roles, role) || "";
}

function roleHref(role) {
  return ROOT + role + window.gameplanRoles.end;
}

/* The role that the reader chose, where this site still has it. */
function myRole() {
  var role = recall("role");
  return role && own(roles(), role) ? role : "";
}

function chooseRole(role) {
  remember("role", role || null);
  refresh();
}

/* On the page of a role: whether it is the reader's, and its way to paper. */
function tools() {
  var place = document.querySelector("[data-gp-tools]");
  if (!place) return;
  var role = place.closest("[data-gp-role-page]");
  role = role ? role.dataset.gpRolePage : "";
  if (!place.firstChild) {
    if (own(roles(), role) && remembers()) {
      var button = element("button", "gp-mine"), note = element("span", "gp-mine__note gp-small");
      note.setAttribute("role", "status");
      button.addEventListener("click", function () {
        var mine = recall("role") === role;
        chooseRole(mine ? "" : role);
        note.textContent = mine ? "Forgotten." : KEPT;
      });
      place.append(button, note);
    }
    var print = element("button", "gp-print", "Print as a handbook");
    print.addEventListener("click", function () { window.print(); });
    place.append(print);
  }
  var mine = place.querySelector(".gp-mine");
  if (!mine) return;
  var is = recall("role") === role;
  mine.setAttribute("aria-pressed", String(is));
  mine.textContent = is ? "This is my role, forget it" : "This is my role";
}

/* A list of all roles to choose from, with the way to the chosen one's handbook and out of it again. */
function chooser() {
  var box = element("div", "gp-choose gp-row"), label = element("label", "", "My role ");
  var select = element("select", ""), status = element("span", "gp-choose__note gp-small");
  var link = element("a", "gp-choose__book", "Open my handbook"), forget = element("button", "gp-choose__forget", "Forget it");
  var books = window.gameplanRoles.playbooks, groups = {};
  status.setAttribute("role", "status");
  status.textContent = KEPT;
  select.append(new Option("not chosen", ""));
  Object.keys(roles()).forEach(function (role) {
    var book = role.split("/")[0], group = groups[book];
    if (!group) {
      group = groups[book] = Object.keys(books).length > 1 ? element("optgroup", "") : select;
      group.label = books[book];
      if (group !== select) select.append(group);
    }
    group.append(new Option(roleTitle(role), role));
  });
  function take(role) {
    status.textContent = role ? KEPT : "Forgotten.";
    chooseRole(role);
  }
  select.addEventListener("change", function () { take(select.value); });
  forget.addEventListener("click", function () {
    take("");
    select.focus();
  });
  label.append(select);
  box.append(label, link, forget, status);
  return box;
}

/* Where somebody can choose: in the header of every page, and where a page leaves room for it. */
function choosers() {
  var mine = myRole();
  if (Object.keys(roles()).length && remembers()) {
    if (!document.querySelector(".gp-role")) {
      var box = element("details", "gp-role"), head = element("summary", "");
      head.innerHTML = '<svg class="gp-icon" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10"/><circle cx="12" cy="9.5" r="3"/><path d="M5.5 19a7 7 0 0 1 13 0"/></svg>';
      head.append(element("span", "gp-role__name"));
      box.append(head, chooser());
      var title = document.querySelector(".md-header__title");
      if (title) title.after(box);
      else document.body.append(box);
    }
    var place = document.querySelector("[data-gp-choose]");
    if (place && !place.firstChild) place.append(chooser());
  }
  document.querySelectorAll(".gp-role__name").forEach(function (name) {
    name.textContent = "My role" + (mine ? ": " + roleTitle(mine) : "");
  });
  document.querySelectorAll(".gp-choose").forEach(function (box) {
    box.querySelector("select").value = mine;
    var link = box.querySelector("a");
    link.hidden = box.querySelector("button").hidden = !mine;
    link.href = mine ? roleHref(mine) : ROOT;
  });
}

document.addEventListener("click", function (event) {
  var open = document.querySelector(".gp-role[open]");
  if (open && (!open.contains(event.target) || event.target.closest("a"))) open.open = false;
});
document.addEventListener("keydown", function (event) {
  var open = document.querySelector(".gp-role[open]");
  if (!open || event.key !== "Escape") return;
  open.open = false;
  open.firstChild.focus();
});

onChoice(choosers);
onChoice(tools);
