"""Fields sealed and opened in a second, and how long 50,000 data keys take to be wrapped anew."""

import json
import secrets
import time

from families import rotation, wrapping
from families.ciphers import seal, unseal
from families.models import ContactPoint, Person

FIELDS = 100_000
KEYS = 50_000
VALUE = "اهواز، خیابان نمونه، کوچهٔ نمونه، پلاک ۱".encode()


def per_second(count, work) -> int:
    start = time.perf_counter()
    work()
    return round(count / (time.perf_counter() - start))


def test_sealing(db, settings, tmp_path, capsys):
    settings.KEYS_DIR = tmp_path / "keys"
    key = secrets.token_bytes(32)
    contexts = [f"families.contactpoint:{n}:value" for n in range(FIELDS)]
    sealed = []
    figures = {
        "fields_sealed_per_s": per_second(
            FIELDS, lambda: sealed.extend(seal(key, VALUE, context=c) for c in contexts)
        ),
        "fields_opened_per_s": per_second(
            FIELDS,
            lambda: [unseal(key, s, context=c) for s, c in zip(sealed, contexts, strict=True)],
        ),
    }
    Person.objects.bulk_create([Person() for _n in range(KEYS)], batch_size=5000)
    rows = [
        ContactPoint(person=person, value="0916 000 0005") for person in Person.objects.all()[:5000]
    ]
    figures["rows_saved_per_s"] = per_second(
        len(rows), lambda: ContactPoint.objects.bulk_create(rows, batch_size=1000)
    )
    figures["rows_read_per_s"] = per_second(
        len(rows), lambda: [p.value for p in ContactPoint.objects.select_related("person")]
    )
    start = time.perf_counter()
    done = rotation.rotate(batch=5000)
    figures |= {"keys_rotated": done.wrapped, "rotation_s": round(time.perf_counter() - start, 2)}
    wrapping._right_key.cache_clear()
    wrapping._later_key.cache_clear()
    with capsys.disabled():
        print("\n" + json.dumps({"sealing": figures}))

    assert done.wrapped == KEYS
