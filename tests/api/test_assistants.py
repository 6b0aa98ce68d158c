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
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser
from mcp import Client
from mcp.server.mcpserver.exceptions import ToolError

from greenroom.api import assistants
from greenroom.core import countries
from greenroom.edition.reader.opening import Edition
from tests.service import ROOT, free_port, service_environment

pytestmark = pytest.mark.usefixtures("served")
PLANTED = "qzvxkjwpbdfgh"


@pytest.mark.parametrize("written", ["GB", "gb", "United Kingdom", "Vereinigtes Königreich", "イギリス", "London"])
def test_a_country_is_understood_in_any_language(written: str) -> None:
    answer = assistants.help_now(written, "en")

    assert answer.country == "GB"
    assert [way.value for support in answer.emergency for way in support.ways] == ["999", "112"]
    assert answer.say_first[0].startswith("If you or someone near you may die")


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
    assert answer.say_first[-1] == "Ask where they are, and use help_now."


def test_one_service() -> None:
    answer = assistants.get_resource("gb-samaritans", "en", "GB")

    assert answer.support.name == "Samaritans"
    assert "116 123" in [way.value for way in answer.support.ways]
    with pytest.raises(ToolError, match="no service with this id"):
        assistants.get_resource("gb-nothing")


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
        yield f"http://127.0.0.1:{port}/mcp", log
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
    ("tool", "arguments"),
    [
        ("help_now", {"country": "Atlantis"}),
        ("help_now", {}),
        ("find_support", {"need": "x", "topic": "joy"}),
        ("nothing", {}),
    ],
)
def test_a_mistake_is_said_in_plain_words(process: tuple[str, Path], tool: str, arguments: dict[str, str]) -> None:
    async def questions(client: Client) -> Any:
        try:
            return await client.call_tool(tool, arguments)
        except Exception as error:  # an unknown tool is a fault of the protocol
            return error

    result = asked(process[0], questions)

    said = str(result) if isinstance(result, Exception) else result.content[0].text
    assert isinstance(result, Exception) or result.is_error
    assert "Traceback" not in said


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

    strange = urllib.request.Request(process[0], headers={"Host": "elsewhere.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        _opener().open(strange, timeout=10)
    refused.value.close()
    assert refused.value.code == 400
