"""A small registry with every type of field, for the tests of the markup."""

from casework.wording import Field, FieldType, registry

FIELDS = registry(
    Field("office.name", FieldType.TEXT, "Office"),
    Field("office.address", FieldType.ADDRESS, "Address"),
    Field("enquirer.name", FieldType.NAME, "Enquirer", "S2", "P9"),
    Field("letter.number", FieldType.REFERENCE, "Number"),
    Field("letter.date", FieldType.DATE, "Date"),
    Field("birth", FieldType.PARTIAL_DATE, "Birth", "S2"),
    Field("office.phone", FieldType.PHONE, "Telephone"),
    Field("office.email", FieldType.EMAIL, "E-mail"),
    Field("cases.count", FieldType.COUNT, "Cases"),
    Field("host.named", FieldType.FLAG, "May be named"),
    Field(
        "cases",
        FieldType.ROWS,
        "Cases",
        row=(
            Field("row", FieldType.COUNT, "Line"),
            Field("case.reference", FieldType.REFERENCE, "Case"),
            Field("item", FieldType.TEXT, "Item"),
        ),
    ),
)
