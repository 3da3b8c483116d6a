"""A real mail server on this machine (aiosmtpd) that keeps what it took, and has moods."""

import asyncio
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from enum import StrEnum
from random import Random

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from scripts.private_servers import free_port


class Mood(StrEnum):
    """How the server treats whoever comes. DOWN is no server at all."""

    KIND = "kind"
    DOWN = "down"
    BUSY = "busy: 421 for everybody"
    LATER = "451 for the address"
    REFUSING = "550 for the address"
    FULL = "452 after the text"
    STRICT = "554 after the text"
    SLOW = "slow: answers after the client has gone"
    DROPPING = "takes the text and hangs up without an answer"


@dataclass(frozen=True)
class Taken:
    """One mail that the server took. `was_told`: whether its yes went out."""

    content: bytes
    address: str
    was_told: bool

    @property
    def mail(self) -> EmailMessage:
        """Decoded."""
        found = message_from_bytes(self.content, policy=default)
        assert isinstance(found, EmailMessage)
        return found

    @property
    def number(self) -> str:
        """The public id in its Message-ID."""
        return str(self.mail["Message-ID"]).strip("<>").partition("@")[0]


@dataclass
class Sink:
    """The server and its journal. `mood` can change at any time; with `share` below 1 only so many mails meet it."""

    port: int = field(default_factory=free_port)
    mood: Mood = Mood.KIND
    share: float = 1.0
    slow_seconds: float = 3.0
    taken: list[Taken] = field(default_factory=list)
    met: dict[Mood, int] = field(default_factory=dict)
    chance: Random = field(default_factory=lambda: Random(4))
    _controller: Controller | None = None

    def start(self) -> None:
        """Listen."""
        if self._controller is None:
            # Some time for a machine that is busy with other tests.
            self._controller = Controller(_Moody(self), hostname="127.0.0.1", port=self.port, ready_timeout=30)
            self._controller.factory = lambda: _Server(self)
            self._controller.start()

    def stop(self) -> None:
        """Be no server at all."""
        controller, self._controller = self._controller, None
        if controller is not None:
            controller.stop()

    def turn(self, mood: Mood, share: float = 1.0) -> None:
        """Another mood from now on."""
        self.mood, self.share = mood, share
        self.stop() if mood is Mood.DOWN else self.start()

    def meets(self, *moods: Mood) -> bool:
        """Whether this client meets the present mood, if it is one of these."""
        if self.mood in moods and self.chance.random() < self.share:
            self.met[self.mood] = self.met.get(self.mood, 0) + 1
            return True
        return False


class _Moody:
    """Answers after the mood of the sink."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sink.meets(Mood.LATER):
            return "451 Come back later, dear Zq-server-words"
        if self.sink.meets(Mood.REFUSING):
            return "550 Nobody of that name, Zq-server-words"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.sink.meets(Mood.FULL):
            return "452 Full"
        if self.sink.meets(Mood.STRICT):
            return "554 No"
        hangs_up = self.sink.meets(Mood.DROPPING)
        slow = self.sink.meets(Mood.SLOW)
        for address in envelope.rcpt_tos:
            self.sink.taken.append(Taken(bytes(envelope.content or b""), address, not (hangs_up or slow)))
        if slow:
            await asyncio.sleep(self.sink.slow_seconds)
        if hangs_up and server.transport is not None:
            server.transport.abort()
        return "250 OK"


class _Server(SMTP):
    """Says who it is, or that it has no time."""

    def __init__(self, sink: Sink) -> None:
        super().__init__(_Moody(sink), hostname="sink.example", enable_SMTPUTF8=True)
        self._sink = sink

    async def push(self, status: str | bytes) -> None:
        if isinstance(status, str) and status.startswith("220 ") and self._sink.meets(Mood.BUSY):
            await super().push("421 No time")
            self.transport.close()
            return
        await super().push(status)
