"""The compiler's command line, as an editor meets it."""

import re
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

import msgspec
import pytest

from schema.values import id_pattern
from seed import __main__ as command_line
from seed.release import publisher_lock
from tests.conftest import ROOT
from tests.release.world import DAYS, World

LINE = re.compile(r"[\w./-]+:[1-9]\d*: [A-Z]{2,3}\d{3} .+[.?]")
"""What a mistake looks like: a place, a rule, and sentences."""

Edits = list[tuple[str, str, str]]

UNKNOWN_KEY = ("articles/migraine.md", "[@cook-2022; ", "[@cook-2023; ")
UNKNOWN_FIELD = ("studies/able-trial.yaml", "sample_size:", "sample_sizes:")
RAW_HTML = ("articles/rest.md", "Lie down.", "Lie<br>down.")
NO_ANCHOR = ("articles/migraine.md", ' {#signs aspect="Symptoms"}', "")
SAME_ID = ("studies/baker-trial.yaml", "stu_aaaaaaaaa2", "stu_aaaaaaaaa1")
ALL = [UNKNOWN_KEY, UNKNOWN_FIELD, RAW_HTML, NO_ANCHOR, SAME_ID]

SENTENCES = {
    UNKNOWN_KEY: 'articles/migraine.md:13: CIT001 No reference has the key "cook-2023".'
    ' Did you mean "cook-2022"?',
    UNKNOWN_FIELD: 'studies/able-trial.yaml:6: SRC001 "sample_sizes" is not a field of a study.'
    ' Did you mean "sample_size"?',
    RAW_HTML: "articles/rest.md:16: SRC002 HTML tag <br> is not allowed."
    " Start a new paragraph instead.",
    NO_ANCHOR: "articles/migraine.md:15: ID005 Give this heading an anchor, e.g. {#side-effects}.",
    SAME_ID: "studies/baker-trial.yaml:1: ID001 stu_aaaaaaaaa1 is also used in"
    ' studies/able-trial.yaml. Run "python -m seed new-id study".',
}


def arguments_of(world: World, command: str, *arguments: str) -> list[str]:
    paths = ["--releases", str(world.releases)]
    if command in {"build", "check"}:
        paths += ["--content", str(world.content), "--ledger", str(world.ledger_path)]
    return [command, *([] if command == "new-id" else paths), *arguments]


def run(world: World, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in this process; an exception that it lets through fails the test."""
    argv = ["python -m seed", *arguments_of(world, command, *arguments)]
    status, out, err = 0, StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", argv)
        try:
            command_line.run()
        except SystemExit as end:
            status = int(end.code or 0)
    return subprocess.CompletedProcess(argv, status, out.getvalue(), err.getvalue())


def run_process(world: World, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command as an editor does."""
    line = [sys.executable, "-m", "seed", *arguments_of(world, command, *arguments)]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    "slips",
    [*([each] for each in ALL), ALL],
    ids=["unknown key", "unknown field", "raw HTML", "no anchor", "same id", "all"],
)
def test_broken_content_changes_nothing(published: World, slips: Edits, command: str) -> None:
    """Every mistake of every file is a line of its own, and what is in force stays in force."""
    for slip in slips:
        published.edit(*slip)
    before = published.files()

    result = run(published, command, "--today", DAYS[1])

    *lines, last = result.stdout.splitlines()
    assert {SENTENCES[slip] for slip in slips} <= set(lines)
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert last.startswith(f"{len(lines)} error")
    assert last.endswith("; the release in force stays as it was.")
    assert (result.returncode, result.stderr) == (1, "")
    assert published.files() == before


def test_a_process_says_the_same(published: World) -> None:
    """What holds inside this process holds for the command that people type."""
    for slip in ALL:
        published.edit(*slip)

    result = run_process(published, "build", "--today", DAYS[1])

    inside = run(published, "build", "--today", DAYS[1])
    assert (result.returncode, result.stdout, result.stderr) == (1, inside.stdout, "")


def test_mistakes_come_in_the_order_of_files_and_lines(published: World) -> None:
    """Whoever mends them goes through each file once, from top to bottom."""
    for slip in ALL:
        published.edit(*slip)

    lines = run(published, "check", "--today", DAYS[1]).stdout.splitlines()[:-1]

    places = [(path, int(line)) for path, line, _ in (each.split(":", 2) for each in lines)]
    assert places == sorted(places)


def test_build_says_what_is_in_force(world: World) -> None:
    """A successful build names the release, and counts what it changed."""
    result = run(world, "build", "--today", DAYS[0])

    assert (result.returncode, result.stderr) == (0, "")
    warnings, changes, release = result.stdout.splitlines()
    assert "REV001 3" in warnings
    assert changes == "26 documents, 26 changed, 0 withdrawn."
    assert re.fullmatch(r"Release 1 in force: [0-9a-f]{64} \(\d+ bytes\)", release)


def test_check_writes_nothing(world: World) -> None:
    """A look at the content leaves no folder, no file and no ledger behind."""
    result = run(world, "check", "--today", DAYS[0])

    assert result.returncode == 0
    assert result.stdout.splitlines()[-1] == "26 documents, no errors."
    assert [each.name for each in world.content.parent.iterdir()] == ["content"]


def test_warnings_are_counted_and_listed_when_asked_for(world: World) -> None:
    """Warnings do not bury the answer; -v shows each with its place."""
    brief, verbose = run(world, "check"), run(world, "check", "--verbose")

    assert "-v lists them." in brief.stdout
    assert "REV001 No review" not in brief.stdout
    assert "articles/rest.md:2: REV001 No review is recorded." in verbose.stdout


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("article", "art"),
        ("study", "stu"),
        ("reference", "ref"),
        ("practitioner", "prc"),
        ("service_bundle", "bun"),
        ("topic", "top"),
    ],
)
def test_new_ids_fit_their_type(world: World, name: str, prefix: str) -> None:
    """An id can be pasted into a source as it is printed, and none is printed twice."""
    ids = [run(world, "new-id", name).stdout for _ in range(20)]

    assert all(re.fullmatch(id_pattern(prefix), each.strip()) for each in ids)
    assert len(set(ids)) == 20


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("stdy", "study"), ("service-bundle", "service_bundle"), ("Topic", "topic")],
)
def test_an_unknown_type_gets_the_nearest_one(world: World, name: str, nearest: str) -> None:
    """The types are listed, and no id is made."""
    result = run(world, "new-id", name)

    assert (result.returncode, result.stdout) == (2, "")
    assert "topic, reference, study, practitioner, service_bundle, article" in result.stderr
    assert f'Did you mean "{nearest}"?' in result.stderr


def test_show_tells_what_is_in_force(published: World) -> None:
    """Number, hash and counts come from the release itself."""
    shown = msgspec.json.decode(run(published, "show").stdout)

    assert (shown["number"], shown["seq"]) == (1, 26)
    assert (published.releases / f"{shown['sha256']}.sqlite").exists()
    assert shown["counts"]["section"] == 9


@pytest.mark.parametrize("name", ["able-trial", "stu_aaaaaaaaa1"])
def test_show_finds_a_document_by_slug_and_by_id(published: World, name: str) -> None:
    """What is shown is the document that the API serves."""
    shown = msgspec.json.decode(run(published, "show", name).stdout)

    assert shown == published.get("/v1/studies/able-trial").json()["data"]


def test_show_lists_all_documents_of_one_name(published: World) -> None:
    """A slug is unique in its type only."""
    shown = msgspec.json.decode(run(published, "show", "rest").stdout)

    assert [each["type"] for each in shown] == ["article", "topic"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nonsense", 'Error: No document is called "nonsense".\n'),
        ("migrane", 'Error: No document is called "migrane". Did you mean "migraine"?\n'),
        ("secret-plan", 'Error: No document is called "secret-plan".\n'),
    ],
)
def test_show_says_that_there_is_nothing(published: World, name: str, said: str) -> None:
    """An unknown name is answered with the nearest one; a draft is unknown."""
    result = run(published, "show", name)

    assert (result.returncode, result.stdout, result.stderr) == (1, "", said)


def test_show_before_the_first_build(world: World) -> None:
    """Where nothing is in force, the command to run is named."""
    result = run(world, "show")

    assert result.returncode == 1
    assert result.stderr == 'Error: No release is in force. Run "python -m seed build".\n'


@pytest.mark.parametrize("day", ["2026-13-01", "2026-02-30", "tomorrow", ""])
def test_a_day_that_is_none_is_refused(world: World, day: str) -> None:
    """A build is dated by the calendar; how to write a day is said."""
    result = run(world, "build", "--today", day)

    assert result.returncode == 2
    assert f'"{day}" is no day. Write it like 2026-11-23.' in result.stderr
    assert not world.releases.exists()


def test_a_second_build_at_the_same_time_says_so(published: World) -> None:
    """Two editors cannot publish over each other."""
    with publisher_lock(published.releases):
        result = run(published, "build", "--today", DAYS[1])

    assert result.returncode == 1
    assert result.stderr.startswith("Error: Another build is at work in ")
    assert result.stderr.count("\n") == 1


def test_a_locked_build_says_how_to_record_the_change(published: World) -> None:
    """CI tells the author of a change which command was forgotten."""
    published.edit("topics.yaml", "Care without anything.", "Care without much.")
    before = published.files()

    result = run(published, "build", "--locked", "--today", DAYS[1])

    assert result.returncode == 1
    assert 'LED001 1 document changed. Run "python -m seed build" and commit' in result.stdout
    assert published.files() == before
