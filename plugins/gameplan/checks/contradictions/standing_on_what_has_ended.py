from __future__ import annotations

from collections.abc import Iterator

from ...model import Channel, Objective, Rule, Strategy, Tactic
from ...model.kinds.escalation import Level
from ...model.kinds.guide import Question
from ...model.kinds.policy import Clause
from ...model.kinds.procedure import Phase
from ...model.types import Part
from ..check import WARNING, Finding, Other, Thing, check
from ..ground import Ground, kind, quoted

_GONE = ("paused", "done", "retired")
_LEANS = {
    "implements": _GONE, "part_of": _GONE, "runs_on": _GONE, "enforces": _GONE, "escalates_to": _GONE,
    "triggers": _GONE, "moderation": _GONE, "because": _GONE, "tightens": _GONE, "reply": _GONE,
    # An objective that was reached may stay in the list, and on a page that rests people still write.
    "pursues": ("paused", "retired"), "serves": ("paused", "retired"), "covers": ("done", "retired"),
}  # fmt: skip
"""What something stands on, and the states of that in which it bears nothing."""


@check("CON03", WARNING)
def standing_on_what_has_ended(
    thing: Tactic | Strategy | Objective | Rule | Channel | Clause | Level | Question | Phase, ground: Ground
) -> Iterator[Finding]:
    """Something in force stands on something that was paused or retired.

    ## Why it matters

    When a strategy, an account or a clause is laid to rest, what hangs on it goes on by habit. People keep filling an
    account that is closed, and a guide cites a sentence that no longer holds. Whoever retires a thing rarely sees all
    that stands on it.

    ## What to do

    Point to what took its place, take it out of the list, or let this rest as well.

    ## What it looks at

    The `status` of what it refers to, or of the entry or playbook around that: `paused`, `done` or `retired`. That is,
    for a tactic its strategies, its channels and the tactic above it; for a strategy what it pursues and the one above
    it; for an objective its goals; for a rule the clauses it enforces, its level and its channels; for a level its
    procedures; for a channel its house rules; for a clause the one it tightens; for a guide what it cites; for a step
    of a procedure its words. Two things are fine: a strategy may pursue an objective that is done, and a rule may
    cover a channel that is paused, since people go on writing there. Roles are the business of another check (GOV03).

    ## Bad

    ```yaml title="tactics.yml"
    evening-rota:
      title: Evening reply rota
      implements: [be-the-evening-desk]
      owner: editor
      responsible: [branch-responder]
      runs_on:
        - main-page
        - hill-page  # finding
      uses: [shared-inbox]
      reaches: [evening-borrowers]
      moves: [first-reply]
      starts: 2026-03-16
      cadence: Four evenings a week
      stop_if: First reply time is still above 12 hours at the end of August
    ```

    ```yaml title="channels/hill-page.yml"
    title: The page of the Hill branch
    status: paused
    tool: mastodon
    handle: "@hill"
    type: branded
    purpose: News of the branch on the hill
    owner: editor
    ```

    ## Bad: a guide that cites what no longer holds

    ```yaml title="guides.yml"
    can-i-post:
      title: Can I post this?
      question: May this go out?
      owner: editor
      start: named
      questions:
        named:
          ask: Does it show or name anybody?
          answers:
            - {if: "yes", then: ask, role: editor, because: [conduct#privacy]}
            - {if: "no", then: stop, because: [old-conduct#ask-first]}  # finding
    ```

    ```yaml title="policies/old-conduct.yml"
    title: Conduct online, 2019
    purpose: Kept so that old letters make sense.
    status: retired
    replaced_by: conduct
    owner: editor
    clauses:
      ask-first:
        statement: Ask the director before you post anything.
        strength: must
        speaking_as: official
    ```

    ## Good

    ```yaml title="rules.yml"
    hostile-comment:
      title: A comment attacks somebody
      type: moderate
      when: A comment on our page attacks a person for who they are.
      action: hide
      responder: editor
      approver: director
      respond_within: 1h
      enforces: [conduct#house-rules, conduct#privacy]
      covers: [main-page, hill-page]
      escalates_to: amber
      owner: editor
    ```

    ```yaml title="channels/hill-page.yml"
    title: The page of the Hill branch
    status: paused
    tool: mastodon
    handle: "@hill"
    type: branded
    purpose: News of the branch on the hill
    owner: editor
    ```
    """
    ended = ground.once("what has ended", lambda: _ended(ground))
    for edge in ground.graph.out_of(str(thing.address)) if ended else ():
        base, gone = ended.get(edge.target, (None, None))
        if base is None or gone is None or edge.reference is None:
            continue
        if gone["status"] in _LEANS.get(edge.relation.name, ()):
            called = thing.ask if isinstance(thing, Question) else ground.named(thing)
            yield Finding(
                thing,
                f"{quoted(called)} {edge.relation.verb} {quoted(ground.named(base))}{_how(base, gone, ground)}.",
                at=ground.way_to(thing, edge.reference),
                help=_cure(base, gone),
                others=(Other(gone, f"it is {gone['status']}", ("status",)),),
            )


def _ended(ground: Ground) -> dict[str, tuple[Thing, Thing]]:
    """What has left the field, by address: the thing, and what around it has."""
    things: tuple[Thing, ...] = (*ground.graph.entities.values(), *ground.graph.parts.values())
    return {str(t.address): (t, gone) for t in things if (gone := _gone(t, ground)) is not None}


def _gone(thing: Thing, ground: Ground) -> Thing | None:
    """The thing itself, the entry or the playbook around it, whichever has left the field."""
    entity = ground.entity(thing)
    around = (thing, *((entity,) if isinstance(thing, Part) else ()), ground.playbook(thing))
    return next((t for t in around if t["status"] in _GONE), None)


def _how(base: Thing, gone: Thing, ground: Ground) -> str:
    words = {"done": "has run its course", "paused": "is paused", "retired": "is retired"}[gone["status"]]
    return f", which {words}" if gone is base else f" of {quoted(ground.named(gone))}, which {words}"


def _cure(base: Thing, gone: Thing) -> str:
    if base["replaced_by"] is not None:
        return f"Point to what took its place: `{base['replaced_by'].text}`."
    if gone["replaced_by"] is not None:
        return f"Look for what holds now in what took its place: `{gone['replaced_by'].text}`."
    return f"Take it out, name another {kind(base)}, or let this rest as well."
