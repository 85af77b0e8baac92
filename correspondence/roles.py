"""The verbs of this floor, given to roles in the same one table."""

from casework import roles
from casework.roles import Role

C, K, S, R, P, A = (
    Role.CLERK,
    Role.COORDINATOR,
    Role.SIGNATORY,
    Role.REGIONAL,
    Role.PROTECTION,
    Role.ADMINISTRATOR,
)

VERBS: dict[str, frozenset[Role]] = {
    "view_letters": frozenset({C, K, S, P}),
    "view_recipients": frozenset({C, K, S, P}),
    "keep_recipients": frozenset({K}),
    "draft_letter": frozenset({K}),
    "write_family": frozenset({C, K}),
    "approve_letter": frozenset({K, S}),
    "number_letter": frozenset({K, S}),
    "sign_letter": frozenset({K, S}),
    "void_letter": frozenset({K}),
    "view_texts": frozenset({K, S}),
    "write_texts": frozenset({K}),
    "approve_texts": frozenset({K, S}),
    "bind_again": frozenset({K, C}),
    "dispatch": frozenset({K, C}),
    "record_earlier": frozenset({K, C}),
    "record_reply": frozenset({K, C}),
    "view_register": frozenset({C, K, S, P}),
    "export_register": frozenset({K, P}),
    "keep_heads": frozenset({K, A}),
    "keep_meetings": frozenset({C, K, S}),
}
roles.extend(VERBS)
