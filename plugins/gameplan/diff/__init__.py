"""What changed between two states of the playbooks: facts, then judgement, then words.

`compare` takes two graphs and gives a `Comparison`: the flat list of changes, each with its impact and
with the roles and entries that it affects. The three rooms follow one another: `facts/` says what is
different and nothing of what it means; `judgement/` says what that means for people; `words/` prints it.
"""
