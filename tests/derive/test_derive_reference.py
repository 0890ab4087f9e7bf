"""The reference organisation's policies are those of the golden file, the worked examples of the design among them."""

import json
from pathlib import Path

from builders import a_key, a_ref, the_reference
from iam_atlas.derive.derive import derive_halves
from iam_atlas.model.policies import Document, Json

_GOLDEN = Path(__file__).parent / "golden" / "reference.json"


def test_all_derived_policies_of_the_reference_organisation() -> None:
    """After a wanted change, run `accept` of this module and read the difference."""
    assert json.loads(_GOLDEN.read_text()) == _derived()


def test_the_worked_examples_of_the_design() -> None:
    halves = derive_halves(the_reference())
    people = {
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::111111111111:root"},
        "Action": "sts:AssumeRole",
        "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}},
    }

    assert _bare(halves.trust[a_key("developer@dev")]) == _bare(halves.trust[a_key("developer@prod")]) == [people]
    assert _bare(halves.trust[a_key("auditor@prod")]) == [
        people,
        {
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::111111111111:role/federated-auditor"},
            "Action": "sts:AssumeRole",
        },
    ]
    contractors = halves.identity[a_ref("shop-contractors")][-1].document
    assert contractors is not None
    assert _bare(contractors) == [
        {
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Resource": ["arn:aws:iam::222222222222:role/developer"],
            "Condition": {"DateLessThan": {"aws:CurrentTime": "2027-03-31T23:59:59Z"}},
        }
    ]


def test_every_statement_stands_where_it_was_declared() -> None:
    halves = derive_halves(the_reference())

    documents = [*halves.trust.values(), *(p.document for own in halves.identity.values() for p in own if p.document)]

    assert all(len(document.statements) == len(_statements(document)) for document in documents)
    assert {position.file for document in documents for position in document.statements} >= {"accounts.yaml"}


def accept() -> None:
    """Write what is derived today as the golden file."""
    _GOLDEN.write_text(json.dumps(_derived(), indent=2) + "\n")


def _derived() -> dict[str, Json]:
    halves = derive_halves(the_reference())
    assumed = {ref: own[-1] for ref, own in halves.identity.items() if own and own[-1].name == "assume-roles"}
    return {
        **{f"trust of {key}": dict(document.value) for key, document in halves.trust.items()},
        **{
            f"identity of {ref.kind.value} {ref.name}": dict(policy.document.value)
            for ref, policy in assumed.items()
            if policy.document
        },
        **{f"resource {name}": dict(document.value) for name, document in halves.resource.items()},
    }


def _statements(document: Document) -> list[Json]:
    written = document.value["Statement"]
    return written if isinstance(written, list) else [written]


def _bare(document: Document) -> list[dict[str, Json]]:
    return [
        {key: value for key, value in body.items() if key != "Sid"}
        for body in _statements(document)
        if isinstance(body, dict)
    ]
