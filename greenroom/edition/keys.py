"""The key pair that signs editions. Made once at set-up; readers need its public half alone."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)


class KeyMissing(Exception):
    """A key is not where the settings say, or cannot be read. The message says how to mend it."""


def make(private_path: Path, public_path: Path) -> bool:
    """Make the key pair unless it is there. Returns whether it was made. A key is never overwritten."""
    if private_path.exists():
        return False
    private_path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    public_path.parent.mkdir(parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(private_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(private)
    public_path.write_bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return True


def private_key(path: Path) -> Ed25519PrivateKey:
    """Return the signing key. Refuses: KeyMissing."""
    key = load_pem_private_key(_read(path, "private"), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyMissing(f"{path} holds no Ed25519 private key")
    return key


def public_key(path: Path) -> Ed25519PublicKey:
    """Return the key that editions are checked with. Refuses: KeyMissing."""
    key = load_pem_public_key(_read(path, "public"))
    if not isinstance(key, Ed25519PublicKey):
        raise KeyMissing(f"{path} holds no Ed25519 public key")
    return key


def _read(path: Path, which: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise KeyMissing(
            f"The edition's {which} key cannot be read at {path} ({error.strerror}). Put it back from your backup of "
            "keys, or run `manage.py edition keys` to make a new pair and publish again."
        ) from error
    if b"-----BEGIN " not in content:
        raise KeyMissing(
            f"{path} is not a key in PEM form. Put the edition's {which} key back from your backup of keys."
        )
    return content
