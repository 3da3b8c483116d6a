"""The address at which an account is closed."""

from django.urls import path

from cases.leaving import views

urlpatterns = [path("o/staff/<pid:pid>/off/", views.colleague_leave, name="colleague_leave")]
