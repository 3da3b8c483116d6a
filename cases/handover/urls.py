"""Addresses of hand-overs."""

from django.urls import path

from cases.handover import views

urlpatterns = [
    path("c/<pid:pid>/give/", views.handover_offer, name="handover_offer"),
    path("c/<pid:pid>/give/<pid:handover_pid>/back/", views.handover_withdraw, name="handover_withdraw"),
    path("h/", views.handover_list, name="handover_list"),
    path("h/<pid:pid>/", views.handover_detail, name="handover_detail"),
    path("h/<pid:pid>/yes/", views.handover_accept, name="handover_accept"),
    path("h/<pid:pid>/no/", views.handover_decline, name="handover_decline"),
]
