"""Rules that hold for the code: who may talk to a mail server, to whom, and what goes into the queue."""

import ast
import re

import pytest
from django.conf import settings

from config.celery import app
from tests.source import product_code, text, tree

# Module that writes or sends mail -> what for.
MAY_MAIL = {
    "accounts/mail.py": "links for a new password, to the account's own address, after the answer",
    "reminders/outbox/letters.py": "writes the letters of the closed list",
    "reminders/outbox/mailer.py": "hands them to the mail server",
}
MAIL_MODULES = re.compile(r"(?:smtplib|aiosmtplib|imaplib|django\.core\.mail|email\.m(?:essage|ime)|anymail|twilio)\b")
# Ways out that could reach somebody who is not a colleague: calls over the network from a page or task.
WAYS_OUT = re.compile(r"(?:requests|httpx|urllib3|urllib\.request|http\.client|aiohttp|socket|telnetlib|ftplib)\Z")
LONGEST_DELAY = 600
QUEUEING = {"delay", "apply_async", "send_task", "s", "si", "signature", "retry"}
IDS = {"pid", "pk", "id", "hex"}


def imported(path: str) -> set[str]:
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{name.name}" for name in node.names}
    return found


def calls(path: str) -> list[tuple[str, ast.Call]]:
    """(name, call) of everything that is called there."""
    return [
        (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""), node)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
    ]


def test_two_places_write_mail_and_no_other():
    mailing = {path for path in product_code() if any(MAIL_MODULES.match(name) for name in imported(path))}
    assert mailing == set(MAY_MAIL)


def test_nothing_else_leaves_the_machine():
    """So there is no path at all by which anything could go to a person who is assisted."""
    out = {path for path in product_code() if any(WAYS_OUT.match(name) for name in imported(path))}
    assert out <= {"config/gunicorn.py"}, out


def test_the_only_address_a_letter_takes_is_that_of_an_account():
    addresses = {
        ast.unparse(keyword.value)
        for path in product_code()
        if path.startswith("reminders/outbox/")
        for name, call in calls(path)
        if name in {"hand_over", "put_in_envelope"}
        for keyword in call.keywords
        if keyword.arg == "address"
    }
    assert addresses == {"user.email"}
    source = text("reminders/outbox/sending.py")
    assert "user = message.recipient" in source and "if not user.is_active" in source


def test_only_actions_make_letters():
    made = {
        path
        for path in product_code()
        for name, call in calls(path)
        if (name in {"create", "bulk_create", "get_or_create", "update_or_create"})
        and "Message.objects" in ast.unparse(call.func)
        or name == "Message"
    }
    assert made == {"reminders/outbox/actions.py"}


def late(call: ast.Call) -> bool:
    """Whether a call asks the queue to keep a task for long, or may."""
    for keyword in call.keywords:
        if keyword.arg in {"eta", "countdown"}:
            value = keyword.value
            is_short = (
                keyword.arg == "countdown"
                and isinstance(value, ast.Constant)
                and isinstance(value.value, int | float)
                and value.value <= LONGEST_DELAY
            )
            if not is_short:
                return True
    return False


def personal(name: str, call: ast.Call) -> bool:
    """Whether a call may put more into the queue than ids."""
    values: list[ast.expr] = []
    if name in {"delay", "s", "si"}:
        values += [*call.args, *(keyword.value for keyword in call.keywords)]
    for keyword in call.keywords:
        if keyword.arg == "args" and isinstance(keyword.value, ast.List | ast.Tuple):
            values += keyword.value.elts
        elif keyword.arg == "kwargs" and isinstance(keyword.value, ast.Dict):
            values += keyword.value.values
        elif keyword.arg in {"args", "kwargs"}:
            return True
    return any(not _is_id(value) for value in values)


def _is_id(value: ast.expr) -> bool:
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "str":
        return len(value.args) == 1 and _is_id(value.args[0])
    if isinstance(value, ast.Attribute):
        return value.attr in IDS
    return isinstance(value, ast.Name) and (value.id in IDS or value.id.endswith(("_pid", "_id")))


def queueing(path: str) -> list[tuple[str, ast.Call]]:
    """Calls that put a task into the queue."""
    return [(name, call) for name, call in calls(path) if name in QUEUEING and isinstance(call.func, ast.Attribute)]


def test_no_task_waits_long_in_the_queue_and_ids_alone_go_into_it():
    found = [(path, name, call) for path in product_code() for name, call in queueing(path)]
    assert [path for path, name, _call in found if name == "send_task"] == ["common/jobs/actions.py"]
    assert not [f"{path}:{call.lineno}" for path, _name, call in found if late(call)]
    assert not [f"{path}:{call.lineno}" for path, name, call in found if personal(name, call)]


def test_parameters_of_jobs_are_ids_and_counts_by_name():
    names = {
        keyword.arg
        for path in product_code()
        for name, call in calls(path)
        if name == "enqueue"
        for keyword in call.keywords
    }
    assert names, "nothing is queued any more: this test looks at nothing"
    named = re.compile(r"owner|total|.*(?:^|_)(?:id|ids|pid|pids|count|on)\Z")
    assert not {name for name in names if name is None or not named.match(name)}


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("t.apply_async(args=[job.pid])", False),
        ("t.apply_async(args=[job.pid], countdown=600)", False),
        ("t.delay(str(message.pk))", False),
        ("t.apply_async(args=[job.pid], countdown=601)", True),
        ("t.apply_async(args=[job.pid], eta=tomorrow)", True),
        ("t.apply_async(args=[person.alias])", True),
        ("t.delay(person.name)", True),
        ("t.delay('Ana')", True),
        ("t.delay(note=text)", True),
        ("t.apply_async(kwargs={'who': name})", True),
        ("t.apply_async(args=everything)", True),
    ],
)
def test_of_the_look_itself(source: str, wrong: bool):
    call = ast.parse(source).body[0].value
    assert (late(call) or personal(call.func.attr, call)) is wrong


def test_the_queue_is_json_without_results():
    assert app.conf.result_backend is None and app.conf.task_ignore_result is True
    assert (app.conf.task_serializer, list(app.conf.accept_content)) == ("json", ["json"])
    assert app.conf.task_acks_late and app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1
    assert settings.CELERY_TASK_IGNORE_RESULT is True


def test_the_sweep_comes_every_minute_without_arguments():
    entry = app.conf.beat_schedule["sweep-messages"]
    assert entry["schedule"] == 60.0 and not entry.get("args") and not entry.get("kwargs")
    assert entry["options"]["expires"] < 60
