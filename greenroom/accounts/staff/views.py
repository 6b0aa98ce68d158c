from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from greenroom.core.access import staff_page


@staff_page()
def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/staff/desk.html")
