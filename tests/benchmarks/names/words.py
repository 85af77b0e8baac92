"""The words that invented names are made of, and how the Latin ones are spelled otherwise."""

import random

_MEN = """
محمد mohammad علی ali حسین hossein حسن hassan رضا reza احمد ahmad مهدی mehdi ابراهیم ebrahim
محمود mahmoud عباس abbas جواد javad حمید hamid سعید saeed امیر amir مجید majid محسن mohsen
ناصر naser اکبر akbar اصغر asghar کریم karim رحیم rahim یوسف yousef قاسم ghasem اسماعیل esmail
جعفر jafar صادق sadegh تقی taghi مصطفی mostafa مرتضی morteza مجتبی mojtaba هادی hadi وحید vahid
نوید navid داوود davoud سلیمان soleiman یعقوب yaghoub موسی mousa عیسی isa یحیی yahya خلیل khalil
جلال jalal جمال jamal کمال kamal منصور mansour مسعود masoud بهروز behrouz بهرام bahram
بهمن bahman بهزاد behzad فرهاد farhad فریدون fereydoun فیروز firouz کوروش kourosh داریوش dariush
خسرو khosrow پرویز parviz پیمان peyman شهرام shahram شهریار shahriar کاوه kaveh کامران kamran
کیوان keyvan منوچهر manouchehr هوشنگ houshang ایرج iraj بیژن bijan رستم rostam سهراب sohrab
سیاوش siavash عبدالله abdollah عبدالکریم abdolkarim عبدالرحمان abdolrahman عثمان osman عمر omar
طاهر taher ظاهر zaher یاسر yaser یاسین yasin زید zeyd سامی sami سمیر samir فاروق farough
فیصل feysal لطیف latif مراد morad نجیب najib هدایت hedayat ذبیح zabih ثابت sabet شاپور shapour
رشید rashid راشد rashed
"""
_WOMEN = """
فاطمه fatemeh زهرا zahra مریم maryam زینب zeynab معصومه masoumeh خدیجه khadijeh صدیقه sedigheh
طاهره tahereh لیلا leila سکینه sakineh نرگس narges نسرین nasrin پروین parvin شهلا shahla
مهین mahin ناهید nahid شیرین shirin سارا sara مینا mina سپیده sepideh آرزو arezou ژاله zhaleh
لاله laleh پروانه parvaneh فرزانه farzaneh فریبا fariba فرشته fereshteh فیروزه firouzeh
فهیمه fahimeh اعظم azam ملیحه maliheh منیژه manijeh منیره monireh محبوبه mahboubeh نفیسه nafiseh
وحیده vahideh ثریا soraya صفیه safiyeh رقیه roghayeh راضیه raziyeh مرضیه marziyeh حلیمه halimeh
حمیده hamideh هاجر hajar عایشه ayesheh سمیه somayeh سمیرا samira الهام elham الهه elaheh
هما homa هدی hoda گلناز golnaz مهناز mahnaz شهناز shahnaz شکوفه shokoufeh عاطفه atefeh
"""
_STEMS = """
تهران tehran شیراز shiraz اصفهان esfahan کرمان kerman تبریز tabriz یزد yazd همدان hamedan
کاشان kashan خراسان khorasan گیلان gilan مازندران mazandaran کردستان kordestan لرستان lorestan
اهواز ahvaz دزفول dezful بهبهان behbahan نیشابور neyshabour سبزوار sabzevar قزوین ghazvin
زنجان zanjan اردبیل ardabil مراغه maragheh صابون saboun آهنگر ahangar نجار najar زرگر zargar
خیاط khayat عطار attar صراف saraf بزاز bazaz نقاش naghash کاتب kateb حکاک hakak دهقان dehghan
چوپان choupan شکار shekar باغ bagh گلستان golestan بهار bahar خزان khazan طوفان toufan
دریا darya کوه kouh سنگ sang آفتاب aftab مهتاب mahtab ستار setar روشن roshan نور nour صبح sobh
شجاع shoja دلیر delir پهلوان pahlavan جهان jahan ایران iran وطن vatan آزاد azad بنده bandeh
شاه shah سلطان soltan وزیر vazir امین amin حافظ hafez سعد saad غفار ghaffar قربان ghorban
رمضان ramezan رجب rajab شعبان shaban محرم moharram نوروز norouz فروغ forough عزیز aziz
جلیل jalil جمیل jamil حبیب habib لطف lotf عرفان erfan ذاکر zaker ناظر nazer شاکر shaker
صابر saber طالب taleb غالب ghaleb فاضل fazel کامل kamel واعظ vaez
"""
_ENDINGS = """
ی i زاده zadeh نژاد nejad پور pour نیا nia فر far یان ian وند vand لو lou منش manesh تبار tabar
خواه khah دوست doust نسب nasab بخش bakhsh گر gar بان ban چی chi
"""
_FRONTS = "نیک nik خوش khosh پاک pak سر sar شیر shir گل gol بی bi کم kam نو no"


def _pairs(text: str) -> list[tuple[str, str]]:
    words = text.split()
    return list(zip(words[::2], words[1::2], strict=True))


MEN, WOMEN = _pairs(_MEN), _pairs(_WOMEN)


def surnames(rng: random.Random) -> list[tuple[str, str]]:
    """About forty thousand, in the order of how common they are."""
    stems = _pairs(_STEMS) + MEN
    stems += [(a + c, b + d) for a, b in _pairs(_FRONTS) for c, d in stems]
    made = [(s + e, t + f) for s, t in stems for e, f in _pairs(_ENDINGS)]
    rng.shuffle(made)
    return made


# English, French, German, Albanian and Arabist habits; each is followed by some writers.
_HABITS = [
    [("ou", "u"), ("ou", "oo"), ("ou", "o")],
    [("gh", "q"), ("gh", "g"), ("gh", "k")],
    [("kh", "h"), ("kh", "ch")],
    [("j", "dj"), ("j", "xh"), ("j", "dsch")],
    [("sh", "ch"), ("sh", "sch")],
    [("v", "w")],
    [("ey", "ei"), ("ey", "ay"), ("ei", "ey"), ("ei", "ai")],
    [("i", "ee"), ("i", "y")],
    [("e", "i"), ("e", "a")],
    [("o", "u")],
    [("eh", "e"), ("eh", "a"), ("eh", "ah")],
    [("zh", "j")],
    [("ss", "s"), ("rr", "r"), ("mm", "m"), ("ff", "f")],
]


def respell(rng: random.Random, latin: str) -> str:
    """One of the other spellings of a Latin word; often the same."""
    for habit in rng.sample(_HABITS, 3):
        old, new = rng.choice(habit)
        if old in latin and rng.random() < 0.7:
            latin = latin.replace(old, new, 1)
    return latin
