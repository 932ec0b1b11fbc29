/* For a version among others. It tells the other script so, since all of them remember together. And where the
   version is not the latest one, it lets the banner lead to this very page in the latest, where there is one; without
   this the banner leads to the latest version's start. */
(function () {
  "use strict";
  window.gameplanVersioned = true;

  /* This page in another version: the folder that this version lies in is the last step of its own address. */
  function elsewhere(link) {
    var latest = new URL(link.dataset.gpHome || link.href);
    link.dataset.gpHome = latest.href;
    var here = new URL("../" + link.dataset.gpLatest + "/", latest);
    if (location.pathname.indexOf(here.pathname) !== 0) return "";
    var page = location.pathname.slice(here.pathname.length);
    return page ? new URL(page + location.search + location.hash, latest).href : "";
  }

  function lead() {
    document.querySelectorAll("[data-gp-latest]").forEach(function (link) {
      var there = elsewhere(link), asked = location.pathname;
      link.href = link.dataset.gpHome;
      if (!there) return;
      fetch(there, {method: "HEAD"}).then(function (answer) {
        if (!answer.ok || location.pathname !== asked) return;
        link.href = there;
        link.firstElementChild.textContent = "Read this page in the version in force";
      }).catch(function () {});
    });
  }

  if (window.document$ && window.document$.subscribe) window.document$.subscribe(lead);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", lead);
  else lead();
})();
