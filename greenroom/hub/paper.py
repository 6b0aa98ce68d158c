"""What a printed page carries: a QR code that leads back to the live page."""

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
