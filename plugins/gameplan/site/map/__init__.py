"""The map: a playbook's strategy as a picture of links, from the vision to the tactics, and the same as an outline.

`web` says what stands on it and what leads to what, `folding` counts what would be too many, `layout` puts boxes into
places, `lettering` breaks titles into lines, `drawing` makes the picture, `outline` the nested list.
"""

from .nearby import nearby
from .page import glance, has_map, map_of, map_page

__all__ = ["glance", "has_map", "map_of", "map_page", "nearby"]
