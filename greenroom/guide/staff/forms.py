"""What staff fill in to write a text of the guide."""

from django import forms
from django.utils.translation import gettext_lazy as _


class GuideTextForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    promise = forms.CharField(label=_("What the reader gets, in one sentence"), max_length=400)
    body = forms.CharField(label=_("The blocks"), max_length=20_000, strip=False)
    limits = forms.CharField(label=_("Evidence and limits: who was studied, what nobody knows"), max_length=2_000)
