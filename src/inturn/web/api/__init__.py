"""The JSON interface of the app, for scripts on this machine: reads what is kept, notes pain, takes a clip in.

Its description is served as `/api/openapi.json`; there is no page with scripts to look at it with. The door and the
guard stand before it as before every page.
"""

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from inturn import __version__
from inturn.errors import InturnError
from inturn.web.api import clips, kept
from inturn.web.problems import status_of

api = NinjaAPI(
    title="Inturn",
    version=__version__,
    description="What is kept on this machine, for scripts on this machine. Degrees, centimetres, kilograms, UTC.",
    docs_url=None,
    urls_namespace="api",
)
api.add_router("", kept.router)
api.add_router("", clips.router)


@api.exception_handler(InturnError)
def _foreseen(request: HttpRequest, error: InturnError) -> HttpResponse:
    return api.create_response(request, {"detail": str(error)}, status=status_of(error))
