"""All addresses: the door, the cases, the letters. Every one stands in the roles table."""

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from deploy import views

urlpatterns = [
    path("language/", login_not_required(set_language), name="set_language"),
    path("door/login/", account.login, name="account_login"),
    path("door/logout/", account.logout, name="account_logout"),
    path("door/password/", account.password_change, name="account_change_password"),
    path("door/again/", account.reauthenticate, name="account_reauthenticate"),
    path("door/closed/", account.account_inactive, name="account_inactive"),
    path("door/mfa/", include("allauth.mfa.urls")),
    path("house/well/", views.standing_page, name="standing"),
    path("house/well/mail/", views.test_mail, name="test_mail"),
    path("house/well/scanner/<uuid:pk>/", views.test_scanner, name="test_scanner"),
    path("", include("casework.urls")),
    path("", include("correspondence.urls")),
]
