"""What a browser may do with our pages: nothing from elsewhere, nothing inline, nothing kept, no frame around them."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

_POLICY: Final = (
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",  # pictures that the page itself drew
    "media-src 'self' blob:",  # a recording that the page itself made
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
POLICY: Final = "; ".join(_POLICY)
_FEATURES: Final = (
    "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), fullscreen=(self)"
)


def strict(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that puts these headers on every answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Content-Security-Policy"] = POLICY
        response["Permissions-Policy"] = _FEATURES
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        if request.is_secure():
            for cookie in response.cookies.values():
                cookie["secure"] = True
        if not request.path.startswith("/static/"):
            response.setdefault("Cache-Control", "no-store")  # a page about a body is not left in a cache
        return response

    return middleware
