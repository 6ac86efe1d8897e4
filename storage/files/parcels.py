"""Seals parcels and opens them: encrypted to one receiver, signed by one sender (PyNaCl).

    file = mark, first bytes of the receiver's fingerprint, sealed box (X25519) of
           [sender's verify key, Ed25519 signature of [receiver's public key, zlib of the JSON]]

The receiver's key is inside what is signed, so that nobody can pass a parcel on to a third.
Nothing is taken out of a parcel before its size, its seal and its signature were found right.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey, VerifyKey

from core.errors import Refusal

MARK = b"HTRP1\n"
KEY = 32
SHORT = 8
MOST_SEALED = 64 * 1024 * 1024
MOST_INSIDE = 256 * 1024 * 1024
"""Bytes of a parcel, and of its JSON: far above any campaign, far below what hurts a machine."""

FORMAT = "hotline-ticket-review-key-1"
DAMAGED = "这个包损坏了，或者被改动过，没有收下。请对方重新发一个。"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnKeys:
    """The keys of this store; the secret halves never leave it."""

    name: str
    secret: bytes
    signing: bytes

    @property
    def public(self) -> "UnitKey":
        return UnitKey(
            name=self.name,
            public=bytes(PrivateKey(self.secret).public_key),
            verify=bytes(SigningKey(self.signing).verify_key),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitKey:
    """What others know of a unit: to whom to seal, and by what to know its signature."""

    name: str
    public: bytes
    verify: bytes

    @property
    def fingerprint(self) -> str:
        """What is read out over the telephone to compare: eight groups of four."""
        text = hashlib.sha256(self.name.encode() + self.public + self.verify).hexdigest()
        return " ".join(text[at : at + 4] for at in range(0, KEY, 4))


def new_keys(name: str) -> OwnKeys:
    """Keys for a store that has none."""
    return OwnKeys(
        name=name, secret=bytes(PrivateKey.generate()), signing=bytes(SigningKey.generate())
    )


def key_file(key: UnitKey) -> bytes:
    """A unit's public key as the small file that is passed on."""
    data = {
        "format": FORMAT,
        "unit": key.name,
        "public": key.public.hex(),
        "verify": key.verify.hex(),
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def read_key_file(content: bytes) -> UnitKey:
    """Read such a file; refuses everything else."""
    try:
        return _unit_key(json.loads(content.decode("utf-8-sig")))
    except (ValueError, KeyError, TypeError, AttributeError, CryptoError) as error:
        raise Refusal("这不是单位公钥文件。请对方在“收发任务包”里重新导出一份。") from error


def _unit_key(data: Any) -> UnitKey:
    if data["format"] != FORMAT or not data["unit"].strip():
        raise ValueError
    public, verify = bytes.fromhex(data["public"]), bytes.fromhex(data["verify"])
    PublicKey(public)
    VerifyKey(verify)
    return UnitKey(name=data["unit"].strip(), public=public, verify=verify)


def seal(data: Mapping[str, Any], *, by: OwnKeys, to: UnitKey) -> bytes:
    """The parcel of `data` as bytes."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    signer = SigningKey(by.signing)
    signed = signer.sign(to.public + zlib.compress(text.encode()))
    sealed = SealedBox(PublicKey(to.public)).encrypt(bytes(signer.verify_key) + signed)
    return MARK + _short(to.public) + sealed


@dataclass(frozen=True, slots=True)
class OpenedParcel:
    """What was in a parcel, and whose signature it bears."""

    data: Any
    signed_by: str


def is_parcel(content: bytes) -> bool:
    """Whether it begins like one; whether it is one, opening it tells."""
    return content.startswith(MARK)


def open_parcel(content: bytes, *, own: OwnKeys, known: Mapping[bytes, str]) -> OpenedParcel:
    """Open a parcel that is sealed to us; `known` are the confirmed units by verify key.

    Refuses with a sentence what is no parcel, sealed to others, damaged, or signed by somebody
    whose key nobody has confirmed.
    """
    if not is_parcel(content):
        raise Refusal("这不是任务包文件。")
    if len(content) > MOST_SEALED:
        raise Refusal("这个包太大，不像是任务包，没有打开。")
    rest = content[len(MARK) :]
    public = bytes(PrivateKey(own.secret).public_key)
    if rest[:SHORT] != _short(public):
        raise Refusal(f"这个包不是发给{own.name}的，打不开。")
    try:
        inside = SealedBox(PrivateKey(own.secret)).decrypt(rest[SHORT:])
        verify, signed = inside[:KEY], inside[KEY:]
        bound = VerifyKey(verify).verify(signed)
    except (CryptoError, ValueError, TypeError) as error:
        raise Refusal(DAMAGED) from error
    if verify not in known:
        raise Refusal("签这个包的单位还没有核对过公钥，没有收下。请先导入并核对它的公钥。")
    if bound[:KEY] != public:
        raise Refusal("这个包是别的单位转来的，不是原来发给这里的，没有收下。")
    return OpenedParcel(_unpacked(bound[KEY:]), known[verify])


def _unpacked(packed: bytes) -> Any:
    stream = zlib.decompressobj()
    try:
        text = stream.decompress(packed, MOST_INSIDE)
        if stream.unconsumed_tail or not stream.eof:
            raise Refusal("这个包展开以后太大，没有打开。")
        return json.loads(text)
    except (zlib.error, ValueError, RecursionError) as error:
        raise Refusal(DAMAGED) from error


def _short(public: bytes) -> bytes:
    return hashlib.sha256(public).digest()[:SHORT]
