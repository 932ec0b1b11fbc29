"""How a playbook reads: views turn the graph into plain data, the renderer turns data into HTML.

`views` -> `data` -> `renderer`: the data of a page holds all that the page shows, so a rendered
page may be remembered by the value of its data.
"""
