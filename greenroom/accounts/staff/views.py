from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from greenroom.core.access import staff_page


@staff_page()
def desk(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/staff/desk.html")


@staff_page()
def engine_sign_in(request: HttpRequest) -> HttpResponse:
    """Where the stock admin sends whom it does not let in: on for engineers, refused for other staff."""
    if getattr(request.user, "is_staff", False):
        return redirect("admin:index")
    raise PermissionDenied
