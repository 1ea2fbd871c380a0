"""An article whose every field tries to break out of the page."""

from __future__ import annotations

from credscore import Article

PAYLOADS = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=2</script>",
    "</style><script>window.pwned=3</script>",
    "</title></head><body onload=window.pwned=4>",
    "\"'><img src=x onerror=window.pwned=5>",
    "' onmouseover='window.pwned=6' x='",
    '" autofocus onfocus="window.pwned=7" tabindex="0',
    "<svg/onload=window.pwned=8>",
    "javascript:window.pwned=9",
    "<a href=javascript:window.pwned=10>x</a>",
    "--><!--<iframe srcdoc='<script>parent.pwned=11</script>'>",
    "]]><![CDATA[<script>window.pwned=12</script>",
    "\u202e<b>evil\u2066\u200f\u061c\u2069 right to left",
    "\x00\x08\x1b[31m\x7f\x85\ud800 control",
    "&lt;script&gt; &amp; &#60;script&#62;window.pwned=13",
    "{{7*7}} ${window.pwned=14} `${window.pwned=15}`",
    "<style>*{display:none}</style><link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:window.pwned=16'><base href=//evil.example/>",
    "<form action=//evil.example><button formaction=javascript:window.pwned=17>x",
)
URLS = (
    "javascript:window.pwned=20",
    " JaVaScRiPt:window.pwned=21",
    "java\nscript:window.pwned=22",
    "data:text/html,<script>parent.pwned=23</script>",
    "vbscript:x",
    "//evil.example/",
    'https://good.example/" onclick="window.pwned=24',
    "https://good.example/\u202egpj.exe",
)


def hostile(payload: str, url: str) -> Article:
    """The payload in every field that takes a text, in the article's text and out of it."""
    text = f"{payload} said A. {payload} said B and C.\n\nThe end {payload}"
    end = len(payload)

    def part(*spans: tuple[int, int]) -> dict[str, object]:
        return {"text": payload, "spans": spans}

    source = {
        **part((0, end)),
        "name": payload,
        "kind": "anonymous_official",
        "role": "government",
        "reason": part((2, end)),
        "url": url,
    }
    answer = {"by": payload, "status": "denied", "text": payload, "spans": [(1, end)], "kind": "organization"}
    statement = {
        "content": part((0, end), (end + 3, end + 9)),
        "cue": part((end, end + 5)),
        "source": source,
        "chain": [
            {"name": payload, "kind": "outlet", "tier": payload, "spans": [(0, 1)], "url": url},
            {"name": payload, "kind": "anonymous_official", "url": payload},
        ],
        "responses": [answer],
        "claim_id": payload,
    }
    nested = {"content": part((1, end - 1)), "source": {"kind": "outlet", "name": payload}, "claim_id": payload}
    return Article.parse(
        {
            "id": payload,
            "text": text,
            "title": payload,
            "outlet": payload,
            "url": url,
            "statements": [{**statement, "id": payload}, {**nested, "id": f"2{payload}"}, {"id": f"3{payload}"}],
            "responses": [{**answer, "about": [payload]}],
        }
    )
