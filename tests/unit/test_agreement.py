"""What flags and claims say of one record, on tiny literal tables."""

import pandas as pd
import pytest

from pipeline.release.agreement import explained_contradictions


def found(kind: str, verdicts: list[str], role: str = "stated", record: str = "a") -> list[str | None]:
    claims = pd.DataFrame({"claim_id": [f"c{n}" for n in range(len(verdicts))], "verdict": verdicts})
    inputs = claims[["claim_id"]].assign(role=role, table_name="observations", record_id=record)
    flags = pd.DataFrame({"flag_id": ["f"], "kind": [kind], "table_name": ["observations"], "record_id": ["a"]})
    return [p.value for p in explained_contradictions({"claims": claims, "claim_inputs": inputs, "quality_flags": flags})]


@pytest.mark.parametrize("verdict", ["truncated", "consistent_within_rounding"])
def test_what_rounding_explains_may_not_be_called_a_contradiction(verdict: str) -> None:
    assert found("contradiction", [verdict]) == ["contradiction"]
    assert found("rounding", [verdict]) == []


def test_a_contradiction_that_a_claim_refutes_stays_one_whatever_other_claims_say() -> None:
    assert found("contradiction", ["inconsistent"]) == []
    assert found("contradiction", ["truncated", "inconsistent"]) == []


def test_a_claim_says_nothing_of_the_records_that_it_is_only_computed_from_or_of_others() -> None:
    assert found("contradiction", ["truncated"], role="start") == []
    assert found("contradiction", ["truncated"], record="b") == []
