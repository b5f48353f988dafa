from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("audit/", include("audit.urls")),
    path("", include("web.urls")),
]
# Nobody is told "forbidden": unknown and forbidden are the same page.
handler400 = "web.refusal.bad_request"
handler403 = handler404 = "web.refusal.not_found"
handler500 = "web.refusal.failed"
