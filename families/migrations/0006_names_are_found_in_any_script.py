from django.db import migrations, models

# The tables in the database's own words, as families/matching/tables.py makes them for a rebuild.
SQLITE = [
    "CREATE TABLE families_namekey (key INTEGER NOT NULL, year INTEGER NOT NULL, "
    "name INTEGER NOT NULL, PRIMARY KEY (key, year, name)) WITHOUT ROWID",
    "CREATE TABLE families_nameword (skeleton TEXT NOT NULL, word TEXT NOT NULL, "
    "PRIMARY KEY (skeleton, word)) WITHOUT ROWID",
]
POSTGRESQL = [
    "CREATE TABLE families_namekey (key bigint NOT NULL, name integer NOT NULL, "
    "year smallint NOT NULL)",
    "CREATE INDEX families_namekey_found ON families_namekey (key, year, name)",
    'CREATE TABLE families_nameword (skeleton text COLLATE "C" NOT NULL, '
    'word text COLLATE "C" NOT NULL)',
    "CREATE UNIQUE INDEX families_nameword_found ON families_nameword (skeleton, word)",
]


def make(apps, schema_editor):
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        schema_editor.execute(statement)


def unmake(apps, schema_editor):
    schema_editor.execute("DROP TABLE families_namekey")
    schema_editor.execute("DROP TABLE families_nameword")


class Migration(migrations.Migration):
    dependencies = [("families", "0005_names_find_their_place")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(make, unmake)],
            state_operations=[
                migrations.CreateModel(
                    name="NameKey",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "key",
                                "year",
                                "name",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        ("year", models.SmallIntegerField()),
                        ("name", models.IntegerField()),
                    ],
                ),
                migrations.CreateModel(
                    name="NameWord",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "skeleton",
                                "word",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("skeleton", models.CharField(max_length=44)),
                        ("word", models.CharField(max_length=100)),
                    ],
                ),
            ],
        ),
    ]
