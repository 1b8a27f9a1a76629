"""Addresses of live sockets."""

from django.urls import path

from inturn.web.live.consumer import LiveTestConsumer

websocket_urlpatterns = [path("live/test/", LiveTestConsumer.as_asgi())]
