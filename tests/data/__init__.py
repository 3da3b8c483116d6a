"""Files that tests read. The HTCDS workbooks and field list are IOM's (CC BY 4.0); the people in them are invented.

The schema of Compose files is that of the Compose Specification (Apache 2.0, its licence lies beside it), as check-jsonschema
0.39.0 ships it, unchanged.
"""

from pathlib import Path

DATA = Path(__file__).parent
