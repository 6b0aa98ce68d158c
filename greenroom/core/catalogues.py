"""Compile the message catalogues (`.po`) that people edit into the form gettext reads (`.mo`)."""

from pathlib import Path

from babel.messages import mofile, pofile


def compile_catalogues(root: Path) -> int:
    """Compile every catalogue under `root` that is newer than its compiled form. Returns how many were compiled."""
    compiled = 0
    for source in sorted(root.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as file:
            catalogue = pofile.read_po(file, locale=source.parents[1].name, abort_invalid=True)
        with target.open("wb") as file:
            mofile.write_mo(file, catalogue)
        compiled += 1
    return compiled
