"""Style sheet, scripts and pictures: served by WhiteNoise from the package, nothing gathered or built first."""

from pathlib import Path
from typing import Any, ClassVar

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile


class StaticFiles(WhiteNoiseMiddleware):
    """WhiteNoise, answering with whole bodies: our files are small, and a server of this kind sends no others well."""

    @staticmethod
    def serve(  # pyright: ignore[reportIncompatibleMethodOverride] - only what a response has is used of it
        static_file: StaticFile, request: HttpRequest
    ) -> HttpResponse:
        """One file."""
        found = static_file.get_response(request.method, request.META)
        body = b""
        if found.file is not None:
            with found.file as opened:
                body = opened.read()
        response = HttpResponse(body, status=int(found.status))
        del response["content-type"]
        for name, value in found.headers:
            response[name] = value
        return response


class HtmxFinder(BaseFinder):
    """The two htmx files that pages use, of the many that their package brings."""

    names: ClassVar[tuple[str, ...]] = ("django_htmx/htmx-2.min.js",)

    def __init__(self, *_: Any) -> None:
        import django_htmx

        self.storage = FileSystemStorage(Path(django_htmx.__file__).parent / "static")

    def find(self, path: str, find_all: bool = False, **_: Any) -> str | list[str]:
        """Where a file is; [] where it is none of ours."""
        found = self.storage.path(path) if path in self.names else None
        return [] if found is None else [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Any:  # noqa: ARG002 - the finders call it so
        """Every file with its storage."""
        return ((name, self.storage) for name in self.names)
