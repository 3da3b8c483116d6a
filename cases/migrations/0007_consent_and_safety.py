"""Recipients of consent, safety plan, who must not know."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0006_case_life")]
    operations: ClassVar = []
