"""The page that a host shows where there is none: one for all versions, at the top of the branch.

It stands alone, since it is shown at addresses of any depth: no style sheet, no script and no picture of its own
could be found from there. What it can say without a script is where the site begins, which it takes from the
address of the site.
"""

from __future__ import annotations

import json
from html import escape
from urllib.parse import urlsplit

MARK = "<!-- gameplan: the page for addresses that lead nowhere -->"
"""What says that a page at the top is ours, and may be written anew."""

_PAGE = """\
<!doctype html>
{mark}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>There is no page here</title>
<style>
:root {{ color-scheme: light dark; --ink: #1a2529; --soft: #4d5b61; --page: #fff; --accent: #0b5d66 }}
@media (prefers-color-scheme: dark) {{ :root {{ --ink: #e4ebec; --soft: #a8b6ba; --page: #12191c; --accent: #7fd0d3 }} }}
body {{ margin: 0; color: var(--ink); background: var(--page); font: 1.0625rem/1.6 system-ui, sans-serif }}
main {{ max-width: 36rem; margin: 0 auto; padding: 12vh 1.5rem 4rem }}
h1 {{ margin: 0 0 1rem; font-size: 1.75rem; line-height: 1.2 }}
p, ul {{ margin: 0 0 1rem; color: var(--soft) }}
ul {{ padding-left: 1.2rem }}
a {{ color: var(--accent); font-weight: 600 }}
</style>
</head>
<body>
<main>
<h1>There is no page here</h1>
<p>The address may be mistyped. Or the page was not yet there in this version of the playbook, or is no longer there.</p>
<ul>
<li id="same" hidden><a href="{start}">See this page in the latest version</a></li>
<li><a id="start" href="{start}">Go to the start of the latest version</a></li>
</ul>
</main>
<script>
(function () {{
  var known = {base}, start = document.getElementById("start"), same = document.getElementById("same");
  var path = location.pathname;
  /* The first step that is called like a version; what is before it is where the site begins. */
  var found = /^(.*?\\/)({latest}|{working}|\\d+(?:\\.\\d+){{1,2}})(\\/.*)?$/.exec(path);
  var root = found ? found[1] : known && path.indexOf(known) === 0 ? known : "";
  if (root) start.href = root + "{default}/";
  if (!found || found[2] === "{default}" || !found[3] || found[3] === "/") return;
  var there = root + "{default}" + found[3];
  fetch(there, {{method: "HEAD"}}).then(function (answer) {{
    if (!answer.ok) return;
    same.firstChild.href = there + location.search + location.hash;
    same.hidden = false;
  }}).catch(function () {{}});
}})();
</script>
</body>
</html>
"""


def lost_page(site_url: str, default: str, *, latest: str, working: str) -> str:
    """The page, for a site at an address ("" where nobody has said it) whose start is that of the `default` version."""
    base = urlsplit(site_url).path if site_url else ""
    base = base if base.endswith("/") else f"{base}/"
    known = json.dumps(base if site_url else "").replace("<", "\\u003c")
    return _PAGE.format(
        mark=MARK,
        base=known,
        start=escape(f"{base}{default}/" if site_url else "/"),
        default=default,
        latest=latest,
        working=working,
    )
