"""A real SMTP server that does to each mail what it is told, and tells what it got, one JSON line per event on standard output.

post_office.py PORT [PLAN...]: what happens to the first mail, the second, and so on; afterwards all are taken.
  take        taken
  later       refused for now, at its recipient (450)
  full        refused for now, after its content (452)
  never       refused for good, at its recipient (550)
  relay       refused for good, at its recipient, as nothing is passed on for us (550)
  spam        refused for good, after its content (554)
  hang        content read, never answered
  drop        taken, but the connection breaks before the answer
  deaf        nothing is answered from its sender on
With LOGIN=user:password in the environment nobody may send without it. With TLS=starttls nothing is taken before STARTTLS, with TLS=always
the first byte is TLS already; both by the certificate in `tls/`, whose authority only the tests trust.
"""

import asyncio
import email
import email.policy
import hashlib
import json
import logging
import os
import pathlib
import ssl
import sys
import warnings

import icalendar
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

# A login without encryption is what the tests want here.
warnings.simplefilter("ignore")
logging.getLogger("mail.log").setLevel(logging.ERROR)

plan = sys.argv[2:]
mails = -1


def tell(event, **more):
    print(json.dumps({"event": event, **more}), flush=True)


def describe(content):
    """A mail as a second program understands it."""
    mail = email.message_from_bytes(content, policy=email.policy.default)
    parts = [part for part in mail.walk() if not part.is_multipart()]
    calendars = [part.get_content() for part in parts if part.get_content_subtype() in ("calendar", "ics")]
    if not calendars:
        return {"message_id": mail["message-id"], "subject": str(mail["subject"]), "digest": hashlib.sha256(content).hexdigest()}
    files = [text if isinstance(text, bytes) else text.encode() for text in calendars]
    calendar = icalendar.Calendar.from_ical(files[0])
    (event,) = calendar.walk("VEVENT")
    return {
        "message_id": mail["message-id"],
        "to": str(mail["to"]),
        "subject": str(mail["subject"]),
        "types": [part.get_content_type() for part in parts],
        "defects": [str(defect) for part in mail.walk() for defect in part.defects] + [str(error) for error in event.errors],
        "same_file": files[0].replace(b"\r\n", b"\n") == files[1].replace(b"\r\n", b"\n"),
        "header_method": parts[2]["content-type"].params.get("method"),
        "method": str(calendar["METHOD"]),
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "start": event["DTSTART"].dt.isoformat(),
        "end": event["DTEND"].dt.isoformat(),
        "stamp": event["DTSTAMP"].dt.isoformat(),
        "summary": str(event["SUMMARY"]),
        "organizer": str(event["ORGANIZER"]),
        "attendee": str(event["ATTENDEE"]),
        "attendee_name": str(event["ATTENDEE"].params["CN"]),
        "status": str(event["STATUS"]),
        "digest": hashlib.sha256(content).hexdigest(),
    }


class Clerk:
    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        # A test that wants to know that it has heard everything said so far greets as a fence.
        tell("fence" if hostname == "fence" else "hello")
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        global mails
        mails += 1
        envelope.fate = plan[mails] if mails < len(plan) else "take"
        if envelope.fate == "deaf":
            tell("deaf")
            await asyncio.sleep(600)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if envelope.fate in ("later", "never", "relay"):
            tell("refused", to=address, **{"from": envelope.mail_from})
            return {"relay": "550 5.7.1 relaying denied", "later": "450 4.2.0 greylisted, " + address, "never": "550 5.1.1 no such mailbox, " + address}[envelope.fate]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.fate in ("full", "spam"):
            tell("refused", to=envelope.rcpt_tos[0])
            return {"full": "452 4.3.1 full", "spam": "554 5.7.1 looks like spam"}[envelope.fate]
        if envelope.fate == "hang":
            tell("hanging", to=envelope.rcpt_tos[0])
            await asyncio.sleep(600)
        tell("mail", **{"from": envelope.mail_from, "rcpt": envelope.rcpt_tos[0]}, **describe(envelope.content))
        if envelope.fate == "drop":
            server.transport.abort()
        return "250 OK"


def let_in(server, session, envelope, mechanism, auth_data):
    user, password = os.environ["LOGIN"].split(":")
    given = (auth_data.login.decode(), auth_data.password.decode())
    return AuthResult(success=given == (user, password), handled=False)


login = {"authenticator": let_in, "auth_required": True, "auth_require_tls": False} if "LOGIN" in os.environ else {}
tls = {}
if os.environ.get("TLS"):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pathlib.Path(__file__).parent / "tls" / "server.pem")
    always = os.environ["TLS"] == "always"
    tls = {"ssl_context": context} if always else {"tls_context": context, "require_starttls": True}
controller = Controller(Clerk(), hostname="127.0.0.1", port=int(sys.argv[1]), enable_SMTPUTF8=True, **login, **tls)
controller.start()
tell("open")
sys.stdin.read()  # until whoever started it is gone
