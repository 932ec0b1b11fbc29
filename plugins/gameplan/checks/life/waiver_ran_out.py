from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ...diagnostics import INTEGRITY, did_you_mean
from ...model import Entity
from ...model.part import CommonPart
from ...model.values import in_words
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted

_A_WHILE = dt.timedelta(days=90)


@check("LIF06", WARNING, dated=True)
def waiver_ran_out(thing: Entity | CommonPart, ground: Ground) -> Iterator[Finding]:
    """A waiver has run out, lacks its reason or its end, or names no check.

    ## Why it matters

    A waiver is an honest thing: we know, this is why, and by then we look again. Without the reason the next editor
    cannot judge it, and without the end the exception becomes the rule. Then the finding is silent for ever, on the one
    entry for which somebody had doubts.

    ## What it looks at

    The waivers of entries and of their parts. A waiver that lacks its reason or its end, or whose last day has passed,
    accepts nothing: the finding it was for comes back as well. A code must be that of a check there is; what the model
    itself refuses, such as a missing title, cannot be waived.

    ## Bad

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      waivers:
        TAC01: {reason: We wait for the numbers of the spring, until: 2026-05-31}  # finding
        TAC02: {until: 2026-12-31}  # finding
        TAC03: {reason: It may go on}  # finding
        TAC99: {reason: Copied from another playbook, until: 2026-12-31}  # finding
    ```

    ## Good

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      runs_on: [main-page]
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      starts: 2026-03-16
      cadence: Four evenings a week
      waivers:
        TAC01: {reason: We wait for the numbers of the spring, until: 2026-07-31}
    ```
    """
    for waiver in thing["waivers"]:
        here = f"the waiver of {waiver.code} at {quoted(ground.named(thing))}"
        way = ("waivers", waiver.code)
        if wrong := _unknown(waiver.code):
            yield Finding(thing, f"{here[0].upper()}{here[1:]} accepts nothing: {wrong[0]}.", way, wrong[1])
        elif not waiver.reason:
            yield Finding(
                thing,
                f"Nobody can tell why {here} is there.",
                way,
                "Write the reason, so that the next editor can judge it: `reason: The rota is published monthly`.",
            )
        elif waiver.until is None:
            yield Finding(
                thing,
                f"{here[0].upper()}{here[1:]} has no end, so it does not count.",
                way,
                f"Write the day on which you will look again: `until: {ground.today + _A_WHILE}`.",
            )
        elif waiver.until < ground.today:
            yield Finding(
                thing,
                f"{here[0].upper()}{here[1:]} ran out on {in_words(waiver.until)}.",
                (*way, "until"),
                "Mend what it was for, or decide anew and move the day.",
            )


def _unknown(code: str) -> tuple[str, str] | None:
    """What is wrong with a code, and the cure; None for that of a check."""
    from .. import BY_CODE, RETIRED  # the list of all checks holds this one, so it is not there at first

    if code in BY_CODE:
        return None
    if code in RETIRED:
        return f"that check was retired. {RETIRED[code]}".rstrip("."), "Delete the waiver."
    if code in INTEGRITY:
        return f"{quoted(INTEGRITY[code])} cannot be waived", "Delete the waiver, and mend what it was for."
    near = did_you_mean(code, BY_CODE)
    return "there is no such check", f"Did you mean {near}?" if near else "Delete the waiver."
