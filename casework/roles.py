"""Who may do what: the one table.

A verb is given to roles; `where` says on which cases: OWN (the office of a current post), ALL
(every office), or PUBLIC (nothing but the public card of another office's case). Verbs of the
upper floors are registered by them with `extend`, so that this stays the one place to ask.
"""

from enum import StrEnum


class Role(StrEnum):
    CLERK = "clerk"
    COORDINATOR = "coordinator"
    SIGNATORY = "signatory"
    REGIONAL = "regional"
    PROTECTION = "protection"
    ADMINISTRATOR = "administrator"


C, K, S, R, P, A = (
    Role.CLERK,
    Role.COORDINATOR,
    Role.SIGNATORY,
    Role.REGIONAL,
    Role.PROTECTION,
    Role.ADMINISTRATOR,
)
CASE_STAFF = frozenset({C, K, S, R, P})

VERBS: dict[str, frozenset[Role]] = {
    # looking
    "view_case": CASE_STAFF,
    "view_contacts": frozenset({C, K, R, P}),
    "view_documents": CASE_STAFF,
    "view_risk": frozenset({K, P}),
    "look_up": CASE_STAFF,
    "view_board": CASE_STAFF,
    "view_figures": CASE_STAFF,
    "view_all_figures": frozenset({K, S, P}),  # of all offices together, without small numbers
    "view_work": frozenset({C, K, S, R, P}),
    # at the desk
    "log_request": frozenset({C, K, R}),
    "attach": frozenset({C, K, R}),
    "add_contact": CASE_STAFF,
    "add_note": CASE_STAFF,
    "tell_family": frozenset({C, K, R}),
    "keep_quiet": frozenset({C, K, R}),
    "change_due": CASE_STAFF,
    "record_consent": frozenset({C, K, R}),
    "hand_in_news": frozenset({C, K, S, R, P, A}),
    "edit_people": frozenset({C, K, R}),
    "undo_own_step": CASE_STAFF,
    "ask_more": frozenset({C, K}),
    "complete": frozenset({C, K, R}),
    "withdraw": frozenset({C, K, R}),
    "register": frozenset({C, K, R}),
    "note_risk": frozenset({C, K, R}),
    "take_message": frozenset({C, K, R}),
    "check_message": frozenset({C, K, P}),  # another person than who took it down
    "set_safety_stop": frozenset({C, K, S, R, P}),
    # coordinating
    "start_review": frozenset({K}),
    "accept": frozenset({K}),
    "decline": frozenset({K}),
    "hold": frozenset({K}),
    "resume": frozenset({K}),
    "close": frozenset({K}),
    "reopen": frozenset({K}),
    "review": frozenset({K}),
    "ask_reopening": frozenset({K}),
    "assign": frozenset({K}),
    "prioritise": frozenset({K}),
    "link_people": frozenset({K, P}),
    "co_sign": frozenset({P}),
    "import_register": frozenset({K}),
    "export": frozenset({K, P}),
    "approve_export": frozenset({K, P}),
    "exchange_pfif": frozenset({K}),
    "undo_import": frozenset({K}),  # asks; "agree_undo_import" does it
    # protecting
    "lift_safety_stop": frozenset({P}),
    "read_handed_in_news": frozenset({P}),
    "keep_sealed": frozenset({P}),
    "second_sealed": frozenset({P}),  # the second person may sit in another office
    "agree_reopening": frozenset({P}),
    "agree_undo_import": frozenset({P}),
    # between offices, and between colleagues
    "offer_transfer": frozenset({K}),
    "decide_transfer": frozenset({K}),
    "lend_case": frozenset({K}),
    "open_in_emergency": CASE_STAFF,
    "review_opening": frozenset({K, P}),
    "mark_death": frozenset({C, K, R}),
    "name_successor": frozenset({C, K, R}),
    "hand_over": CASE_STAFF,
    "hand_over_for": frozenset({K}),
    "name_deputy": frozenset({K, S}),
    # watching
    "see_alerts": frozenset({P, A}),
    "see_sealed_alerts": frozenset({P}),
    "keep_canaries": frozenset({P, A}),
    # running the house
    "administer": frozenset({A}),
}


def extend(verbs: dict[str, frozenset[Role]]) -> None:
    """Adds the verbs of an upper floor. A verb that stands already is refused (ValueError)."""
    twice = VERBS.keys() & verbs.keys()
    if any(VERBS[v] != verbs[v] for v in twice):
        raise ValueError(f"Verbs given twice: {sorted(twice)}")
    VERBS.update(verbs)


def allowed(roles: set[Role], verb: str) -> bool:
    """Whether any of the roles carries the verb. An unknown verb is nobody's (KeyError)."""
    return not VERBS[verb].isdisjoint(roles)
