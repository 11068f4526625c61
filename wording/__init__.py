"""Every sentence that people see, in three languages; the only reader of the catalogues."""

from wording.speech import Html, Say, as_plain, speak

__all__ = ["Html", "Say", "as_plain", "speak"]
