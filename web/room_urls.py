"""Addresses of the room of whom a case is about; they share the namespace of the pages."""

from django.urls import path

from web import room_papers, rooms

urlpatterns = [
    path("room/", rooms.listing, name="rooms"),
    path("room/<uuid:uid>/", rooms.page, name="room"),
    path("room/<uuid:uid>/do/<slug:kind>/<slug:name>/", rooms.do, name="room_do"),
    path("room/<uuid:uid>/paper/<int:pk>/", room_papers.page, name="room_paper"),
    path("room/<uuid:uid>/paper/<int:pk>/<int:number>.svg", room_papers.picture, name="room_picture"),
    path("room/<uuid:uid>/paper/<int:pk>.pdf", room_papers.pdf, name="room_pdf"),
    path("room/<uuid:uid>/evidence/<int:pk>/", room_papers.proof, name="room_evidence"),
]
