"""Addresses of notices."""

from django.urls import path

from cases.notice import views

urlpatterns = [
    path("d/news/", views.notice_list, name="notice_list"),
    path("d/news/seen/", views.notice_see, name="notice_see"),
    path("d/news/<pid:pid>/take/", views.notice_take, name="notice_take"),
]
