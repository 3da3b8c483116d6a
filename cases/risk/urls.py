"""Address of the risk questions."""

from django.urls import path

from cases.risk import views

urlpatterns = [path("c/<pid:pid>/risk/", views.risk_review, name="risk_review")]
