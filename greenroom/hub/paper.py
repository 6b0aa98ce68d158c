"""What a printed page carries: a QR code that leads back to the live page."""

import base64
import io
from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe


@lru_cache(maxsize=1024)
def qr_code(address: str) -> SafeString:
    """Return the QR code (ISO/IEC 18004, level M) of an address as an SVG element, dark modules only."""
    drawing = segno.make_qr(address, error="m").svg_inline(
        scale=3, border=2, svgclass="qr", lineclass=None, omitsize=True
    )
    # Safe: made of numbers by the library; the address is drawn, not written.
    return mark_safe(drawing)


@lru_cache(maxsize=1024)
def qr_data(address: str) -> str:
    """Return the QR code of an address as a `data:` address: a fifth of the drawing, where a sheet holds many."""
    picture = io.BytesIO()
    segno.make_qr(address, error="m").save(picture, kind="png", scale=2, border=2)
    return "data:image/png;base64," + base64.b64encode(picture.getvalue()).decode()


@lru_cache(maxsize=1024)
def qr_svg(address: str) -> str:
    """Return the QR code of an address as a whole SVG file."""
    picture = io.BytesIO()
    segno.make_qr(address, error="m").save(picture, kind="svg", scale=1, border=0, xmldecl=False)
    return picture.getvalue().decode()
