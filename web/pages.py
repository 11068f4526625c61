"""Small pages without scripts: one frame, whatever they are for."""

from __future__ import annotations

import html

from aiohttp import web

from wording import Say

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
"""The address of such a page is a secret of those who have it."""
STYLE = (
    "body{font:18px/1.5 system-ui,sans-serif;max-width:34em;margin:2em auto;padding:0 1em;color:#1b1b1b;"
    "background:#fff}button{font:inherit;padding:.5em 1em;min-height:44px}ul{list-style:none;padding:0}"
    "li{display:flex;justify-content:space-between;align-items:center;gap:1em;padding:.4em 0;"
    "border-bottom:1px solid #ccc}img{width:100%;max-width:20em;image-rendering:pixelated}"
    "label{display:block;font-weight:600;margin-top:1.2em}small{display:block;color:#555}"
    "input:not([type=checkbox]),select,textarea{font:inherit;width:100%;box-sizing:border-box;padding:.5em;"
    "min-height:44px;border:1px solid #767676;border-radius:.3em}.wrong{color:#a3261d;font-weight:600}"
    ".tick{display:flex;gap:.6em;align-items:center;font-weight:400;min-height:44px}"
    ".tick input{width:1.4em;height:1.4em;flex:none}.apart{position:absolute;left:-100rem}"
    "form{margin:.6em 0}"
)


def page(say: Say, title: str, body: str, *, status: int = 200) -> web.Response:
    """`title` is plain text, `body` is HTML."""
    named = html.escape(title)
    text = (
        f'<!DOCTYPE html>\n<html lang="{say.language.value}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">'
        f"<title>{named}</title>"
        f"<style>{STYLE}</style></head>\n<body><main><h1>{named}</h1>\n{body}\n</main></body>\n</html>\n"
    )
    return web.Response(text=text, status=status, content_type="text/html", headers=HEADERS)
