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
    killed_in_the_act = 0

    for generation in range(2, kills + 2):
        child = _publish_in_child(press, generation)
        time.sleep(moments.uniform(0, usual * 1.1))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed_in_the_act += os.WIFSIGNALED(status)

        names = {document.name for document in press.open_current().resources.values()}
        assert len(names) == 1
        assert len(press.open_current().resources) == RECORDS
        published = int(names.pop().removeprefix("generation "))
        assert published in {max(seen), generation}
        seen.add(published)

    assert killed_in_the_act >= kills // 3
    press.publish(generation=kills + 2, count=RECORDS)
    assert {document.name for document in press.open_current().resources.values()} == {f"generation {kills + 2}"}
