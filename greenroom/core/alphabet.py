"""How texts are compared and put in order, in any language."""

import unicodedata


def sort_key(text: str) -> str:
    """Return a text to sort and compare names by: compatibility form, case and combining marks away."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return unicodedata.normalize("NFC", bare).strip()
