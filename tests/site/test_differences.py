from pathlib import Path

from iam_atlas.site.differences import differences, stale_files
from iam_atlas.site.plan import plan_run
from iam_atlas.site.writer import write, writing


def test_nothing_is_stale_right_after_a_run(tmp_path: Path) -> None:
    files = {"docs/atlas/a.txt": b"one\n"}
    generate(tmp_path, files)

    plan = plan_run(tmp_path, files)

    assert stale_files(plan) == ()
    assert differences(tmp_path, plan) == ""


def test_each_stale_file_is_named_with_the_reason(tmp_path: Path) -> None:
    generate(tmp_path, {"docs/atlas/a.txt": b"one\n", "docs/atlas/b.txt": b"", "docs/atlas/d.txt": b"x"})
    (tmp_path / "docs/atlas/d.txt").write_bytes(b"mine")

    plan = plan_run(tmp_path, {"docs/atlas/a.txt": b"two\n", "docs/atlas/c.txt": b"", "docs/atlas/d.txt": b"x"})

    assert tuple(map(str, stale_files(plan))) == (
        "docs/atlas/a.txt: changed",
        "docs/atlas/b.txt: no longer generated",
        "docs/atlas/c.txt: missing",
        "docs/atlas/d.txt: changed, and edited by hand",
    )


def test_the_difference_leads_from_the_disk_to_what_would_be_written(tmp_path: Path) -> None:
    generate(tmp_path, {"docs/atlas/a.txt": b"same\none\n"})

    plan = plan_run(tmp_path, {"docs/atlas/a.txt": b"same\ntwo\n"})

    lines = differences(tmp_path, plan).splitlines()
    assert lines[:2] == ["--- a/docs/atlas/a.txt", "+++ b/docs/atlas/a.txt"]
    assert lines[3:] == [" same", "-one", "+two"]


def test_binary_files_have_no_difference_to_read(tmp_path: Path) -> None:
    plan = plan_run(tmp_path, {"docs/atlas/font.woff2": b"\0\1"})

    assert differences(tmp_path, plan) == ""


def test_a_long_difference_is_cut_and_says_so(tmp_path: Path) -> None:
    plan = plan_run(tmp_path, {"docs/atlas/a.txt": b"x\n" * 2000})

    text = differences(tmp_path, plan)

    assert len(text.splitlines()) == 21
    assert "# ... and 1983 more lines of docs/atlas/a.txt" in text


def test_drawings_are_left_out_and_named_when_nothing_else_differs(tmp_path: Path) -> None:
    page, other = "docs/atlas/a.md", "docs/atlas/b.md"
    generate(tmp_path, {page: b"<svg>1<svg>\n2</svg></svg>\n", other: b"old <svg>1</svg>\n"})

    plan = plan_run(tmp_path, {page: b"<svg>3\n<svg>4</svg></svg>\n", other: b"new <svg>2</svg>\n"})

    text = differences(tmp_path, plan)
    assert f"# {page}: only a drawing differs\n" in text
    assert "+new (a drawing)\n" in text
    assert "svg" not in text


def test_a_manifest_that_was_lost_is_stale_by_itself(tmp_path: Path) -> None:
    files = {"docs/atlas/a.txt": b"one\n"}
    generate(tmp_path, files)
    (tmp_path / "docs/atlas/.manifest.json").unlink()

    assert tuple(map(str, stale_files(plan_run(tmp_path, files)))) == ("docs/atlas/.manifest.json: missing",)


def generate(root: Path, files: dict[str, bytes]) -> None:
    with writing(root) as held:
        write(held, files)
