"""A publisher killed at any moment changes nothing public, or everything: never half."""

import os
import random
import signal
import time

import pytest

from tests.edition.conftest import Press

RECORDS = 40


def _publish_in_child(press: Press, generation: int) -> int:
    child = os.fork()
    if child == 0:
        try:
            press.publish(generation, count=RECORDS)
        finally:
            os._exit(0)
    return child


def _seconds_to_publish(press: Press) -> float:
    started = time.monotonic()
    os.waitpid(_publish_in_child(press, generation=1), 0)
    return time.monotonic() - started


@pytest.mark.parametrize("kills", [30, pytest.param(300, marks=pytest.mark.full_size)])
def test_the_served_edition_is_whole_after_every_kill(press: Press, kills: int) -> None:
    usual = _seconds_to_publish(press)
    moments = random.Random(kills)
    seen = {1}
    killed = 0
    generation = 1

    while killed < kills:
        generation += 1
        child = _publish_in_child(press, generation)
        time.sleep(moments.uniform(0, usual))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)

        edition = press.open_current()
        names = {document.name for document in edition.resources.values()}
        assert len(names) == 1
        assert len(edition.resources) == RECORDS
        published = int(names.pop().removeprefix("generation "))
        assert published in {max(seen), generation}
        seen.add(published)
        assert generation < 20 * kills, "the publisher is quicker than the killer"

    press.publish(generation + 1, count=RECORDS)
    assert {document.name for document in press.open_current().resources.values()} == {f"generation {generation + 1}"}
