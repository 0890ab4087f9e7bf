"""Work is shared with forked processes, and nothing about the result says so."""

import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from multiprocessing import get_context
from multiprocessing.util import Finalize

import pytest

from iam_atlas.cli.stopping import ended_by
from iam_atlas.workers import FEW, beside, shared_out

_ITEMS = range(10 * FEW)


@pytest.mark.parametrize("jobs", [1, 2, 3, 7])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert shared_out(lambda number: number * 2, _ITEMS, jobs=jobs) == [number * 2 for number in _ITEMS]


def test_another_process_takes_part() -> None:
    here = os.getpid()

    def slowly(_: int) -> int:
        return sum(range(20_000)) and os.getpid()

    assert set(shared_out(slowly, range(400), jobs=2)) - {here}


def test_neighbours_are_done_by_one_process() -> None:
    def slowly(_: int) -> int:
        return sum(range(20_000)) and os.getpid()

    done_by = shared_out(slowly, range(400), jobs=2)

    assert sum(one != other for one, other in pairwise(done_by)) == 1


def test_the_first_and_the_last_are_begun_at_once() -> None:
    last, begun = 10 * FEW, get_context("fork").Event()

    def waits_for_the_last(number: int) -> bool:
        if number == last:
            begun.set()
        return begun.wait(30) if number == 0 else begun.is_set()

    assert all(shared_out(waits_for_the_last, range(last + 1), jobs=2))


def test_few_items_are_not_worth_a_process() -> None:
    assert set(shared_out(lambda _: os.getpid(), range(FEW), jobs=8)) == {os.getpid()}


def test_what_a_killed_process_had_is_done_here() -> None:
    here = os.getpid()

    def deadly_elsewhere(number: int) -> int:
        if os.getpid() != here:
            os._exit(9)
        return number

    assert shared_out(deadly_elsewhere, _ITEMS, jobs=2) == [*_ITEMS]


def test_what_fails_anywhere_fails_here_as_it_would_alone() -> None:
    def picky(number: int) -> int:
        if number % 2:
            raise KeyError(number)
        return number

    with pytest.raises(KeyError):
        shared_out(picky, _ITEMS, jobs=2)


def test_work_is_done_beside_the_block_where_there_may_be_another_process() -> None:
    with beside(os.getpid, jobs=2) as elsewhere, beside(os.getpid, jobs=1) as here:
        assert (elsewhere() == os.getpid(), here() == os.getpid()) == (False, True)


@pytest.mark.parametrize("result", ["", "done"])
def test_what_a_killed_process_was_to_do_beside_the_block_is_done_here(result: str) -> None:
    here = os.getpid()

    def deadly_elsewhere() -> str:
        if os.getpid() != here:
            os._exit(9)
        return result

    with beside(deadly_elsewhere, jobs=2) as done:
        assert done() == result


def test_a_process_that_nobody_waits_for_ends_without_a_word(capfd: pytest.CaptureFixture[str]) -> None:
    def linger() -> None:
        Finalize(None, time.sleep, args=(60,), exitpriority=1)

    with ended_by((signal.SIGTERM,)), beside(linger, jobs=2) as done:
        done()
        time.sleep(0.1)

    assert capfd.readouterr().err == ""


def test_who_gives_up_waits_for_no_process_that_a_signal_did_not_end() -> None:
    here, is_deaf = os.getpid(), get_context("fork").Event()

    def deaf_elsewhere(_: int) -> None:
        if os.getpid() != here:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            is_deaf.set()
            time.sleep(60)
        assert is_deaf.wait(30)
        raise InterruptedError

    begun = time.monotonic()
    with pytest.raises(InterruptedError):
        shared_out(deaf_elsewhere, _ITEMS, jobs=2)
    assert time.monotonic() - begun < 30


@pytest.mark.parametrize("others", [1, 2])
def test_no_process_is_left_of_a_program_that_was_killed(others: int) -> None:
    program = f"""
import os, time
from iam_atlas.workers import FEW, shared_out

here = os.getpid()

def talk(_):
    if os.getpid() == here:
        time.sleep(60)
    if not said:
        said.append(print("begun", flush=True))
    return "more than a pipe holds" * 10_000

said = []
shared_out(talk, range(2 * FEW), jobs={others + 1})
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as running:
        assert running.stdout
        for _ in range(others):
            running.stdout.readline()
        running.kill()
        said, _ = running.communicate(timeout=30)  # ends when nobody is left who could say anything
        assert said == b""


def test_one_hears_how_far_it_is() -> None:
    heard: list[tuple[int, int]] = []

    shared_out(str, range(3), jobs=1, tell=lambda done, of: heard.append((done, of)))

    assert heard == [(0, 3), (1, 3), (2, 3)]
