"""What changed, for machines: `changes.json`, an Atom feed, and what the script in the browser knows of releases.

The same history gives the same bytes. Texts of authors are escaped by whoever writes the format, never by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree

from ..diff.change import Change
from ..diff.words import as_json
from ..diff.words.phrases import phrase
from ..diff.words.pieces import listed, titled
from ..history import History, Step
from ..model.address import EVERYONE
from .desk import Desk, Site
from .telling import Edition, Teller, acting, edition, is_asked, is_told, page_of, things

VERSION = 1
"""Of the contract of `changes.json`; `changes-site-1.schema.json` beside this file says it as a JSON Schema."""

JSON, FEED = "changes.json", "changes.xml"
INDEX, ALL = "changes/", "changes/all"
_ENTRIES = 20
"""How many releases the feed tells of, the latest; `changes.json` has them all."""


# --- changes.json -------------------------------------------------------------------------------------


def changes_json(history: History, site: Site, site_url: str) -> str:
    """All releases, newest first, as one JSON object; ends with a newline.

    A change is told as `gameplan diff --format json` tells it, with the addresses of that release and without
    places in files; `acts` and `url` are of today. URLs are absolute where `site_url` is not "", else seen
    from the folder of this file.
    """
    told = [(step, edition(history, step)) for step in reversed(history.steps)]
    releases = [_release(site, step, each, _base(site_url)) for step, each in told]
    report = {"version": VERSION, "site": site_url or None, "releases": releases}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _release(site: Site, step: Step, told: Edition, base: str) -> dict[str, Any]:
    as_told = json.loads(as_json(step.comparison))
    return {
        "version": step.version,
        "date": step.date.isoformat(),
        "until": step.until.isoformat() if step.until else None,
        "first": step.first,
        "impact": as_told["impact"],
        "summary": step.summary,
        "approver": {"address": step.approver, "title": site.name(step.approver)} if step.approver else None,
        "reference": step.reference,
        "url": base + site.paths.page(page_of(step.version)),
        "counts": as_told["counts"],
        "changes": [
            {
                **{key: value for key, value in one.items() if key not in ("base", "head")},
                "title": change.title,
                "acts": list(acting(told, [change])),
                "url": _url(site, told, change, base),
            }
            for change, one in zip(step.comparison.changes, as_told["changes"], strict=True)
        ],
    }


def _url(site: Site, told: Edition, change: Change, base: str) -> str | None:
    """Where what changed can be read today; None where its entry is gone."""
    today = told.follow(change.address)
    entry, _, part = today.partition("#")
    if site.graph.find(entry) is None:
        return None
    anchor = f"#{part}" if part and site.graph.find(today) is not None else ""
    return base + site.paths.page(entry) + anchor


def _base(site_url: str) -> str:
    return f"{site_url.rstrip('/')}/" if site_url else ""


# --- what the browser knows ---------------------------------------------------------------------------


def releases_js(history: History, site: Site, site_name: str) -> str:
    """The script that tells gameplan.js of releases, newest first: how many things changed in each for whom.

    A thing counts once, as on the page that lists every change, however much of it changed; what is merely
    editorial does not count, and what everyone must do is not counted again for each role. `all` is the way
    from the root of the site to that page; `roles` are the names of roles of which only releases still speak.
    """
    roles: dict[str, str] = {}
    releases = []
    for step in reversed(history.steps):
        told = edition(history, step)
        teller = Teller(Desk(site, "", "", explains=False), told)
        changed = things(told, filter(is_told, step.comparison.changes))
        concerned = [role for thing in changed for role in acting(told, thing)]
        counts = {role: concerned.count(role) for role in sorted({*concerned} - {EVERYONE})}
        counts = {"all": len(changed), EVERYONE: concerned.count(EVERYONE), **counts}
        releases.append({"version": step.version, "date": step.date.isoformat(), "counts": counts})
        for address in concerned:
            entity = site.graph.entities.get(address)
            if address != EVERYONE and (entity is None or entity.ended):
                roles.setdefault(address, teller.role_today(address))
    data = {
        "site": site_name,
        "all": site.paths.page(ALL),
        "releases": releases,
        "roles": dict(sorted(roles.items())),
    }
    return f"window.gameplanReleases = {json.dumps(data, indent=1).replace('<', _LESS)};\n"


_LESS = "\\u003c"


# --- the feed -----------------------------------------------------------------------------------------


def atom(history: History, site: Site, site_name: str, site_url: str) -> str | None:
    """The latest releases as an Atom feed (RFC 4287), each with what people must do differently first.

    None where the site does not say its address, without which a feed has no ids, and where there is no release.
    """
    if not site_url or history.last is None:
        return None
    base = _base(site_url)
    feed = ElementTree.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom"})
    _add(feed, "id", base + FEED)
    _add(feed, "title", f"{site_name}: what changed")
    _add(feed, "updated", _instant(history.last))
    _add(_add(feed, "author"), "name", site_name)
    _add(feed, "link", rel="self", type="application/atom+xml", href=base + FEED)
    _add(feed, "link", rel="alternate", type="text/html", href=base + site.paths.page(INDEX))
    for step in tuple(reversed(history.steps))[:_ENTRIES]:
        url = base + site.paths.page(page_of(step.version))
        entry = _add(feed, "entry")
        _add(entry, "id", url)
        _add(entry, "title", f"What changed in {step.version}")
        _add(entry, "updated", _instant(step))
        _add(entry, "link", rel="alternate", type="text/html", href=url)
        _add(_add(entry, "author"), "name", site.name(step.approver) if step.approver else site_name)
        if step.summary:
            _add(entry, "summary", step.summary)
        _add(entry, "content", type="xhtml").append(_content(site, step, edition(history, step), base))
        entry.tail = "\n"
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(feed, encoding="unicode")}\n'


def _instant(step: Step) -> str:
    return f"{step.date.isoformat()}T00:00:00Z"


def _content(site: Site, step: Step, told: Edition, base: str) -> ElementTree.Element:
    """What changed in a release: what people must do differently by role, the rest, and how much is editorial."""
    body = ElementTree.Element("div", {"xmlns": "http://www.w3.org/1999/xhtml"})
    if step.summary:
        _add(body, "p", step.summary)
    if step.first:
        _add(body, "p", "The first release: everything in it is new.")
    teller = Teller(Desk(site, "", "", explains=False), told)
    duties: dict[str, list[Change]] = {}
    rest, editorial = [], 0
    for change in step.comparison.changes:
        if not is_told(change):
            editorial += 1
        elif is_asked(change) and change.acts:
            duties.setdefault(_whom(teller, change), []).append(change)
        else:
            rest.append(change)
    if duties:
        _add(body, "h2", "What you must do differently")
    for whom, changes in sorted(duties.items(), key=lambda duty: (duty[0] == _ALL_ROLES, duty[0])):
        _add(body, "h3", whom)
        _list(body, teller, changes, base)
    if rest:
        _add(body, "h2", "What else changed" if duties else "What changed")
        _list(body, teller, rest, base)
    if editorial:
        _add(body, "p", f"{editorial} editorial change{'' if editorial == 1 else 's'}, none in meaning.")
    return body


_ALL_ROLES = "Everyone"


def _whom(teller: Teller, change: Change) -> str:
    """Who must act, by the titles of today: "Branch responder and Duty editor"."""
    if EVERYONE in change.acts:
        return _ALL_ROLES
    titles = sorted({teller.role(address) for address in change.acts})
    return listed(titles, len(titles))


def _list(body: ElementTree.Element, teller: Teller, changes: Iterable[Change], base: str) -> None:
    """A list of changes, each with what happened in a few words, and the words themselves."""
    told = teller.edition
    items = _add(body, "ul")
    for change in changes:
        item = _add(items, "li")
        title, whole = titled(change, told.comparison)
        url = _url(teller.desk.site, told, change, base)
        name = _add(item, "a", title, href=url) if url else _add(item, "strong", title)
        name.tail = _clean((f" ({whole})" if whole else "") + f": {phrase(change, told.comparison.name)}")
        paragraphs = teller.texts(change) if change.words else ()
        quote = _add(item, "blockquote") if paragraphs else item
        for paragraph in paragraphs:
            line = _add(quote, "p")
            for stretch in paragraph:
                tag = {"delete": "del", "insert": "ins"}.get(stretch.op, "span")
                _add(line, tag, stretch.text).tail = " " if tag == "del" else None


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    """A new element at the end of another one."""
    added = ElementTree.SubElement(parent, tag, {name: _clean(value) for name, value in attributes.items()})
    added.text = _clean(text) or None
    return added


_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _clean(text: str) -> str:
    """A text without the characters that XML cannot hold in any way."""
    return _NOT_XML.sub("", text)
