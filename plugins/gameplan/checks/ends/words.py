"""Words that give a metric away: those that count an audience or its applause, and those that count what came of it."""

from __future__ import annotations

import re

_APPLAUSE = re.compile(
    r"\b(?:"
    r"followers?|subscribers?|audience size|(?:people|users|accounts) (?:who|that) (?:follow|like) (?:us|our)"
    r"|likes|retweets|reposts|engagement rate|impressions|page ?views|(?:video|profile|story) views|video plays"
    r"|(?:profile|page|web ?site|site) visits|hashtags?"
    r"|share of voice|media (?:coverage|value)|press (?:cuttings|releases)|clippings|advertising value(?: equivalent)?|ave"
    r"|posts (?:we )?published|number of posts|posts (?:a|per) (?:day|week|month)"
    r")\b",
    re.I,
)
_PERHAPS = re.compile(
    r"\b(?:fans?|reactions|hearts|shares|engagements?|interactions|(?<!who )(?<!to )(?<!that )reach|views|plays|hits|visibility|mentions?)\b",
    re.I,
)
"""Words that also mean other things: the reach of a bus, views on a plan, fans that cool an office."""
_ONLINE = re.compile(
    r"\b(?:posts?|posted|accounts?|feeds?|pages?|profiles?|videos?|clips?|content|organic|online|social|media|press"
    r"|users?|web ?site|brand|competitors|operators|facebook|instagram|tiktok|linkedin|youtube|mastodon|bluesky|twitter)\b",
    re.I,
)
_EFFECT = re.compile(
    r"\b(?:"
    r"ask(?:ed|s)?|answer(?:s|ed)?|appl(?:y|ied|ications?|icants?)|appointments?|arriv\w+|attend\w*|book(?:ed|ings?)"
    r"|borrow(?:ed|s|ers?)|bought|buy|purchas\w+|sales|sold|orders?|call(?:s|ed)|came|chang\w+|complain\w*|confirm\w*"
    r"|contacts|costs?|donat\w+|donors?|raised|enrol\w*|enquir\w+|gave|joined|joiners|leads|loans|members|membership"
    r"|paying|paid for|patients|passengers|questions|recruit\w*|register\w*|registrations|renew\w*|repl(?:y|ies|ied)"
    r"|respond\w*|returned|satisf\w+|saved|settled|signed up|sign-ups?|survey\w*|trust\w*|turned up|understood|understand"
    r"|visited|visitors|volunteer\w*|voted|went"
    r")\b",
    re.I,
)
_OPENING = 6
"""The words of a definition that say what is counted; those after them say where and when."""


def applause(title: str, definition: str, unit: str) -> str:
    """The word that shows that a metric counts an audience, its applause or our own noise; "" where none does.

    A word for what people did in the end acquits it: "followers who joined" counts people who joined.
    """
    whole = f"{title} {definition} {unit}"
    if _EFFECT.search(whole):
        return ""
    online = _ONLINE.search(whole)
    opening = " ".join(definition.split()[:_OPENING])
    for text in (unit, title, opening):
        if found := _APPLAUSE.search(text) or (_PERHAPS.search(text) if online else None):
            return found[0].casefold()
    return ""
