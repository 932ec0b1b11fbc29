"""One site in every shape that matters: how its pages are addressed, and what else the site has.

Two playbooks, one of which extends the other, with texts that a template engine or another version
of Markdown would read otherwise.
"""

from __future__ import annotations

from pathlib import Path

from sites import write
from small import SMALL

TEMPLATE = "{{ config.site_name }} {% raw %}x{% endraw %} {# gone? #}"
"""What a plugin that takes pages for templates would change."""

PROSE = """\
Some *words*, `code` and ~~none~~, with a note[^1] and [[tactics/rota]].

| Hour | Who |
|------|----:|
| 18   | one |

```python
print("{{ 1 + 1 }}")
```

!!! note "Mind"
    Two lines
    of it.

??? tip
    Folded.

=== "By day"
    Ring.

=== "By night"
    Write.

Term
:   What it means.

1. first
   - within
2. second

[^1]: At the end.
"""

PLAYBOOKS = {
    **SMALL,
    "m/tactics/rota.yml": (
        f"title: Evening rota\nimplements: [evening]\nowner: editor\ntags: [evenings]\nsummary: '{TEMPLATE}'\n"
        "description: |\n" + "".join(f"  {line}\n" if line else "\n" for line in PROSE.splitlines())
    ),
    "m/policies/social.yml": (
        "title: Social media policy\npurpose: Confidence.\nnumber: ML-07\ndefinitions: {Post: What we put out.}\nclauses:\n"
        "  privacy: {title: Borrower privacy, number: '3.2', strength: must-not, statement: Never hint who borrowed what.}\n"
        "  kind: {strength: must, statement: Be kind.}\n"
    ),
    "m/rules/angry.yml": (
        "title: Somebody is angry\nwhen: A hostile comment\naction: reply-once\nenforces: [social#kind]\n"
        "replies: {hold: {text: We are finding out.}}\n"
    ),
    "m/guides/post.yml": (
        "title: Can I post this?\nquestion: May I?\nstart: official\n"
        "questions: {official: {ask: Official?, answers: [{if: 'yes', then: go}]}}\n"
    ),
    "n/playbook.yml": "title: Netherby\norganisation: Netherby Library\nvisibility: public\nextends: [m]\n",
    "n/vision.yml": "statement: Netherby reads.\n",
    "n/tactics/stall.yml": "title: Market stall\nimplements: [evening]\nowner: editor\n",
}

DOCS = {
    "docs/index.md": "---\ntags: [welcome]\n---\n# Welcome\n\nThis is {{ config.site_name }}.\n",
    "docs/about.md": "# About us\n\n<!-- material/tags -->\n",
    "docs/guide/one.md": "# One\n",
    "docs/guide/two.md": "# Two\n",
    "docs/.nav.yml": "nav: [index.md, guide, about.md]\n",
    "overrides/main.html": '{% extends "base.html" %}\n{% block announce %}Closed on Monday{% endblock %}\n',
}
"""What an existing site has."""

_PLAIN = "site_name: A site\ntheme: {name: material, font: false}\nplugins: [search, {gameplan: {profile: starter}}]\n"
_GAMEPLAN = "{gameplan: {profile: starter}}"
_OWN = "site_name: A site\ntheme: {name: material, font: false, custom_dir: overrides}\n"
_FIRST = "[search, {gameplan: {profile: starter}}, tags, macros, {redirects: {redirect_maps: {old.md: m/tactics/rota.md, older.md: about.md}}}]"
_LAST = "[search, tags, macros, {redirects: {redirect_maps: {old.md: m/tactics/rota.md, older.md: about.md}}}, {gameplan: {profile: starter}}]"
_NAV = "nav: [index.md, {North: gameplan/m}, {About: about.md}, gameplan/n, {Guide: [guide/one.md, guide/two.md]}]\n"
_SUBPATH = "site_url: https://host.example/some/path/\n"
_FLAT = "use_directory_urls: false\n"

SHAPES = {
    "plain": _PLAIN,
    "flat": _PLAIN + _FLAT,
    "subpath": _PLAIN + _SUBPATH,
    "subpath-flat": _PLAIN + _SUBPATH + _FLAT,
    "adopted": f"{_OWN}plugins: {_FIRST}\n{_NAV}{_SUBPATH}",
    "adopted-flat": f"{_OWN}plugins: {_LAST}\n{_NAV}{_SUBPATH}{_FLAT}",
    "awesome": f"{_OWN}plugins: [search, awesome-nav, {_GAMEPLAN}]\n{_SUBPATH}",
}
"""mkdocs.yml by name. `adopted` and `awesome` are sites that were there before the playbooks."""

EXAMPLE = "example"
"""The example site of this repository, which uses every kind and field."""


def lay_out(folder: Path) -> dict[str, Path]:
    """Write every shape; its configuration by name."""
    found = {}
    for name, config in SHAPES.items():
        write(folder / name, {"mkdocs.yml": config, **DOCS}, PLAYBOOKS)
        found[name] = folder / name / "mkdocs.yml"
    return {**found, EXAMPLE: Path(__file__).resolve().parents[2] / "mkdocs.yml"}
