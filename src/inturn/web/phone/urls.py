"""Address of the page that lets a phone in."""

from django.urls import path

from inturn.web.phone import views

app_name = "phone"

urlpatterns = [path("phone/", views.phone, name="phone")]
