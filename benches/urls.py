"""The product's addresses, and those of the twins."""

from django.urls import include, path

from config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500"]

urlpatterns = [path("", include("config.urls"))]
