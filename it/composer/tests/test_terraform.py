"""The Terraform of deploy/, without a cloud: syntax, arguments, references and house rules.

Its arguments are held against those of the provider it names, google 6.50, which a package lists as
Python classes. The classes are read, not run.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

hcl2 = pytest.importorskip("hcl2", reason="python-hcl2 is installed beside Airflow 3 only")

TERRAFORM = ROOT / "deploy" / "terraform"
META = {"for_each", "count", "depends_on", "lifecycle", "provider", "dynamic"}
BLOCK = "__is_block__"

Block = dict[str, Any]


@pytest.fixture(scope="module")
def text() -> str:
    """All files, without comments."""
    files = [file.read_text(encoding="utf-8") for file in sorted(TERRAFORM.glob("*.tf"))]
    return re.sub(r"(?m)^\s*#.*$", "", "\n".join(files))


@pytest.fixture(scope="module")
def parsed(text: str) -> Block:
    return hcl2.loads(text)


def blocks(parsed: Block, kind: str) -> Iterator[tuple[str, str, Block]]:
    """Type, name and body of every resource, or of every source of data."""
    for entry in parsed.get(kind, []):
        for type_name, named in entry.items():
            for name, body in named.items() if isinstance(named, dict) else ():
                yield type_name.strip('"'), name.strip('"'), body


def names(parsed: Block, kind: str) -> set[str]:
    return {name.strip('"') for entry in parsed.get(kind, []) for name in entry if name != BLOCK}


@cache
def classes(module: str) -> dict[str, dict[str, tuple[bool, str]]]:
    """Arguments by class: whether each must be given, and its type as text."""
    package = find_spec("cdktf_cdktf_provider_google")
    if package is None:
        pytest.skip("the list of the provider's arguments is not installed")
    source = Path(package.submodule_search_locations[0]) / module / "__init__.py"
    if not source.is_file():
        raise AssertionError(f"the provider has no {module}")
    found = {}
    for node in ast.parse(source.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, ast.FunctionDef) and method.name == "__init__":
                    found[node.name] = {
                        argument.arg: (default is None, ast.unparse(argument.annotation))
                        for argument, default in zip(
                            method.args.kwonlyargs, method.args.kw_defaults, strict=True
                        )
                        if argument.annotation
                    }
    return found


def wrong_arguments(module: str, class_name: str, body: Block, place: str) -> Iterator[str]:
    """What a block has that the provider does not know, and lacks that it wants."""
    known = classes(module)[class_name]
    given: dict[str, list[Block]] = {}
    for name, value in body.items():
        if name == "dynamic":
            for dynamic in value:
                for label, inner in dynamic.items():
                    given.setdefault(label.strip('"'), []).extend(inner["content"])
        elif not name.startswith("__") and name not in META:
            is_block = isinstance(value, list) and any(
                isinstance(item, dict) and BLOCK in item for item in value
            )
            given.setdefault(name, []).extend(value if is_block else [])
    for name, inner in given.items():
        if name not in known:
            yield f"{place}: unknown argument {name}"
            continue
        for block in inner:
            nested = [
                word for word in re.findall(r"\w+", known[name][1]) if word in classes(module)
            ]
            yield from wrong_arguments(module, nested[0], block, f"{place}.{name}")
    for name, (is_required, _) in known.items():
        if is_required and name not in given:
            yield f"{place}: {name} must be given"


@pytest.mark.parametrize("kind", ["resource", "data"])
def test_gives_every_resource_the_arguments_it_takes(parsed: Block, kind: str) -> None:
    wrong: list[str] = []
    for type_name, name, body in blocks(parsed, kind):
        module = type_name.removeprefix("google_")
        module = f"data_google_{module}" if kind == "data" else module
        config = module.replace("_", "").lower() + "config"
        (class_name,) = [each for each in classes(module) if each.lower() == config]
        wrong += wrong_arguments(module, class_name, body, f"{type_name}.{name}")
    assert wrong == []


def test_refers_only_to_what_is_there(parsed: Block, text: str) -> None:
    variables = names(parsed, "variable")
    locals_ = {name for entry in parsed["locals"] for name in entry if not name.startswith("__")}
    resources = {f"{type_name}.{name}" for type_name, name, _ in blocks(parsed, "resource")}
    data = {f"{type_name}.{name}" for type_name, name, _ in blocks(parsed, "data")}

    assert set(re.findall(r"\bvar\.(\w+)", text)) == variables
    assert set(re.findall(r"\blocal\.(\w+)", text)) == locals_
    assert set(re.findall(r"\bdata\.(google_\w+\.\w+)", text)) == data
    assert set(re.findall(r"(?<![.\w])(google_\w+\.\w+)", text)) <= resources


def test_gives_no_right_to_everybody_and_none_to_everything(parsed: Block, text: str) -> None:
    assert not re.search(r"allUsers|allAuthenticatedUsers", text)
    assert not re.search(r"roles/(editor|owner|viewer)\b|roles/[\w.]*[aA]dmin\b", text)
    in_projects = set(re.findall(r"roles/[\w.]+", str(dict_of_local(parsed, "project_roles"))))
    assert in_projects == {
        "roles/bigquery.jobUser",
        "roles/composer.worker",
        "roles/dataflow.developer",
        "roles/dataflow.worker",
        "roles/monitoring.metricWriter",
    }
    for type_name, name, body in blocks(parsed, "resource"):
        if type_name == "google_project_iam_member" and name == "books":
            assert "quarantine" in str(body["condition"])
        assert not type_name.endswith(("_iam_binding", "_iam_policy")), "would take others' rights"


def dict_of_local(parsed: Block, name: str) -> Any:
    return next(entry[name] for entry in parsed["locals"] if name in entry)


def test_gives_quarantine_to_stewards_only(parsed: Block) -> None:
    readers = {
        name: body["member"]
        for type_name, name, body in blocks(parsed, "resource")
        if (
            type_name == "google_storage_managed_folder_iam_member"
            and "quarantine" in body["managed_folder"]
        )
        or (
            type_name == "google_bigquery_dataset_iam_member"
            and "dataset.audit" in body["dataset_id"]
        )
    }
    assert set(readers) == {"steward"}


def test_keeps_buckets_closed_and_cleans_them_up(parsed: Block) -> None:
    buckets = [body for kind, _, body in blocks(parsed, "resource") if kind.endswith("_bucket")]
    assert buckets
    for body in buckets:
        assert body["uniform_bucket_level_access"] is True
        assert body["public_access_prevention"] == '"enforced"'
        assert body["lifecycle_rule"]


def test_checks_every_variable_that_is_given_as_text(parsed: Block) -> None:
    free = {"subnetwork", "back_office", "composer_image", "billing_account"}
    for entry in parsed["variable"]:
        for name, body in entry.items():
            if name != BLOCK:
                assert body["description"]
                assert "validation" in body or name.strip('"') in free, name


def test_writes_the_settings_that_the_dags_read(text: str) -> None:
    from dataclasses import fields

    from assay_airflow.settings import Settings

    written = re.search(r"yamlencode\(\{(.*?)\}\)", text, re.DOTALL)
    assert written
    keys = set(re.findall(r"(?m)^\s*(\w+)\s+=", written[1]))
    assert keys == {field.name for field in fields(Settings)}


def test_alerts_on_what_the_books_say_of_a_refused_batch(text: str) -> None:
    pattern = re.search(r'textPayload=~\\"(.+?)\\"', text)
    assert pattern
    assert re.search(pattern[1], "banking batch banking-20260131T000000 is refused; customers …")
    assert re.search(pattern[1], "orders batch orders-20260131T000000 is not in the books")
    assert not re.search(pattern[1], "orders batch orders-20260131T000000 is published")


def test_is_formatted() -> None:
    program = shutil.which("terraform") or shutil.which("tofu")
    if program is None:
        pytest.skip("neither terraform nor tofu is on the PATH")
    result = subprocess.run(
        [program, "fmt", "-check", "-diff", TERRAFORM], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
