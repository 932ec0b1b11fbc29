"""The words that checks know: tools, verbs that go with them, calendars, phrases that fit anybody. English only.

The lists are short on purpose. A word that is missing costs a finding; a word too many blames somebody
who did nothing wrong. `tests/test_check_sentences.py` measures both, and a change here must pass it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

TOOLS = frozenset(
    "facebook instagram insta twitter tiktok youtube linkedin snapchat pinterest whatsapp bluesky reddit tumblr "
    "wechat weibo nextdoor flickr vimeo wordpress mailchimp hootsuite canva chatgpt".split()
)
"""Platforms and programs whose names mean nothing else. They count however they are written."""

TOOLS_LIKE_WORDS = frozenset(
    "X Threads Mastodon Telegram Signal Discord Twitch Medium Messenger Slack Teams Zoom Buffer".split()
)
"""Names that are words too. They count with their capital, after `on` or `use`, or beside another tool."""

CHANNELS = frozenset(
    "ad advert app blog chatbot email hashtag livestream newsletter podcast reel video vlog webinar website".split()
)
"""Ways to reach people that are no brand. Several of them make a list of channels; one does not."""

DOING = frozenset(
    "add advertise attend boost buy create design develop engage expand film grow hire host improve increase "
    "introduce invest launch monitor open optimise optimize organise organize post print produce promote publish "
    "record redesign run schedule send share sponsor start stream tweet update upload use".split()
)
"""What one does with tools, as an order. None of these words says how anybody gets anywhere."""

ASKING = frozenset(
    "answer ask bring build call collect give hand hold invite listen make measure offer plan put reply sell set "
    "show teach train visit write".split()
)
"""Orders that begin a task where they begin an item of a list, and a thought where they begin a sentence."""

HAVING = frozenset(
    "aim be become begin communicate consider continue do ensure establish explore focus get go have join keep "
    "leverage look maintain make manage mean need plan put set think try used utilise utilize want work".split()
)
"""Verbs that carry no choice."""

SUBJECT = frozenset(
    "account approach campaign channel content digital feed follower form format group internet like media "
    "network networking online page place plan platform presence profile site social strategic strategy tactic "
    "tool trend web".split()
)
"""What every page on this subject is about anyway."""

WORN = frozenset(
    "active actively audience authentic authentically authenticity awareness best brand build clear communication "
    "community compelling connect connection consistent consistently creative customer-centric cutting-edge "
    "deliver drive dynamic effective effectively efficient empower engage engaged engagement engaging enhance "
    "excellence exciting experience foster fresh fun goal growth high-quality holistic image impact improve "
    "increase innovation innovative inspire inspiring integrated interact interaction interactive interesting key "
    "leading loyalty maximise maximize meaningful message modern omnichannel opportunity partner passion positive "
    "practice professional proactive quality raise reach regular regularly relationship relevant reputation right "
    "seamless stakeholder storytelling strengthen strong strive success successful sustainable synergy target "
    "thought timely tone transparent transparency trust user valuable value vibrant visibility visible voice "
    "world-class".split()
)
"""Good words that have been used so often that they rule nothing out."""

STOP = frozenset(
    "a about above across after again against all almost along already also although always am among an and "
    "another any anybody anyone anything are around as at away back be because been before being below between "
    "both but by can cannot could did does doing done down during each either else enough etc even ever every "
    "everybody everyone everything everywhere few first for from further had has having he her here hers him his "
    "how however i if in instead into is it its itself just last less let like many may me might more most much "
    "must my near never new next no nobody none nor not nothing now of off often on once one only or other others "
    "our ours out over own per perhaps possible rather really same several shall she should since so some "
    "somebody someone something soon still such than that the their theirs them then there these they thing this "
    "those though through throughout time times to together too towards two three four five six seven eight nine "
    "ten under until up upon us various very via was way we well were what whatever when where wherever whether "
    "which while who whom whose why will with within without would yes yet you your yours don't doesn't we're "
    "we'll they're it's won't can't isn't aren't".split()
)
"""Words that hold sentences together."""

_OFTEN = re.compile(
    r"""\b(?:
    daily | weekly | fortnightly | monthly | hourly | year-round
  | (?:(?:content|editorial|posting|publishing|theme|themed)\s+)?(?:calendar|schedule|planner|timetable)s?
  | (?:every|each)\s+(?:single\s+|other\s+|second\s+|working\s+)?
        (?:day|weekday|week|weekend|fortnight|month|hour|morning|afternoon|evening|quarter|(?:mon|tues|wednes|thurs|fri|satur|sun)day)
  | (?:once|twice|(?:(?:two|three|four|five|six|seven|ten|several|many|\d+)\s+)?times|posts?|tweets?|stories|videos?|reels?|updates?|one|two|three|four|five|six|seven|ten|\d+)
        \s+(?:a|per|each|every)\s+(?:day|week|month)
  | (?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)days?
  | (?:at\s+)?\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm)
  | (?:throughout|around)\s+the\s+(?:day|week|month|year)
    )\b""",
    re.I | re.X,
)
"""How often, and when."""

_CALENDAR = frozenset(
    "calendar schedule day week weekday weekend month hour morning afternoon evening year daily weekly monthly "
    "hourly often frequency monday tuesday wednesday thursday friday saturday sunday noon lunchtime slot theme "
    "themed post tweet story update times".split()
)
"""Words that mean nothing more where a text says how often."""

_PUBLISHES = re.compile(
    r"\b(?:post|publish|tweet|shar|upload|updat|stor(?:y|ies)\b|reel|video|blog|newsletter|content|calendar"
    r"|schedul|planner|messag|photo|picture)",
    re.I,
)
"""What shows that publishing is meant, and not a visit or a repair."""

_CHOICE = re.compile(
    r"""\b(?:
    rather\s+than | instead | not | cannot | \w+n['’]t | never | no\s+longer | nobody | nothing | without | even\s+(?:if|where|when)
  | choos\w+ | chosen? | choices? | prefer\w* | unless | until | stop(?:s|ped)? | give\s+up | less | fewer | sooner\s+than
  | (?:cut|drop|close)\s+(?:back|down|the|our)
  | only\s+(?:when|where|if|what|those|after|one|the)
  | before\s+(?:we|they|he|she|it|you|any\w+|some\w+|people|the|a|an|our|their)
  | leave\s+(?!a\b|us\b).{1,60}?\bto
    )\b""",
    re.I | re.X,
)
"""The signs of a choice: something is preferred, or given up."""

_REASON = re.compile(
    r"\b(?:because|so\s+that|which\s+is\s+why|since\s+(?:we|they|it|the|most|half|people))\b", re.I
)

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BULLET = re.compile(r"(?:[-*+•]|\d{1,2}[.)])\s+")
_BLOCKS = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+•]|\d{1,2}[.)])\s)")
_OPENING = re.compile(
    r"^(?:(?:and|then|also|finally|to|we|our|team|will|shall|should|must|want|plan|need|intend|aim|are|going)\b[\s,]*)+",
    re.I,
)


# --- reading -----------------------------------------------------------------------------------


_MARKUP = re.compile(r"[\[*_`’]")


def plain(text: str) -> str:
    """A text without its Markdown; of a link the words are kept."""
    if not _MARKUP.search(text):
        return text
    text = re.sub(r"\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]|]{0,200})\]\]", r"\1", text)
    text = re.sub(r"\[([^\[\]]{0,200})\]\([^()]{0,500}\)", r"\1", text)
    return re.sub(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", "", text).replace("’", "'")


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """A word without its ending, so that `sharing`, `shared` and `shares` are one."""
    word = word.lower().removesuffix("'s").removesuffix("'")
    for ending, instead, least in (
        ("ies", "y", 2),
        ("ied", "y", 2),
        ("ing", "", 2),
        ("ed", "", 3),
        ("s", "", 3),
    ):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= least and re.search(r"[aeiouy]", rest) and not word.endswith("eed"):
            word = rest + instead
            break
    word = word.removesuffix("e")
    return word[:-1] if re.search(r"([^aeiou])\1$", word) else word


def _roots(*lists: Iterable[str]) -> frozenset[str]:
    return frozenset(root(word) for words in lists for word in words)


_EMPTY = _roots(DOING, HAVING, SUBJECT)
_WORN = _roots(WORN)
_SAYS_LITTLE = _EMPTY | _WORN
_CHANNELS = _roots(CHANNELS)
_CALENDAR_ROOTS = _roots(_CALENDAR)


def content(text: str) -> list[str]:
    """The words of a text that carry meaning, by their roots, each once, in order."""
    words = (w for w in _WORD.findall(plain(text)) if w.lower() not in STOP)
    return list(dict.fromkeys(root(w) for w in words if len(w) > 1))


_MAY_BE_TOOLS = frozenset(
    part.lower() for tool in (*TOOLS, *TOOLS_LIKE_WORDS) for part in re.findall(r"\w+", tool)
)


@lru_cache(maxsize=4096)
def tools_in(text: str, own: tuple[str, ...] = (), ours: str = "") -> tuple[str, ...]:
    """The tools that a text names, as it writes them, each once.

    `own` are the titles of a playbook's tools: one of several words counts however it is written, one of
    a single word only with its capital and within a sentence, since it may be a common word. `ours` is
    the name of the organisation: what is a part of that is no tool here.
    """
    text = plain(text)
    low = text.lower()
    if not any(title.lower() in low for title in own) and _MAY_BE_TOOLS.isdisjoint(re.findall(r"\w+", low)):
        return ()
    single = {title for title in own if " " not in title}
    found = {m.start(): m.group() for title in own if " " in title for m in _said(title, text)}
    seen = list(_WORD.finditer(text))
    heading = _is_heading([m.group() for m in seen])
    known = set()
    for n, match in enumerate(seen):
        word, before = match.group().removesuffix("'s"), seen[n - 1].group().lower() if n else ""
        opens = not n or bool(re.search(r"[.!?:\n]", text[seen[n - 1].end() : match.start()]))
        if word.lower() in TOOLS or (
            not heading
            and (
                (word in single and word[0].isupper() and not opens)
                or (word in TOOLS_LIKE_WORDS and before in ("on", "via", "use", "using", "join"))
            )
        ):
            known.add(n)
    for n, match in enumerate(seen):  # "Facebook, Threads and X"
        beside = {n - 1, n + 1} | {
            n + 2 * step
            for step in (-1, 1)
            if 0 <= n + step < len(seen) and seen[n + step].group() in ("and", "or", "to")
        }
        if match.group() in TOOLS_LIKE_WORDS and not heading and beside & known:
            known.add(n)
    found |= {seen[n].start(): seen[n].group().removesuffix("'s") for n in known}
    names = {root(word) for word in _WORD.findall(ours)}
    kept = [word for _, word in sorted(found.items()) if root(word) not in names]
    return tuple({word.lower(): word for word in reversed(kept)}.values())[::-1]


def _said(title: str, text: str) -> Iterable[re.Match[str]]:
    return re.finditer(rf"\b{re.escape(title)}\b", text, re.I)


def _is_heading(words: list[str]) -> bool:
    """Whether All Words Wear Capitals, so that a capital tells nothing."""
    long = [word for word in words if len(word) > 3]
    return len(long) > 2 and all(word[0].isupper() for word in long)


# --- what an approach is instead of an approach ------------------------------------------------


@lru_cache(maxsize=4096)
def lists_channels(text: str, own: tuple[str, ...] = (), ours: str = "") -> tuple[str, ...]:
    """The tools and channels that are nearly all a text speaks of; empty where it speaks of more."""
    tools = tools_in(text, own, ours)
    named = {root(word) for tool in tools for word in _WORD.findall(tool)}
    rest = [word for word in content(text) if word not in named | _EMPTY]
    weak = [word for word in rest if word in _CHANNELS]
    said = len(rest) - len(weak)
    listed = len(tools) + len(weak)
    chooses = bool(_CHOICE.search(text) or _REASON.search(text))
    if not tools and (len(weak) < 2 or chooses):
        return ()
    if chooses and said >= 3 and listed * 2 <= said:
        return ()
    if not chooses and listed * 3 < said and (not tools or said >= min(8, 4 + 2 * listed)):
        return ()
    return (*tools, *(w for w in _as_written(text) if root(w) in weak))


def _as_written(text: str) -> list[str]:
    return list({root(w): w.lower() for w in reversed(_WORD.findall(plain(text)))}.values())[::-1]


@lru_cache(maxsize=4096)
def keeps_a_calendar(text: str) -> str:
    """The first words that say how often, where a text says little else; "" where it says more."""
    text = plain(text)
    signs = [match.group() for match in _OFTEN.finditer(text)]
    if not signs or not _PUBLISHES.search(text) or _CHOICE.search(text):
        return ""
    little = _SAYS_LITTLE | _CHANNELS | _CALENDAR_ROOTS | {root(tool) for tool in tools_in(text)}
    rest = [word for word in content(text) if word not in little]
    return " ".join(signs[0].split()) if len(signs) * 3 >= len(rest) else ""


def lists_tasks(text: str) -> int:
    """How many things to do a text lists where it holds no sentence beside them and no choice; else 0."""
    text = plain(text)
    if _CHOICE.search(text):
        return 0
    tasks = 0
    for block in _BLOCKS.split(text):
        line = " ".join(block.split())
        listed = bool(_BULLET.match(line)) or line.count(";") > 1
        orders = DOING | ASKING if listed else DOING
        for sentence in re.split(r"(?<=[.!?;:])\s+", _BULLET.sub("", line)):
            parts = re.split(r",\s*|\s+(?:and|&)\s+", sentence)
            begun = sum(_first(part) in orders for part in (parts[:1] if listed else parts))
            if not (begun or listed) and _first(sentence) not in ASKING and _says_something(sentence):
                return 0
            tasks += begun
    return tasks if tasks >= 3 else 0


def _says_something(sentence: str) -> bool:
    """Whether a sentence means something by itself; before a colon it needs more to do so."""
    own = [word for word in content(sentence) if word not in _SAYS_LITTLE]
    return len(own) >= (4 if sentence.endswith(":") else 2) and len(_WORD.findall(sentence)) > 5


def _first(part: str) -> str:
    words = _WORD.findall(_OPENING.sub("", part.strip()))
    return words[0].lower() if words else ""


_NOBODYS = _SAYS_LITTLE | _CHANNELS | _CALENDAR_ROOTS


def fits_anybody(text: str, evidence: Iterable[str]) -> bool:
    """Whether a text is made of words that fit anybody, and shares none with an organisation's own evidence."""
    words = content(text)
    own = [word for word in words if word not in _NOBODYS]
    worn = sum(word in _WORN for word in words)
    if worn < 2 or len(words) < 3 or len(own) * 5 > len(words) * 2:
        return False
    return not any(word in own for said in evidence for word in content(said))


def same_as(text: str, other: str) -> bool:
    """Whether two texts are the same but for a few words."""
    one, two = (re.findall(r"\w+", plain(t).lower()) for t in (text, other))
    if (Counter(one) & Counter(two)).total() * 2 < _SAME * (
        len(one) + len(two)
    ):  # no need to look at their order
        return False
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= _SAME


_SAME = 0.8
