from __future__ import annotations

import re
from collections.abc import Iterator

from ...diagnostics import one_of
from ...model.kinds.rule import Reply
from ..check import WARNING, Finding, check
from ..ground import Ground, quoted

_BLANK = r"\bXX[:.]XX\b|\?\?\?|_{4,}"
_TEMPLATE = r"\{\{[^{}\n]*\}\}|\$\{[^{}\n]*\}|\{%[^{}\n]*%\}|%[A-Za-z_]{2,30}%|\*\|\w+\|\*|«[^«»\n]{1,40}»"
_EMPTY = r"\{[\s.…?_-]*\}"
_SQUARE = r"(?<![\[\]!])\[(?![\[\]])(?=[^\[\]\n]*[A-Za-z]{2})[^\[\]\n]{2,60}\](?![\[\](:])"
_ANGLE = r"<[A-Za-z][A-Za-z0-9_ -]{0,40}>"
_FAULTS = re.compile("|".join((_BLANK, _TEMPLATE, _EMPTY, _SQUARE, _ANGLE)))
_GAP = re.compile(r"\{[^{}\n]{1,60}\}")  # what the page marks as a gap to fill in
_BRACE = re.compile(r"[{}]\S{0,20}")
_MEANT = {"[sic]"} | {
    f"<{tag}>"
    for tag in "a abbr b blockquote br cite code del div em i ins kbd li mark ol p q s small span strong sub sup u ul".split()
}


@check("ROE10", WARNING)
def unfinished_reply(reply: Reply, ground: Ground) -> Iterator[Finding]:
    """Words ready to use are not ready.

    ## Why it matters

    Replies are copied by people in a hurry, on a phone, on a bad evening. What is left in them goes out: many an
    organisation has apologised in public to "Dear [insert name]". A gap that the page marks is seen; others are not.

    ## What to do

    Write gaps in single braces, with a word that says what belongs there: `{first name}`. The page marks them, and
    whoever copies the reply fills them in.

    ## What it looks at

    `XX:XX`, `???` and lines to write on; gaps in the manner of forms and mailing tools, such as `[insert name]`,
    `<name>`, `{{name}}`, `%NAME%`; braces with nothing in them, braces that are not closed, and gaps of more than 60
    characters. Links, references, `[sic]` and simple HTML are fine. TODO and its like are found in all texts alike, by a
    check of their own.

    ## Bad

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
      covers: [main-page]
      escalates_to: amber
      owner: editor
      replies:
        hidden: {text: "We have hidden a comment. [Insert reason]"}  # finding
        mailed: {text: "Dear {{first_name}}, thank you for telling us."}  # finding
        asked: {text: "Dear <name>, we answer by {}."}  # finding
        cut: {text: "Thank you, {first name. We write again tonight."}  # finding
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
      covers: [main-page]
      escalates_to: amber
      owner: editor
      replies:
        hidden: {text: "Thank you, {first name}. We have hidden the comment of {time}; why, stands [here](https://merrowby.example/rules)."}
        quoted: {text: "You wrote \\"i dont no [sic] what your [...] policy is\\". It is on <https://merrowby.example/rules>, **in full**."}
        simple: {text: "We close at 17:00.<br>See [[policies/conduct#house-rules|our house rules]]."}
    ```
    """
    found = [m.group() for m in _FAULTS.finditer(reply.text) if m.group() not in _MEANT]
    found += _BRACE.findall(_GAP.sub("", _FAULTS.sub("", reply.text)))
    if not found:
        return
    shown = one_of([quoted(text.strip()) for text in dict.fromkeys(found)][:3], "and")
    rule = ground.named(ground.entity(reply))
    yield Finding(
        reply,
        f"The reply {quoted(reply.named())} for {quoted(rule)} is unfinished: somebody will post {shown} as it stands.",
        at=("text",),
        help="Write the words, or a gap that the page marks: `{first name}`.",
    )
