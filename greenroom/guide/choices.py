"""The closed lists of the guide."""

from enum import Enum


class CareTopic(str, Enum):
    """What a fact about care is about; the order is that of a person who needs it."""

    CRISIS_PATH = "crisis_path"
    EMERGENCY_PSYCHIATRY = "emergency_psychiatry"
    FIRST_DOOR = "first_door"
    REFERRAL = "referral"
    FINDING_A_THERAPIST = "finding_a_therapist"
    ONLINE_OPTIONS = "online_options"
    WAITING = "waiting"
    COSTS_PUBLIC = "costs_public"
    COSTS_PRIVATE = "costs_private"
    INSURANCE = "insurance"
    VISITORS_UNINSURED = "visitors_uninsured"
    SELF_EMPLOYED_ARTISTS = "self_employed_artists"
    STUDENTS = "students"
    LANGUAGE_INTERPRETERS = "language_interpreters"
    MEDICATION = "medication"
    ADDICTION = "addiction"
    RIGHTS_CONFIDENTIALITY = "rights_confidentiality"
    MINORS = "minors"
    LGBTQ_NOTES = "lgbtq_notes"
    WORDS_TO_USE = "words_to_use"
