"""WCAG 2.2 A and AA by axe-core, on every kind of page, at a desk in the light and on a phone in the dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from conftest import open_context

PAGES = (
    "/",
    "/merrowby/vision/",
    "/merrowby/objectives/answer-same-day/",
    "/merrowby/metrics/first-reply-time/",
    "/merrowby/strategies/be-the-evening-desk/",
    "/merrowby/tactics/",
    "/merrowby/tactics/evening-reply-rota/",
    "/merrowby/tactics/reels-three-times-a-week/",
    "/merrowby/insights/questions-after-hours/",
    "/merrowby/rules/",
    "/merrowby/rules/hostile-comment/",
    "/merrowby/guides/can-i-post-this/",
    "/merrowby/escalation/",
    "/merrowby/procedures/account-taken-over/",
    "/merrowby/roles/duty-editor/",
    "/merrowby/policies/social-media/",
    "/merrowby/channels/",
    "/merrowby/channels/main-instagram/",
    "/merrowby/glossary/",
    "/merrowby/line-of-sight/",
    "/merrowby/map/",
    "/guide/",
    "/guide/concepts/",
    "/guide/messages/",
    "/guide/tour/",
    "/guide/checks/",
    "/guide/checks/str01/",
    "/guide/reference/goals/",
)
LOOKS = {
    "desk, light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "phone, dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
DARK = """if (location.protocol.startsWith("http")) localStorage.setItem("/.__palette", JSON.stringify(
  {index: 1, color: {media: "", scheme: "slate", primary: "custom", accent: "custom"}}))"""


@pytest.mark.parametrize("look", LOOKS)
def test_no_page_shuts_anybody_out(
    chromium: Browser, address: str, foreign: list[str], complaints: list[str], look: str
) -> None:
    """The theme's own slips that can be cured are cured, so nothing at all may be found."""
    context = open_context(chromium, address, foreign, complaints, **LOOKS[look])
    if "dark" in look:
        context.add_init_script(DARK)
    axe, found = Axe(), []
    for path in PAGES:
        page = context.new_page()
        page.goto(path)
        # The script names what the theme leaves unnamed.
        page.wait_for_selector(".md-search[aria-label]", state="attached")
        for violation in axe.run(page, options=RULES).response["violations"]:
            node = violation["nodes"][0]
            found.append(f"{path}: {violation['id']} at {node['target']}: {node['html'][:120]}")
        page.close()
    context.close()
    assert not found, "\n".join(found)
