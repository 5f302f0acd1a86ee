"""Records behave as the classes of the standard library that they stand for."""

import copy
import dataclasses
import pickle
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

import pytest

from toolkit.records import dataclass, field, replace

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Place:
    """A record with a method, a value by default, and one that is made."""

    x: float
    y: float = 0.0
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def sum(self) -> float:
        return self.x + self.y


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@dataclass(frozen=True, slots=True)
class One:
    x: object


@dataclass(frozen=True, slots=True)
class Of(Generic[Item]):
    item: Item


@dataclass(frozen=True, slots=True, eq=False)
class Itself:
    x: int


@dataclass(slots=True)
class Open:
    x: int
    seen: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Careful:
    x: int

    def __post_init__(self) -> None:
        if self.x < 0:
            raise ValueError(self.x)


def test_values_are_given_in_order_or_by_name() -> None:
    assert (Place(1, 2).x, Place(1, 2).y, Place(y=4, x=3).sum, Place(5).y) == (1, 2, 7, 0.0)
    assert (One(x=1).x, Of("a").item, Nothing()) == (1, "a", Nothing())


@pytest.mark.parametrize("wrong", [((), {}), ((1, 2, {}, 4), {}), ((1,), {"x": 2}), ((1,), {"z": 2})])
def test_a_value_missing_or_too_many_is_refused_the_first_time_and_the_next(wrong: Any) -> None:
    @dataclass(frozen=True, slots=True)
    class New:
        x: float
        y: float = 0.0
        z_: object = None

    given, named = wrong
    for _ in range(2):
        with pytest.raises(TypeError):
            New(*given, **named)


def test_records_are_equal_when_their_classes_and_values_are() -> None:
    assert Place(1, 2) == Place(1.0, 2)
    assert Place(1, 2) != Place(2, 1)
    assert One(1) != Of(1)
    assert One(1) != (1,)
    assert hash(Place(1, 2, ())) == hash(Place(1, 2, ()))  # type: ignore[arg-type]
    assert len({One(1), One(1), One(2), Nothing(), Nothing(), Itself(1), Itself(1)}) == 5
    with pytest.raises(TypeError, match="unhashable"):
        hash(Open(1))


def test_a_frozen_record_does_not_change_and_no_record_gets_other_values() -> None:
    place: Any = Place(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        place.x = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del place.x
    free: Any = Open(1)
    free.x = 2
    assert free.x == 2
    with pytest.raises(AttributeError):
        free.z = 1
    assert not hasattr(place, "__dict__")


def test_what_is_made_is_made_for_each() -> None:
    first, second = Open(1), Open(1)
    first.seen.append(3)
    assert (first.seen, second.seen, Place(1).names) == ([3], [], {})


def test_a_record_may_check_itself() -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="-1"):
            Careful(-1)
    assert Careful(1).x == 1


def test_a_record_tells_its_values() -> None:
    assert repr(Place(1, 2)) == "Place(x=1, y=2, names={})"
    assert repr(Nothing()) == "Nothing()"


def test_values_are_replaced_by_ours_and_by_the_standard_library() -> None:
    for replaced in (replace, dataclasses.replace):
        assert replaced(Place(1, 2, {"a": "b"}), y=3) == Place(1, 3, {"a": "b"})
        with pytest.raises(TypeError):
            replaced(One(1), y=3)


def test_the_standard_library_knows_the_fields() -> None:
    assert [each.name for each in dataclasses.fields(Place)] == ["x", "y", "names"]
    assert dataclasses.fields(Place)[1].default == 0.0
    assert dataclasses.asdict(Place(1)) == {"x": 1, "y": 0.0, "names": {}}
    assert dataclasses.is_dataclass(Nothing)


def test_records_are_copied_kept_and_matched() -> None:
    place = Place(1, 2)
    assert pickle.loads(pickle.dumps(place)) == copy.deepcopy(place) == copy.copy(place) == place
    match place:
        case Place(x, y):
            assert (x, y) == (1, 2)
