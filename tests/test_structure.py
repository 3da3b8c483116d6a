"""Structure of the tree: sizes, names, imports and what is banned. Each exception stands here with its reason."""

import ast
import re
import tomllib
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver

from scripts import lint
from tests.every_answer import inline_faults
from tests.source import APPS, ROOT, SHELF, files, ours, product_code, text, tree

LONGEST = 400
# Path -> why it may be longer.
MAY_BE_LONG: dict[str, str] = {}
NOT_OURS = ("/vendor/", "/migrations/", ".min.")

# Calls and names that go past our own rules, and why.
BANNED = {
    r"\bhas_perms?\b": "passes superusers and ended grants",
    r"\bget_objects_for_user\b": "accepts ended grants",
    r"\bassign_perm\b|\bremove_perm\b": "the grant row is written by our action",
    r"\bis_superuser\b|\bcreate_superuser\b": "nobody passes every rule",
    r"django\.contrib\.admin\b": "there is one set of pages",
    r"\bSpectacularSwagger|\bSpectacularRedoc": "its page needs scripts that the policy refuses",
    r"\bATOMIC_REQUESTS\b": "reads are recorded in one short transaction of their own",
    r"\bmark_safe\b|\|\s*safe\b|\bautoescape off\b": "a person's words are never markup",
    r"\bcsrf_exempt\b": "every form is checked",
    r"\bpickle\b": "code execution",
}
# Path -> patterns allowed there, with the reason beside it.
MAY_NAME = {
    # Says that there is none.
    "accounts/models.py": (r"\bis_superuser\b|\bcreate_superuser\b",),
    # Refuses to be pickled.
    "encryption/sealed.py": (r"\bpickle\b",),
    # Whoever forges it can only sign somebody out, and it must work from a page of yesterday.
    "accounts/views/leave.py": (r"\bcsrf_exempt\b",),
    # The QR code, drawn by ourselves.
    "templates/mfa/totp/activate_form.html": (r"\bmark_safe\b|\|\s*safe\b|\bautoescape off\b",),
}


def words_of(path: str) -> str:
    """The file without comments and docstrings, so that a rule may be named where it is explained."""
    if not path.endswith(".py"):
        return text(path)
    copy = ast.parse(text(path))
    for node in ast.walk(copy):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(
            node
        ):
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(copy)


def test_no_file_is_longer_than_400_lines():
    long = {
        path: length
        for path in files(".py", ".html", ".css", ".js")
        if not any(mark in path for mark in NOT_OURS)
        and (length := text(path).count("\n")) > LONGEST
        and path not in MAY_BE_LONG
    }
    assert not long


def test_no_drawer_for_odds_and_ends():
    names = {"utils.py", "misc.py", "helpers.py", "utilities.py", "helper.py"}
    assert not [path for path in files(".py") if path.rsplit("/", 1)[-1] in names]


@pytest.mark.parametrize("pattern", BANNED, ids=lambda pattern: re.sub(r"\W+", " ", pattern).strip())
def test_banned_words_stand_nowhere(pattern):
    places = [path for path in files(".py", ".html") if ours(path) or path.startswith(("templates/", "scripts/"))]
    found = [path for path in places if re.search(pattern, words_of(path)) and pattern not in MAY_NAME.get(path, ())]
    assert not found, f"{BANNED[pattern]}: {found}"


def test_every_model_of_ours_has_a_visible_to():
    missing = [
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in APPS and not hasattr(model._default_manager.all(), "visible_to")
    ]
    assert not missing


MANAGERS = {"objects", "_default_manager", "_base_manager"}
# A chain on a manager may also start from a row that was itself fetched as visible, or from the own account.
FROM_A_FETCHED_ROW = {"case", "content_object", "corrects", "user_id"}
# Place -> why it asks nobody's leave.
MAY_REACH = {"accounts/views/invitation.py:invitation_accept": "whoever holds the secret link may use it"}


def test_views_and_api_reach_rows_through_visible_to_only():
    """No bare `Model.objects` there: it would skip the question who may see the row."""
    bare = []
    for path in product_code():
        if not re.search(r"(^|/)(views|api)(\.py|/)", path):
            continue
        parents = {child: node for node in ast.walk(tree(path)) for child in ast.iter_child_nodes(node)}
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute) and node.attr in MANAGERS and not _asks(node, parents):
                function = node
                while not isinstance(function, ast.FunctionDef | ast.Module):
                    function = parents[function]
                bare.append(f"{path}:{getattr(function, 'name', '')}")
    assert sorted(set(bare) - set(MAY_REACH)) == []


def _asks(manager: ast.Attribute, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether the chain of calls that begins at `manager` asks who may see the rows."""
    node: ast.AST = manager
    while isinstance(parents[node], ast.Attribute | ast.Call):
        node = parents[node]
        if isinstance(node, ast.Attribute) and node.attr in {"visible_to", "listed_to"}:
            return True
        if isinstance(node, ast.Call):
            if {keyword.arg for keyword in node.keywords} & FROM_A_FETCHED_ROW:
                return True
            if isinstance(node.func, ast.Name):
                return node.func.id == "get_visible_or_404"
    return False


def test_only_the_suite_decrypts():
    found = [
        f"{path}:{node.lineno}"
        for path in product_code()
        if path != "encryption/suite.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "decrypt"
    ]
    assert not found


def test_the_import_contract_names_every_folder_with_a_shelf():
    contracts = tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    listed = set(contracts[1]["containers"])
    shelves = {
        path.rsplit("/", 1)[0].replace("/", ".")
        for path in product_code()
        if path.rsplit("/", 1)[-1].removesuffix(".py") in SHELF and path.count("/") > 0
    }
    outside = {"encryption", "audit", "common", "config", "cases"}
    shelves = {name for name in shelves if name not in outside and not name.endswith((".views", ".choices"))}
    assert shelves <= listed, f"add to pyproject.toml: {sorted(shelves - listed)}"


def pages() -> dict[str, str]:
    """URL name with namespace -> dotted path of the view, for addresses of our own views."""

    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for entry in patterns:
            if isinstance(entry, URLResolver):
                space = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
                found |= walk(entry.url_patterns, space)
            elif entry.callback.__module__.split(".")[0] in APPS:
                found[f"{prefix}{entry.name}"] = f"{entry.callback.__module__}.{entry.callback.__name__}"
        return found

    return walk(get_resolver().url_patterns, "")


# URL name -> why it has no template of its own.
NO_TEMPLATE = {
    "healthz": "answers a program",
    "favicon": "leads to a picture",
    "accounts:leave": "goes on to another page",
    "accounts:language_set": "goes back to the page",
    "accounts:invitation_open": "keeps the secret out of the address, then goes on to invitation_accept",
    "accounts:session_end": "a button of the page of sessions",
    "accounts:sign_ins_see": "a button of the page of sessions",
    "accounts:reset_decline": "a button of reset_confirm",
    "accounts:invitation_withdraw": "a button of the list of staff",
    "cases:case_reveal": "a piece of the case page",
    "cases:suspects_release": "suspects_edit, for a notice of release",
    **dict.fromkeys(
        ("cases:episode_create", "cases:episode_edit", "cases:dependant_create", "cases:dependant_edit"),
        "one of several sheets of facts_edit, all in its template",
    ),
    "cases:case_create": "the first step, so it shows intake_step",
    "cases:intake_keep": "keeps what is being typed, and shows nothing",
    "cases:entry_create": "the composer: what needs a look is shown on the page of its kind",
    "common:draft_keep": "keeps what is being typed, and shows nothing",
    "accounts:clock": "answers the script of a page",
    "cases:note_keep": "keeps what is being typed, and shows nothing",
    "cases:consent_restore": "the undo of consent_withdraw",
    "cases:situation_restore": "the undo on situation_link",
    "cases:due_complete": "a button of Today",
    "cases:due_snooze": "a form of due_detail",
    **dict.fromkeys(("cases:handover_accept", "cases:handover_decline"), "a form of handover_detail"),
    "cases:handover_withdraw": "a button of handover_offer",
    "reports:reveal_list": "audit_list, with the locks that were opened and nothing else",
    "cases:due_reopen": "the undo on Today",
    "cases:import_start": "a button of import_detail",
    "cases:import_discard": "a button of import_detail",
    "cases:import_fetch": "gives a workbook",
    "reminders:ladder_reset": "a button of ladder_edit",
    **dict.fromkeys(("cases:notice_see", "cases:notice_take"), "a button of notice_list"),
    "reminders:address_ask": "a button of mail_edit",
    "reminders:message_retry": "a button of message_list",
    "cases:document_fetch": "gives a file",
}


def test_each_page_has_the_template_of_its_name():
    """URL name, view function and template carry one name: `noun_verb`."""
    wrong = []
    for name, view in pages().items():
        if name in NO_TEMPLATE or name.startswith("api:"):
            continue
        bare, function = name.rsplit(":", 1)[-1], view.rsplit(".", 1)[-1]
        app = view.split(".")[0]
        if bare != function:
            wrong.append(f"{name} is served by {function}")
        if not (ROOT / "templates" / app / f"{bare}.html").exists():
            wrong.append(f"{name} has no templates/{app}/{bare}.html")
    assert not wrong


# Template -> who renders it, since no address has its name.
RENDERED_ELSEWHERE = {
    "accounts/invitation_spent.html": "invitation_accept, when the link was used",
    "accounts/staff_invited.html": "staff_invite, once, with the link",
    "accounts/too_many_tries.html": "sign-in, when it is slowed down",
    "cases/facts_conflict.html": "whatever saves facts, when somebody else saved first",
    "cases/case_base.html": "the frame of all pages of a case",
    "cases/today_other.html": "today, for roles that work with no case",
}


def test_each_template_belongs_to_a_page():
    names = {f"{view.split('.')[0]}/{name.rsplit(':', 1)[-1]}.html" for name, view in pages().items()}
    lone = [
        path
        for path in files(".html")
        if path.startswith("templates/") and path.split("/")[1] in APPS and path.count("/") == 2
        if path.removeprefix("templates/") not in names | set(RENDERED_ELSEWHERE)
    ]
    assert not lone


# Action -> where it is tested instead, or why not by a file of its own.
TESTED_ELSEWHERE = {
    "cases.change_stage": "tests/cases/test_case_stage.py, after the page",
    "cases.write_grant": "tests/cases/test_assignment_give.py; a part of other actions, which record it",
    "cases.field_for": "asks and writes nothing",
    "cases.pass_on_dues": "tests/cases/test_ownerless.py; a part of ending, blocking and running out",
    "cases.close_grant": "tests/cases/test_assignment_end.py; a part of other actions, which record it",
    "cases.announce": "tests/cases/test_assignment_give.py; a part of other actions, which record it",
    "cases.keep_with": "tests/cases/test_facts_history.py; a part of every edit",
    "cases.close_cover": "tests/cases/test_cover_end.py; a part of ending and of running out",
    "cases.check_case": "tests/cases/test_intake_same.py, after the question of the intake",
    "cases.count_find": "tests/cases/find/; a part of each search",
    "cases.record_find": "tests/cases/find/; a part of each search",
    "cases.keep_unsaved": "tests/cases/test_facts_conflict.py; what a conflict did not save",
    "cases.tell": "tests/cases/test_emergency_open.py; a part of other actions, which record it",
    "reports.review_digest": "tests/reports/test_digest.py, with the digest it is about",
}


def actions() -> dict[str, str]:
    """`app.action` -> the test file that its name asks for. An action is public and names its actor."""
    found = {}
    for path in product_code():
        if not path.endswith("/actions.py"):
            continue
        for node in tree(path).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            if "actor" in {argument.arg for argument in [*node.args.args, *node.args.kwonlyargs]}:
                verb, _, noun = node.name.removeprefix("hand_over_").partition("_")
                name = f"test_{noun}_{verb}.py" if noun else f"test_{verb}_hand_over.py"
                found[f"{path.split('/')[0]}.{node.name}"] = name
    return found


def test_each_action_has_its_test_file():
    have = {(path.split("/")[1], path.rsplit("/", 1)[-1]) for path in files(".py") if path.startswith("tests/")}
    missing = {
        action: name
        for action, name in actions().items()
        if (action.split(".")[0], name) not in have and action not in TESTED_ELSEWHERE
    }
    assert not missing


def test_every_model_action_and_task_says_its_rule():
    """A docstring's first line is the rule."""
    silent = []
    for path in product_code():
        if not re.search(r"/(models|actions|permissions|states|tasks)\.py$", path):
            continue
        for node in tree(path).body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                silent.append(f"{path}: {node.name}")
    assert not silent


def test_tasks_have_the_name_of_their_app():
    wrong = []
    for path in product_code():
        for name in re.findall(r"@shared_task\([^)]*name=\"([^\"]+)\"", text(path), re.DOTALL):
            if not name.startswith(f"{path.split('/')[0]}."):
                wrong.append(f"{path}: {name}")
    assert not wrong


def test_exceptions_are_about_what_exists():
    """An exception that outlived its reason goes."""
    assert set(MAY_BE_LONG) | set(MAY_NAME) <= set(files(".py", ".html", ".css", ".js"))
    assert set(NO_TEMPLATE) <= set(pages())
    assert set(RENDERED_ELSEWHERE) <= {path.removeprefix("templates/") for path in files(".html")}
    assert set(TESTED_ELSEWHERE) <= set(actions())


def test_templates_hold_nothing_inline():
    """Every rendered page is looked at too (tests/every_answer.py); this finds what no test renders."""
    faults = {
        path: found for path in files(".html") if (found := inline_faults(re.sub(r"\{[{%#].*?[}%#]\}", "", text(path))))
    }
    assert not faults


# Template -> why its form has no one-time key.
NO_KEY = {
    "templates/parts/lock.html": "opens a lock and changes nothing; there may be forty on a page",
    "templates/cases/parts/_fact_groups.html": "opens the locks of a group and changes nothing",
    "templates/cases/parts/_reason.html": "opens a lock for a reason and changes nothing",
    "templates/cases/case_find.html": "searches and changes nothing",
    "templates/accounts/parts/_locked.html": "goes on in the own session and changes nothing",
}


def test_each_form_that_writes_has_a_one_time_key():
    forms = re.compile(r'<form\b(?=[^>]*method="?post)(?:"[^"]*"|[^">])*>(.{0,60})', re.DOTALL | re.IGNORECASE)
    without = {
        path
        for path in files(".html")
        if path.startswith("templates/")
        for rest in forms.findall(text(path))
        if not rest.startswith("{% csrf_token %}{% once %}")
    }
    assert without == set(NO_KEY)


def test_templates_name_no_other_host():
    found = [path for path in files(".html", ".css") if "/vendor/" not in path and re.search(r"https?://", text(path))]
    assert not found


def test_no_api_page_for_browsers():
    renderers = settings.REST_FRAMEWORK["DEFAULT_RENDERER_CLASSES"]
    assert renderers == ["rest_framework.renderers.JSONRenderer"]
    assert not [name for name in pages() if "swagger" in name or "redoc" in name]


def test_every_module_of_ours_can_be_imported():
    for path in product_code():
        if path.startswith("config/settings/") or path in {"config/wsgi.py", "config/gunicorn.py"}:
            continue
        import_module(path.removesuffix("/__init__.py").removesuffix(".py").replace("/", "."))


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("step", ["format", "lint", "types", "imports", "deployment", "secrets"])
def test_lint_step_is_clean(step):
    clean, output = lint.run(step)
    assert clean, output[-4000:]
