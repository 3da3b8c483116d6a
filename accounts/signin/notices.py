"""Who tells the owner of an account, outside the program, that something about it is new."""

from collections.abc import Callable

from accounts.models import User

Teller = Callable[[User, str], None]

_tellers: list[Teller] = []


def register_teller(teller: Teller) -> None:
    """`teller(user, key)` queues one neutral letter, in the transaction of the caller; once for each `key`."""
    if teller not in _tellers:
        _tellers.append(teller)


def tell_owner(user: User, key: str) -> None:
    """Something about the account of `user` is new. What it is stands on the own pages only."""
    for teller in _tellers:
        teller(user, key)
