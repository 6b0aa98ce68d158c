"""Typeset PDF: a typst template and plain values in, a tagged, accessible file (PDF/UA-1) out; nothing is written.

Fonts come from packages, never from the system, so that every installation makes the same pages in every script.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_ibm_plex_sans_arabic
import fontpkg_noto_sans
import noto_cjk_sans_otc
import typst

_FONT_FOLDERS = (
    Path(fontpkg_noto_sans.ROOT) / "files",
    Path(fontpkg_ibm_plex_sans_arabic.ROOT) / "files",
    Path(str(noto_cjk_sans_otc.FONT_PATH)).parent,
)


def typeset(template: Path, content: Mapping[str, Any], at: datetime) -> bytes:
    """Return the PDF that a template makes of content.

    Shapes: `content` is JSON-able; the template reads it with `json(bytes(sys.inputs.content))`. `at`: the instant that
    the file says it was made at. Refuses: typst.TypstError for a template that cannot be set, or is not accessible.
    """
    made: bytes = typst.compile(
        template.read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
    )
    return made


@cache
def _fonts() -> typst.Fonts:
    """Opening the faces takes longer than setting a page: once for a process."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in _FONT_FOLDERS])
