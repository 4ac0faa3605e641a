"""docs/settings.md says what the registry says."""

from tools.settings_page import PAGE, page


def test_the_page_is_that_of_the_registry():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python tools/settings_page.py"
