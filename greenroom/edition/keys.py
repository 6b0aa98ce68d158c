"""The key pair that signs editions. Made once at set-up; readers need its public half alone."""

import os
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
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
    """Make the key pair unless it is there. Returns whether it was made.

    A key is never overwritten; a lost public key is made again out of the private one. Refuses: KeyMissing where the
    private key is gone and the public one is there.
    """
    if private_path.exists():
        if not public_path.exists():
            _write_public(public_path, private_key(private_path).public_key())
        return False
    if public_path.exists():
        raise KeyMissing(
            f"The edition's private key is gone from {private_path}. Put it back from your backup of keys; or remove "
            f"{public_path} and run `manage.py edition keys` to make a new pair, then publish again."
        )
    private_path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    public_path.parent.mkdir(parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(private_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(private)
    _write_public(public_path, key.public_key())
    return True


def _write_public(path: Path, key: Ed25519PublicKey) -> None:
    path.write_bytes(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


def private_key(path: Path) -> Ed25519PrivateKey:
    """Return the signing key. Refuses: KeyMissing."""
    content = _read(path, "private")
    try:
        key = load_pem_private_key(content, password=None)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyMissing(f"{path} is damaged. Put the edition's private key back from your backup of keys.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyMissing(f"{path} holds no Ed25519 private key")
    return key


def public_key(path: Path) -> Ed25519PublicKey:
    """Return the key that editions are checked with. Refuses: KeyMissing."""
    content = _read(path, "public")
    try:
        key = load_pem_public_key(content)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyMissing(f"{path} is damaged. Put the edition's public key back from your backup of keys.") from error
    if not isinstance(key, Ed25519PublicKey):
        raise KeyMissing(f"{path} holds no Ed25519 public key")
    return key


def _read(path: Path, which: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise KeyMissing(
            f"The edition's {which} key cannot be read at {path} ({error.strerror}). Put it back from your backup of "
            "keys, or run `manage.py edition keys`."
        ) from error
    if b"-----BEGIN " not in content:
        raise KeyMissing(
            f"{path} is not a key in PEM form. Put the edition's {which} key back from your backup of keys."
        )
    return content
