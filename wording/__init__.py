"""Every sentence that people see, in three languages; the only reader of the catalogues."""

from wording.cleaning import Plain, clean
from wording.speech import Html, Say, as_html, as_plain, speak

__all__ = ["Html", "Plain", "Say", "as_html", "as_plain", "clean", "speak"]
