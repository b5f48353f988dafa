"""The language a person chose, else simplified Chinese: the browser's own wish does not decide for an organisation."""

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from people import memo


class ChosenLanguage(LocaleMiddleware):
    """Django's middleware without the Accept-Language header."""

    def process_request(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        translation.activate(chosen if chosen in known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()


class Reading:
    """While a page is only read, who holds which role is looked up once."""

    def __init__(self, answer):
        self.answer = answer

    def __call__(self, request):
        if request.method not in ("GET", "HEAD"):
            return self.answer(request)
        with memo.reading():
            return self.answer(request)
