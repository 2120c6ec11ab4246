"""Where plan files are: those built in by their names, others by their paths, and what lies beside a plan in its folder."""

from __future__ import annotations

from pathlib import Path

SUFFIX = ".plan"
QUESTIONS = "questions"
AMENDMENTS = "amendments"
BESIDE = (QUESTIONS, AMENDMENTS)  # the folders whose files use the plan above them


def built_in() -> Path:
    """The folder of the built-in plans and vocabularies."""
    return Path(__file__).resolve().parent.parent / "plans"


def find(name: str | Path) -> Path:
    """The file of a built-in plan's name, or the path itself."""
    path = Path(name)
    if not str(name) or path.suffix == SUFFIX or is_there(path):
        return path / f"{path.resolve().name.removesuffix(SUFFIX)}{SUFFIX}" if str(name) and path.is_dir() else path
    for folder in (built_in() / str(name), built_in() / "vocabulary"):
        candidate = folder / f"{name}{SUFFIX}"
        if stays_in_folder(str(name)) and is_there(candidate):
            return candidate
    return path


def is_there(path: Path) -> bool:
    """Whether something has this path; a name can be longer than any file's."""
    try:
        return path.exists()
    except OSError:
        return False


def built_in_plans() -> list[str]:
    """The names of the built-in plans."""
    return sorted(path.name for path in built_in().iterdir() if (path / f"{path.name}{SUFFIX}").is_file())


def stays_in_folder(name: str) -> bool:
    """Whether a name is that of a file of its folder, and leads nowhere else."""
    return bool(name) and not set(name) & set("/\\:") and not name.startswith(".")


def shown_as(path: Path) -> str:
    """A path as the user knows it: built-in files by their place among the plans."""
    try:
        return f"plans/{path.resolve().relative_to(built_in().resolve()).as_posix()}"
    except (OSError, RuntimeError, ValueError):
        return str(path)
