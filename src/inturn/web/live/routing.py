"""Addresses of live sockets."""

from django.urls import path

from inturn.web.live.consumer import LiveCoachConsumer, LiveTestConsumer

websocket_urlpatterns = [
    path("live/test/", LiveTestConsumer.as_asgi()),
    path("live/coach/", LiveCoachConsumer.as_asgi()),
]
