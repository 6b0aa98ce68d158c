"""Requests nobody makes by hand: a clear answer, nothing lost, no failure of ours."""

import http.client
import time
from urllib.parse import urlsplit

import pytest

from tests.service import Service


def status_of(service: Service, method: str, target: str, headers: dict[str, str] | None = None) -> int | None:
    """Send a raw request; returns the status, or None where the server closed the connection."""
    connection = http.client.HTTPConnection(urlsplit(service.address).netloc, timeout=20)
    try:
        connection.putrequest(method, target, skip_host="Host" in (headers or {}))
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse().status
    except (http.client.HTTPException, ConnectionError):
        return None
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/en/now/" + "a" * 40 + "/", {404}),
        ("/en/now/%00%00/", {404}),
        ("/en/now/g%00/", {404}),
        ("/en/now/?country=%00", {200}),
        ("/en/now/%ff%fe/", {400, 404}),
        ("/%ff%fe/now/gb/", {400, 404}),
        ("/en/now/?country=%ff%fe", {200}),
        ("/en/r/%ff/", {400, 404}),
        ("/en/now/?country=" + "a" * 3_000, {200}),
        ("/en/now/?country=" + "a" * 5_000, {414}),
        ("/en/" + "a" * 10_000 + "/", {404, 414}),
        ("/en/../../etc/passwd", {404}),
        ("/en/%2e%2e/%2e%2e/etc/passwd", {404}),
        ("/static/%2e%2e/%2e%2e/greenroom.sqlite3", {404}),
        ("/static/..%2f..%2fgreenroom.sqlite3", {404}),
        ("/en/r/gb-samaritans/?country=" + "x" * 40, {200}),
        ("/en/r/gb-samaritans/?country=%00%ff", {200}),
    ],
)
def test_odd_addresses_get_a_clear_answer(service: Service, target: str, expected: set[int]) -> None:
    assert status_of(service, "GET", target) in expected


def test_a_query_of_ten_megabytes_is_refused_and_the_service_goes_on(service: Service) -> None:
    assert status_of(service, "GET", "/en/now/?country=" + "a" * 10_000_000) in {None, 400, 414, 431}
    assert service.get("/en/now/gb/").status == 200


def test_an_endless_header_is_refused_and_the_service_goes_on(service: Service) -> None:
    status = status_of(service, "GET", "/en/now/gb/", {"Accept-Language": "x" * 2_000_000})

    assert status in {None, 400, 431}
    assert service.get("/en/now/gb/").status == 200


@pytest.mark.parametrize("method", ["POST", "DELETE", "BREW"])
def test_other_methods_break_nothing(service: Service, method: str) -> None:
    status = status_of(service, method, "/en/now/gb/")

    assert status == 405
    assert service.get("/en/now/gb/").status == 200


def test_head_is_answered_without_a_body(service: Service) -> None:
    assert status_of(service, "HEAD", "/en/now/gb/") == 200


def test_a_host_of_somebody_else_is_refused(service: Service) -> None:
    assert status_of(service, "GET", "/en/now/gb/", {"Host": "evil.example.org"}) == 400


def test_the_log_holds_no_failure_and_nothing_anybody_looked_for(service: Service) -> None:
    service.get("/en/now/?country=geheimwort")
    service.get("/en/r/gb-samaritans/?country=geheimwort")
    service.get("/en/now/geheimwort/?country=geheimwort")
    time.sleep(0.2)

    log = (service.var / "web.log").read_text()
    assert "geheimwort" not in log
    assert "Traceback" not in log
