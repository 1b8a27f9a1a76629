"""Addresses."""

from django.urls import path

from inturn.web.live import posted, views

app_name = "live"

urlpatterns = [
    path("test/camera/", views.test, name="test"),
    path("test/camera/picture/", posted.picture, name="picture"),
    path("test/camera/tell/", posted.tell, name="tell"),
    path("test/camera/<str:test_id>/", views.result, name="result"),
]
