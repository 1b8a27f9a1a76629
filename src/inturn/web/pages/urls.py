"""Addresses of these pages."""

from django.urls import path

from inturn.web.pages import notes, plan, preferences, restoring, screening, today, told_test, understand, welcome, who

app_name = "pages"

urlpatterns = [
    path("", welcome.home, name="home"),
    path("about/", welcome.about, name="about"),
    path("stop/", welcome.stop, name="stop"),
    path("understand/", understand.understand, name="understand"),
    path("understand/<int:number>/", understand.understand, name="panel"),
    path("people/", who.people, name="people"),
    path("people/use/", who.use, name="use"),
    path("people/new/", who.new, name="new"),
    path("people/demo/", who.demo, name="demo"),
    path("people/forget/", who.forget, name="forget"),
    path("questions/", screening.screening, name="screening"),
    path("questions/begin/", screening.begin, name="begin_questions"),
    path("questions/ask/", screening.question, name="question"),
    path("questions/ask/<slug:name>/", screening.question, name="asked"),
    path("questions/answer/", screening.answer, name="answer"),
    path("questions/answered/", screening.answered, name="answered"),
    path("today/", today.today, name="today"),
    path("plan/", plan.plan, name="plan"),
    path("test/", told_test.ways, name="test"),
    path("test/by-yourself/", told_test.told_guide, name="told_guide"),
    path("test/by-yourself/tell/", told_test.tell, name="tell"),
    path("test/by-yourself/<str:test_id>/", told_test.told, name="told"),
    path("note/pain/", notes.pain, name="pain"),
    path("note/morning/", notes.morning, name="morning"),
    path("note/activities/", notes.activities, name="activities"),
    path("note/score/", notes.score, name="score"),
    path("settings/", preferences.settings, name="settings"),
    path("settings/backup/", preferences.backup, name="backup"),
    path("settings/restore/", restoring.restore, name="restore"),
    path("settings/person/", who.change, name="change"),
]
