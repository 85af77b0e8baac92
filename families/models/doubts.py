"""What does not fit together in what was told. Said beside the record, never a block."""

from families.calendars import before

from .person import Person


def doubts(person: Person) -> list[str]:
    """Codes of what cannot all be true: `birth_after_news`, `birth_after_death`,
    `news_after_death`, and a date's own problem as `birth:no_such_day`. Maybe is no doubt."""
    heard = [news.on for news in person.news.all() if news.on]
    found = []
    if person.birth:
        if any(before(on, person.birth) == "yes" for on in heard):
            found.append("birth_after_news")
        if person.died_on and before(person.died_on, person.birth) == "yes":
            found.append("birth_after_death")
        if person.birth.problem:
            found.append(f"birth:{person.birth.problem}")
    if person.died_on and any(before(person.died_on, on) == "yes" for on in heard):
        found.append("news_after_death")
    return found
