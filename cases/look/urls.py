"""Address of who looked."""

from django.urls import path

from cases.look import views

urlpatterns = [path("c/<pid:pid>/log/", views.look_list, name="look_list")]
