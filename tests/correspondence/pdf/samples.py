"""Sample letters for the layout tests: invented people, four languages, forty rows."""

from correspondence.pdf import (
    DataSheet,
    LetterDocument,
    Letterhead,
    Numbered,
    PageMarks,
    Paragraph,
    Schedule,
    TitledLines,
    isolate,
)

GIVEN = {
    "fa": [
        "محمد",
        "زهرا",
        "علی\u200cاکبر",
        "فاطمه",
        "حسین",
        "مریم",
        "ابراهیم",
        "گلنار",
        "ژاله",
        "چنگیز",
    ],
    "ar": ["محمد", "زهراء", "علي", "فاطمة", "حسين", "مريم", "إبراهيم", "ليلى", "نور", "خالد"],
    "en": [
        "Arman",
        "Zahra",
        "Blerim",
        "Fatime",
        "Hosein",
        "Maryam",
        "Ebrahim",
        "Golnar",
        "Zhale",
        "Changiz",
    ],
    "sq": ["Agim", "Zana", "Blerim", "Fatime", "Ilir", "Mira", "Çelik", "Gëzim", "Teuta", "Luan"],
}
FAMILY = {
    "fa": ["احمدی", "کریمی\u200cنژاد", "موسوی", "یوسفی", "پورحسین", "ژیان", "گودرزی", "شریفی"],
    "ar": ["الأحمدي", "الكريمي", "الموسوي", "اليوسفي", "الحسيني", "القاضي", "السامرائي", "الشريف"],
    "en": ["Sample", "Example", "Model", "Pattern", "Specimen", "Instance", "Proof", "Sketch"],
    "sq": ["Shembulli", "Modeli", "Prova", "Kampioni", "Mostra", "Gjurma", "Fleta", "Hëna"],
}
PLACES = {
    "fa": ["اهواز", "تیرانا", "آبادان", "تهران"],
    "ar": ["البصرة", "تيرانا", "بغداد", "عمّان"],
    "en": ["Ahvaz", "Tirana", "Abadan", "Tehran"],
    "sq": ["Ahvaz", "Tiranë", "Abadan", "Teheran"],
}
DIGITS = {
    "fa": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
    "ar": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
}
COLUMNS = {
    "fa": ["ردیف", "نام و نام خانوادگی", "نام پدر", "تاریخ تولد", "آخرین محل", "شمارهٔ پرونده"],
    "ar": ["الرقم", "الاسم الكامل", "اسم الأب", "تاريخ الميلاد", "آخر مكان", "رقم الملف"],
    "en": ["No.", "Full name", "Father", "Date of birth", "Last place", "Case reference"],
    "sq": ["Nr.", "Emri i plotë", "Emri i babait", "Data e lindjes", "Vendi i fundit", "Dosja"],
}
WORDS = {
    "fa": {
        "title": "درخواست جست‌وجو",
        "office": "دفتر پیوندهای خانوادگی",
        "lines": ["تیرانا، خیابان نمونه، شمارهٔ ۱۲", "office@example.org · +355 69 123 4567"],
        "head": [("شماره", "{ref}"), ("تاریخ", "۱ آذر ۱۴۰۵ (۲۲ نوامبر ۲۰۲۶)"), ("پیوست", "دارد")],
        "to": "به: نمایندگی کمیتهٔ بین‌المللی صلیب سرخ (ICRC)، تهران",
        "sender": "از: دفتر پیوندهای خانوادگی",
        "subject": "موضوع: درخواست جست‌وجو، چند پرونده",
        "body": [
            "مسئولان محترم نمایندگی،\nبا سلام و احترام،",
            "دفتر پیوندهای خانوادگی درخواست خانواده‌هایی را ثبت می‌کند که ارتباطشان با یکی از "
            "بستگان خود قطع شده است. این نامه تنها در همین مقام و با رضایت ثبت‌شدهٔ خانواده‌ها "
            "نوشته می‌شود.",
            "پیرو نامهٔ شمارهٔ {earlier} مورخ {iso} این دفتر، خواهشمند است در جست‌وجوی افراد "
            "نام‌برده در فهرست پیوست مساعدت فرمایید. تعداد پرونده‌های فهرست: **۴۰**.",
            "خواهشمند است:",
        ],
        "asks": [
            "پرونده‌ها را ثبت و شمارهٔ هر پرونده نزد آن نمایندگی را اعلام فرمایید؛",
            "جست‌وجو را به روشی که مناسب می‌دانید انجام دهید و پیش از انتقال هر خبری، رضایت "
            "آزادانهٔ خود فرد را جویا شوید؛",
            "در صورت امکان و با موافقت فرد، پیام خانوادگی را برسانید؛",
            "تنها آنچه را خود فرد اجازه می‌دهد به این دفتر اعلام فرمایید.",
        ],
        "end": "خواهشمند است پاسخ را به‌صورت کتبی، به زبان فارسی و با ذکر شمارهٔ نامه و پرونده‌ها "
        "به نشانی {mail} ارسال فرمایید. پاسخ دربارهٔ بخشی از پرونده‌ها نیز موجب سپاسگزاری است.",
        "closing": "با احترام،",
        "signatory": ("نام نمونهٔ هماهنگ‌کننده", "هماهنگ‌کنندهٔ دفتر"),
        "enclosures": ("فهرست پیوست‌ها", "پیوست شمارهٔ ۱: رونوشت شناسنامه (۲ صفحه)"),
        "copies": ("رونوشت:", "جمعیت هلال احمر، ادارهٔ جست‌وجو"),
        "classification": "محرمانه",
        "page": "صفحهٔ {x} از {y}",
        "schedule": "فهرست افراد",
        "family": "خانوادهٔ شمارهٔ",
    },
    "ar": {
        "title": "طلب بحث",
        "office": "مكتب الروابط العائلية",
        "lines": ["تيرانا، شارع المثال ١٢", "office@example.org · +355 69 123 4567"],
        "head": [("الرقم", "{ref}"), ("التاريخ", "٢٢ نوفمبر ٢٠٢٦"), ("المرفقات", "توجد")],
        "to": "إلى: بعثة اللجنة الدولية للصليب الأحمر (ICRC)، بغداد",
        "sender": "من: مكتب الروابط العائلية",
        "subject": "الموضوع: طلب بحث، عدة حالات",
        "body": [
            "السادة في البعثة المحترمون\nتحية طيبة وبعد،",
            "يسجّل مكتبنا (مكتب الروابط العائلية) طلبات العائلات التي انقطع اتصالها بأحد أقاربها، "
            "وهو يكتب إليكم بهذه الصفة وحدها واستنادًا إلى موافقات مسجَّلة من العائلات.",
            "إلحاقًا بكتابنا رقم {earlier} المؤرخ في {iso}، نرجو مساعدتكم في البحث عن الأشخاص "
            "الواردة أسماؤهم في القائمة المرفقة. عدد الحالات في القائمة: **٤٠**.",
            "نرجو منكم التكرم بما يلي:",
        ],
        "asks": [
            "تسجيل الحالات وإبلاغنا برقم ملف كل حالة لديكم؛",
            "البحث بالوسائل التي ترونها مناسبة، والحصول على الموافقة الحرة للشخص المعني قبل نقل "
            "أي خبر عنه؛",
            "نقل رسالة عائلية متى أمكن ذلك ووافق عليه الشخص المعني؛",
            "الاكتفاء بإبلاغنا بما يأذن به الشخص المعني.",
        ],
        "end": "نرجو أن يكون ردكم خطيًا، باللغة العربية، على العنوان {mail}، مع ذكر رقم كتابنا "
        "وأرقام الحالات. ونرحب كذلك برد بشأن بعض الحالات.",
        "closing": "وتفضلوا بقبول فائق الاحترام والتقدير،",
        "signatory": ("اسم المنسق النموذجي", "منسق المكتب"),
        "enclosures": ("قائمة المرفقات", "المرفق رقم ١: نسخة من شهادة الميلاد (صفحتان)"),
        "copies": ("نسخة إلى:", "جمعية الهلال الأحمر، قسم البحث"),
        "classification": "سرّي",
        "page": "صفحة {x} من {y}",
        "schedule": "قائمة الأشخاص",
        "family": "العائلة رقم",
    },
    "en": {
        "title": "Tracing request",
        "office": "Family Links Office",
        "lines": ["12 Example Street, Tirana", "office@example.org · +355 69 123 4567"],
        "head": [("Ref.", "{ref}"), ("Date", "22 November 2026"), ("Encl.", "3")],
        "to": "To: The Delegation of the International Committee of the Red Cross, Tehran",
        "sender": "From: Family Links Office",
        "subject": "Subject: Tracing request, several cases (our ref. {ref})",
        "body": [
            "Dear Sir or Madam,",
            "The Family Links Office records requests from families who have lost contact with a "
            "relative. We write in that capacity only, and with the families’ recorded consent.",
            "Further to our letter no. {earlier} of {iso}, we ask for your help in tracing the "
            "persons named in the attached schedule. Number of cases in the schedule: **40**.",
            "We should be grateful if you would:",
        ],
        "asks": [
            "register the cases and tell us your file number for each;",
            "search by the means you consider suitable and, before any news is passed on, obtain "
            "the free consent of the person concerned;",
            "carry a family message where this is possible and the person agrees;",
            "tell us only what the person concerned allows.",
        ],
        "end": "Please reply in writing, in English, to {mail}, quoting our reference and the "
        "case references. A reply on some of the cases is also welcome.",
        "closing": "Yours faithfully,",
        "signatory": ("Sample Coordinator", "Coordinator"),
        "enclosures": ("Enclosures", "Annex 1: Copy of a birth certificate (2 pages)"),
        "copies": ("cc:", "National Society, Tracing Service"),
        "classification": "CONFIDENTIAL",
        "page": "Page {x} of {y}",
        "schedule": "List of persons",
        "family": "Family",
    },
    "sq": {
        "title": "Kërkesë për kërkim",
        "office": "Zyra e Lidhjeve Familjare",
        "lines": ["Rruga Shembull 12, Tiranë", "office@example.org · +355 69 123 4567"],
        "head": [("Nr.", "{ref} Prot."), ("", "Tiranë, më 22.11.2026"), ("Bashkëlidhje", "Ka")],
        "to": "Drejtuar: Delegacionit të Komitetit Ndërkombëtar të Kryqit të Kuq, Teheran",
        "sender": "Nga: Zyra e Lidhjeve Familjare",
        "subject": "Lënda: Kërkesë për kërkim, disa raste",
        "body": [
            "Të nderuar zonja dhe zotërinj,",
            "Zyra e Lidhjeve Familjare regjistron kërkesat e familjeve që kanë humbur kontaktin me "
            "një të afërm. Ju shkruajmë vetëm në këtë cilësi dhe me pëlqimin e regjistruar të "
            "familjeve.",
            "Në vijim të shkresës sonë nr. {earlier}, datë {iso}, Ju lutemi të na ndihmoni në "
            "kërkimin e personave të shënuar në listën bashkëlidhur. Numri i rasteve: **40**.",
            "Ju lutemi:",
        ],
        "asks": [
            "t’i regjistroni rastet dhe të na njoftoni numrin e dosjes Suaj për secilin rast;",
            "të kryeni kërkimin me mjetet që i çmoni të përshtatshme dhe, para se të përcillet çdo "
            "lajm, të merrni pëlqimin e lirë të vetë personit;",
            "të përcillni një mesazh familjar, kur është e mundur dhe kur personi pajtohet;",
            "të na njoftoni vetëm atë që lejon vetë personi.",
        ],
        "end": "Ju lutemi të na ktheni përgjigje me shkrim, në gjuhën shqipe, në adresën {mail}, "
        "duke shënuar numrin e shkresës sonë dhe të rasteve.",
        "closing": "Me respekt,",
        "signatory": ("Emri i Koordinatorit", "Koordinator"),
        "enclosures": ("Bashkëlidhur:", "Shtojca 1: Kopje e certifikatës së lindjes (2 faqe)"),
        "copies": ("Për dijeni:", "Shoqata Kombëtare, Shërbimi i Kërkimit"),
        "classification": "KONFIDENCIALE",
        "page": "Faqja {x} nga {y}",
        "schedule": "Lista e personave",
        "family": "Familja",
    },
}


def digits(language: str, text: str) -> str:
    return text.translate(DIGITS[language]) if language in DIGITS else text


def person_row(language: str, number: int) -> list[str]:
    given, family = GIVEN[language], FAMILY[language]
    year = f"{1340 + number}" if language == "fa" else f"{1961 + number}"
    birth = digits(language, f"{year}/{number % 12 + 1:02}/{number % 28 + 1:02}")
    return [
        digits(language, str(number + 1)),
        f"{given[number % 10]} {family[number % 8]}",
        given[(number + 3) % 10],
        isolate(birth, "identifier", language),
        PLACES[language][number % 4],
        isolate(f"FL-2026/{153 + number:04}", "reference", language),
    ]


def schedule(language: str, rows: int, first: int = 0) -> Schedule:
    """So many rows in families of five; first: where the counting of persons begins."""
    groups = [
        (
            f"{WORDS[language]['family']} {isolate(f'F-26-{start + 1:03}', 'reference', language)}",
            [person_row(language, first + at) for at in range(start, min(start + 5, rows))],
        )
        for start in range(0, rows, 5)
    ]
    return Schedule(WORDS[language]["schedule"], COLUMNS[language], groups)


def letter(
    language: str,
    *,
    rows: int = 0,
    number: int = 1000,
    first: int = 0,
    watermark: str | None = None,
    sheets: tuple[DataSheet, ...] = (),
) -> LetterDocument:
    """A whole letter with everything a letter may hold; rows: persons in its schedule, from
    person number `first` on.
    """
    words = WORDS[language]
    reference = f"FL-2026/{number}"
    values = {
        "ref": isolate(reference, "reference", language),
        "earlier": isolate("FL-2024/17", "reference", language),
        "iso": isolate("2024-08-11", "identifier", language),
        "mail": isolate("office@example.org", "email", language),
    }
    body = [Paragraph(text.format(**values)) for text in words["body"]]
    body += [Numbered(words["asks"]), Paragraph(words["end"].format(**values))]
    return LetterDocument(
        language=language,
        title=f"{words['title']} {reference}",
        letterhead=Letterhead(words["office"], words["lines"]),
        head=[(label, value.format(**values)) for label, value in words["head"]],
        to=words["to"],
        sender=words["sender"],
        subject=words["subject"].format(**values),
        body=body,
        closing=words["closing"],
        signatory=words["signatory"],
        enclosures=TitledLines(words["enclosures"][0], [words["enclosures"][1]]),
        copies=TitledLines(words["copies"][0], [words["copies"][1]]),
        marks=PageMarks(
            reference=reference,
            page_label=words["page"],
            qr_text=lambda page: f"PV1:{reference}:{page}:7K3M",
            classification=words["classification"],
            watermark=watermark,
        ),
        schedule=schedule(language, rows, first) if rows else None,
        sheets=sheets,
    )
