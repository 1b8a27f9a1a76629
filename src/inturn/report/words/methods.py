"""How a value came about, in words."""

from inturn.quantity import Method
from inturn.report.words.labels import SUPPORT

SOURCES = {"video": "camera", "self": "by yourself with a stick", "markers": "marker laboratory"}


def method_short(method: Method) -> str:
    """'camera, without support'."""
    source = SOURCES.get(method.source_kind, method.source_kind)
    return f"{source}, {SUPPORT.get(method.support, method.support)}"


def method_full(method: Method) -> str:
    """Test, position, support and source: 'standing-test; standing, hip 90 ...; without support; camera'."""
    support = SUPPORT.get(method.support, method.support)
    source = SOURCES.get(method.source_kind, method.source_kind)
    return f"{method.test.replace('-', ' ').replace('_', ' ')}; {method.position}; {support}; {source}"
