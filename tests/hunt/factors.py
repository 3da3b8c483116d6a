"""Setting up a code generator, as a person with a phone does it."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from tests.hunt.visitor import Visitor

PERIOD = 30


def enrol(visitor: Visitor, secrets: set[str]) -> None:
    """Set it up with a wrong code first; the secret and the recovery codes that were shown go into `secrets`."""
    visitor.confirm()
    secret = re.search(r'<bdi class="secret">([A-Z2-7=]+)<', visitor.get("/me/factor/app/").text)[1]
    secrets.add(secret)
    visitor.post("/me/factor/app/", {"code": "000000"}, 200)
    code = format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))
    visitor.post("/me/factor/app/", {"code": code})
    codes = re.findall(r"<li><bdi>([^<]+)</bdi>", visitor.get("/me/factor/codes/").text)
    assert len(codes) >= 8, "no recovery codes were shown"
    secrets.update(codes)
