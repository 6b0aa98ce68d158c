"""Where the codebase's own files are, for the tests that look at it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("core", "gateways", "accounts", "itinerary", "guide", "directory", "edition", "search", "hub", "api")


def templates() -> list[Path]:
    return sorted((ROOT / "greenroom").glob("*/templates/**/*.html"))


def python_files() -> list[Path]:
    found = [*(ROOT / "greenroom").rglob("*.py"), *(ROOT / "config").rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))
