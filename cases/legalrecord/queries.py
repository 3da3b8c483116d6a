"""Sums of a claim."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from cases.legal.facts import day_of
from cases.models import Claim
from common.shown import show

ZERO = Decimal(0)


@dataclass(frozen=True)
class Sums:
    """Claimed, awarded and paid, which are three different things, in one currency. None: nothing known."""

    currency: str
    claimed: Decimal | None
    awarded: Decimal | None
    paid: Decimal
    payments: tuple[Mapping[str, Any], ...] = ()

    @property
    def paid_days(self) -> list[dict[str, Any]]:
        """The payments for reading: {"on": date, "amount": Decimal, "remark": str}; None for what is neither."""
        return [
            {"on": day_of(one.get("on")), "amount": amount_of(one.get("amount")), "remark": one.get("remark", "")}
            for one in self.payments
        ]

    @property
    def missing(self) -> Decimal | None:
        """What was awarded and has not arrived; None if nothing is missing or nothing was awarded."""
        left = (self.awarded or ZERO) - self.paid
        return left if left > 0 else None


def amount_of(text: Any) -> Decimal | None:
    """The number of a decimal text, None if it is none."""
    try:
        number = Decimal(str(text))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def sums_from(facts: Mapping[str, Any], payments: Iterable[Mapping[str, Any]]) -> Sums:
    """The sums of a claim's opened values."""
    paid = tuple(payments)
    total = sum((amount_of(one.get("amount")) or ZERO for one in paid), ZERO)
    return Sums(
        currency=str(facts.get("currency", "")),
        claimed=amount_of(facts.get("claimed")),
        awarded=amount_of(facts.get("awarded")),
        paid=total,
        payments=paid,
    )


def sums_of(claim: Claim) -> Sums | None:
    """The sums of a claim in scope, None where they are not shown."""
    facts, payments = show(claim.facts), show(claim.payments)
    return sums_from(facts.value, payments.value or []) if facts else None
