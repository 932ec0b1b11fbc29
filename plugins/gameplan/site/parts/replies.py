"""Replies: words ready to use, as they are read, copied and called."""

from __future__ import annotations

import re

from markupsafe import Markup

from ...model.kinds.rule import Reply as ReplyPart
from ...model.kinds.rule import Rule
from ..data.blocks import Block
from ..data.parts import RepliesBlock, Reply
from ..desk import Desk
from .common import incoming

_GAP = re.compile(r"\{[^{}\n]{1,60}\}")
_END = re.compile(r"</(?:p|ul|ol|blockquote|pre|table|h[1-6])>")
_LANGUAGES = {
    "arabic": "ar", "bengali": "bn", "bulgarian": "bg", "catalan": "ca", "chinese": "zh", "croatian": "hr",
    "czech": "cs", "danish": "da", "dutch": "nl", "english": "en", "estonian": "et", "farsi": "fa", "finnish": "fi",
    "french": "fr", "german": "de", "greek": "el", "gujarati": "gu", "hebrew": "he", "hindi": "hi",
    "hungarian": "hu", "icelandic": "is", "irish": "ga", "italian": "it", "japanese": "ja", "korean": "ko",
    "latvian": "lv", "lithuanian": "lt", "norwegian": "no", "persian": "fa", "polish": "pl", "portuguese": "pt",
    "punjabi": "pa", "romanian": "ro", "russian": "ru", "scottish gaelic": "gd", "serbian": "sr", "slovak": "sk",
    "slovenian": "sl", "somali": "so", "spanish": "es", "swedish": "sv", "tamil": "ta", "turkish": "tr",
    "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi", "welsh": "cy",
    "deutsch": "de", "français": "fr", "español": "es", "polski": "pl", "cymraeg": "cy", "gaeilge": "ga",
    "italiano": "it", "português": "pt", "nederlands": "nl", "українська": "uk", "türkçe": "tr",
}  # fmt: skip
"""Languages by name, and what HTML calls them."""


def replies_block(desk: Desk, rule: Rule, heading: str, anchor: str) -> Block:
    """All replies of a rule."""
    return RepliesBlock(heading, anchor, tuple(_reply(desk, r) for r in rule.replies.values()))


def _reply(desk: Desk, reply: ReplyPart) -> Reply:
    title = desk.name(reply.address)
    return Reply(
        desk.part_head(reply),
        gaps_marked(desk.html(reply.text, reply.id)),
        copied(desk, reply.text),
        reply.language if reply.language not in title else "",
        incoming(desk, reply),
        tongue(reply.language),
    )


def tongue(language: str) -> str:
    """What goes into `lang` for a language by name, so that words are read aloud in it; "" where it is not known."""
    word = language.strip().lower()
    return _LANGUAGES.get(word, word if re.fullmatch(r"[a-z]{2}(-[a-z]{2})?", word) else "")


def gaps_marked(html: Markup) -> Markup:
    """The words with their {gaps} marked."""
    marked = _GAP.sub(lambda m: str(Markup('<span class="gp-gap">{}</span>').format(m.group())), str(html))
    return Markup(marked)  # cleaned HTML in which only gaps were marked


def copied(desk: Desk, text: str) -> str:
    """The plain words as they are pasted: paragraphs and the items of lists stay apart."""
    html = re.sub(r"\s+", " ", str(desk.site.prose.html(text, desk.pointer)))
    html = re.sub(r"<br ?/?>", "\n", re.sub(r"<li[^>]*>", "\n- ", _END.sub("\n\n", html)))
    lines = [Markup(line).striptags() for line in html.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
