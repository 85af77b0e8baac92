"""The house: organisation, offices, people, posts, bodies. Nothing about a family is here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework import access
from casework.actions import house as house_actions
from casework.forms.house import BodyForm, OfficeForm, OrganisationForm, PostForm, StaffForm
from casework.models import Organisation

from .scans import folder
from .steps import attempt, command_of, fresh_command


def house(request: HttpRequest) -> HttpResponse:
    """All of it on one page."""
    access.require(request.user, "administer")
    staff = access.house_staff(request.user).prefetch_related(
        "posts__office", "posts__deputy_of__staff"
    )
    page = {
        "offices": access.house_offices(request.user),
        "staff": [_with_posts(one) for one in staff.order_by("-is_active", "display_name")],
        "bodies": access.house_bodies(request.user),
    }
    return render(request, "casework/house.html", page)


def _with_posts(staff) -> dict:
    held = [post for post in staff.posts.all() if post.counts_on(post.office.today())]
    return {"staff": staff, "posts": held}


def organisation_edit(request: HttpRequest) -> HttpResponse:
    access.require(request.user, "administer")
    form = OrganisationForm(request.POST or None, row=Organisation.current())
    if request.method == "POST" and form.is_valid():
        return _do(request, house_actions.change_organisation, form.in_languages("names"))
    return _page(request, form, _("Name of the organisation"))


def office_new(request: HttpRequest) -> HttpResponse:
    access.require(request.user, "administer")
    form = OfficeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.told()
        if access.house_offices(request.user).filter(code=told["code"]).exists():
            form.add_error("code", _("There is an office with this code already."))
        else:
            return _do(request, house_actions.open_office, told, command=command_of(request))
    return _page(request, form, _("New office"))


def office_edit(request: HttpRequest, pk) -> HttpResponse:
    access.require(request.user, "administer")
    office = access.find(access.house_offices(request.user), pk=pk)
    form = OfficeForm(request.POST or None, row=office)
    if request.method == "POST" and form.is_valid():
        return _do(request, house_actions.change_office, office, form.told())
    title = _("Office %(code)s") % {"code": office.code}
    return _page(request, form, title, scans_in=folder(office))


def body_new(request: HttpRequest) -> HttpResponse:
    access.require(request.user, "administer")
    form = BodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _do(
            request,
            house_actions.add_body,
            kind=form.cleaned_data["kind"],
            country=form.cleaned_data["country"],
            names=form.in_languages("names"),
        )
    return _page(request, form, _("New body"))


def staff_new(request: HttpRequest) -> HttpResponse:
    access.require(request.user, "administer")
    form = StaffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if access.house_staff(request.user).filter(username=form.cleaned_data["username"]).exists():
            form.add_error("username", _("Somebody has this user name already."))
        else:
            made = house_actions.engage(by=request.user, **form.cleaned_data)
            return redirect("staff_edit", made.pk)
    return _page(request, form, _("New member of staff"))


def staff_edit(request: HttpRequest, pk) -> HttpResponse:
    """Who somebody is, the posts held, a new post."""
    access.require(request.user, "administer")
    staff = access.find(access.house_staff(request.user), pk=pk)
    form = StaffForm(request.POST or None, row=staff)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        password = told.pop("password")
        return _do(request, house_actions.change_staff, staff, told, password=password)
    posts = PostForm(offices=access.house_offices(request.user))
    return _page(request, form, str(staff), staff=staff, post_form=posts, held=_held(staff))


def _held(staff):
    return staff.posts.select_related("office", "deputy_of__staff").order_by("-since")


@require_POST
def post_new(request: HttpRequest, pk) -> HttpResponse:
    access.require(request.user, "administer")
    staff = access.find(access.house_staff(request.user), pk=pk)
    form = PostForm(request.POST, offices=access.house_offices(request.user))
    if not form.is_valid():
        page = {"staff": staff, "post_form": form, "held": _held(staff)}
        return _page(request, StaffForm(row=staff), str(staff), **page)
    told = form.cleaned_data
    told["since"] = told["since"] or told["office"].today()
    attempt(request, house_actions.appoint, staff, by=request.user, done=_("Saved."), **told)
    return redirect("staff_edit", staff.pk)


@require_POST
def post_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a post today; what was done in it stays."""
    access.require(request.user, "administer")
    post = access.find(access.house_posts(request.user).select_related("office"), pk=pk)
    until = max(post.since, post.office.today())
    attempt(
        request,
        house_actions.end_post,
        post,
        by=request.user,
        until=until,
        done=_("The post ends."),
    )
    return redirect("staff_edit", post.staff_id)


def _do(request, action, *args, **kwargs) -> HttpResponse:
    attempt(request, action, *args, by=request.user, done=_("Saved."), **kwargs)
    return redirect("house")


def _page(request, form, title, **more) -> HttpResponse:
    page = {"form": form, "title": title, "command": fresh_command(), "cancel": reverse("house")}
    return render(request, "casework/house_form.html", page | more)
