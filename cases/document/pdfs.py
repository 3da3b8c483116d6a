"""PDF without what it says about its maker. It is read by a program of its own, never in the process that holds keys."""

import subprocess
import sys
from enum import IntEnum
from pathlib import Path

# Of the program that reads it, in bytes and seconds.
MOST_MEMORY = 768 * 1024 * 1024
MOST_SECONDS = 20


class Found(IntEnum):
    """How the program ends."""

    CLEAN = 0
    DAMAGED = 10
    PASSWORD = 11
    PROGRAM = 12
    SIGNED = 13


_WORKER = Path(__file__).with_name("pdf_worker.py")


class DamagedPdf(ValueError):
    """It is not whole, has no page, or takes more memory or time than a page of paper may."""


class AsksForPassword(ValueError):
    """Nobody reads it without a word that is not known here."""


class PdfHoldsProgram(ValueError):
    """A program, a form that sends itself, or another file lies inside."""


class PdfIsSigned(ValueError):
    """It is signed electronically: changed by a byte, the signature is void."""


_REFUSALS = {Found.PASSWORD: AsksForPassword, Found.PROGRAM: PdfHoldsProgram, Found.SIGNED: PdfIsSigned}


def clean_pdf(data: bytes) -> bytes:
    """The same pages, written anew. Raises DamagedPdf, AsksForPassword, PdfHoldsProgram or PdfIsSigned.

    Author, program, times, XMP, private data of programs, names of those who commented, earlier states of the file, and what
    cameras wrote into photos go. What stands on the pages stays.
    """
    try:
        # -I: neither the environment nor the folder of whoever calls says what is run. Nothing is handed down to it.
        ended = subprocess.run(  # noqa: S603 - our own file, with nothing of the sender's in the command
            [sys.executable, "-I", str(_WORKER)],
            input=data,
            capture_output=True,
            env={},
            timeout=2 * MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DamagedPdf from None
    if ended.returncode == Found.CLEAN and ended.stdout:
        return ended.stdout
    raise _REFUSALS.get(ended.returncode, DamagedPdf)  # type: ignore[call-overload]
