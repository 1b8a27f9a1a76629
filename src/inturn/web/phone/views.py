"""The page that lets a phone in: a code to scan, and plainly what the phone will say."""

import io

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from inturn.web import desk
from inturn.web.doors import FOR
from inturn.web.phone.words import steps


@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """A fresh code, where the app is open to the house; else how to open it."""
    here = desk.desk()
    if here.lan is None:
        return render(request, "phone/phone.html", {"section": ""})
    link = f"{here.lan}/enter?key={here.doors.new(desk.now() + FOR)}"
    values = {
        "section": "",
        "link": link,
        "code": code(link),
        "steps": steps(),
        "fingerprint": groups(here.fingerprint or ""),
    }
    return render(request, "phone/phone.html", values)


def groups(fingerprint: str) -> list[str]:
    """The fingerprint in pieces that a narrow page can put below each other."""
    pairs = fingerprint.split(":")
    return [":".join(pairs[at : at + 8]) for at in range(0, len(pairs), 8)]


def code(link: str) -> SafeString:
    """The link as a QR code, an SVG element that needs no style."""
    out = io.BytesIO()
    segno.make(link, error="m").save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        light="#fff",
        border=4,
        svgclass="qr",
        lineclass=None,
    )
    return SafeString(out.getvalue().decode())
