"""The manifest of a playbook."""

from __future__ import annotations

from ..declare import choice, label, prose, proses, records, ref, refs, terms
from ..entity import Entity
from ..fields import Shows, Structure

RENAMABLE = (
    "goals", "objectives", "metrics", "strategies", "tactics", "principles", "policies", "rules", "roles",
    "channels", "functions", "audiences", "insights", "tools", "guides", "procedures",
)  # fmt: skip


class Contact(Structure):
    """Whom to ask about something."""

    for_ = label("What one may ask about.", required=True, example="for: Press questions")
    role = ref("contact", "The role that answers.", required=True, example="role: head-of-comms")


class Playbook(Entity):
    """The manifest: whose playbook this is, who owns it and what holds for all of it."""

    plural = "playbook"
    singular = "playbook"
    section = "home"
    singleton = True
    about = "Everything we have agreed on, in one place."
    sample = """\
title: Merrowby playbook
organisation: Merrowby Libraries
owner: duty-editor
visibility: public
"""

    organisation = label(
        "Whose playbook it is.", required=True, shows=Shows.PAGE, example="organisation: Merrowby Libraries"
    )
    approver = ref("approver", "The role that must approve changes.", example="approver: service-director")
    model = choice(
        "How the work is organised across the house (after Owyang's models).",
        {
            "central": "One team does it for everybody.",
            "distributed": "Everybody does it in their own corner.",
            "hub": "One team sets the frame, others act within it.",
            "multi-hub": "Several hubs, each with its own teams.",
            "holistic": "Everybody is trained and trusted to take part.",
        },
        label="How we are organised",
        example="model: hub",
    )
    extends = refs(
        "extends",
        "Playbooks whose entries this one sees and may tighten.",
        shows=Shows.LINK,
        example="extends: [corporate]",
    )
    labels = terms(
        "The organisation's own plural words for kinds.",
        prose=False,
        keys=RENAMABLE,
        shows=Shows.PAGE,
        example="labels: {tactics: Plays}",
    )
    definitions = terms(
        "Terms and what they mean here.",
        shows=Shows.SECTION,
        label="What our words mean",
        example="definitions: {official channel: An account in our register that is active.}",
    )
    decision_rule = prose(
        "What to do when nothing in the playbook answers the question.",
        shows=Shows.SECTION,
        label="When nothing here answers your question",
        example="decision_rule: Ask who would be hurt, then ask the duty editor.",
    )
    out_of_scope = proses(
        "What this playbook does not cover.",
        shows=Shows.SECTION,
        label="Not covered here",
        example="out_of_scope: [Paid advertising]",
    )
    contacts = records(
        Contact,
        "a contact",
        "Whom to ask about what.",
        shows=Shows.SECTION,
        label="Whom to ask",
        example="contacts: [{for: Press questions, role: head-of-comms}]",
    )
