"""One press: the case pack of a variant as a download. Auditors only; each pack is kept in the access log first."""

import tempfile

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from audit import packing, redaction
from audit.doors import auditors, find
from ledger import pack
from people import clock
from policy import access_log
from workflows.evidence import sealed


@auditors
@require_POST
def make(request, uid):
    """Write the pack to a file of its own and hand it out; while the last events have no proof, say so."""
    case, variant = find(request, uid), request.POST.get("variant", "full")
    if variant not in redaction.VARIANTS:
        raise Http404
    access_log.record(request.user, uid, "packed", why=str(redaction.VARIANTS[variant]), path=request.path)
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it was sent
    try:
        packing.write(out, case, variant, request.user)
    except (pack.NotYet, sealed.Altered) as why:
        out.close()
        if isinstance(why, sealed.Altered):
            access_log.record(request.user, uid, "altered", path=request.path)
        messages.error(request, str(why))
        return redirect("audit:case", uid)
    out.seek(0)
    name = _("案卷包-%(number)s-%(variant)s-%(day)s.zip") % {
        "number": case.number or uid.hex[:8], "variant": variant, "day": clock.today().isoformat(),
    }  # fmt: skip
    return FileResponse(out, as_attachment=True, filename=name, content_type="application/zip")
