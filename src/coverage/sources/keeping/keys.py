"""Person keys: what is kept of a NIK, and how it is shown."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from ...errors import DataRefused
from ...folders import DataFolder
from ..floor.wording import told

SECRET_BYTES = 32
KEY_LENGTH = 32


def load_secret(data: DataFolder) -> bytes:
    """The secret of this data folder; made (mode 0600) when none is there and nothing was delivered yet."""
    secret = peek_secret(data)
    keep_secret(data, secret)
    return secret


def peek_secret(data: DataFolder) -> bytes:
    """The secret if there is one, else a new one that is nowhere yet: a dry run and a refusal must write nothing."""
    path = data.private / "secret"
    if path.exists():
        secret = path.read_bytes()
        if len(secret) < SECRET_BYTES:
            raise DataRefused("secret_broken", told("secret_broken"), [told("secret_missing_hint")])
        return secret
    if data.holds_a_delivery():
        raise DataRefused("secret_missing", told("secret_missing"), [told("secret_missing_hint")])
    return secrets.token_bytes(SECRET_BYTES)


def keep_secret(data: DataFolder, secret: bytes) -> None:
    """Stores the secret (mode 0600) if there is none; refuses when another one is there."""
    path = data.private / "secret"
    if not path.exists():
        data.private.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Written under another name first: a half-written secret would make every later key a wrong one.
        draft = path.with_name(f"secret.{secrets.token_hex(4)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    refuse_other_secret(data, secret)


def refuse_other_secret(data: DataFolder, secret: bytes) -> None:
    """Raises when another secret is stored than the one at hand: the same person would get two keys."""
    path = data.private / "secret"
    if path.exists() and path.read_bytes() != secret:
        raise DataRefused("secret_differs", told("secret_differs"), [told("secret_missing_hint")])


def key_check(secret: bytes) -> str:
    """A value that tells whether two deliveries were keyed with the same secret, and tells nothing else."""
    return hmac.digest(secret, b"cakupan: key check", "sha256").hex()[:16]


def person_key(secret: bytes, nik: str) -> str:
    """The keyed hash that stands for a NIK.

    >>> person_key(b"x" * 32, "7471010101900001")
    '715ec9de5ae42f6046dfbee97bf69288'
    """
    return hmac.digest(secret, nik.encode(), "sha256").hex()[:KEY_LENGTH]


def person_keys(secret: bytes, niks: Iterable[str]) -> list[str]:
    """The keyed hashes of many NIKs."""
    digest = hmac.digest
    return [digest(secret, nik.encode(), "sha256").hex()[:KEY_LENGTH] for nik in niks]


def file_hash(path: Path) -> str:
    """SHA-256 of a file's content."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
