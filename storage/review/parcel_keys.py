"""The keys parcels are sealed and signed with: our own, and those of others that we trust."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, select, update

from core.audit import Change
from core.errors import Refusal
from storage.files.parcels import OwnKeys, UnitKey, new_keys
from storage.tables.parcels import parcel_own_key, parcel_unit_key

if TYPE_CHECKING:
    from storage.transaction import Transaction


def own_keys(connection: Connection) -> OwnKeys | None:
    """The keys of this store, if it has been named."""
    row = connection.execute(select(parcel_own_key)).one_or_none()
    return None if row is None else OwnKeys(name=row.name, secret=row.secret, signing=row.signing)


def unit_keys(connection: Connection) -> list[UnitKey]:
    """The confirmed keys of others that hold now, by name."""
    query = select(parcel_unit_key).where(parcel_unit_key.c.revoked_at.is_(None))
    rows = connection.execute(query.order_by(parcel_unit_key.c.name))
    return [UnitKey(name=row.name, public=row.public, verify=row.verify) for row in rows]


def require_own(connection: Connection) -> OwnKeys:
    """The keys of this store; refuses where nobody has said yet whose it is."""
    own = own_keys(connection)
    if own is None:
        raise Refusal("这份台账还没有收发密钥。请先选它是哪个单位在用。", field="unit")
    return own


def key_of(connection: Connection, name: str) -> UnitKey:
    """The confirmed key of a unit; refuses where there is none."""
    key = next((one for one in unit_keys(connection) if one.name == name), None)
    if key is None:
        raise Refusal(f"还没有核对过{name}的公钥。请先导入它的公钥文件，电话核对指纹。")
    return key


class ParcelKeys:
    """The keys of one transaction."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx
        self._run = tx.connection.execute

    def name_store(self, name: str) -> OwnKeys:
        """Make the keys of this store, once; `name` is the unit that works with it."""
        found = own_keys(self._tx.connection)
        if found is not None:
            if found.name != name:
                raise Refusal(f"这份台账的收发密钥是{found.name}的，不能改名为{name}。")
            return found
        if not name.strip():
            raise Refusal("请选这份台账是哪个单位在用，收发任务包要用它的名义。", field="unit")
        made = new_keys(name.strip())
        row = {"name": made.name, "secret": made.secret, "signing": made.signing}
        self._run(insert(parcel_own_key).values(**row))
        self._record(f"密钥 {made.name}", None, {"fingerprint": made.public.fingerprint})
        return made

    def confirm_key(self, key: UnitKey) -> None:
        """Trust a unit's key from now on; an earlier key of the unit is revoked with that."""
        own = own_keys(self._tx.connection)
        if own is not None and own.public.public == key.public:
            raise Refusal("这是本台账自己的公钥，不用核对。请导入对方的公钥文件。")
        self._revoke(key.name)
        self._run(
            insert(parcel_unit_key).values(
                name=key.name,
                public=key.public,
                verify=key.verify,
                confirmed_by=self._tx.who,
                confirmed_at=self._tx.at,
            )
        )
        self._record(f"公钥 {key.name}", None, {"fingerprint": key.fingerprint})

    def revoke_key(self, name: str) -> None:
        """Trust a unit's key no longer: nothing is sealed to it, nothing of it is taken in."""
        if not self._revoke(name):
            raise Refusal(f"没有{name}的公钥。")
        self._record(f"公钥 {name}", {"trusted": True}, {"trusted": False})

    def _revoke(self, name: str) -> bool:
        holds = parcel_unit_key.c.revoked_at.is_(None)
        change = update(parcel_unit_key).where(parcel_unit_key.c.name == name, holds)
        return self._run(change.values(revoked_at=self._tx.at)).rowcount > 0

    def _record(self, ref: str, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
        self._tx.record([Change(subject="parcel", ref=ref, before=before, after=after)])
