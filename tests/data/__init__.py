"""Files that tests read. The HTCDS workbooks and field list are IOM's (CC BY 4.0); the people in them are invented."""

from pathlib import Path

DATA = Path(__file__).parent
