"""Sorting: sort=-updated_at,title, from text to a total order."""

import msgspec

from api.errors import BadValue, RepeatedParameter, UnsortableField
from api.resources.field import Field
from api.resources.resource import Resource


class Order(msgspec.Struct, frozen=True):
    """A field to sort by. Documents without a value come last, whatever the direction."""

    name: str
    is_descending: bool = False

    def __str__(self) -> str:
        """Write it as a client does."""
        return f"-{self.name}" if self.is_descending else self.name


def parse_sort(resource: Resource, text: str | None) -> tuple[Order, ...]:
    """Read sort=-updated_at,title; without it, the order of the resource.

    The id always follows, ascending, so that no two documents are equal and a
    cursor can stand between any two.

    >>> from api.resources import RESOURCES
    >>> [str(each) for each in parse_sort(RESOURCES[0], "-updated_at,title")]
    ['-updated_at', 'title']

    Raises:
        UnsortableField: The resource does not offer this field for sorting.
        RepeatedParameter: A field is named twice.
        BadValue: There is no field.
    """
    if text is None:
        return tuple(Order(name) for name in resource.order)
    if not text:
        raise BadValue("sort", text, "one or more fields are wanted")
    allowed = [field.name for field in resource.sortable]
    orders: list[Order] = []
    for part in text.split(","):
        order = Order(part.removeprefix("-"), part.startswith("-"))
        if order.name not in allowed:
            raise UnsortableField(order.name, allowed)
        if any(order.name == each.name for each in orders):
            raise RepeatedParameter("sort", order.name)
        orders.append(order)
    return tuple(orders)


def sort_fields(resource: Resource, orders: tuple[Order, ...]) -> tuple[Field, ...]:
    """The fields that an order is made of."""
    return tuple(resource.field(order.name) for order in orders)
