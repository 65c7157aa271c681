"""Relations between numbers, and which numbers cannot hold together: exact intervals, narrowed by each relation until nothing changes.

Belongs here: what holds of any numbers. Does not belong here: which numbers are printed and what links them (`claim_identities.py`).

A relation is a sum or a product of terms that is a constant. A term is coefficient * number + offset. In a product each term is zero or
more, which is so of amounts and of growth factors. An interval is a pair of fractions, None where it is unbounded; its ends belong to it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

Interval = tuple[Fraction | None, Fraction | None]
Number = tuple[str, str]
FREE: Interval = (None, None)
# Narrowing that has not come to rest by then goes on in ever smaller steps and ever longer fractions. To stop is safe: a set is then kept.
ROUNDS = 8


class Term(NamedTuple):
    """coefficient * number + offset; in a product it divides where `divides` is true."""

    number: Number
    coefficient: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)
    divides: bool = False


class Relation(NamedTuple):
    """The sum of the terms, or their product, is a constant. source: where the relation is from."""

    source: str
    terms: tuple[Term, ...]
    constant: Fraction
    is_product: bool = False


def impossible_sets(relations: Sequence[Relation], printed: Mapping[Number, Interval], largest: int = 3) -> list[tuple[Number, ...]]:
    """Return the minimal sets of at most `largest` printed numbers that cannot all lie within their intervals, whatever all other
    numbers are. Every set is tried, the smaller ones first; the numbers of a set are in the order of `printed`."""
    places = {number: place for place, number in enumerate(printed)}
    found: list[tuple[Number, ...]] = []
    for linked in groups(relations):
        mine: list[tuple[Number, ...]] = []
        named = {term.number for relation in linked for term in relation.terms}
        numbers = sorted(named & printed.keys(), key=places.__getitem__)
        for size in range(1, largest + 1):
            for chosen in combinations(numbers, size):
                is_minimal = not any(set(smaller) <= set(chosen) for smaller in mine)
                if is_minimal and not possible(linked, {number: printed[number] for number in chosen}):
                    mine.append(chosen)
        found += mine
    return found


def needed(relations: Sequence[Relation], stated: Mapping[Number, Interval]) -> list[str]:
    """Return the sources of relations without any of which numbers that cannot hold together could: one by one is left out, in their
    order, as long as the others still exclude it."""
    kept = sorted({relation.source for relation in relations})
    for source in list(kept):
        fewer = [relation for relation in relations if relation.source in kept and relation.source != source]
        if not possible(fewer, stated):
            kept.remove(source)
    return kept


def groups(relations: Iterable[Relation]) -> list[list[Relation]]:
    """Return relations in groups that have no number in common, in the order of their first relation."""
    found: dict[int, list[Relation]] = {}
    group_of: dict[Number, int] = {}
    for place, relation in enumerate(relations):
        touched = sorted({group_of[term.number] for term in relation.terms if term.number in group_of})
        home = touched[0] if touched else place
        found[home] = [*(other for one in touched for other in found.pop(one)), relation]
        group_of |= {term.number: home for other in found[home] for term in other.terms}
    return [found[home] for home in sorted(found)]


def possible(relations: Sequence[Relation], stated: Mapping[Number, Interval]) -> bool:
    """Return whether narrowing leaves each number an interval. Where it does not, no values satisfy the relations."""
    known = dict(stated)
    for _ in range(ROUNDS):
        before = dict(known)
        for relation in relations:
            for number, interval in _narrowed(relation, known):
                met = _meet(known.get(number, FREE), interval)
                if met is None:
                    return False
                known[number] = met
        if known == before:
            return True
    return True


def _narrowed(relation: Relation, known: Mapping[Number, Interval]) -> Iterator[tuple[Number, Interval]]:
    """Yield for each number of a relation the interval that the others leave it; an empty one has its ends the wrong way round."""
    for place, term in enumerate(relation.terms):
        others = [other for at, other in enumerate(relation.terms) if at != place]
        left = _left_of_product(relation, term, others, known) if relation.is_product else _left_of_sum(relation, others, known)
        yield term.number, _scaled(_shifted(left, -term.offset), 1 / term.coefficient)


def _left_of_sum(relation: Relation, others: Sequence[Term], known: Mapping[Number, Interval]) -> Interval:
    left: Interval = (relation.constant, relation.constant)
    for other in others:
        low, high = _scaled(_of(other, known), Fraction(-1))
        left = (_plus(left[0], low), _plus(left[1], high))
    return left


def _left_of_product(relation: Relation, term: Term, others: Sequence[Term], known: Mapping[Number, Interval]) -> Interval:
    left: Interval = (relation.constant, relation.constant)
    for other in others:
        left = _times(left, _of_product(other, known) if other.divides else _inverse(_of_product(other, known)))
    return _inverse(left) if term.divides else left


def _of(term: Term, known: Mapping[Number, Interval]) -> Interval:
    return _shifted(_scaled(known.get(term.number, FREE), term.coefficient), term.offset)


def _of_product(term: Term, known: Mapping[Number, Interval]) -> Interval:
    """Return the interval of a term of a product: not below zero."""
    low, high = _of(term, known)
    return (max(low, Fraction(0)) if low is not None else Fraction(0)), high


def _meet(one: Interval, other: Interval) -> Interval | None:
    lows = [end for end in (one[0], other[0]) if end is not None]
    highs = [end for end in (one[1], other[1]) if end is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    return None if low is not None and high is not None and low > high else (low, high)


def _plus(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


def _shifted(interval: Interval, by: Fraction) -> Interval:
    return _plus(interval[0], by), _plus(interval[1], by)


def _scaled(interval: Interval, by: Fraction) -> Interval:
    low, high = (None if end is None else end * by for end in interval)
    return (low, high) if by > 0 else (high, low)


def _times(one: Interval, other: Interval) -> Interval:
    """Multiply intervals that are not below zero."""
    low = (one[0] or Fraction(0)) * (other[0] or Fraction(0))
    return low, None if one[1] is None or other[1] is None else one[1] * other[1]


def _inverse(interval: Interval) -> Interval:
    """Return one divided by an interval that is not below zero."""
    low, high = interval
    return (1 / high if high else Fraction(0)), (1 / low if low else None)
