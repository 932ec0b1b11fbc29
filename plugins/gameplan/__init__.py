"""Gameplan: strategy as code. A folder of YAML becomes a playbook site.

Texts become documents that know their places, documents become one graph, and
the graph is asked: is it right, how does it read, what changed.
"""

__version__ = "0.1.0"
