"""Mutants: the list fits the code, a mutant changes what its module does for everybody, and is undone."""

import pytest

from pipeline.kernel.tokens import numbers_in
from tools.mutants.run import LIST, Mutant, applied, changed_source, is_noticed, listed

SAMPLE = ("no-columns",)


def test_each_mutant_of_the_list_changes_one_place_of_its_module() -> None:
    mutants = listed()
    assert all(changed_source(mutant) for mutant in mutants)
    assert len({mutant.mutant for mutant in mutants}) == len(mutants) >= 30
    assert LIST.parent.name == "mutants"


def test_a_mutant_is_what_others_have_imported_until_it_is_undone() -> None:
    [mutant] = [one for one in listed() if one.mutant == "columns-of-a-round-number"]
    with applied(mutant):
        assert numbers_in("Total 120 135 000") == ["120", "135", "000"]
    assert numbers_in("Total 120 135 000") == ["120 135 000"]


def test_a_change_that_fits_nowhere_is_named() -> None:
    with pytest.raises(ValueError, match=r"gone: pipeline\.kernel\.tokens holds 'no such text' 0 times, not once"):
        changed_source(Mutant("gone", "pipeline.kernel.tokens", "no such text", "", ""))


def test_a_mutant_is_noticed_by_its_tests_and_a_change_of_nothing_is_not() -> None:
    [mutant] = [one for one in listed() if one.mutant in SAMPLE]
    assert is_noticed(mutant)
    assert not is_noticed(mutant._replace(replacement=mutant.printed))
