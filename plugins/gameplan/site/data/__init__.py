"""The plain, frozen data of pages.

A `Markup` is HTML that prose made safe; every other text is plain and escaped by the renderer.
"""
