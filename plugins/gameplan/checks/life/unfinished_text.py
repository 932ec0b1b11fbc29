from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Entity
from ...model.part import CommonPart
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted

_CODE = re.compile(r"(`+).+?\1", re.S)
_PERHAPS = re.compile(r"[TFXLl](?:ODO|B[DC]|IXME|XX|[Oo][Rr][Ee][Mm])")
"""A quick look that leaves out nearly every text."""

_UNFINISHED = re.compile(r"(?<!\w)(?:TODO|TBD|TBC|FIXME|XXX+|(?i:lorem ipsum))(?!\w)")


@check("LIF05", WARNING)
def unfinished_text(thing: Entity | CommonPart, ground: Ground) -> Iterator[Finding]:
    """A text that is published holds a reminder to finish it.

    ## Why it matters

    A note to oneself is sensible, until it is on the site. There it says that nobody read the page through before it
    went out, and a reader in a hurry gets "TBC" for an answer at the moment they need a name or a number.

    ## What to do

    Finish the text or take the sentence out. A reminder for editors belongs in `notes`, which is never published, or
    the whole entry is still a `status: draft`.

    ## What it looks at

    TODO, TBD, TBC, FIXME and XXX in capitals and as whole words, and "lorem ipsum", in everything that a page shows:
    titles, texts, lists, replies, steps, addresses. Words in `code` are left alone, and so is `notes`.

    ## Bad

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      summary: "Two of us answer from six to nine. TODO: who locks up?"  # finding
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      steps:
        - Open the shared inbox
        - Ring the duty phone, number TBC  # finding
      stop_if: First reply time is still above 12 hours at the end of August
    ```

    ## Good

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      summary: Two of us answer from six to nine.
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      steps:
        - Open the shared inbox
        - Write `TODO` into the log where a colleague has to finish an answer
      stop_if: First reply time is still above 12 hours at the end of August
      notes: "TODO: who locks up?"
    ```
    """
    if not _PERHAPS.search(ground.whole(thing)):
        return
    for way, text in ground.texts(thing):
        if _PERHAPS.search(text) and (found := _UNFINISHED.search(_CODE.sub(" ", text))):
            yield Finding(
                thing,
                f"{quoted(ground.named(thing))} would go out unfinished: {quoted(found[0])} stands in its text.",
                at=way,
                help="Finish the sentence or delete it; a reminder for editors belongs in `notes`.",
            )
