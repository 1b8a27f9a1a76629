"""Addresses of the guided session, progress, the tests and the downloads."""

from django.urls import path

from inturn.web.training import downloads, progress, session, session_end, session_step, tests

app_name = "training"

urlpatterns = [
    path("session/", session.session, name="session"),
    path("session/begin/", session.begin, name="begin"),
    path("session/set/", session_step.keep, name="keep_set"),
    path("session/hurts/", session_step.hurts, name="hurts"),
    path("session/retest/", session_step.retest, name="retest"),
    path("session/<str:session_id>/finish/", session_end.finish, name="finish"),
    path("session/<str:session_id>/", session_end.summary, name="summary"),
    path("progress/", progress.progress, name="progress"),
    path("progress/files/", downloads.listed, name="downloads"),
    path("progress/files/<str:name>", downloads.file, name="download"),
    path("tests/", tests.listed, name="tests"),
    path("tests/<str:test_id>/", tests.opened, name="test"),
    path("tests/<str:test_id>/replay.json", tests.replayed, name="replay"),
    path("tests/<str:test_id>/result.json", tests.result, name="result"),
    path("tests/<str:test_id>/report.<str:kind>", tests.report, name="report"),
    path("tests/<str:test_id>/recording.nc", tests.recording, name="recording"),
    path("tests/<str:test_id>/again/", tests.read_again, name="read_again"),
    path("tests/<str:test_id>/<str:side>/<int:order>/leave-out/", tests.leave_out, name="leave_out"),
    path("tests/<str:test_id>/<str:side>/<int:order>/count/", tests.count, name="count"),
]
