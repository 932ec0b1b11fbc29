"""Two published documents as playbooks: a response chart and a crisis plan, held whole and walked as readers do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest

from gameplan.loader import load
from gameplan.model import Channel, Guide, Policy, Principle, Procedure, Role, Rule, Tool
from gameplan.model.kinds.guide import OUTCOMES
from gameplan.settings import Limits
from gameplan.source import from_memory
from sites import CONFIG, Element, build, files_of, own, page, write

PLAYBOOKS = Path(__file__).parent / "real" / "playbooks"
TEXTS = {p.relative_to(PLAYBOOKS).as_posix(): p.read_text("utf-8") for p in sorted(PLAYBOOKS.rglob("*.yml"))}
LOADED = load(from_memory(TEXTS), Limits())
GRAPH = LOADED.graph

AGENCY = "response-chart/guides/speak-for-the-agency"
POSTING = "response-chart/guides/assess-a-posting"
TAKEOVER = "account-takeover/procedures/account-vandalised"
CHECKLIST = "account-takeover/policies/security-checklist"

Way = tuple[str, str, str]
"""A question, an answer to it, and the title of the rule that it ends at."""


def guide(address: str) -> Guide:
    found = GRAPH.entities[address]
    assert isinstance(found, Guide)
    return found


def procedure(address: str) -> Procedure:
    found = GRAPH.entities[address]
    assert isinstance(found, Procedure)
    return found


def rule(id: str) -> Rule:
    found = GRAPH.entities[f"response-chart/rules/{id}"]
    assert isinstance(found, Rule)
    return found


def role(id: str) -> Role:
    found = GRAPH.entities[f"account-takeover/roles/{id}"]
    assert isinstance(found, Role)
    return found


def ids(playbook: str, kind: type) -> set[str]:
    return {e.address.id for e in GRAPH.all_of(kind) if e.address.playbook == playbook}


def ends(address: str) -> set[Way]:
    """Every end that can be reached from the first question, as the model has it."""
    asked, waiting, found = set[str](), [guide(address).start], set[Way]()
    while waiting:
        id = waiting.pop()
        if id in asked:
            continue
        asked.add(id)
        for answer in guide(address).questions[id].answers:
            if answer.then in OUTCOMES:
                (target,) = [GRAPH.target(r) for r in answer.because]
                found.add((id, answer.if_, GRAPH.entities[target or ""].title))
            else:
                waiting.append(answer.then)
    assert asked == set(guide(address).questions), "a question that nobody is ever asked"
    return found


def test_the_real_cases_have_no_findings() -> None:
    """They are what people will bring; nothing in them may be a mistake."""
    assert LOADED.findings == ()


def test_every_playbook_and_entry_of_them_says_who_may_read_it() -> None:
    """Examples get copied, and with them what they leave out."""
    assert [a for a, e in GRAPH.entities.items() if not e.visibility] == []


# --- the response chart --------------------------------------------------------------------------------


def test_the_agencys_chart_has_all_that_it_had_on_paper() -> None:
    """Six questions, five outcomes, four considerations, two roles, three stages: nothing was lost on the way."""
    questions = guide(AGENCY).questions
    assert len(questions) == 6
    outcomes = {title for *_, title in ends(AGENCY)}
    assert len(outcomes) == 5
    assert len(questions["worthwhile"].consider) == 3
    assert Counter(q.number.split()[0] for q in questions.values()) == {"Review": 1, "Evaluate": 5}
    for id in ("respond", "correct", "rectify"):
        assert len(rule(id).applies) == 4
        assert rule(id).title in outcomes


def test_the_air_forces_chart_has_all_that_it_had_on_paper() -> None:
    """Nine questions, seven outcomes, five considerations, and whom to call."""
    questions = guide(POSTING).questions
    assert len(questions) == 9
    assert len({title for *_, title in ends(POSTING)}) == 7
    kinds = {"troll", "rager", "misguided", "unhappy-customer", "agreement", "shared-success"}
    assert kinds <= set(questions)
    for id in ("fix-the-facts", "restore", "agree", "share-success"):
        assert len(rule(id).applies) == 5
    assert len(ids("response-chart", Principle)) == 6  # three of four and five are the same
    (line,) = [h for r in GRAPH.all_of(Role) if r.address.id == "headquarters" for h in r.holders]
    assert line.public


def test_every_branch_that_acts_asks_once_more() -> None:
    """To recognise a posting is one decision, to answer it another."""
    acting = {"Fix the facts", "Restore", "Agree", "Share a success"}
    for question, _, title in ends(POSTING):
        if title in acting:
            assert guide(POSTING).questions[question].ask.endswith("Do you want to respond?")
            assert (question, "no", "Let it stand") in ends(POSTING)


@pytest.mark.parametrize("address", [AGENCY, POSTING])
def test_every_answer_leads_to_an_outcome(address: str) -> None:
    """From any question, whatever one answers, one comes to an end, and to a rule that says what to do there."""
    questions = guide(address).questions

    def closes(id: str, before: tuple[str, ...]) -> None:
        assert id not in before, f"{id} leads back to itself"
        for answer in questions[id].answers:
            if answer.then in OUTCOMES:
                (target,) = [GRAPH.target(r) for r in answer.because]
                assert isinstance(GRAPH.entities[target or ""], Rule)
            else:
                closes(answer.then, (*before, id))

    for id in questions:
        closes(id, ())


def test_every_outcome_is_reached() -> None:
    """A rule at which no answer ends would be a box without an arrow."""
    reached = {title for address in (AGENCY, POSTING) for *_, title in ends(address)}
    assert reached == {e.title for e in GRAPH.all_of(Rule) if e.address.playbook == "response-chart"}


def test_let_it_stand_is_reached_from_two_places() -> None:
    """Once for a posting that says it all, once for one that asks nothing of us: one rule, not two alike."""
    places = {question for question, _, title in ends(AGENCY) if title == "Let it stand"}
    assert places == {"tone", "experience"}


def test_the_acting_outcomes_share_their_four_steps() -> None:
    """Approval, considerations, act, tell: written once as steps, and held by each of the three rules."""
    (phase,) = procedure("response-chart/procedures/before-a-reply").phases.values()
    assert len(phase.steps) == 4
    for id in ("respond", "correct", "rectify"):
        assert GRAPH.target(rule(id).approver) == "response-chart/roles/manager"
        assert [GRAPH.target(n.role) for n in rule(id).notifies] == ["response-chart/roles/coordinator"]
        assert "[[procedures/before-a-reply]]" in rule(id).description
        assert rule(id).replies
    considered = {GRAPH.target(r) for r in rule("respond").applies}
    steps = {e.target for e in GRAPH.out_of("response-chart/procedures/before-a-reply")}
    steps |= {e.target for e in GRAPH.out_of(phase.address)}
    assert considered <= steps


# --- the chart as a reader meets it ----------------------------------------------------------------------


def project(folder: Path, level: str) -> Path:
    config = CONFIG.replace("starter}", f"starter, visibility: {level}}}")
    return build(write(folder, {"mkdocs.yml": config}, TEXTS), strict=True)


@pytest.fixture(scope="module")
def public_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both playbooks as anybody may read them."""
    return project(tmp_path_factory.mktemp("public"), "public")


@pytest.fixture(scope="module")
def internal_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both playbooks as colleagues read them."""
    return project(tmp_path_factory.mktemp("internal"), "internal")


def follow(site: Path, here: str, href: str) -> Element:
    """The page that a link leads to, from the file that the address names."""
    address, fragment = urldefrag(urljoin(f"/{here}/", href))
    target = own(page(site, address.strip("/")))
    if fragment:
        assert target.all("", id=fragment), f"{address} has no #{fragment}"
    return target


def headings(question: Element) -> str:
    """The anchor of a question."""
    return next(e["id"] for e in question if re.fullmatch("h[3-6]", e.tag))


def walk(site: Path, here: str) -> Iterator[Way]:
    """Every way from the first question to an end, by nothing but what stands on the page and its links."""
    whole = own(page(site, here))

    def answers(question: Element) -> Iterator[Way]:
        asked = headings(question)
        listed = next(e for e in question.children if "gp-answers" in e["class"])
        for item in listed.children:
            words = item.all("strong")[0].text
            nested = [e for e in item.children if e.tag == "details"]
            if nested:
                yield from answers(next(e for e in nested[0].children if "gp-question" in e["class"]))
                continue
            onward = [a for a in item.all("a") if a.text.startswith("on to:")]
            if onward:
                fragment = onward[0]["href"].removeprefix("#")
                (there,) = [q for q in whole.all("div", class_="gp-question") if headings(q) == fragment]
                yield from answers(there)
                continue
            assert item.one("span", class_="gp-outcome").text
            (because,) = item.one("p", class_="gp-because").all("a")
            yield asked, words, follow(site, here, because["href"]).all("h1")[0].text

    yield from answers(whole.all("div", class_="gp-question")[0])


@pytest.mark.parametrize("address", [AGENCY, POSTING])
def test_a_reader_can_follow_the_chart_to_each_outcome(public_site: Path, address: str) -> None:
    """The page is the text form of the picture: answer by answer, link by link, to the same ends as the model."""
    assert set(walk(public_site, address)) == ends(address)


def test_the_chart_shows_stages_considerations_and_whom_to_ask(public_site: Path) -> None:
    """What was not yes or no on paper stands where one needs it."""
    text = own(page(public_site, AGENCY)).text
    for words in ("Review 1", "Evaluate 6", "Viewership", "Importance", "Ask Manager first."):
        assert words in text
    posting = own(page(public_site, POSTING)).text
    assert "Tell Headquarters desk." in posting
    assert "01632 960770" in page(public_site, "response-chart/roles/headquarters")


def test_the_rule_of_an_outcome_says_who_approves_and_who_is_told(public_site: Path) -> None:
    """At the end of the walk stands what to do, not only its name."""
    text = own(page(public_site, "response-chart/rules/correct")).text
    for words in ("Manager", "Web content coordinator", "Say who you are", "The correction"):
        assert words in text
    stands = own(page(public_site, "response-chart/rules/let-it-stand")).text
    for title in ("Shall I speak for the agency here?", "What kind of posting is this?"):
        assert title in stands


# --- the crisis plan -------------------------------------------------------------------------------------


def test_the_crisis_plan_has_all_that_it_had_on_paper() -> None:
    """Phases, first steps, audit, restoring, lessons: each as many as there were."""
    phases = procedure(TAKEOVER).phases
    assert list(phases) == ["readiness", "recovery", "response"]
    assert {id: len(p.steps) for id, p in phases.items()} == {"readiness": 8, "recovery": 13, "response": 10}

    def group(phase: str) -> list[int]:
        """How many steps each group has; a group begins with a bold word."""
        counts: list[int] = []
        for step in phases[phase].steps:
            if step.do.startswith("**") or not counts:
                counts.append(0)
            counts[-1] += 1
        return counts

    assert group("recovery") == [3, 4, 2, 4]  # first steps, audit, confirm and publish, restore
    assert group("response") == [3, 3, 1, 3]  # confirm, verify access, lessons, afterwards
    options = {step.do: len(step.options) for p in phases.values() for step in p.steps if step.options}
    assert options["Agree whom to reach, and how"] == 4
    assert options["**Lessons.** Sit down together while it is fresh"] == 5
    assert "triggers" in {e.relation.name for e in GRAPH.into(TAKEOVER)}


def test_the_stakeholder_team_and_its_duties() -> None:
    """Five people around the table; five, seven and nine duties."""
    team = {e.address.id for e in GRAPH.all_of(Role) if str(GRAPH.target(e.reports_to)).endswith("team")}
    assert team == {"program-manager", "public-affairs", "general-counsel", "it-security"}
    assert GRAPH.target(role("response-team").reports_to) == "account-takeover/roles/senior-leader"
    incident = GRAPH.parts["account-takeover/escalation#incident"]
    told = {str(GRAPH.target(n.role)).rpartition("/")[2] for n in incident["notifies"]}
    assert told == team | {"senior-leader"}
    duties = {id: len(role(id).responsibilities) for id in ("supervisor", "account-manager", "coordinator")}
    assert duties == {"supervisor": 5, "account-manager": 7, "coordinator": 9}
    assert all(role(id).training for id in duties)


def test_six_platforms_each_with_a_way_back() -> None:
    """For every platform a form, a desk with a contact that was tried on some day, and an account of ours."""
    platforms = {t.title: t for t in GRAPH.all_of(Tool) if t.type == "platform"}
    assert len(platforms) == 6
    assert all(t.recovery is not None and t.recovery.form for t in platforms.values())
    assert {h.name for h in role("platform-desks").holders} == set(platforms)
    assert all(h.contact and h.since for h in role("platform-desks").holders)
    hosts = {GRAPH.target(c.tool) for c in GRAPH.all_of(Channel)}
    assert hosts == {str(t.address) for t in platforms.values()}


def test_every_account_has_an_administrator_and_an_auxiliary() -> None:
    """One lost phone must not silence it."""
    for channel in GRAPH.all_of(Channel):
        keeper = GRAPH.role(channel.custodian)
        assert isinstance(keeper, Role)
        assert keeper.address.id == "administrator"
        assert GRAPH.target(keeper.deputy) == "account-takeover/roles/auxiliary-administrator"
        assert channel.access.holders_min == 2


def test_the_checklist_and_the_second_step() -> None:
    """Eight items, some with items below, some resting on a law; the second step for four platforms."""
    policy = GRAPH.entities[CHECKLIST]
    assert isinstance(policy, Policy)
    assert len(policy.clauses) == 8
    assert len([c for c in policy.clauses.values() if c.do]) >= 3
    assert len(policy.legal) == 3
    lawful = {id for law in policy.legal for id in re.findall(r"security-checklist#([a-z]+)", law.note)}
    assert lawful == {"devices", "report", "records", "keys"}
    assert len(procedure("account-takeover/procedures/two-step-sign-in").phases) == 4


def test_templates_for_four_situations_in_four_media() -> None:
    """The matrix: each situation a rule, each medium a reply of it."""
    matrix = {
        r.address.id: list(r.replies)
        for r in GRAPH.all_of(Rule)
        if r.replies and r.address.playbook == "account-takeover"
    }
    assert len(matrix) == 4
    assert all(media == ["post", "staff", "web", "press"] for media in matrix.values())


def test_anyone_notices_and_the_manager_or_the_team_decides() -> None:
    """Who may say that it is an incident must be clear before it is one."""
    notice = GRAPH.entities["account-takeover/rules/something-looks-wrong"]
    assert isinstance(notice, Rule)
    assert GRAPH.target(notice.responder) == "everyone"
    levels = GRAPH.entities["account-takeover/escalation"].parts()
    deciders = [str(GRAPH.target(level.decides)).rpartition("/")[2] for level in levels.values()]
    assert deciders == ["account-manager", "response-team"]
    copied = [r for r in GRAPH.all_of(Rule) if r.address.playbook == "account-takeover"]
    for each in copied:
        assert "account-takeover/roles/response-team" in {GRAPH.target(n.role) for n in each.notifies}


def test_parallel_steps_are_marked(public_site: Path) -> None:
    """Passwords and the call to the platform at once, by two people; the page says so in words."""
    passwords, platform = procedure(TAKEOVER).phases["recovery"].steps[1:3]
    assert (passwords.parallel, platform.parallel) == (None, True)
    assert GRAPH.target(passwords.role) != GRAPH.target(platform.role)
    (together,) = own(page(public_site, TAKEOVER)).all("li", class_="gp-together")
    assert together.text.startswith("At the same time")
    step = together.all("li", class_="gp-step")[1]
    assert "Auxiliary administrator" in step.text
    assert len(step.all("a")) >= 6  # one way in for each platform


def test_steps_lead_to_the_words_to_publish(public_site: Path) -> None:
    """Nobody writes well in the first hour."""
    links = own(page(public_site, TAKEOVER)).all("a")
    words = [a["href"] for a in links if a["href"].endswith("rules/account-back/#post")]
    assert len(words) == 2
    follow(public_site, TAKEOVER, words[0])


def test_another_edition_keeps_every_address() -> None:
    """Editions renumber and rename; links and bookmarks hang on ids."""
    number = re.compile(r"^ *number: .*\n", re.MULTILINE)
    heading = re.compile(r"^( +title: )(\w.*)$", re.MULTILINE)
    texts = {
        name: heading.sub(r"\1Newly named", number.sub("", text))
        if name.startswith(("account-takeover/procedures/", "account-takeover/policies/"))
        else text
        for name, text in TEXTS.items()
    }
    assert texts != TEXTS
    edition = load(from_memory(texts), Limits())
    assert edition.findings == ()
    assert set(edition.graph.entities) == set(GRAPH.entities)
    assert set(edition.graph.parts) == set(GRAPH.parts)
    assert {(e.source, e.relation.name, e.target) for e in edition.graph.edges()} == {
        (e.source, e.relation.name, e.target) for e in GRAPH.edges()
    }


def private() -> set[str]:
    """The names and contacts that are for colleagues only."""
    holders = [h for r in GRAPH.all_of(Role) for h in r.holders if not h.public]
    platforms = {t.title for t in GRAPH.all_of(Tool)}
    return {text for h in holders for text in (h.name, h.contact) if text not in platforms}


def test_contacts_are_for_colleagues_only(public_site: Path, internal_site: Path) -> None:
    """In no byte of the public site, and on the page of the role in the internal one."""
    assert [h.name for r in GRAPH.all_of(Role) for h in r.holders if h.public] == ["Posting line"]
    assert len(private()) > 25
    outside = "\n".join(data.decode("utf-8", "replace") for data in files_of(public_site).values())
    assert sorted(text for text in private() if text in outside) == []
    inside = "\n".join(own(page(internal_site, str(r.address))).text for r in GRAPH.all_of(Role) if r.holders)
    assert sorted(text for text in private() if text not in inside) == []
