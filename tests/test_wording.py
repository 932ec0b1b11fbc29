"""Differences of texts: exact, readable, quick however repetitive, and their weighty words are found."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gameplan.diff import alignment
from gameplan.diff.alignment import common
from gameplan.diff.change import Word
from gameplan.diff.tokens import tokens
from gameplan.diff.wording import alike, differing, only_white_space, paired, weighty

MARKS = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}

PIECES = st.sampled_from(
    "we reply not Only only must a the , . 4h 18:00 [[roles/lead|lead]] [x](https://x.example/) ** _ don't 一 回 。 "
    "👩‍👩‍👧 👍🏽 हिन्दी ภาษา é # - ( ) ! … \n \u00a0".split(" ")
)
GAPS = st.sampled_from([" ", " ", " ", "", "\n", "  ", "\n\n", "\n- ", ". "])
TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(st.tuples(PIECES, GAPS), max_size=25).map(lambda row: "".join(map("".join, row))),
)


def drawn(old: str, new: str) -> str:
    """A difference as terminals draw it."""
    return "".join(MARKS[word.op].format(word.text) for word in differing(old, new))


def side(words: tuple[Word, ...], op: str) -> str:
    return "".join(word.text for word in words if word.op in ("equal", op))


def weight(old: str, new: str) -> tuple[str, ...]:
    return weighty(differing(old, new))


# --- tokens ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Read comments, please.", ["Read", "comments", ",", "please", "."]),
        ("don't must-not e-mail R&D isn’t", ["don't", "must-not", "e-mail", "R&D", "isn’t"]),
        ("4h 1,140 18:00 66% -5 €20 3.5 1/2 2026-11-22.", [*"4h 1,140 18:00 66% -5 €20 3.5 1/2 2026-11-22".split(), "."]),
        ("he/she, and/or", ["he", "/", "she", ",", "and", "/", "or"]),
        ("**must** _only_ `x` snake_case", ["**", "must", "**", "_", "only", "_", "`", "x", "`", "snake_case"]),
        ("[[roles/lead|the lead]]s", ["[[roles/lead|the lead]]", "s"]),
        ("![a b](c.png) [the\n rules](https://x.example/?a=b#c).", ["![a b](c.png)", "[the rules](https://x.example/?a=b#c)", "."]),
        ("(https://x.example/a_b). a@b.example @gov #ask", ["(", "https://x.example/a_b", ")", ".", "a@b.example", "@gov", "#ask"]),
        ("每周3次。カナ", ["每", "周", "3", "次", "。", "カ", "ナ"]),
        ("👩‍👩‍👧👍🏽🇩🇪🇫🇷☂️", ["👩‍👩‍👧", "👍🏽", "🇩🇪", "🇫🇷", "☂️"]),
        ("हिन्दी में cafe\u0301s", ["हिन्दी", "में", "cafe\u0301s"]),
        ("Пост ঘোষণা ποτέ לא", ["Пост", "ঘোষণা", "ποτέ", "לא"]),
    ],
)  # fmt: skip
def test_a_piece_is_what_people_take_for_one(text: str, pieces: list[str]) -> None:
    """Words with apostrophes, numbers with units, links and characters of many scripts stay whole."""
    assert [token.key for token in tokens(text)] == pieces


@given(TEXTS)
def test_pieces_leave_out_nothing_but_white_space(text: str) -> None:
    """What lies between pieces is white space, and no piece overlaps the next."""
    ends = [0, *(n for token in tokens(text) for n in (token.start, token.end)), len(text)]
    assert ends == sorted(ends)
    assert "".join(text[a:b] for a, b in list(pairwise(ends))[::2]).strip() == ""
    assert all(text[token.start : token.end].strip() for token in tokens(text))


# --- differences ----------------------------------------------------------------------------------


@settings(max_examples=300)
@given(TEXTS, TEXTS)
@example(" a", "a ")
@example("a b", "a, b")
@example("a ,", "a,")
@example("\n", "")
@example("", "\n\n")
@example("we not do", "we\ndo")
@example("we do\n", "we  always do")
def test_a_difference_is_exact(old: str, new: str) -> None:
    """The new text to the letter, the old one but for kinds of white space, and ops that take turns."""
    words = differing(old, new)
    assert side(words, "insert") == new
    assert side(words, "delete").split() == old.split()
    assert all(word.text for word in words)
    ops = [word.op for word in words]
    assert all(a != b and (a, b) != ("insert", "delete") for a, b in pairwise(ops))


@given(TEXTS)
def test_the_same_text_is_one_equal_stretch(text: str) -> None:
    """Nothing changed, nothing marked; an empty text has no stretch at all."""
    assert differing(text, text) == ((Word("equal", text),) if text else ())
    assert weight(text, text) == ()
    assert not only_white_space(text, text)


@given(st.lists(PIECES.filter(str.strip), max_size=12), st.data())
def test_text_that_is_wrapped_anew_is_equal(pieces: list[str], data: st.DataObject) -> None:
    """A line break in another place is no difference of words."""
    wrap = st.lists(st.sampled_from([" ", "\n", "\n  "]), min_size=len(pieces), max_size=len(pieces))
    old, new = (
        "".join(a + b for a, b in zip(pieces, data.draw(wrap), strict=True)).strip() for _ in range(2)
    )
    assert {word.op for word in differing(old, new)} <= {"equal"}
    assert only_white_space(old, new) == (old != new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Read the comments and reply.", "Read the comments, and reply.", "Read the comments{+,+} and reply."),
        ("We do not answer questions here.", "We answer a question here.", "We [-do not answer questions-]{+answer a question+} here."),
        ("Tell the editor now.", "Ask the lead now.", "[-Tell the editor-]{+Ask the lead+} now."),
        ("You must ask Kim.", "You should ask Lee.", "You [-must-]{+should+} ask [-Kim-]{+Lee+}."),
        ("Not here.", "here.", "[-Not -]here."),
        ("We never post.", "We post.", "We [-never -]post."),
        ("We reply slowly.", "We reply fast. We reply slowly.", "{+We reply fast. +}We reply slowly."),
        ("One. Two. Three.", "One. Three.", "One. [-Two. -]Three."),
        ("Call Kim. Wait here.", "Call Lee. Stay here.", "Call [-Kim-]{+Lee+}. [-Wait-]{+Stay+} here."),
        ("- film\n- post", "- film\n- ask\n- post", "- film\n{+- ask\n+}- post"),
        ("One\n\ntwo", "One\n\nnew\n\ntwo", "One\n\n{+new\n\n+}two"),
        ("每周一次回复", "每周两次回复，谢谢", "每周[-一-]{+两+}次回复{+，谢谢+}"),
        ("发布。请等待。再见。", "发布。请回复。再见。", "发布。请[-等待-]{+回复+}。再见。"),
        ("Go 👍🏽 now", "Go 👍🏿 now", "Go [-👍🏽-]{+👍🏿+} now"),
        ("See [[a/b|the b]] first", "See [[a/c|the b]] first", "See [-[[a/b|the b]]-]{+[[a/c|the b]]+} first"),
        ("a\nb  c", "a b\nc d", "a b\nc{+ d+}"),
        ("", "New text.", "{+New text.+}"),
        ("Old text.\n", "", "[-Old text.-]"),
        ("Only 4h remain here.", "Nobody knows anything here.", "[-Only 4h remain-]{+Nobody knows anything+} here."),
    ],
)  # fmt: skip
def test_a_difference_reads_well(old: str, new: str, expected: str) -> None:
    """Sentences stay whole, commas come alone, and small words do not interrupt what changed."""
    assert drawn(old, new) == expected


def test_what_is_written_anew_is_not_a_salad() -> None:
    """Two texts with little but common words between them are shown one after the other."""
    old = "The lead decides who may post in a crisis, and the team waits until that is done."
    new = "When anything happens, press officers open a room at once and nobody may wait for the council."
    ops = [word.op for word in differing(old, new)]
    assert ops.count("equal") <= 2
    assert "may" in weight(old, new)


def test_a_weighty_word_stays_in_sight_between_small_changes() -> None:
    """Readers look for `must`, so it is not swallowed by changes of two words beside it."""
    assert drawn("The first editor must reply soon.", "The whole team must call back.") == (
        "The [-first editor-]{+whole team+} must [-reply soon-]{+call back+}."
    )


# --- bounded work ---------------------------------------------------------------------------------


def words_of(seed: int, vocabulary: str, length: int) -> str:
    return " ".join(random.Random(seed).choices(vocabulary.split(), k=length))


REPETITIVE = ("we reply and " * 667).split()
CHANGED = [f"never{n}" if n in (700, 1000, 1300) else word for n, word in enumerate(REPETITIVE)]
LETTERS = "".join(random.Random(5).choices("一回复周", k=20_000))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(" ".join(REPETITIVE), " ".join(CHANGED), id="repetitive"),
        pytest.param(words_of(1, "a b", 2000), words_of(2, "a b", 2000), id="two-words"),
        pytest.param(words_of(1, "x y z .", 10_000), words_of(2, "p q r .", 10_000), id="different"),
        pytest.param("We reply. " * 2000, "We reply. " * 900 + "No. " + "We reply! " * 1000, id="sentences"),
        pytest.param(LETTERS, LETTERS[::-1], id="one-long-sentence"),
        pytest.param("[" * 20_000, "[[" * 9_000 + "](" * 1000, id="brackets"),
    ],
)
def test_work_is_bounded(old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is compared cell by cell has room for it, and each word takes part at most twice."""
    sizes: list[tuple[int, int]] = []
    real = alignment._longest

    def counted(a: list[str], b: list[str]) -> list[tuple[int, int]]:
        if a and b and len(a) * len(b) <= alignment.ROOM:
            sizes.append((len(a), len(b)))
        return real(a, b)

    monkeypatch.setattr(alignment, "_longest", counted)
    words = differing(old, new)
    assert side(words, "insert") == new
    assert side(words, "delete").split() == old.split()
    assert all(a * b <= alignment.ROOM for a, b in sizes)
    assert sum(a for a, _ in sizes) <= 2 * len(tokens(old))
    assert sum(b for _, b in sizes) <= 2 * len(tokens(new))


def test_three_changes_in_a_repetitive_text_are_three_changes() -> None:
    """Repetition makes a difference neither slow nor vague."""
    words = differing(" ".join(REPETITIVE), " ".join(CHANGED))
    assert [word.text.strip() for word in words if word.op == "insert"] == [
        "never700",
        "never1000",
        "never1300",
    ]
    assert Counter(word.op for word in words) == {"equal": 4, "delete": 3, "insert": 3}


def test_beyond_the_room_a_difference_is_coarse_and_right(monkeypatch: pytest.MonkeyPatch) -> None:
    """The common beginning and end are always found; what is between them goes and comes as a whole."""
    monkeypatch.setattr(alignment, "ROOM", 5)
    assert drawn("We x a y b z now", "We p a q b r now") == "We [-x a y b z-]{+p a q b r+} now"


@given(st.lists(st.integers(0, 3), max_size=12), st.lists(st.integers(0, 3), max_size=12))
def test_the_longest_common_part_is_the_longest(a: list[int], b: list[int]) -> None:
    """Rows of bits find what the table of the textbook finds."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            table[i + 1][j + 1] = table[i][j] + 1 if x == y else max(table[i][j + 1], table[i + 1][j])
    pairs = common(a, b)
    assert len(pairs) == table[-1][-1]
    assert all(a[i] == b[j] for i, j in pairs)
    assert all(p < r and q < s for (p, q), (r, s) in pairwise(pairs))


# --- weighty words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("You must not post.", "You may post.", ("must", "not", "may")),
        ("Reply within 4h.", "Reply within two hours.", ("4h", "two", "hours")),
        ("Reply in 4 h.", "Reply in 4 d.", ("h", "d")),
        ("Open at 9 am.", "Open at 9 pm.", ("am", "pm")),
        ("Grow by 66%.", "Grow by half.", ("66%", "half")),
        ("Due 12 May.", "Due 12 June.", ("may", "june")),
        ("On Mon and 3 March.", "On Tue and 3 April.", ("mon", "tue", "march", "april")),
        ("They march on the sun.", "They sit in the shade.", ()),
        ("People can't edit.", "People can edit.", ("can't",)),
        ("You need to ask, we have cake.", "You ask, we eat cake.", ("need",)),
        ("You have to ask.", "You want to ask.", ("have",)),
        ("Editors post photos.", "Only editors post photos.", ("only",)),
        ("Only editors post.", "Today editors only post.", ("only", "today")),
        ("Editors post.", "At least each editor posts, unless asked.", ("least", "each", "unless")),
        ("A must-not rule.", "A soft rule.", ("must-not",)),
        ("Write kindly.", "Write nicely, my friend.", ()),
        ("Read https://x.example/all.", "Read https://x.example/never.", ()),
        ("Write to all@x.example #never.", "Write to any@x.example #always.", ()),
        ("See [[policies/a|what we must do]].", "See [[policies/never-b|what we must do]].", ()),
        ("See [[policies/a|what we must do]].", "See [[policies/a|what we may do]].", ("must", "may")),
        ("See [[policies/never]].", "See [[policies/only]].", ()),
        ("See [what we do](a.md).", "See [all that we do](only.md).", ("all",)),
        ("Use **bold**.", "Use **only** bold.", ("only",)),
        ("We don't.", "We don’t.", ()),
        ("Due 12 May, say so.", "Due may, say so.", ("12", "may")),
        ("Post ½ of it at 3️⃣.", "Post most of it.", ("½", "3️⃣", "most")),
    ],
)  # fmt: skip
def test_weighty_words_are_found(old: str, new: str, expected: tuple[str, ...]) -> None:
    """What was deleted or inserted and often carries the meaning, each once, in lower case."""
    assert weight(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Only editors post here. We reply.", "Here only editors post. We reply."),
        ("Nobody waits, says Kim.", "Kim says nobody waits."),
    ],
)
def test_another_case_alone_weighs_nothing(old: str, new: str) -> None:
    """A word at the beginning of a sentence has a capital, and means the same."""
    changed = tuple(Word(op, text) for op, text in (("delete", old), ("insert", new)))
    assert weighty(changed) == ()


def test_a_word_that_moved_counts() -> None:
    """`not` in another sentence forbids another thing."""
    assert weight("Do not post. Share it.", "Do post. Do not share it.") == ("not",)
    assert weighty([Word("delete", "do not post, share"), Word("insert", "do post, not share")]) == ("not",)


@given(st.lists(st.builds(Word, st.sampled_from(["equal", "delete", "insert"]), TEXTS), max_size=6))
def test_weighty_takes_any_words(words: list[Word]) -> None:
    """Whatever the stretches are, the result is in lower case, without repeats, and equal ones add nothing."""
    found = weighty(words)
    assert len(set(found)) == len(found)
    assert all(word == word.lower() for word in found)
    assert weighty(word for word in words if word.op == "equal") == ()


# --- likeness and lists ---------------------------------------------------------------------------


@given(TEXTS, TEXTS)
def test_likeness_goes_both_ways(a: str, b: str) -> None:
    """Within 0 and 100, the same from either side, and whole for the same text."""
    assert 0 <= alike(a, b) == alike(b, a) <= 100
    assert alike(a, a) == 100


def test_likeness_is_the_share_of_words() -> None:
    """Half the words make half, order and punctuation do not count, and 99 never passes for 100."""
    assert alike("a b c d", "a b x y") == 50
    assert alike("Post, then ask.", "ask then post") == 100
    assert alike("a a b", "a b b") == 66
    assert alike("a " * 999, "a " * 1000) == 99
    assert alike("a", "") == 0
    assert alike("", "") == 100


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [], []),
        (["ask"], [], [(0, None)]),
        (["film it", "post it"], ["film it", "ask the lead", "post it"], [(0, 0), (None, 1), (1, 2)]),
        (["film", "ask", "post"], ["film", "post"], [(0, 0), (1, None), (2, 1)]),
        (["a", "b", "c"], ["c", "a", "b"], [(2, 0), (0, 1), (1, 2)]),
        (["call the lead now", "x"], ["call the boss now", "x"], [(0, 0), (1, 1)]),
        (["w", "old", "x"], ["w", "new", "x"], [(0, 0), (1, None), (None, 1), (2, 2)]),
        (
            ["one two three", "four five six"],
            ["new", "one two six", "four five"],
            [(None, 0), (0, 1), (1, 2)],
        ),
        (["a\nb"], ["a b"], [(0, 0)]),
        (["a", "a"], ["a"], [(0, 0), (1, None)]),
    ],
)
def test_lists_are_aligned(
    old: list[str], new: list[str], expected: list[tuple[int | None, int | None]]
) -> None:
    """Equal items pair wherever they stand, like ones in their gap, and the rest came or went."""
    assert paired(old, new) == expected


ITEMS = st.lists(st.sampled_from(["a", "b", "a b", "a b c", "c d", "x y", "x y z", "a  b", ""]), max_size=9)


@settings(max_examples=200)
@given(ITEMS, ITEMS)
def test_every_item_has_its_place_once(old: list[str], new: list[str]) -> None:
    """New items in their order, each old one once, and no text that both sides have left without its equal."""
    pairs = paired(old, new)
    assert [j for _, j in pairs if j is not None] == list(range(len(new)))
    assert sorted(i for i, _ in pairs if i is not None) == list(range(len(old)))
    plain_old, plain_new = ([" ".join(text.split()) for text in side] for side in (old, new))
    equal = Counter(
        plain_new[j] for i, j in pairs if i is not None and j is not None and plain_old[i] == plain_new[j]
    )
    assert equal == Counter(plain_old) & Counter(plain_new)
    assert all(alike(old[i], new[j]) >= 50 for i, j in pairs if i is not None and j is not None)


def test_long_lists_need_bounded_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a gap has more pairs than there is room for, items that stand beside each other are compared."""
    asked = []
    real = alignment._likeness
    monkeypatch.setattr(alignment, "_likeness", lambda a, b: asked.append(1) or real(a, b))
    old, new = ([f"step {n} of the {word} list" for n in range(500)] for word in ("old", "new"))
    assert paired(old, new) == [(n, n) for n in range(500)]
    assert len(asked) <= alignment.PAIRS
