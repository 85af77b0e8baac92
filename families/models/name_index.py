from django.db import models


class NameKey(models.Model):
    """A key under which a name is found (families/names/keys.py), and the person's year of birth.

    `year` is 0 where it is not known to a few years. `name` is the number of the PersonName; no
    foreign key guards it, because millions of rows would pay for it: `families.matching` alone
    writes here, and whoever reads asks PersonName for what it found.
    """

    pk = models.CompositePrimaryKey("key", "year", "name")
    key = models.BigIntegerField()
    year = models.SmallIntegerField()
    name = models.IntegerField()

    def __str__(self):
        return str(self.pk)


class NameWord(models.Model):
    """A word that stands in some name, under each of its skeletons and its first letters."""

    pk = models.CompositePrimaryKey("skeleton", "word")
    skeleton = models.CharField(max_length=44)
    word = models.CharField(max_length=100)

    def __str__(self):
        return str(self.pk)
