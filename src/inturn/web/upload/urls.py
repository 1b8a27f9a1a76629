"""Addresses of a clip sent in."""

from django.urls import path

from inturn.web.upload import views

app_name = "upload"

urlpatterns = [
    path("clip/", views.new, name="new"),
    path("clip/<str:clip_id>/", views.clip, name="clip"),
]
