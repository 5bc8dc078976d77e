"""Invented articles with all that makes words hard to find again: quotes, dashes, scripts, repeats, inline markup."""

from __future__ import annotations

__all__ = ["ARTICLES"]

_QUOTES = """
<p>“The lamp went out at nine,” the keeper said, “and nobody at the board picked up the telephone that night.”
‘Nobody?’ asked the chair of the inquiry, who had read the minutes twice before the hearing began.
The keeper’s reply—“nobody, sir”—was met with silence in the hall.
"Straight quotation marks," the clerk noted, "are used in the printed record of the inquiry throughout."
It’s the board’s duty, isn’t it?</p>
<p>«La lanterne est tombée», wrote the consul of the southern port in a letter that was read aloud on Tuesday.
„Das Licht war aus“, said a skipper who had come in from the north with eleven crates of herring aboard.
The rock ’n’ roll festival on the pier was moved to the hall of the fishers’ guild after a vote of five to four.
She answered: “He said ‘never’ – and he meant it – in front of all the members of the harbour board.”</p>
"""

_DASHES = """
<p>The cease-fire on the fish-market, agreed on Monday, fell apart within twenty-four hours of its signing.
Twenty-one traders – among them six from the out-of-town stalls – refused to sign the paper on Tuesday.
The quarrel is about ice—its price, its weight and its colour—and about who may sell it before sunrise.
R&amp;D, the board's own shop, sells ice &amp; salt, rope &amp; tar, hooks, lines and sinkers at cost price.
Prices rose by 3.5% – 4.2% in the northern half – between 1 May and 30 June, the market-master reported.
A 50-50 split?</p>
<p>“Either/or is no answer,” said the go-between, a well-known ex-pilot from the neighbouring town of Oskvale.
The next round of talks—if there is one—begins on 12-13 July at the old custom-house, he added.
Neither side has said yes, no, or even maybe, to the go-between's last-minute offer of a week-long truce.
It is a so-called win-win-win.</p>
"""

_NUMBERS = """
<p>The count of 1,204 votes ended at 02:15 on Sunday, with 612 for the new pier and 592 against it.
Turnout was 71.4 per cent, up from 68.9 per cent in the vote of 2,019 residents four years before.
The pier will cost $3.2m, of which €1.1m comes from the county and £450,000 from the fishers' own fund.
At 59.3293° N, 18.0686° E, the site lies 1.5 km from the town and 4½ m above the mean level of the sea.
The number to call is +00 555 0100, and the office (room 12b, 2nd floor) opens at 8.30 a.m. on weekdays.
In all, 7 of 12 districts voted for it.</p>
<p>The vote passed by 20.
Turnout was 71.4 per cent in the north, 66.0 per cent in the south and 80.2 per cent on the two islands.
The first 100 piles, each 12.5 m long and 0.4 m thick, are due by rail on 3/11 or, at the latest, on 5/11.
A second count, asked for by 33 voters under §14(2) of the by-laws, confirmed 612 and 592 to the vote.</p>
"""

_REPEATS = """
<p>Nobody was hurt.
The eastern wall of the harbour gave way at four in the morning, the harbour board said on Wednesday.
Nobody was hurt, the board said.
The eastern wall of the harbour gave way in the storm of the year before as well, in the same place.</p>
<p>Nobody was hurt.
The western wall held.
The eastern wall of the harbour gave way at four in the morning, a night watchman said on Wednesday.
The western wall held.</p>
<p>Work begins on Friday.
Nobody was hurt.
The crane comes on Friday.
Work begins on Friday.</p>
<p>The harbour board said on Wednesday that the wall would be rebuilt, and that the wall would be higher.
The harbour board said on Wednesday that the wall would be rebuilt, and that the road would be closed.
The harbour board said on Wednesday that the bill would be paid, and that the road would be closed.</p>
"""

_MARKUP = """
<p>The <em>Alcyone</em> left the <a href="https://example.org/harbour">northern harbour</a> at <b>six</b> with 40
people aboard and <i>no</i> radio, the coast guard <a href="https://example.org/log">wrote in its log</a>.
Its captain, <span class="name">Mara <span>Lindq</span>vist</span>, has sailed the strait for thirty years.
<strong>She turned back at seven.</strong>
The wind, <em>a gale by then</em>, blew from the <abbr title="north-north-west">NNW</abbr> with gusts of 34 m/s.
“<em>We</em> saw the light,” she wrote<sup>a</sup>, “and <a href="#b">steered <b>for <i>it</i></b></a> all night.”</p>
<p>Water is written H<sub>2</sub>O on the side of the new pump, which is the <code>QX-7</code> of the board's yard.
<a href="https://example.org/pump">The whole of this sentence, which is about the pump, is a link to its maker.</a>
The pump, <del>bought</del> <ins>hired</ins> in May, was <mark>paid for twice</mark>, the auditors <q>noted</q>.
It works.</p>
<ul><li>The <b>first</b> item of the list says that the pump is red and stands behind the shed of the pilots.</li>
<li>The <b>second</b> item of the list says that the pump is blue and stands in front of the ferry office.</li></ul>
<blockquote><p>Both, <cite>the Harbour Post</cite> found, are <em>wrong</em>: there is no pump at all.</p></blockquote>
"""

_ARABIC = """
<p>قالت سلطة الميناء يوم الاثنين إن المنارة الشمالية انطفأت ثلاث ليالٍ متتالية بسبب عطل في المولد القديم.
لم يصب أحد بأذى.
وأضاف المتحدث باسم السلطة، الذي طلب عدم ذكر اسمه، أن فريق الإصلاح سيصل يوم الأربعاء على متن العبّارة.
هل كان التأخير ضروريًا؟
«لم نسمع شيئًا من المجلس»، قال أحد الصيادين في السوق، «ولم نخرج إلى البحر منذ يوم السبت الماضي».
بلغت الخسائر 1,250 دينارًا.</p>
<p>لم يصب أحد بأذى.
وقالت سلطة الميناء يوم الثلاثاء إن المنارة الجنوبية تعمل كما ينبغي، وإن السفن تستطيع الدخول ليلًا.</p>
"""

_HEBREW = """
<p>רשות הנמל הודיעה ביום שני כי המגדלור הצפוני כבה במשך שלושה לילות רצופים בגלל תקלה בגנרטור הישן.
איש לא נפגע.
דובר הרשות, שביקש שלא להזכיר את שמו, אמר כי צוות התיקונים יגיע ביום רביעי עם המעבורת של הבוקר.
האם העיכוב היה הכרחי?
"לא שמענו דבר מן המועצה", אמר אחד הדייגים בשוק, "ולא יצאנו לים מאז יום שבת שעבר בגלל הערפל".
המנהל הכללי של חברת "אור־ים" בע״מ מסר כי המחיר עלה ל־1,250 שקל, כלומר ב־12% יותר מן השנה שעברה.</p>
<p>איש לא נפגע.
רשות הנמל הודיעה ביום שלישי כי המגדלור הדרומי פועל כשורה, וכי אוניות יכולות להיכנס גם בלילה.</p>
"""

_CHINESE = """
<p>港口委员会周一表示，北方灯塔的灯已经连续熄灭了三个晚上，原因是旧发电机出了故障，备用零件还没有运到。没有人受伤。
“我们没有听到委员会的任何消息，”一位渔民在市场上说，“从上个星期六开始，我们就再也没有出过海，家里的鱼干也快吃完了。”
维修队星期三到。发言人补充说，新的发电机将于3月14日用渡船运来，费用为1,250元，比去年高出12%，由县政府支付一半。</p>
<p>没有人受伤。港口委员会周二表示，南方灯塔工作正常，船只夜间可以进港，但是小船仍然应当避开东边的浅滩和旧码头的桩子。
这是真的吗？委员会主席没有回答记者的问题，只说会议将在下个月举行，届时所有居民都可以参加，也可以提出自己的意见和建议。</p>
"""

_JAPANESE = """
<p>港湾委員会は月曜日、北の灯台の明かりが三晩続けて消えていたと発表し、古い発電機の故障が原因だと説明した。けが人はいなかった。
「委員会からは何も聞いていません」と市場の漁師は話し、「先週の土曜日から一度も海に出ていないので、みんな困っています」と続けた。
修理班は水曜日に着く。広報担当者によると、新しい発電機は三月十四日にフェリーで運ばれ、費用は1,250円で、半分は県が負担するという。</p>
<p>けが人はいなかった。南の灯台は正常に動いており、船は夜でも入港できるが、小さな船は東の浅瀬を避けるようにと委員会は呼びかけた。</p>
"""

_KOREAN_AND_THAI = """
<p>항만 위원회는 월요일에 북쪽 등대의 불이 낡은 발전기의 고장 때문에 사흘 밤 연속으로 꺼져 있었다고 밝혔다.
다친 사람은 없었다.
“위원회에서는 아무 말도 듣지 못했다”고 시장의 한 어부가 말했고, 지난 토요일부터 바다에 나가지 못했다고 덧붙였다.
수리반은 수요일에 온다.</p>
<p>คณะกรรมการท่าเรือแถลงเมื่อวันจันทร์ว่า ไฟของประภาคารทางเหนือดับติดต่อกันสามคืน เพราะเครื่องปั่นไฟเก่าเสีย</p>
"""

_EUROPE = """
<p>Портовая комиссия сообщила в понедельник, что северный маяк не горел три ночи подряд из-за старого генератора.
Никто не пострадал.
«Мы ничего не слышали от комиссии», — сказал рыбак на рынке, добавив, что не выходил в море с прошлой субботы.
Η επιτροπή του λιμανιού ανακοίνωσε τη Δευτέρα ότι ο βόρειος φάρος έμεινε σβηστός τρεις νύχτες στη σειρά.
Κανείς δεν τραυματίστηκε;</p>
<p>Liman kurulu, kuzeydeki fenerin İstanbul’dan gelen parça yüzünden üç gece boyunca ışıksız kaldığını açıkladı.
Straße für Straße suchten die Lotsen nach dem Schlüssel, den der Wärter am Freitagabend verloren hatte.
Le maire a déclaré : « Nous n’avons rien entendu ; pourtant, nous avons téléphoné trois fois à la capitainerie ! »
¿Quién apagó la luz del faro del norte durante tres noches seguidas, preguntó el alcalde en la plaza?
Zażółć gęślą jaźń, powiedział rybak, który od soboty nie wypłynął w morze i czeka na prom z częściami.</p>
"""

_MIXED = """
<p>The board's Arabic notice, «لم يصب أحد بأذى», was read out in the market by a teacher from the southern port.
The Hebrew word for lighthouse, מגדלור, and the Chinese one, 灯塔, stand on the new sign beside the pier.
The ship 海鸥号 came in at dawn.
An emoji 🚢 in the log of the coast guard – one of 🚢🚢🚢 – caused some debate among the elder members.
The café, the naïve piqué and the façade: none of the words with accents on the sign was spelled right.
The cafe, the naive pique and the facade: none of the words with accents on the sign was spelled right.
A soft\u00adhyphen\u00adated word and a non\u00a0breaking\u00a0blank hide in this sentence, which is long enough.
The e-mail address harbour@example.org and the page https://example.org/a-b,c&amp;d are printed on the back.
Is 100% of it true?
Some_words are_joined by under_scores, others by slashes and/or tildes~like~these, and some by plus+signs.</p>
<p>THE WHOLE OF THIS SENTENCE IS PRINTED IN CAPITAL LETTERS BY A CLERK WHO HAD LOST HIS SPECTACLES ON MONDAY.
The whole of this sentence is printed in small letters by a clerk who had found his spectacles on Tuesday.
One line of this sentence ends early, because the printer of the paper<br>wanted it so, and goes on below.</p>
"""

_SIGNS = """
<p>#harbour and @board were the words of the day; a+b=c and 1 &lt; 2 stood on the blackboard of the night school.
The address ends in #:~:text=lamp,-out, which is how one leads a reader to a passage, the librarian explained.
The ship’s “log” (three volumes; 1,100 pages) ends—mid-word—with “the lamp is o…”, and nothing follows it.
… and nothing came of it.
The motion (see page 12 [of the minutes]) was carried: yes, 7; no, 5; absent, 1; spoiled, 0; and so it stands.
The lamp, said Mr. J. R. Aalto of the U.S. Lighthouse Society, has a range of 19.5 nautical miles in fair weather.
“Is it you?” he called.
“It is,” she said, “me.”
The boats’ owners’ lawyers’ fees were the board’s, not the owners’, the court of the county held on Thursday.
AT&amp;T-like names such as R&amp;B, Q&amp;A and M&amp;S-style ones have an ampersand, not an “and”.</p>
<p>In a sentence that goes on for much longer than is good for it, the board explained that the lamp, which had been
bought by the county in the spring of the year before last, had been stored in a shed behind the office of the pilots,
had been moved to the cellar of the town hall when the shed was sold, had been lent to a museum, and had at last been
found, wrapped in a sail, by two children who were looking for their dog, on the stairs of the very lighthouse.
They were thanked.
Fees: 10% (members), 20% (guests), 30% (others) – all plus 5% – are due by 5 p.m.; those who pay late pay 50%.
C’est la vie, or “Así es la vida”, or «Такова жизнь», or 「人生とはそんなもの」, as the cook of the ferry used to say.
The sign says 50%20off, which is what becomes of a blank and a per cent sign when a machine prints them, he said.
Ships that pass in the night, and speak each other in passing, only a signal shown and a distant voice in the dark.
Yes—no—maybe.
Item 1 of the list, item 2 of the list and item 3 of the list were voted on together; item 4 of the list was not.</p>
"""

_LONG = "".join(
    f"<p>District {number} of the {side} shore reported on {day} that its share of the new pier had been paid in full."
    f" The clerk of district {number} on the {side} shore said on {day} that the stamp on the receipt was"
    f" {colour}, and that the stamp on the receipt was dry. It was {colour}. Nobody from district {number} objected"
    f" to the pier. District {number} of the {side} shore was silent on the tax.</p>\n"
    for number, (side, day, colour) in enumerate(
        (side, day, colour)
        for side in ("northern", "southern")
        for day, colour in (
            *(("Monday", "red"), ("Tuesday", "blue"), ("Wednesday", "green"), ("Thursday", "violet")),
            *(("Friday", "black"), ("Saturday", "yellow"), ("Sunday", "white")),
        )
    )
)

ARTICLES: dict[str, tuple[str, str, str]] = {
    "quotes": ("en", "The lamp went out at nine", _QUOTES),
    "dashes": ("en", "Cease-fire on the fish-market falls apart", _DASHES),
    "numbers": ("en", "Vote for the pier: 612 to 592", _NUMBERS),
    "repeats": ("en", "The eastern wall of the harbour gave way", _REPEATS),
    "markup": ("en", "Alcyone turns back", _MARKUP),
    "arabic": ("ar", "انطفاء المنارة الشمالية", _ARABIC),
    "hebrew": ("he", "המגדלור הצפוני כבה", _HEBREW),
    "chinese": ("zh", "北方灯塔熄灭", _CHINESE),
    "japanese": ("ja", "北の灯台が消える", _JAPANESE),
    "korean": ("ko", "북쪽 등대의 불이 꺼지다", _KOREAN_AND_THAI),
    "europe": ("en", "Lighthouse news of the continent", _EUROPE),
    "mixed": ("en", "What the board wrote down", _MIXED),
    "signs": ("en", "Signs of the harbour", _SIGNS),
    "long": ("en", "All districts have paid", _LONG),
}
"""Language, headline and body, in HTML, by name."""
