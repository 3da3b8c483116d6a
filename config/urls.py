"""Every address of Daybook. Short and bland: a browser history on a shared computer must say nothing."""

from django.apps import apps
from django.urls import include, path, register_converter
from django.utils.module_loading import module_has_submodule

from common.pid import PidConverter
from config.favicon import favicon
from config.health import healthz

register_converter(PidConverter, "pid")

# Later apps bring their own addresses as they come; each app's `urls.py` holds full paths from the root.
APPS_WITH_PAGES = ("common", "reminders", "cases", "referrals", "shelters", "reintegration", "reports")

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("favicon.ico", favicon, name="favicon"),
    path("", include("accounts.entrance_urls")),
    path("", include("accounts.urls")),
    path("api/v1/", include("config.api_urls")),
]
urlpatterns += [
    path("", include(f"{name}.urls"))
    for name in APPS_WITH_PAGES
    if module_has_submodule(apps.get_app_config(name).module, "urls")
]

handler400 = "common.views.bad_request"
handler403 = "common.views.forbidden"
# Looked up by allauth.
handler429 = "accounts.views.tries.too_many_tries"
handler404 = "common.views.not_found"
handler500 = "common.views.server_error"
