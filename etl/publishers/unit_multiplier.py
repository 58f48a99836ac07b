"""SDMX gives some values in a power of ten of their unit (UNIT_MULT)."""

import re
from decimal import Decimal, InvalidOperation


def scaled(value: str, power: str) -> str | None:
    """The value in units, without a digit lost or added; None where the value or the power of ten is no number."""
    if power.strip() in {"", "0", "_Z"}:
        return value
    if not re.fullmatch(r"[+-]?\d{1,2}", power.strip()):
        return None
    try:
        return format(Decimal(value.strip()).scaleb(int(power)), "f")
    except InvalidOperation:
        return None
