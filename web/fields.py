"""Fields of a form on a page without scripts: each has its label, and says what is wrong with it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """`given` is what was written, `wrong` what is the matter with a field, by name."""

    given: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)

    def line(
        self,
        name: str,
        label: str,
        hint: str = "",
        *,
        kind: str = "text",
        fills: str = "off",
        most: int = 200,
    ) -> str:
        value = html.escape(self.given.get(name, ""))
        return (
            f"{self._label(name, label, hint)}"
            f'<input id="{name}" name="{name}" type="{kind}" value="{value}" autocomplete="{fills}"'
            f' maxlength="{most}"{self._about(name, hint)}>'
        )

    def text(self, name: str, label: str, hint: str = "", *, most: int) -> str:
        value = html.escape(self.given.get(name, ""))
        return (
            f"{self._label(name, label, hint)}"
            f'<textarea id="{name}" name="{name}" rows="4" maxlength="{most}"{self._about(name, hint)}>'
            f"{value}</textarea>"
        )

    def choice(self, name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
        chosen = self.given.get(name, "")
        listed = "".join(
            f'<option value="{html.escape(value)}"{" selected" if value == chosen else ""}>'
            f"{html.escape(words)}</option>"
            for value, words in options
        )
        about = self._about(name, "")
        return f'{self._label(name, label, "")}<select id="{name}" name="{name}"{about}>{listed}</select>'

    def tick(self, name: str, label: str) -> str:
        checked = " checked" if self.given.get(name) else ""
        box = f'<input id="{name}" name="{name}" type="checkbox" value="1"{checked}{self._about(name, "")}>'
        return f'{self._wrong(name)}<label class="tick">{box} {html.escape(label)}</label>'

    def _label(self, name: str, label: str, hint: str) -> str:
        hinted = f'<small id="{name}-hint">{html.escape(hint)}</small>' if hint else ""
        return f'<label for="{name}">{html.escape(label)}</label>{hinted}{self._wrong(name)}'

    def _wrong(self, name: str) -> str:
        if name not in self.wrong:
            return ""
        return f'<p class="wrong" id="{name}-wrong">{html.escape(self.wrong[name])}</p>'

    def _about(self, name: str, hint: str) -> str:
        about = [f"{name}-wrong"] if name in self.wrong else []
        about += [f"{name}-hint"] if hint else []
        described = f' aria-describedby="{" ".join(about)}"' if about else ""
        return f"{described}{' aria-invalid=' + chr(34) + 'true' + chr(34) if name in self.wrong else ''}"
