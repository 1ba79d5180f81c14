"""The pictures of working with AI: a fuller prompt, guesses before answers, an endpoint that may fail."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from curriculum.live import working_with_ai as live
from curriculum.live.working_with_ai.asking import answer_html
from curriculum.live.working_with_ai.endpoint import Endpoint, NoAnswer, configured
from curriculum.live.working_with_ai.prompts import play_prompt
from curriculum.live.working_with_ai.stage import examples
from curriculum.live.working_with_ai.titles import likeness_html
from simulations.projects.working_with_ai.answer import PARTS
from tests.live.conftest import View


@pytest.mark.parametrize("name", live.__all__)
def test_every_picture_is_drawn(name: str) -> None:
    view = View(getattr(live, name)())
    assert "could not be drawn" not in view.html
    assert 'class="failed"' not in view.html


def test_each_part_of_the_prompt_brings_more_and_nothing_brings_inventions_to_nought() -> None:
    bare, full = play_prompt(), play_prompt(**dict.fromkeys(PARTS, True))
    assert full.counts["good"] > 2 * bare.counts["good"]
    assert 0 < full.counts["bait"] < bare.counts["bait"]


@pytest.mark.parametrize("name", ["claims", "labels"])
def test_the_reason_shows_only_after_a_guess(name: str) -> None:
    first = getattr(examples(), name)[0]
    view = View(getattr(live, name)())
    assert first.why not in view.html
    view.buttons[first.right].click()
    assert first.why in view.html


def test_the_models_own_wording_is_too_like_it() -> None:
    given = examples()
    assert "100%" in likeness_html(given.model)
    assert "<script" not in likeness_html("<script>")


class _Answers(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        said = {"choices": [{"message": {"content": f"<b>1. {asked['messages'][0]['content']}</b>"}}]}
        refused = self.headers.get("Authorization") != "Bearer a key"
        self.send_response(401 if refused else 200)
        self.end_headers()
        self.wfile.write(b"no" if asked["model"] == "mumbling" else json.dumps(said).encode())

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    serving = HTTPServer(("127.0.0.1", 0), _Answers)
    thread = Thread(target=serving.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{serving.server_port}/v1"
    serving.shutdown()
    serving.server_close()
    thread.join()


def test_an_endpoint_answers_and_its_words_are_escaped(server: str) -> None:
    html = answer_html({"goal": "选题"}, Endpoint(server, "a model", "a key"))
    assert "&lt;b&gt;1. 选题" in html
    assert "a key" not in html


@pytest.mark.parametrize(("model", "key"), [("a model", "wrong"), ("mumbling", "a key")])
def test_an_endpoint_that_fails_says_so_and_the_generator_steps_in(server: str, model: str, key: str) -> None:
    endpoint = Endpoint(server, model, key)
    with pytest.raises(NoAnswer):
        endpoint.ask("选题")
    html = answer_html({"goal": "选题"}, endpoint)
    assert html.count("<li>") == 10
    assert "wrong" not in html


def test_nothing_is_asked_where_nothing_is_configured() -> None:
    assert configured({}) is None
    assert configured({"ACADEMY_LLM_URL": "file:///etc/passwd", "ACADEMY_LLM_MODEL": "m"}) is None
    found = configured(
        {"ACADEMY_LLM_URL": "http://127.0.0.1:1/v1", "ACADEMY_LLM_MODEL": "m", "ACADEMY_LLM_KEY": "secret"}
    )
    assert found == Endpoint("http://127.0.0.1:1/v1", "m", "secret")
    assert "secret" not in repr(found)
    assert answer_html({}, None).count("<li>") == 10
