"""The product's addresses, and those of the twins."""

from django.urls import include, path

from benches.pages import twin_patterns
from config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500"]

urlpatterns = [*twin_patterns(), path("", include("config.urls"))]
