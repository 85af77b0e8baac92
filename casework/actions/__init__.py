"""The one door for changes. Each action is one transaction: lock, compare, may they, conditions,
change, version, trail. Effects wait for the commit.

    requests   log_request, take_over, change what was told
    cases      move, check and accept
    bulk       one step with many cases
    consents   record and withdraw
    papers     attach, remove
    contacts   contacts, notes, told / not reached
    news       hand in (write-only)
    outward    what the upper floor tells about letters: steps, marks, numbers
    drafts     what is being typed
    house      organisation, offices, staff, posts, bodies
"""
