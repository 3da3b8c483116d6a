"""The icon set: 20 x 20 strokes, inlined in the page, so that neither a sprite nor a font is fetched."""

from django.utils.safestring import SafeString

_SHAPES = {
    "alert": '<path d="M10 3.2 2.6 16.4h14.8zM10 8.2v3.9M10 14.3v.1"/>',
    "arrow": '<path d="M4 10h11.5M11.4 5.8 15.6 10l-4.2 4.2"/>',
    "bed": (
        '<path d="M2.5 15.8V5M2.5 13h15v2.8M17.5 13v-1.6a2.4 2.4 0 0 0-2.4-2.4H9v4"/>'
        '<circle cx="5.9" cy="9.8" r="1.5"/>'
    ),
    "bell": '<path d="M5 14V9a5 5 0 0 1 10 0v5l1.4 1.4H3.6zM8.4 17.2h3.2"/>',
    "block": '<circle cx="10" cy="10" r="7"/><path d="m5.1 5.1 9.8 9.8"/>',
    "calendar": '<rect x="3" y="4.4" width="14" height="12.4" rx="1.6"/><path d="M3 8.2h14M6.8 2.8v3M13.2 2.8v3"/>',
    "chart": '<path d="M3 17h14M5.5 17v-6M10 17V4M14.5 17V8"/>',
    "check": '<path d="m4.5 10.5 3.6 3.6 7.4-8"/>',
    "chevron": '<path d="m7.5 4.5 5.5 5.5-5.5 5.5"/>',
    "clock": '<circle cx="10" cy="10" r="7"/><path d="M10 6v4.2l2.8 1.6"/>',
    "close": '<path d="m5 5 10 10M15 5 5 15"/>',
    "down": '<path d="M10 4.5v10.7M5.6 11l4.4 4.4 4.4-4.4"/>',
    "door": '<path d="M5 17V3.8h8V17M3 17h14M10.4 10.4v.1M13 6h2.6v11"/>',
    "download": '<path d="M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13"/>',
    "eye": '<path d="M2 10s2.8-5.2 8-5.2S18 10 18 10s-2.8 5.2-8 5.2S2 10 2 10z"/><circle cx="10" cy="10" r="2.4"/>',
    "file": '<path d="M4.5 2.8h7l4 4v10.4h-11zM11.3 3v4h4"/>',
    "flag": '<path d="M4.5 17.5V3.2M4.5 3.8h10.3l-2.1 3.6 2.1 3.6H4.5"/>',
    "folder": '<path d="M2.8 5.2a1 1 0 0 1 1-1h3.6l1.8 2h7a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H3.8a1 1 0 0 1-1-1z"/>',
    "globe": (
        '<circle cx="10" cy="10" r="7"/>'
        '<path d="M3 10h14M10 3c2.4 2.2 3.2 4.4 3.2 7s-.8 4.8-3.2 7c-2.4-2.2-3.2-4.4-3.2-7s.8-4.8 3.2-7z"/>'
    ),
    "heart": '<path d="M10 16.4S3.2 12.6 3.2 7.9A3.6 3.6 0 0 1 10 6.2a3.6 3.6 0 0 1 6.8 1.7c0 4.7-6.8 8.5-6.8 8.5z"/>',
    "home": '<path d="M3 9.2 10 3.5l7 5.7V16a1 1 0 0 1-1 1h-3.6v-4.8H7.6V17H4a1 1 0 0 1-1-1z"/>',
    "info": '<circle cx="10" cy="10" r="7"/><path d="M10 9.3v4.4M10 6.4v.1"/>',
    "key": '<circle cx="6.6" cy="13.4" r="3.2"/><path d="m9 11 7.2-7.2M13 7l2.4 2.4"/>',
    "leave": '<path d="M8 3.5H4.5a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1H8M12.8 13.5l3.7-3.5-3.7-3.5M16 10H8"/>',
    "lock": '<rect x="4" y="8.8" width="12" height="8" rx="1.6"/><path d="M6.8 8.8V6.4a3.2 3.2 0 0 1 6.4 0v2.4"/>',
    "log": '<path d="M4 3.5h12v13H4zM7 7.2h6M7 10h6M7 12.8h3.5"/>',
    "message": '<path d="M3 4.2h14v9.6H9.2L5.8 16.8v-3H3z"/>',
    "more": '<circle cx="4.5" cy="10" r="1"/><circle cx="10" cy="10" r="1"/><circle cx="15.5" cy="10" r="1"/>',
    "note": '<path d="M4 3.5h8.2L16 7.3v9.2H4zM12 3.8v3.7h3.7M7 10.5h6M7 13.3h4"/>',
    "pencil": '<path d="m3.5 16.5.9-3.7L13.6 3.6l2.8 2.8-9.2 9.2zM11.8 5.4l2.8 2.8"/>',
    "phone": (
        '<path d="M6.9 3.3 4.3 4.5c-.8.5-.7 4 2.5 7.6 3.2 3.6 6.6 4.6 7.5 4.1l2.1-2-3.1-2.6-2 1.2'
        'c-1.7-.9-2.8-2.2-3.5-3.7l1.3-1.7z"/>'
    ),
    "plus": '<path d="M10 4v12M4 10h12"/>',
    "print": '<path d="M6 7V3h8v4M6 14H3.5V7h13v7H14M6 11.5h8V17H6z"/>',
    "scales": '<path d="M10 3.2v13.6M6 16.8h8M3.8 6h12.4M5.4 6 3 11.4h4.8zM14.6 6l-2.4 5.4H17z"/>',
    "search": '<circle cx="8.8" cy="8.8" r="5.3"/><path d="m16.8 16.8-4.1-4.1"/>',
    "send": '<path d="M16.8 3.2 8.6 11.4M16.8 3.2l-5.2 13.6-3-5.4-5.4-3z"/>',
    "settings": '<path d="M3 6h6M13 6h4M3 14h4M11 14h6"/><circle cx="11" cy="6" r="2"/><circle cx="9" cy="14" r="2"/>',
    "shield": '<path d="m10 2.8 6 2.2v4.6c0 3.8-2.5 6.4-6 7.6-3.5-1.2-6-3.8-6-7.6V5z"/>',
    "trash": '<path d="M4 5.8h12M8 5.8V3.5h4v2.3M5.5 5.8l.8 10.7h7.4l.8-10.7"/>',
    "up": '<path d="M10 15.5V4.8M5.6 9 10 4.6 14.4 9"/>',
    "upload": '<path d="M10 13V3.5M6 7l4-4 4 4M3.5 16.5h13"/>',
    "user": '<circle cx="10" cy="6.8" r="3.2"/><path d="M3.8 16.8c.5-3.4 3-5.2 6.2-5.2s5.7 1.8 6.2 5.2"/>',
    "users": (
        '<circle cx="7.6" cy="7" r="2.8"/><path d="M2.4 16c.4-2.9 2.5-4.6 5.2-4.6s4.8 1.7 5.2 4.6'
        'M12.6 4.4a2.8 2.8 0 0 1 0 5.2M14.6 11.8c1.6.6 2.7 2.1 3 4.2"/>'
    ),
}
# Places of the navigation, named after what they are.
_PLACES = {
    "today": "home",
    "cases": "folder",
    "shelter": "bed",
    "partners": "send",
    "people": "users",
    "person": "user",
}
# These point somewhere, so they turn round where the script runs from right to left. Clocks, ticks and phones do not.
_TURNS = frozenset({"arrow", "chevron", "door", "leave", "message", "send"})


def _drawn(name: str, shape: str) -> SafeString:
    turn = " flip" if name in _TURNS else ""
    return SafeString(f'<svg class="i{turn}" viewBox="0 0 20 20" aria-hidden="true">{shape}</svg>')


ICONS: dict[str, SafeString] = {name: _drawn(name, shape) for name, shape in _SHAPES.items()}
ICONS |= {place: ICONS[name] for place, name in _PLACES.items()}
