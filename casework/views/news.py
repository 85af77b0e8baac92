"""News that somebody brings: written by anyone, read by protection officers alone."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from casework import access
from casework.actions import news as news_actions
from casework.disclosure import leads
from casework.forms.desk import NewsForm

from .steps import attempt, command_of, fresh_command

THANKS_NUMBER = re.compile(r"N-\d{4}-\d{4,}-[0-9A-F]{4}")


def hand_in(request: HttpRequest) -> HttpResponse:
    """Write-only: what was written cannot be read back by whoever wrote it."""
    access.require(request.user, "hand_in_news")
    form = NewsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number, _refusal = attempt(
            request,
            news_actions.hand_in_news,
            by=request.user,
            office=access.offices(request.user).first(),
            command=command_of(request),
            **form.cleaned_data,
        )
        if number:
            return redirect("news_thanks", number)
    page = {"form": form, "command": fresh_command()}
    return render(request, "casework/news_new.html", page)


def thanks(request: HttpRequest, number: str) -> HttpResponse:
    """The thank-you number; the page is the same whether or not there is such a case."""
    access.require(request.user, "hand_in_news")
    if not THANKS_NUMBER.fullmatch(number):
        raise Http404
    return render(request, "casework/news_thanks.html", {"number": number})


def listing(request: HttpRequest) -> HttpResponse:
    """The news of the officer's own offices, without its content."""
    access.require(request.user, "read_handed_in_news")
    return render(request, "casework/news_list.html", {"news": leads.news_for(request.user)})


def read(request: HttpRequest, number: str) -> HttpResponse:
    """One piece of news as it was told; the opening is noted."""
    access.require(request.user, "read_handed_in_news")
    news = access.find(leads.news_for(request.user), thanks_number=number)
    news_actions.open_news(news, by=request.user)
    return render(request, "casework/news.html", {"news": news})
