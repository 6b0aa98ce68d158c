from django.contrib import admin

from greenroom.accounts.models import Person


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin[Person]):
    list_display = ["email", "name", "is_active", "is_superuser"]
    exclude = ["password"]
