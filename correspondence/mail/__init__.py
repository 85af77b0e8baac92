"""Reading what arrives by mail. Pure: bytes in, facts out; it knows no row of ours.

`read` never raises, whatever the bytes; `class_of` says what kind of mail it is, and why.
"""

from correspondence.mail.classing import MailClass, class_of
from correspondence.mail.reading import Attachment, Mail, read

__all__ = ["Attachment", "Mail", "MailClass", "class_of", "read"]
