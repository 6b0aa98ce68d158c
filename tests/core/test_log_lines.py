import io
import logging
from collections.abc import Iterator

import pytest

from greenroom.core.log_lines import WithoutQueryStrings


@pytest.fixture
def written() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def log(written: io.StringIO) -> Iterator[logging.Logger]:
    """A log that carries none as the product's is; what it writes is found in `written`."""
    handler = logging.StreamHandler(written)
    handler.setFormatter(WithoutQueryStrings())
    log = logging.Logger("tests.log_lines")
    log.addHandler(handler)
    yield log
    handler.close()


@pytest.mark.parametrize(
    ("message", "values", "expected"),
    [
        ("GET /en/now/?country=secret HTTP/1.1", (), "GET /en/now/?… HTTP/1.1\n"),
        ("GET %s %s", ("/en/now/?country=secret", 200), "GET /en/now/?… 200\n"),
        ("%(path)s", ({"path": "/en/?q=secret&r=secret#secret"},), "/en/?…\n"),
        ("/a?secret /b?secret", (), "/a?… /b?…\n"),
        ("/a?b=secret?secret", (), "/a?…\n"),
        ("https://example.org?secret\n/b?secret", (), "https://example.org?…\n/b?…\n"),
        ("/?q=secret%20secret%00 100 %", (), "/?… 100 %\n"),
    ],
)
def test_a_line_carries_no_query_string(
    log: logging.Logger, written: io.StringIO, message: str, values: tuple[object, ...], expected: str
) -> None:
    log.warning(message, *values)

    assert written.getvalue() == expected


@pytest.mark.parametrize(
    ("message", "values", "expected"),
    [
        ("GET %s", ("/en/now/",), "GET /en/now/\n"),
        ("100 %", (), "100 %\n"),
        ("", (), "\n"),
        ("%d of %d", (1, 2), "1 of 2\n"),
    ],
)
def test_other_lines_stay_as_they_are(
    log: logging.Logger, written: io.StringIO, message: str, values: tuple[object, ...], expected: str
) -> None:
    log.warning(message, *values)

    assert written.getvalue() == expected


@pytest.mark.parametrize("name", ["", "django", "django.request"])
def test_what_the_product_writes_is_filtered(name: str) -> None:
    handlers = [handler for handler in logging.getLogger(name).handlers if type(handler) is logging.StreamHandler]

    assert len(handlers) == 1
    assert type(handlers[0].formatter) is WithoutQueryStrings


def test_an_exception_carries_no_query_string(log: logging.Logger, written: io.StringIO) -> None:
    try:
        raise ValueError("cannot read /en/now/?country=secret")
    except ValueError:
        log.exception("failed")

    assert "secret" not in written.getvalue()


def test_a_line_that_cannot_be_written_stops_nobody(log: logging.Logger) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(logging, "raiseExceptions", False)  # as in production
        log.warning("%s and %s", "one")
