"""Addresses of the own account, of leaving, and of colleagues."""

from django.urls import path

from accounts.reset import views as reset
from accounts.signin import views as signin
from accounts.views import help as help_page
from accounts.views import invitation, leave, lock, me, staff, team

app_name = "accounts"

urlpatterns = [
    path("leave/", leave.leave, name="leave"),
    path("leave/quiet/", leave.left, name="left"),
    path("locked/", lock.locked, name="locked"),
    path("in/clock/", lock.clock, name="clock"),
    path("in/back/", lock.signed_in, name="signed_in"),
    path("in/language/", me.language_set, name="language_set"),
    path("in/i/<str:token>/", invitation.invitation_open, name="invitation_open"),
    path("in/new/", invitation.invitation_accept, name="invitation_accept"),
    path("help/", help_page.help_detail, name="help_detail"),
    path("me/", me.me, name="me"),
    path("me/sessions/<int:pk>/end/", me.session_end, name="session_end"),
    path("me/sessions/seen/", signin.sign_ins_see, name="sign_ins_see"),
    path("o/staff/", staff.staff_list, name="staff_list"),
    path("o/staff/invite/", staff.staff_invite, name="staff_invite"),
    path("o/staff/i/<pid:pid>/withdraw/", invitation.invitation_withdraw, name="invitation_withdraw"),
    path("o/staff/<pid:pid>/", staff.staff_edit, name="staff_edit"),
    path("o/staff/<pid:pid>/factor/", reset.reset_ask, name="reset_ask"),
    path("o/staff/r/<pid:pid>/", reset.reset_confirm, name="reset_confirm"),
    path("o/staff/r/<pid:pid>/decline/", reset.reset_decline, name="reset_decline"),
    path("o/teams/", team.team_list, name="team_list"),
    path("o/teams/new/", team.team_create, name="team_create"),
    path("o/teams/<pid:pid>/", team.team_edit, name="team_edit"),
]
