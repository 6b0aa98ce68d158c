"""The tour card's page and files, as a reader asks for them. Routings are made up."""

import io
import re
import shutil
import subprocess
import urllib.request
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from greenroom.core import languages
from tests.service import Service

pytestmark = pytest.mark.usefixtures("served")

ROUTING = """12 Mar 2027 Berlin, DE – Columbiahalle
13 Mar 2027 Hamburg, DE – Docks
15 Mar 2027 Paris, FR – Zénith
28 Mar 2027 Tokyo, JP – Zepp Haneda"""
ASKED_BACK = "20 Mar 2027 Portland – Hall"
UNKNOWN = "21 Mar 2027 Nowhereville-on-Sea – Pier"
MOST_BYTES = 150_000
CITIES = (
    "Berlin, DE", "Hamburg, DE", "Paris, FR", "Lyon, FR", "London, UK", "Leeds, UK", "Oslo, NO", "Stockholm, SE",
    "Warsaw, PL", "Madrid, ES", "Lisbon, PT", "Rome, IT", "Milan, IT", "Vienna, AT", "Zurich, CH", "Brussels, BE",
    "Amsterdam, NL", "Copenhagen, DK", "Helsinki, FI", "Dublin, IE", "Istanbul, TR", "Cairo, EG", "Tokyo, JP",
    "Osaka, JP", "Seoul, KR", "Jakarta, ID", "Mumbai, IN", "Sydney, AU", "Auckland, NZ", "Mexico City, MX",
)  # fmt: skip


def ask(client: Client, language: str = "en", **fields: object) -> tuple[int, str]:
    response = client.post(f"/{language}/card/", {"text": ROUTING, **fields})
    return response.status_code, response.content.decode()


def sixty_stops() -> str:
    first = date(2027, 3, 1)
    return "\n".join(f"{first + timedelta(days=2 * number)} {CITIES[number // 2]} – Hall" for number in range(60))


def test_the_form_says_that_nothing_is_kept(client: Client) -> None:
    response = client.get("/en/card/")

    assert response.status_code == 200
    assert "Nothing you write here is kept." in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies


def test_a_routing_becomes_a_card(client: Client) -> None:
    status, page = ask(client, home="United Kingdom")

    assert status == 200
    assert re.findall(r"<h2>([^<]+)</h2>", page) == ["Germany", "France", "Japan"]
    assert re.findall(r"<b>([^<]+)</b> <bdi>([^<]+)</bdi> · <bdi>([^<]+)</bdi>", page) == [
        ("Fri, Mar 12", "Berlin", "Columbiahalle"),
        ("Sat, Mar 13", "Hamburg", "Docks"),
        ("Mon, Mar 15", "Paris", "Zénith"),
        ("Sun, Mar 28", "Tokyo", "Zepp Haneda"),
    ]
    assert 'href="tel:112"' in page
    assert "Still there for you at home: United Kingdom" in page


def test_what_is_not_clear_is_asked_back_before_there_is_a_card(client: Client) -> None:
    _, page = ask(client, text=f"{ROUTING}\n{ASKED_BACK}\n{UNKNOWN}")

    assert "Which one do you mean?" in page
    assert "Portland, Oregon, United States" in page
    assert "We do not know this place." in page
    assert 'class="card stack leg"' not in page


def test_an_answer_places_the_stop(client: Client) -> None:
    _, asked = ask(client, text=f"{ROUTING}\n{ASKED_BACK}")
    name, value = re.findall(r'name="(answer-\d+)" value="([^"]+)"><span>Portland, Oregon', asked)[0]

    _, card = ask(client, text=f"{ROUTING}\n{ASKED_BACK}", **{name: value})

    assert "<bdi>Portland</bdi> · <bdi>Hall</bdi>" in card
    assert "<h2>United States</h2>" in card


def test_a_card_without_the_lines_that_are_not_clear_names_them(client: Client) -> None:
    _, page = ask(client, text=f"{ROUTING}\n{ASKED_BACK}\n{UNKNOWN}", without="1")

    left_out = re.search(r'aria-labelledby="left-out">.*?</section>', page, re.DOTALL)
    assert left_out is not None
    assert re.findall(r"<bdi>([^<]+)</bdi>", left_out.group()) == [ASKED_BACK, UNKNOWN]
    assert page.count('class="card stack leg"') == 3


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": ""}, "Please paste your routing, or choose a file."),
        ({"text": "hello\nworld"}, "We could not read a stop in this."),
        ({"home": "Atlantis"}, "We know no country called “Atlantis”."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written_is_lost(client: Client, fields: dict[str, str], says: str) -> None:
    status, page = ask(client, **fields)

    assert status == 200
    assert says in page
    assert fields.get("text", "2027-03-12 Berlin, DE – Columbiahalle") in page


def test_a_calendar_file_is_read(client: Client) -> None:
    calendar = b"""BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//tour//EN\r\nBEGIN:VEVENT\r\nUID:1@example.org
DTSTAMP:20261125T000000Z\r\nDTSTART;VALUE=DATE:20270312\r\nSUMMARY:Columbiahalle\r\nLOCATION:Berlin\\, Germany
END:VEVENT\r\nEND:VCALENDAR\r\n""".replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")

    _, page = ask(client, text="", file=SimpleUploadedFile("tour.ics", calendar, "text/calendar"))

    assert re.findall(r"<h2>([^<]+)</h2>", page) == ["Germany"]
    assert "Fri, Mar 12" in page


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"BEGIN:VCALENDAR", b"x" * 1_100_000])
def test_a_file_that_cannot_be_read_is_refused_in_words(client: Client, content: bytes) -> None:
    status, page = ask(client, text="", file=SimpleUploadedFile("tour.ics", content, "text/calendar"))

    assert status == 200
    assert 'role="alert"' in page
    assert "paste the lines instead" in page


def test_a_file_larger_than_memory_is_meant_for_is_refused_in_words(client: Client) -> None:
    big = io.BytesIO(b"x" * 3_000_000)
    big.name = "tour.csv"

    status, page = ask(client, text="", file=big)

    assert (status, "This file is too large." in page) == (200, True)


def test_another_sites_page_may_not_ask(client: Client) -> None:
    response = client.post("/en/card/", {"text": ROUTING}, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    assert client.put("/en/card/").status_code == 405


def test_the_saved_file_needs_nothing_else(client: Client) -> None:
    response = client.post("/ar/card/", {"text": ROUTING, "as": "html"})
    page = response.content.decode()

    assert response.headers["Content-Disposition"] == 'attachment; filename="tour-card.html"'
    assert '<html lang="ar" dir="rtl">' in page
    assert re.findall(r'(?:src|href)="(?!https?://|tel:|sms:|mailto:|data:)([^"]*)"', page) == []
    assert "<script" not in page
    assert "url(" not in page


@pytest.mark.parametrize("language", languages.OFFERED_CODES)
def test_sixty_stops_fit_into_the_limit_in_every_language(client: Client, language: str) -> None:
    _, page = ask(client, language, text=sixty_stops(), home="GB", **{"as": "html"})

    assert len(re.findall(r"<li><b>", page)) == 60
    assert len(page.encode()) <= MOST_BYTES


@pytest.mark.parametrize(("form", "size"), [("a4", "595.276 x 841.89 pts (A4)"), ("letter", "612 x 792 pts (letter)")])
@pytest.mark.parametrize("language", ["en", "ar", "ja", "hi", "uk"])
def test_the_paper_is_accessible_and_says_what_the_page_says(
    client: Client, tmp_path: Path, form: str, size: str, language: str
) -> None:
    if shutil.which("pdfinfo") is None:
        pytest.skip("poppler-utils is missing: install it with `make system`")
    path = tmp_path / "card.pdf"
    path.write_bytes(client.post(f"/{language}/card/", {"text": ROUTING, "home": "GB", "as": form}).content)

    facts = dict(
        line.split(":", 1) for line in run("pdfinfo", path).splitlines() if ":" in line and not line.startswith("  ")
    )
    text = run("pdftotext", "-raw", path, "-")
    assert (facts["Tagged"].strip(), facts["Page size"].strip()) == ("yes", size)
    assert [number for number in ("112", "110", "0800 111 0 111", "3114") if number not in text] == []
    assert "Columbiahalle" in text


def run(program: str, *words: object) -> str:
    done = subprocess.run([program, *map(str, words)], capture_output=True, check=True)
    return done.stdout.decode()


def test_a_routing_leaves_no_trail(service: Service) -> None:
    """Not in the database, not in a log, not in a file: neither what is read nor what is refused."""
    planted = ["qzvxkjwpbd", "wqkzvjxhfm", "zzqxvjkwtr"]
    for word in planted:
        for form in ("page", "html", "a4"):
            fields = {"text": f"12 Mar 2027 Berlin, DE – {word}\n{word}", "without": "1", "as": form}
            assert post(service, fields, file=f"14 Mar 2027 Paris, FR – {word}") == 200

    written = [path for path in service.var.rglob("*") if path.is_file()]
    assert {"web.log", "greenroom.sqlite3"} <= {path.name for path in written}
    for path in written:
        content = path.read_bytes()
        assert [word for word in planted if word.encode() in content] == [], path


def post(service: Service, fields: dict[str, str], file: str) -> int:
    boundary = "greenroom"
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    parts.append(
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="tour.txt"\r\n'
        f"Content-Type: text/plain\r\n\r\n{file}\r\n--{boundary}--\r\n"
    )
    request = urllib.request.Request(f"{service.address}/en/card/", "".join(parts).encode())
    request.add_header("Content-Type", f"multipart/form-data; boundary={boundary}")
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as response:
        response.read()
        return int(response.status)
