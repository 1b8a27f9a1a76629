"""Only voices that live on this machine are spoken with: another would send the words to a server."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.e2e.web.served import Served

SPEAK = """async (voices) => {
  const said = [];
  speechSynthesis.getVoices = () => voices;
  speechSynthesis.speak = (words) => said.push(words.text);
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const { speak } = await import("/static/js/voice.js");
  return { spoken: speak("Lift the left knee"), said };
}"""


@pytest.mark.parametrize(
    ("voices", "spoken"),
    [
        ([], False),
        ([{"name": "far", "lang": "en-GB", "localService": False}], False),
        ([{"name": "unsure", "lang": "en-GB"}], False),
        ([{"name": "other", "lang": "fr-FR", "localService": True}], False),
        ([{"name": "own", "lang": "en-GB", "localService": True}], True),
    ],
    ids=["none", "on a server", "unsaid", "another language", "own"],
)
def test_only_a_voice_of_this_machine_speaks(
    voices: list[dict[str, object]], spoken: bool, open_page: Callable[..., Page], served: Served
) -> None:
    page = open_page()
    page.goto(f"{served.address}/settings/")
    found = page.evaluate(SPEAK, voices)
    assert found == {"spoken": spoken, "said": ["Lift the left knee"] if spoken else []}
