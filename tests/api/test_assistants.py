"""The assistants' interface: its tools as functions, and the real process asked by the SDK's own client."""

import asyncio
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser
from mcp import Client
from mcp.server.mcpserver.exceptions import ToolError

from greenroom.api import assistants
from greenroom.core import countries
from greenroom.directory.choices import Kind, Topic
from greenroom.edition.reader.opening import Edition
from tests.service import ROOT, free_port, service_environment

pytestmark = pytest.mark.usefixtures("served")
PLANTED = "qzvxkjwpbdfgh"


@pytest.mark.parametrize("written", ["GB", "gb", "United Kingdom", "Vereinigtes Königreich", "イギリス", "London"])
def test_a_country_is_understood_in_any_language(written: str) -> None:
    answer = assistants.help_now(written, "en")

    assert answer.country == "GB"
    assert [way.value for support in answer.emergency for way in support.ways] == ["999", "112"]
    assert answer.say_first[0].text.startswith("If you or someone near you may die")


@pytest.mark.parametrize("written", ["", "Atlantis", "somewhere", "on tour"])
def test_a_place_that_is_not_clear_is_asked_for_and_never_guessed(written: str) -> None:
    with pytest.raises(ToolError, match="do not guess"):
        assistants.help_now(written)


def test_every_country_answers_with_its_own_numbers_or_says_there_is_none(shipped_edition: Edition) -> None:
    for code in countries.codes():
        answer = assistants.help_now(code, "ja")
        local = [*answer.emergency, *answer.lines, *answer.for_music_people]
        assert [one.id for one in local if code not in shipped_edition.resources[one.id].countries] == []
        assert answer.has_emergency_number == bool(answer.emergency)
        assert answer.say_first


def test_every_answer_has_source_date_and_reachability() -> None:
    answer = assistants.find_support("cannot sleep after shows", "de", "en")

    assert 0 < len(answer.results) <= assistants.MOST_RESULTS
    for support in answer.results:
        assert support.source
        assert support.checked_date
        assert support.checked_how == "page_read"
        assert {way.works_from_abroad for way in support.ways} <= {"yes", "no", "unknown"}


def test_danger_brings_the_numbers_of_the_place_first() -> None:
    answer = assistants.find_support("I want to kill myself", "Japan", "en")

    assert answer.help_now is not None
    assert answer.help_now.country == "JP"
    assert answer.say_first == answer.help_now.say_first


def test_danger_without_a_place_asks_for_it_and_gives_no_countrys_number() -> None:
    answer = assistants.find_support("I want to die, in Berlin", None, "en")

    assert answer.help_now is None
    assert [sentence.text for sentence in answer.say_first] == [
        "If you or someone near you may die or be badly hurt, call now.",
        "If life is in danger, ask anyone near you or a hotel desk to call for help.",
    ]
    assert answer.ask is not None
    assert answer.ask.text == "Where are you?"


@pytest.mark.parametrize("chosen", [{}, {"kind": Kind.CRISIS_LINE}, {"topic": Topic.SUICIDE}, {"open_now": True}])
def test_in_danger_nobody_knows_where_nothing_of_one_country_is_given(
    shipped_edition: Edition, chosen: dict[str, Any]
) -> None:
    answer = assistants.find_support("suicide hotline number", None, "ja", **chosen)

    assert answer.results
    assert {shipped_edition.resources[one.id].is_worldwide for one in answer.results} == {True}
    assert {way.channel for one in answer.results for way in one.ways} == {"web"}
    assert answer.ask is not None
    assert answer.ask.text == "今どこにいますか？"


def test_without_a_country_the_place_is_asked_for_and_each_service_says_for_whom_it_is(
    shipped_edition: Edition,
) -> None:
    answer = assistants.find_support("money for therapy", None, "en", kind=Kind.FUND)

    documents = [shipped_edition.resources[one.id] for one in answer.results]
    assert answer.ask is not None
    assert any(one.countries for one in answer.results)
    assert [one.countries for one in answer.results] == [
        [] if document.is_worldwide else list(document.countries) for document in documents
    ]
    assert assistants.find_support("therapist in berlin", None, "en").ask is None


def test_a_sentence_that_nobody_reviewed_has_the_english_beside_it() -> None:
    assert [sentence.english for sentence in assistants.help_now("JP", "ja").say_first] == [
        sentence.text for sentence in assistants.help_now("JP", "en").say_first
    ]


def test_one_service() -> None:
    answer = assistants.get_resource("gb-samaritans", "en", "GB")

    assert answer.support.name == "Samaritans"
    assert "116 123" in [way.value for way in answer.support.ways]
    assert (answer.is_for_country, answer.support.countries) == (True, ["GB", "IE"])
    with pytest.raises(ToolError, match="no service with this id"):
        assistants.get_resource("gb-nothing")


def test_a_service_of_another_country_gives_only_what_works_from_abroad(shipped_edition: Edition) -> None:
    samaritans = assistants.get_resource("gb-samaritans", "en", "US")
    creative_minds = assistants.get_resource("ie-minding-creative-minds", "en", "US")

    assert (samaritans.is_for_country, samaritans.support.ways) == (False, [])
    assert [way.value for way in creative_minds.support.ways] == ["+353 1 518 0277"]


def test_what_a_model_has_to_know_first(client: Browser) -> None:
    response = client.get("/llms.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().startswith("# Greenroom\n\n> ")
    assert "https://help.example.org/mcp" in response.content.decode()


@pytest.fixture(scope="module")
def process(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The real process on the shipped edition, with no database to be had. Yields (its address, its log)."""
    var = tmp_path_factory.mktemp("assistants") / "var"
    shutil.copytree(shipped, var, symlinks=True)
    for path in var.glob("greenroom.sqlite3*"):
        path.unlink()
    with running_assistants(var) as address:
        yield address, var / "assistants.log"


@contextmanager
def running_assistants(var: Path) -> Iterator[str]:
    port, log = free_port(), var / "assistants.log"
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--port", str(port), "--no-ws"]
    with log.open("wb") as file:
        started = subprocess.Popen(
            [*command, "config.assistants:application"],
            cwd=ROOT,
            env=service_environment(var),
            stdout=file,
            stderr=file,
        )
        _wait_until_it_listens(port)
        yield f"http://127.0.0.1:{port}/mcp"
        started.terminate()
        started.wait(timeout=20)


def _wait_until_it_listens(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            _opener().open(f"http://127.0.0.1:{port}/nothing", timeout=5)
        except urllib.error.HTTPError as answered:
            answered.close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))


def asked(address: str, questions: Callable[[Client], Awaitable[Any]]) -> Any:
    async def ask() -> Any:
        async with Client(address) as client:
            return await questions(client)

    return asyncio.run(ask())


@pytest.fixture(autouse=True)
def without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


def test_a_real_client_lists_the_tools(process: tuple[str, Path]) -> None:
    async def questions(client: Client) -> Any:
        return client.instructions, (await client.list_tools()).tools

    instructions, tools = asked(process[0], questions)

    assert instructions == assistants.INSTRUCTIONS
    assert [tool.name for tool in tools] == ["help_now", "find_support", "get_resource"]
    assert all(tool.description and tool.output_schema for tool in tools)


def test_a_real_client_calls_the_tools(process: tuple[str, Path]) -> None:
    async def questions(client: Client) -> Any:
        return [
            await client.call_tool("help_now", {"country": "España", "language": "es"}),
            await client.call_tool("find_support", {"need": "money for therapy", "country": "US"}),
            await client.call_tool("get_resource", {"id": "gb-samaritans"}),
        ]

    now, found, one = asked(process[0], questions)

    assert [result.is_error for result in (now, found, one)] == [False] * 3
    assert now.structured_content["emergency"][0]["ways"][0]["value"] == "112"
    assert next(iter(now.structured_content)) == "say_first"
    assert found.structured_content["results"]
    assert one.structured_content["support"]["id"] == "gb-samaritans"
    assert "112" in now.content[0].text


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("help_now", {"country": "Atlantis"}, "This names no country that we know, or several. "),
        ("help_now", {}, "`country`: Field required."),
        ("find_support", {"need": "x", "topic": "joy"}, "`topic`: Input should be 'suicide', "),
        ("find_support", {"need": "x" * 401}, "`need`: String should have at most 400 characters."),
        ("nothing", {}, "Unknown tool: nothing"),
    ],
)
def test_a_mistake_is_said_in_plain_words(
    process: tuple[str, Path], tool: str, arguments: dict[str, str], says: str
) -> None:
    async def questions(client: Client) -> Any:
        return await client.call_tool(tool, arguments)

    result = asked(process[0], questions)

    assert result.is_error
    assert result.content[0].text.startswith(says)


def test_a_failure_says_what_to_do_and_nothing_of_itself(tmp_path: Path) -> None:
    async def questions(client: Client) -> Any:
        return await client.call_tool("get_resource", {"id": PLANTED})

    with running_assistants(tmp_path) as address:
        result = asked(address, questions)

    assert result.is_error
    assert result.content[0].text.startswith("Nothing can be answered just now. Try again in a minute.")
    logged = (tmp_path / "assistants.log").read_text()
    assert "a tool failed: EditionMissing" in logged
    assert ("Traceback" in logged, PLANTED in logged) == (False, False)


def test_nothing_that_was_asked_is_in_the_log(process: tuple[str, Path]) -> None:
    async def questions(client: Client) -> Any:
        await client.call_tool("find_support", {"need": f"I feel {PLANTED}", "country": PLANTED})
        await client.call_tool("find_support", {"need": f"I feel {PLANTED}"})
        return await client.call_tool("get_resource", {"id": PLANTED})

    asked(process[0], questions)

    assert PLANTED not in process[1].read_text()


def test_any_pages_script_may_ask_and_a_strange_host_may_not(process: tuple[str, Path]) -> None:
    request = urllib.request.Request(process[0], method="OPTIONS")
    request.add_header("Origin", "https://elsewhere.example")
    request.add_header("Access-Control-Request-Method", "POST")
    with _opener().open(request, timeout=10) as response:
        assert response.headers["Access-Control-Allow-Origin"] == "*"

    for name in ("127.0.0.1", "localhost", "[::1]:8001"):
        assert status(urllib.request.Request(process[0], headers={"Host": name})) == 405
    strange = urllib.request.Request(process[0], headers={"Host": "elsewhere.example"})
    assert status(strange) == 400


def status(request: urllib.request.Request) -> int:
    with pytest.raises(urllib.error.HTTPError) as refused:
        _opener().open(request, timeout=10)
    refused.value.close()
    return refused.value.code
