/* Due, overdue, over: pages hold dates only, and what follows from them is worked out here, on the reader's day. */

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

onPage(dates);
