/* What the build says of releases, and which of them are news. */

/* What the build says of releases, newest first; nothing where there is none. */
function told() {
  var data = window.gameplanReleases || {};
  return {releases: data.releases || [], roles: data.roles || {}, all: data.all || "changes/all/"};
}

function isVersion(text) {
  return /^\d+(\.\d+){1,2}$/.test(text || "");
}

function later(one, other) {
  var a = one.split("."), b = other.split(".");
  for (var n = 0; n < 3; n++) {
    if ((a[n] || 0) - (b[n] || 0)) return (a[n] || 0) - (b[n] || 0) > 0;
  }
  return false;
}

/* The releases after one, by its place; of one that is not in the list, those with a higher number. */
function since(version) {
  var releases = told().releases;
  for (var n = 0; n < releases.length; n++) {
    if (releases[n].version === version) return releases.slice(0, n);
  }
  return releases.filter(function (release) { return later(release.version, version); });
}

function counted(releases, role) {
  return releases.reduce(function (sum, release) {
    var counts = release.counts;
    return sum + (role ? (own(counts, role) || 0) + (counts[EVERYONE] || 0) : counts.all);
  }, 0);
}

function changes(n) {
  return n + (n === 1 ? " change" : " changes");
}

function allChanges(version, role) {
  var said = [];
  if (version) said.push("since=" + encodeURIComponent(version));
  if (role) said.push("role=" + encodeURIComponent(role).replace(/%2F/g, "/"));
  return ROOT + told().all + (said.length ? "?" + said.join("&") : "");
}
