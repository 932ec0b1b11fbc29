"""A playbook of any size, the same for the same seed, valid for the loader.

In: how many entities, and a seed. Out: plain data by kind and id (`invent`), or a folder of YAML,
as list files and as one file an entity (`write_playbook`).

Kinds stand in the proportions of a real playbook, and what an entity points at grows with the
playbook, so that a page holds about as many links at 5,000 entities as at 100.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import yaml

from .words import PLACES, QUALITIES, Writer, items, slug

PLAYBOOK = "tidewell"
Fields = dict[str, Any]

SHARES = {
    "goals": 3,
    "objectives": 8,
    "metrics": 7,
    "strategies": 7,
    "tactics": 28,
    "principles": 3,
    "policies": 3,
    "rules": 12,
    "roles": 7,
    "channels": 7,
    "functions": 2,
    "audiences": 3,
    "insights": 4,
    "tools": 3,
    "guides": 2,
    "procedures": 1,
}
"""Of a hundred entities. The manifest, the vision and the escalation plan are taken from the tactics."""

NOUNS = {
    "goals": items("Trust in answers from; Fewer wasted trips to; A fair hearing at; Good neighbours around"),
    "objectives": items("""
        Same-day answers for; Half the repeat calls from; More first-time help at; Fewer corrections about
    """),
    "metrics": items("""
        First reply time at; Repeat questions from; Corrections made for; Visits avoided at; Thanks received
        at
    """),
    "strategies": items("""
        Be the desk of; Let readers speak for; Write it once for; Meet people at; Answer in the open at
    """),
    "tactics": items("""
        reply rota for; question hour at; walk-in clinic at; notice round for; story swap at; photo day at;
        briefing for; call-back list for; fact sheet for; listening tour of; inbox check for; map update for
    """),
    "principles": items("Answer before you announce at; Say what you know about; Leave no one waiting at"),
    "policies": items("""
        Social media policy for; Picture consent at; Accounts and keys of; Data and messages at
    """),
    "rules": items("""
        angry comment about; wrong figure about; question about; photo taken at; false account of; call from
        the press on
    """),
    "roles": items("""
        Duty editor,; Branch responder,; Press officer,; Key holder,; Outreach lead,; Data officer,
    """),
    "channels": items("""
        Newsletter of; Counter account of; Notice board of; Press list of; Director's account for
    """),
    "functions": items("Customer service,; Field operations,; Personnel,; Learning,"),
    "audiences": items("Families near; Evening callers from; Students of; Shopkeepers at; Retired people in"),
    "insights": items("""
        Questions come late at; Word travels by neighbours in; Nobody reads the notice at; People ask twice
        at
    """),
    "tools": items("Shared inbox of; Scheduler for; Picture store of; Survey kit for"),
    "guides": items("Can I post this about; Who may speak for; May I share a picture of"),
    "procedures": items("Account taken over at; Data has leaked from; Flood closes"),
}
"""How titles begin; a place follows."""


class Inline(list[Any]):
    """A list that people write on one line: [a, b]."""


class InlineMap(dict[str, Any]):
    """A mapping that people write on one line: {a: 1, b: 2}."""


@dataclass
class Corpus:
    """What there is, by kind and id; `single` holds the manifest, the vision and the escalation plan."""

    single: dict[str, Fields] = field(default_factory=dict)
    listed: dict[str, dict[str, Fields]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.single) + sum(map(len, self.listed.values()))


def invent(count: int, seed: int) -> Corpus:
    """A playbook of `count` entities, at least 40."""
    return _Inventor(count, Random(f"{seed}/{count}")).corpus()


def tiny() -> Corpus:
    """The smallest playbook that makes sense: six entities."""
    corpus = Corpus()
    corpus.single["playbook"] = {
        "title": "Tiny",
        "organisation": "Tiny",
        "owner": "editor",
        "visibility": "public",
    }
    corpus.single["vision"] = {"statement": "Everybody is answered.", "owner": "editor"}
    corpus.listed["goals"] = {"helped": {"title": "People are helped", "owner": "editor"}}
    strategy = {
        "title": "Be there",
        "approach": "Answer in the evening.",
        "pursues": Inline(["helped"]),
        "owner": "editor",
    }
    corpus.listed["strategies"] = {"be-there": strategy}
    corpus.listed["tactics"] = {
        "rota": {"title": "Rota", "implements": Inline(["be-there"]), "owner": "editor"}
    }
    corpus.listed["roles"] = {"editor": {"title": "Editor", "purpose": "Answers first."}}
    return corpus


def counts(count: int) -> dict[str, int]:
    """How many of each kind a playbook of `count` entities has; at least one of each."""
    if count < 40:
        raise ValueError("a corpus has at least 40 entities")
    found = {kind: max(1, round(count * share / 100)) for kind, share in SHARES.items()}
    found["tactics"] += count - 3 - sum(found.values())
    return found


class _Inventor:
    def __init__(self, count: int, random: Random) -> None:
        self.random = random
        self.words = Writer(random)
        self.titles: dict[str, str] = {}
        self.ids = {kind: self._names(kind, n) for kind, n in counts(count).items()}
        # Parts are known before anything is written, so that everything can point at them.
        self.clauses = {p: self._parts(random.randint(8, 12)) for p in self.ids["policies"]}
        self.replies = {r: self._parts(random.randint(1, 2)) for r in self.ids["rules"]}
        self.place = 0

    def corpus(self) -> Corpus:
        makers = {
            "goals": self._goal,
            "objectives": self._objective,
            "metrics": self._metric,
            "strategies": self._strategy,
            "tactics": self._tactic,
            "principles": self._principle,
            "policies": self._policy,
            "rules": self._rule,
            "roles": self._role,
            "channels": self._channel,
            "functions": self._function,
            "audiences": self._audience,
            "insights": self._insight,
            "tools": self._tool,
            "guides": self._guide,
            "procedures": self._procedure,
        }
        corpus = Corpus()
        corpus.single = {
            "playbook": self._manifest(),
            "vision": self._vision(),
            "escalation": self._escalation(),
        }
        for kind, make in makers.items():
            entities = corpus.listed[kind] = {}
            for place, id in enumerate(self.ids[kind]):
                self.place = place
                fields = {"title": self.titles[id], "summary": self.words.sentence(), **make(id)}
                if self._chance(0.3):
                    fields["description"] = self._description()
                if self._chance(0.4):
                    fields["tags"] = Inline(
                        self.random.sample(["answers", "evening", "press", "safety", "winter"], 2)
                    )
                entities[id] = fields
        return corpus

    # --- names ------------------------------------------------------------------------------

    def _names(self, kind: str, wanted: int) -> list[str]:
        ids: list[str] = []
        while len(ids) < wanted:
            title = f"{self.random.choice(NOUNS[kind])} {self.random.choice(PLACES)}"
            if kind in ("tactics", "rules", "metrics", "objectives") or self._chance(0.5):
                title = f"{self.random.choice(QUALITIES)} {title[0].lower()}{title[1:]}"
            id = slug(title)
            if id in self.titles:
                title = f"{title} {len(ids) + 1}"
                id = slug(title)
            if id not in self.titles:
                self.titles[id] = title
                ids.append(id)
        return ids

    def _parts(self, wanted: int) -> list[str]:
        ids: dict[str, None] = {}
        while len(ids) < wanted:
            ids[slug(f"{self.random.choice(QUALITIES)} {self.words.pick(self.random.choice(PLACES))}")] = None
        return list(ids)

    # --- draws ------------------------------------------------------------------------------

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _ref(self, kind: str) -> str:
        return self.random.choice(self.ids[kind])

    def _refs(self, kind: str, least: int, most: int) -> Inline:
        ids = self.ids[kind]
        return Inline(self.random.sample(ids, min(len(ids), self.random.randint(least, most))))

    def _earlier(self, kind: str) -> str:
        """One of a kind that comes before the one being made, so that no circle can close."""
        return self.ids[kind][self.random.randrange(self.place)]

    def _clause(self) -> str:
        policy = self._ref("policies")
        return f"{policy}#{self.random.choice(self.clauses[policy])}"

    def _day(self, year: int) -> dt.date:
        return dt.date(year, self.random.randint(1, 12), self.random.randint(1, 28))

    def _span(self) -> str:
        return self.random.choice(["30 min", "1h", "4h", "1 day", "2 days"])

    def _mention(self) -> str:
        if self._chance(0.3):
            return f"As [[policies/{self._clause()}|the clause on this]] says, nobody decides it alone."
        kind = self.random.choice(["tactics", "rules", "roles", "guides", "strategies"])
        return f"It goes together with [[{kind}/{self._ref(kind)}]]."

    def _prose(self, least: int = 1, most: int = 3) -> str:
        """Mostly plain text; now and then emphasis, a link or a reference."""
        text = self.words.text(least, most)
        draw = self.random.random()
        if draw < 0.12:
            return f"{text} {self._mention()}"
        if draw < 0.18:
            return f"**{self.words.short()}.** {text}"
        if draw < 0.2:
            return f"{text} See the [handbook](https://handbook.tidewell.example/{slug(self.words.short())})."
        return text

    def _description(self) -> str:
        points = "\n".join(f"- {point}" for point in self.words.shorts(3, 5))
        end = f"{self._mention()} {self.words.text(1, 3)}"
        return f"{self._prose(2, 4)}\n\n{self.words.short()}:\n\n{points}\n\n{end}\n"

    def _owned(self) -> Fields:
        return {"owner": self._ref("roles")}

    # --- single files -------------------------------------------------------------------------

    def _manifest(self) -> Fields:
        return {
            "title": "Tidewell Water, social playbook",
            "organisation": "Tidewell Water",
            "summary": self.words.sentence(),
            "owner": self._ref("roles"),
            "approver": self._ref("roles"),
            "visibility": "public",
            "review_every": "1 year",
            "model": "hub",
            "definitions": {
                "official channel": "An account in our register that is active.",
                "desk": self.words.sentence(),
            },
            "decision_rule": self._prose(1, 2),
            "out_of_scope": self.words.shorts(2, 3),
            "contacts": [{"for": "Press questions", "role": self._ref("roles")}],
        }

    def _vision(self) -> Fields:
        return {
            "title": "A tap one can talk to",
            "statement": "By 2029 anyone we serve can ask us anything, anywhere, and leave feeling helped.",
            "horizon": dt.date(2029, 12, 31),
            "experience": self.words.sentence(),
            "mission": self.words.text(2, 3),
            **self._owned(),
        }

    def _escalation(self) -> Fields:
        levels: dict[str, Fields] = {}
        for id, title, within in (
            ("green", "Routine", "8h"),
            ("amber", "Sensitive", "4h"),
            ("red", "Crisis", "1h"),
        ):
            levels[id] = {
                "title": title,
                "criteria": self.words.shorts(3, 4),
                "examples": self.words.shorts(2, 3),
                "decides": self._ref("roles"),
                "notifies": InlineMap(dict.fromkeys(self._refs("roles", 1, 2), "30 min")),
                "respond_within": within,
                "may": self.words.shorts(2, 3),
            }
        levels["red"]["triggers"] = self._refs("procedures", 1, 3)
        return {
            "title": "How bad is it?",
            "summary": self.words.sentence(),
            **self._owned(),
            "hours": self._prose(1, 2),
            "levels": levels,
        }

    # --- strategy -----------------------------------------------------------------------------

    def _goal(self, id: str) -> Fields:
        return {
            **self._owned(),
            "sponsor": self._ref("roles"),
            "number": f"G{self.place + 1}",
            "driver": self._prose(1, 2),
            "outcome": self._prose(1, 2),
            "supports": self._refs("functions", 1, 2),
        }

    def _objective(self, id: str) -> Fields:
        measures = {}
        for metric in self._refs("metrics", 1, 2):
            start = self.random.randint(20, 90)
            measures[metric] = {
                "baseline": InlineMap(value=start, on=self._day(2025)),
                "target": InlineMap(value=start // 2, due=dt.date(2027, 12, 31)),
            }
        fields = {**self._owned(), "serves": self._refs("goals", 1, 1), "measured_by": measures}
        if self.place and self._chance(0.3):
            fields["leads_to"] = Inline([self._earlier("objectives")])
        return {
            **fields,
            "perspective": self.random.choice(["Customers", "Learning", "Processes", "Finance"]),
        }

    def _metric(self, id: str) -> Fields:
        readings = [
            InlineMap(on=dt.date(2026, month, 28), value=self.random.randint(4, 60))
            for month in range(self.random.randint(3, 6), 11)
        ]
        return {
            **self._owned(),
            "definition": self._prose(1, 2),
            "unit": self.random.choice(["hours", "calls", "per cent", "people"]),
            "direction": "down",
            "stage": self.random.choice(["output", "outtake", "outcome", "impact"]),
            "leading": self._chance(0.4),
            "source": "shared inbox report",
            "report_every": "1 month",
            "readings": readings,
        }

    def _strategy(self, id: str) -> Fields:
        fields = {
            **self._owned(),
            "sponsor": self._ref("roles"),
            "effective": self._day(2026),
            "expires": dt.date(2028, 12, 31),
            "type": self.random.choice(["business", "social", "social", "campaign"]),
            "posture": self.random.choice(["proactive", "reactive", "mixed"]),
            "diagnosis": self._prose(2, 3),
            "approach": self._prose(3, 5),
            "experience": self.words.sentence(),
            "relationship_change": self._prose(1, 2),
            "pursues": self._refs("objectives", 1, 2),
            "supports": self._refs("functions", 1, 1),
            "informed_by": self._refs("insights", 1, 2),
            "reaches": self._refs("audiences", 1, 2),
            "applies": self._refs("principles", 1, 2),
            "not_doing": self.words.shorts(2, 3),
            "capabilities": self.words.shorts(2, 3),
            "resources": self.words.sentence(),
            "risks": [
                {"risk": self.words.short(), "mitigation": self.words.sentence(), "owner": self._ref("roles")}
                for _ in range(self.random.randint(1, 2))
            ],
            "pillars": [
                InlineMap(title=self.words.short(), share=share, audience=self._ref("audiences"))
                for share in (50, 30, 20)
            ],
        }
        if self._chance(0.5):
            fields["story"] = self._prose(2, 4)
        if self.place and self._chance(0.25):
            fields["part_of"] = self._earlier("strategies")
        return fields

    def _tactic(self, id: str) -> Fields:
        fields = {
            "implements": self._refs("strategies", 1, 2),
            **self._owned(),
            "responsible": self._refs("roles", 1, 2),
            "consulted": self._refs("roles", 1, 1),
            "informed": self._refs("roles", 1, 2),
            "reaches": self._refs("audiences", 1, 2),
            "runs_on": self._refs("channels", 1, 2),
            "uses": self._refs("tools", 1, 1),
            "moves": self._refs("metrics", 1, 1),
            "applies": self._refs("principles", 1, 1),
            "type": self.random.choice(["initiative", "campaign", "activity", "activity"]),
            "mode": self.random.choice(["listen", "ask", "talk", "earn", "serve"]),
            "message": self.words.sentence(),
            "call_to_action": self.words.short(),
            "steps": [*self.words.shorts(3, 5), self._prose(1, 1)],
            "starts": self._day(2026),
            "ends": self._day(2028),
            "cadence": self.random.choice(["Four evenings a week", "Every Friday", "Twice a month"]),
            "effort": f"Two people, {self.random.randint(2, 9)} hours",
            "stop_if": self.words.sentence(),
        }
        if self.place and self._chance(0.15):
            fields["part_of"] = self._earlier("tactics")
        return fields

    def _insight(self, id: str) -> Fields:
        evidence = {
            part: {
                "finding": self._prose(1, 2),
                "method": self.random.choice(["inbox count", "interviews", "survey", "site visit"]),
                "stakeholders": Inline(
                    self.random.sample(["customers", "staff", "partners", "councillors"], 2)
                ),
                "functions": self._refs("functions", 1, 1),
                "collected": self._day(2026),
                "source": f"reports/{part}.csv",
                "confidence": self.random.choice(["low", "medium", "high"]),
            }
            for part in self._parts(self.random.randint(1, 2))
        }
        return {
            **self._owned(),
            "statement": self._prose(1, 2),
            "implication": self._prose(1, 2),
            "evidence": evidence,
        }

    def _audience(self, id: str) -> Fields:
        return {
            **self._owned(),
            "needs": self.words.shorts(2, 4),
            "found_on": self._refs("tools", 1, 1),
            "size": f"about {self.random.randint(2, 90) * 100:,} households",
            "relation": self.random.choice(["customer", "amplifier", "partner", "staff"]),
        }

    def _function(self, id: str) -> Fields:
        return {**self._owned(), "driver": self._prose(1, 2), "head": self._ref("roles")}

    # --- policies and situations ----------------------------------------------------------------

    def _principle(self, id: str) -> Fields:
        return {**self._owned(), "statement": self.words.sentence(), "rationale": self._prose(1, 3)}

    def _policy(self, id: str) -> Fields:
        role = self._ref("roles")
        fields = {
            "number": f"P-{self.place + 1:02}",
            "purpose": self._prose(1, 2),
            "scope": self._prose(1, 2),
            "owner": role,
            "approver": self._ref("roles"),
            "approved": InlineMap(by=role, on=self._day(2025), ref="minutes 2025, item 4"),
            "effective": dt.date(2026, 4, 1),
            "reviewed": dt.date(2026, 8, 20),
            "review_every": "1 year",
            "acknowledge": InlineMap(required=True, every="1 year"),
            "breach": self._prose(1, 2),
            "monitoring": self._prose(1, 2),
            "training": self.words.shorts(1, 2),
            "definitions": {"account": self.words.sentence(), "hostile thread": self.words.sentence()},
        }
        if self.place and self._chance(0.2):
            fields["prevails_over"] = Inline([self._earlier("policies")])
        fields["clauses"] = {c: self._clause_fields(n, c) for n, c in enumerate(self.clauses[id], 1)}
        return fields

    def _clause_fields(self, number: int, id: str) -> Fields:
        fields: Fields = {
            "title": id.replace("-", " ").capitalize(),
            "number": str(number),
            "strength": self.random.choice(["must", "must", "must-not", "should", "should-not", "may"]),
            "statement": self.words.sentence(),
            "speaking_as": self.random.choice(["official", "personal", "both"]),
            "rationale": self._prose(1, 2),
            "do": self.words.shorts(1, 2),
            "dont": self.words.shorts(1, 1),
            "binds": self._refs("roles", 1, 2),
        }
        if self._chance(0.5):
            fields["when"] = self.words.sentence()
        if self._chance(0.3):
            fields["covers"] = self._refs("channels", 1, 2)
        if self._chance(0.2):
            fields["limit"] = InlineMap(at_most=2, unit="replies", per="thread")
        if self._chance(0.2):
            fields["applies"] = self._refs("principles", 1, 1)
        if self._chance(0.1):
            fields["exceptions"] = [
                {
                    "for": "election weeks",
                    "granted_by": self._ref("roles"),
                    "until": dt.date(2028, 5, 8),
                    "reason": self.words.sentence(),
                }
            ]
        return fields

    def _rule(self, id: str) -> Fields:
        told = self._refs("roles", 1, 2)
        return {
            "when": self._prose(1, 2),
            "action": self.random.choice(
                ["reply", "reply-once", "correct", "rectify", "monitor", "hide", "escalate"]
            ),
            "type": self.random.choice(["publish", "respond", "moderate", "account"]),
            **self._owned(),
            "responder": self._ref("roles"),
            "approver": self._ref("roles"),
            "notifies": told if self._chance(0.5) else InlineMap(dict.fromkeys(told, "1h")),
            "respond_within": self._span(),
            "do": self.words.shorts(2, 4),
            "dont": self.words.shorts(1, 3),
            "replies": {r: {"text": self.words.text(1, 3), "language": "English"} for r in self.replies[id]},
            "covers": self._refs("channels", 1, 2),
            "enforces": Inline(dict.fromkeys(self._clause() for _ in range(self.random.randint(1, 2)))),
            "applies": self._refs("principles", 1, 1),
            "escalates_to": self.random.choice(["green", "amber", "red"]),
            "record": self.words.sentence(),
        }

    def _guide(self, id: str) -> Fields:
        questions: dict[str, Fields] = {}
        ids = self._parts(self.random.randint(4, 6))
        for here, ahead in zip(ids, [*ids[1:], "go"], strict=True):
            questions[here] = {
                "ask": f"{self.words.short()}?",
                "consider": self.words.shorts(1, 2),
                "answers": [
                    {"if": "yes", "then": ahead, "because": Inline([self._clause()])},
                    {"if": "no", "then": "stop", "because": Inline([self._ref("rules"), self._clause()])},
                    {"if": "not sure", "then": "ask", "role": self._ref("roles")},
                ],
            }
        return {
            **self._owned(),
            "question": f"{self.words.short()}?",
            "start": ids[0],
            "questions": questions,
        }

    def _procedure(self, id: str) -> Fields:
        return {
            **self._owned(),
            "trigger": self.words.sentence(),
            "phases": {
                part: {
                    "title": part.replace("-", " ").capitalize(),
                    "steps": [self._step() for _ in range(self.random.randint(2, 4))],
                }
                for part in self._parts(3)
            },
            "exercise_every": "1 year",
            "last_exercised": self._day(2026),
        }

    def _step(self) -> Fields:
        step: Fields = {"do": self.words.short(), "role": self._ref("roles"), "within": self._span()}
        if self._chance(0.2):
            rule = self._ref("rules")
            step["reply"] = f"{rule}#{self.random.choice(self.replies[rule])}"
        return step

    # --- people and places ------------------------------------------------------------------------

    def _role(self, id: str) -> Fields:
        fields = {
            "purpose": self._prose(1, 2),
            "type": self.random.choice(["role", "role", "team", "external"]),
            "responsibilities": self.words.shorts(3, 5),
            "authority": self.words.shorts(1, 2),
            "requirements": self.words.shorts(1, 2),
            "training": [{"name": "Answering under pressure", "renew_every": "1 year"}],
            "holders": [{"name": f"{self.random.choice(QUALITIES)} Holder", "since": self._day(2025)}],
            "min_holders": 1,
            "effort": f"{self.random.randint(2, 9)} hours a week",
            "function": self._ref("functions"),
        }
        if self.place:
            fields["reports_to"] = self._earlier("roles")
            fields["deputy"] = self._earlier("roles")
        return fields

    def _channel(self, id: str) -> Fields:
        return {
            **self._owned(),
            "type": self.random.choice(["branded", "branded", "branded", "personal-official", "partner"]),
            "handle": id.replace("-", ""),
            "url": f"https://social.example/{id}",
            "tool": self._ref("tools"),
            "purpose": self.words.sentence(),
            "supports": self._refs("functions", 1, 1),
            "reaches": self._refs("audiences", 1, 2),
            "editor": self._ref("roles"),
            "custodian": self._ref("roles"),
            "access": InlineMap(holders_min=2, stored="council vault", mfa=True, tested=self._day(2026)),
            "hours": self.words.sentence(),
            "moderation": self._clause(),
            "records": self.words.sentence(),
            "opened": self._day(2019),
            "verified": self._chance(0.5),
            "language": "English",
        }

    def _tool(self, id: str) -> Fields:
        return {
            **self._owned(),
            "type": self.random.choice(["platform", "publishing", "listening", "analytics", "design"]),
            "permitted": True,
            "data": self.words.sentence(),
            "recovery": InlineMap(form="https://help.example/report", email="support@platform.example"),
        }


# --- writing ----------------------------------------------------------------------------------------

LIST_FILES = ("goals", "objectives", "metrics", "principles", "functions", "audiences", "tools", "channels")
"""Kinds of which the first `LIST_LENGTH` stand in one file; every other entity has a file of its own."""
LIST_LENGTH = 100


class _Dumper(yaml.CSafeDumper):
    pass


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    Inline, lambda dumper, items: dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)
)
_Dumper.add_representer(
    InlineMap,
    lambda dumper, items: dumper.represent_mapping("tag:yaml.org,2002:map", items.items(), flow_style=True),
)


def write_playbook(corpus: Corpus, folder: Path) -> None:
    """The YAML of a corpus into `folder`/tidewell: list files for short kinds, else a file an entity."""
    home = folder / PLAYBOOK
    home.mkdir(parents=True)
    for name, fields in corpus.single.items():
        _dump(fields, home / f"{name}.yml")
    for kind, entities in corpus.listed.items():
        together = LIST_LENGTH if kind in LIST_FILES else 0
        ids: Sequence[str] = list(entities)
        if together:
            _dump({id: entities[id] for id in ids[:together]}, home / f"{kind}.yml")
        for id in ids[together:]:
            (home / kind).mkdir(exist_ok=True)
            _dump(entities[id], home / kind / f"{id}.yml")


def _dump(value: Fields, path: Path) -> None:
    text = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
    path.write_text(text, encoding="utf-8")
