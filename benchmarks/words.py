"""Sentences as a communications team writes them, drawn by a seeded random source.

Nothing here means much, but length, punctuation and the share of repeated words are those of a
real playbook, so that Markdown, search and compression have the usual work.
"""

from __future__ import annotations

import re
from random import Random


def items(text: str) -> tuple[str, ...]:
    """The items of a block of text, parted by semicolons."""
    return tuple(" ".join(item.split()) for item in text.split(";"))


PLACES = items("""
    Ashby Wharf; Barrow Lane; Castle Street; Dean Park; Eastfield; Ferry Road; Greyfriars; Hollins; Ivy
    Bank; Jubilee Square; Kiln Hill; Lower Marsh; Millbrook; Northgate; Old Dock; Priory Green; Queensway;
    Riverside; Saltmarsh; Tanner Row; Upper Weir; Victoria Quay; Westbourne; Yarrow
""")
QUALITIES = items("""
    Early; Open; Weekly; Shared; Plain; Local; Quiet; Joint; Steady; Winter; Saturday; Roving; Friendly;
    Short; Public; Evening; First; Careful; Second; Mobile; Monthly; Spring; Guided; Trial
""")
WHO = items("""
    A trained colleague; The evening desk; The branch team; Somebody on the rota; The duty editor; A
    volunteer; The outreach lead; Our press desk; The person who opens the inbox; One of the two key
    holders; A neighbour; The team at {place}; Whoever sees it first; The colleague on call; The reader
    panel; Everyone at {place}
""")
DOES = items("""
    answers in the same place where the question was asked; reads the whole thread before writing a word;
    says plainly what is known and what is not; writes a short note for the next shift; asks twice before
    sharing a picture; keeps a copy of what was said and when; puts the correction where the mistake was;
    checks opening hours at {place} first; names the next step and the day it will happen; hands the
    question over with everything that was tried; thanks people for telling us; leaves the last word to the
    visitor; counts replies rather than followers; looks at the calendar of {place} before promising
    anything; moves personal matters into a private message
""")
WHEN = items("""
    before six in the evening; on the day itself; within the hour; every second Friday; at the end of each
    shift; as soon as the facts are clear; in the week before a holiday; whenever {place} is closed; once a
    quarter; after the morning meeting; while the office at {place} is open; during the winter months
""")
WHY = items("""
    because a late answer turns into a second visit; so that nobody has to ask the same thing twice; since
    people remember who helped them; because the people at {place} asked for exactly that; so that the next
    colleague can carry on; because a half answer travels faster than a whole one; since trust is lost in
    public and won back in private; so that a new colleague can do it in the first week; because silence is
    read as an answer too; since three complaints out of four begin with a missing date
""")
PLAIN = items("""
    We tried it at {place} for {n} weeks and kept it.; Last year {n} people told us so.; It costs about {n}
    hours a month.; The figures from {place} point the same way.; There were {n} cases between March and
    October.; Nothing here replaces a telephone call.; If in doubt, ask. Asking is never held against
    anybody.; The old way took {n} days on average.; A printed copy hangs in the back office at {place}.; We
    look at it again after {n} weeks.; Nobody needs to be a specialist for this.; Small and regular beats
    large and rare.
""")


class Writer:
    """Draws words from a random source; the same source gives the same words."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def pick(self, pattern: str) -> str:
        """A pattern with its gaps filled: {place}, {n}."""
        return pattern.replace("{place}", self.random.choice(PLACES)).replace(
            "{n}", str(self.random.randint(3, 90))
        )

    def sentence(self) -> str:
        """One sentence of eight to thirty words."""
        random = self.random
        if random.random() < 0.35:
            return self.pick(random.choice(PLAIN))
        pieces = [self.pick(random.choice(WHO)), self.pick(random.choice(DOES))]
        if random.random() < 0.6:
            pieces.append(self.pick(random.choice(WHEN)))
        text = " ".join(pieces)
        return f"{text}, {self.pick(random.choice(WHY))}." if random.random() < 0.55 else f"{text}."

    def short(self) -> str:
        """A phrase for a list: no full stop."""
        text = self.pick(self.random.choice(DOES))
        if self.random.random() < 0.4:
            text = f"{text} {self.pick(self.random.choice(WHEN))}"
        return text[0].upper() + text[1:]

    def text(self, least: int, most: int) -> str:
        """A paragraph of some sentences."""
        return " ".join(self.sentence() for _ in range(self.random.randint(least, most)))

    def shorts(self, least: int, most: int) -> list[str]:
        """A list of phrases, none twice."""
        wanted = self.random.randint(least, most)
        found: dict[str, None] = {}
        while len(found) < wanted:
            found[self.short()] = None
        return list(found)


def slug(title: str) -> str:
    """An id made from a title."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:56].rstrip("-")
