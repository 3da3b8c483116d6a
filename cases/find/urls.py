"""Address of the search. No term ever stands in it."""

from django.urls import path

from cases.find import views

urlpatterns = [path("find/", views.case_find, name="case_find")]
