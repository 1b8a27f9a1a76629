"""Addresses of the app; each part keeps its own."""

from django.urls import URLPattern, URLResolver, include, path

from inturn.web import entering
from inturn.web.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("enter", entering.enter, name="enter"),
    path("alive", entering.alive, name="alive"),
    path("api/", api.urls),
    path("", include("inturn.web.upload.urls")),
    path("", include("inturn.web.phone.urls")),
    path("", include("inturn.web.live.urls")),
    path("", include("inturn.web.training.urls")),
    path("", include("inturn.web.pages.urls")),
]
