"""The address of the list of cases."""

from django.urls import path

from cases.caseload import views

urlpatterns = [path("c/", views.case_list, name="case_list")]
