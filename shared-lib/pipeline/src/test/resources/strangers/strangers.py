"""Strangers' files: small tables of invented rows, spelled as the exports of real tools are. Run: python3 strangers.py FOLDER [all]"""
import json, pathlib, random, sys, datetime

FOLDER = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else '.')
# With all, the files of the third and fourth round that were right at once, or are not mended, are written too.
ALL = len(sys.argv) > 2
THIRD = False
HELD = set("""adresses.csv alchemer.csv api-minimal.csv clientes-agencia.csv clientes-es.csv
    clienti-cap.csv decipher.csv dob-serial.csv encuesta-9.csv enquete-nl.csv
    filialen.csv income-weekly.csv inquerito.csv kaiin.csv klientet.csv klienti-lv.csv
    kontostand.csv kunden-mojibake.csv kundenliste-nr.csv kunder-kroner.csv leadtime.csv leden.csv
    leere-kunden.csv limesurvey-fr.csv livreurs.csv modulo.csv oui-non.csv phones-mixed.csv
    policyholders-in.csv postnumre.csv qualtrics-ja.csv ratings.csv recenze.csv renda.csv
    sap-minus.csv sex-01.csv shops-vn.csv sosci.csv spolki.csv unipark.csv vevok.csv wenjuan-hk.csv woo-commandes.csv
    minus.csv clienti-totale.csv souhrn.csv duplicate-names.csv transactions-us.csv enkat.csv belopp.csv
    qualtrics-se.csv msforms-de.csv limesurvey-es.csv kobo-cm.csv odk-ke.csv redcap-labels.csv surveycto-in.csv
    surveymonkey-it.csv questionpro.csv mturk.csv jotform-tr.csv lamapoll.csv zoho-ae.csv tally-pt.csv chargebee.csv
    hotel-pms.csv telco-it.csv butikker.csv revenue-ie.csv wenjuan-cn.csv limesurvey-pl.csv redcap-raw.csv
    gforms-jp.csv baselinker.csv weidian.csv bling.csv sparkasse.csv ryokan.csv vyplnto.csv survicate.csv
    unipark-text.csv narocila.csv mollie.csv""".split())
TRUTH = {}
SOURCES = {}

def write(name, text, truth, source, encoding='utf-8', newline='\n'):
    if THIRD and not ALL and name not in HELD:
        return
    (FOLDER / name).write_bytes(text.replace('\n', newline).encode(encoding))
    TRUTH[name] = truth
    SOURCES[name] = source

def table(name, head, rows, truth, source, sep=',', encoding='utf-8', before='', after='', newline='\n'):
    def cell(c):
        c = str(c)
        return '"' + c.replace('"', '""') + '"' if sep in c or '"' in c or '\n' in c else c
    text = before + sep.join(cell(h) for h in head) + '\n' if head else before
    text += ''.join(sep.join(cell(c) for c in row) + '\n' for row in rows) + after
    write(name, text, truth, source, encoding, newline)

def near(rng, centre, share=0.05):
    return centre * (1 + share * (2 * rng.random() - 1))

def three(rng, g, *centres):
    """One number near the centre of the group for each measure."""
    return [near(rng, c[g]) for c in centres]

def comma(x, digits=2, group='.'):
    whole, _, rest = f'{x:,.{digits}f}'.partition('.')
    return whole.replace(',', group) + (',' + rest if rest else '')

def point(x, digits=2, group=','):
    return f'{x:,.{digits}f}'.replace(',', group)

def orders(seed, customers=30, most=8):
    """Lines (customer, order, day, group) of three kinds of customers, and the shuffled list."""
    rng = random.Random(seed)
    lines = []
    number = 0
    for c in range(customers):
        g = c % 3
        for _ in range([2, 4, 7][g]):
            number += 1
            day = datetime.datetime(2024, 1, 5, 9, 0) + datetime.timedelta(days=rng.randrange(280), minutes=rng.randrange(600))
            lines.append([c, number, day, g, round(near(rng, [20, 60, 150][g]), 2)])
    lines.sort(key=lambda x: x[2])
    return rng, lines
def batch1():
    # 1 Cafe24, Korea: members, EUC-KR
    rng = random.Random(101)
    rows = []
    for i in range(60):
        a, b, v = three(rng, i % 3, (30000, 250000, 900000), (1, 6, 20), (5, 30, 80))
        rows.append([f'user{rng.randrange(10**6):06d}', rng.choice(['남', '여']),
            f'{1960 + rng.randrange(45)}-{1 + rng.randrange(12):02d}-{1 + rng.randrange(28):02d}',
            f'{rng.randrange(10000, 63000):05d}', f'010-{rng.randrange(1000, 9999)}-{rng.randrange(1000, 9999)}',
            f'{a:,.0f}원', round(b), round(v)])
    table('cafe24-members.csv', ['회원아이디', '성별', '생년월일', '우편번호', '휴대폰번호', '총 구매금액', '총 주문건수', '방문횟수'], rows,
        {'rows': 60, 'k': 3, 'roles': {'회원아이디': 'identifier', '성별': 'protected', '생년월일': 'personal', '우편번호': 'code', '휴대폰번호': 'personal'},
         'features': ['총 구매금액', '총 주문건수', '방문횟수'], 'never': ['남', '여']}, 'Cafe24 members, Korea, EUC-KR', encoding='cp949')
    # 2 Salesforce report with its footer
    rng = random.Random(102)
    rows = []
    for i in range(60):
        a, b, c = three(rng, i % 3, (40000, 400000, 2500000), (2, 14, 45), (5, 60, 300))
        rows.append([f'001{rng.randrange(36**6):07d}AAE', f'{rng.choice(["Acme", "Bluebird", "Cedar", "Delta", "Elm"])} {rng.choice(["Supply", "Foods", "Labs", "Freight"])} {i}',
            f'{rng.randrange(501, 99950):05d}', rng.choice(['Customer - Direct', 'Customer - Channel', 'Prospect']), f'USD {a:,.2f}', round(b), round(c),
            f'{1 + rng.randrange(12)}/{1 + rng.randrange(28)}/2024'])
    table('salesforce-report.csv', ['Account ID', 'Account Name', 'Billing Zip/Postal Code', 'Type', 'Annual Revenue', '# of Opportunities', 'Employees', 'Last Activity'], rows,
        {'rows': 60, 'roles': {'Account ID': 'identifier', 'Billing Zip/Postal Code': 'code', 'Annual Revenue': 'numeric', 'Employees': 'numeric', 'Last Activity': 'date'},
         'never': ['copyright', 'confidential']}, 'Salesforce report, United States',
        after='\n\n"Accounts by revenue"\n"Copyright (c) 2000-2024 salesforce.com, inc. All rights reserved."\n"Confidential Information - Do Not Distribute"\n"Generated By:  Admin User  11/02/2024 9:15 AM"\n"Example Company"\n')
    # 3 Mailchimp audience
    rng = random.Random(103)
    rows = []
    for i in range(60):
        a, b = three(rng, i % 3, (2, 20, 60), (10, 150, 700))
        rows.append([f'p{i}@example.org', rng.choice(['Ana', 'Ben', 'Cleo', 'Dan', 'Eva']), rng.choice(['Okafor', 'Silva', 'Novak', 'Berg']), 1 + rng.randrange(5),
            f'2023-0{1 + rng.randrange(9)}-1{rng.randrange(9)} 10:0{rng.randrange(9)}:11', f'10.{rng.randrange(255)}.{rng.randrange(255)}.{1 + rng.randrange(250)}',
            f'{rng.uniform(-20, 50):.7f}', f'{rng.uniform(-90, 30):.7f}', rng.choice(['NA', 'ZA', 'NG', 'KE']), rng.choice(['Africa/Windhoek', 'Africa/Lagos']),
            150000000 + rng.randrange(10**7), f'{rng.getrandbits(40):010x}', round(a), f'{b:.2f}'])
    table('mailchimp-audience.csv', ['Email Address', 'First Name', 'Last Name', 'MEMBER_RATING', 'OPTIN_TIME', 'OPTIN_IP', 'LATITUDE', 'LONGITUDE', 'CC', 'TIMEZONE', 'LEID', 'EUID', 'Orders', 'Total Spent'], rows,
        {'rows': 60, 'roles': {'Email Address': 'personal', 'First Name': 'personal', 'Last Name': 'personal', 'OPTIN_IP': 'personal', 'LATITUDE': 'personal', 'LONGITUDE': 'personal',
          'CC': 'categorical', 'LEID': 'identifier', 'EUID': 'identifier', 'OPTIN_TIME': 'date', 'Orders': 'numeric', 'Total Spent': 'numeric'}, 'hidden': ['p0@example.org', 'Okafor']}, 'Mailchimp audience, Namibia')
    # 4 Klaviyo profiles
    rng = random.Random(104)
    rows = []
    for i in range(60):
        a, b, c = three(rng, i % 3, (40, 300, 1500), (1, 5, 18), (200, 60, 20))
        rows.append([f'01H{rng.getrandbits(60):015X}', f'k{i}@example.com', rng.choice(['Zoe', 'Max', 'Lina']), f'+61 4{rng.randrange(10**7, 10**8)}', f'{a:.2f}', round(b), f'{a * 1.3 + rng.uniform(-30, 30):.2f}', f'{c:.1f}', f'{rng.random():.4f}', rng.choice(['TRUE', 'FALSE'])])
    table('klaviyo-profiles.csv', ['Klaviyo ID', 'Email', 'First Name', 'Phone Number', 'Historic Customer Lifetime Value', 'Historic Number Of Orders', 'Predicted Customer Lifetime Value', 'Average Days Between Orders', 'Churn Risk Prediction', 'Accepts Marketing'], rows,
        {'rows': 60, 'roles': {'Klaviyo ID': 'identifier', 'Email': 'personal', 'First Name': 'personal', 'Phone Number': 'personal', 'Historic Customer Lifetime Value': 'numeric', 'Historic Number Of Orders': 'numeric', 'Accepts Marketing': 'boolean', 'Churn Risk Prediction': 'numeric'}}, 'Klaviyo profiles, Australia')
    # 5 Fortnox, Sweden: windows-1252, semicolons
    rng = random.Random(105)
    rows = []
    for i in range(60):
        a, b, c = three(rng, i % 3, (900, 9000, 60000), (1, 9, 30), (10, 30, 60))
        rows.append([1001 + i, rng.choice(['Man', 'Kvinna']), f'19{rng.randrange(50, 99)}{1 + rng.randrange(12):02d}{1 + rng.randrange(28):02d}-{rng.randrange(1000, 9999)}',
            f'{rng.randrange(100, 999)} {rng.randrange(10, 99)}', rng.choice(['Malmö', 'Göteborg', 'Örebro', 'Växjö']), rng.choice(['Gift', 'Ogift', 'Skild']),
            'uppgift saknas' if i % 13 == 5 else comma(a, 2, ' '), round(b), f'{c:.0f} %'])
    table('fortnox-kunder.csv', ['Kundnr', 'Kön', 'Personnummer', 'Postnr', 'Ort', 'Civilstånd', 'Omsättning (kr)', 'Antal köp', 'Täckningsgrad'], rows,
        {'rows': 60, 'roles': {'Kundnr': 'identifier', 'Kön': 'protected', 'Personnummer': 'personal', 'Postnr': 'code|categorical', 'Ort': 'categorical', 'Civilstånd': 'protected', 'Omsättning (kr)': 'numeric', 'Antal köp': 'numeric', 'Täckningsgrad': 'numeric'},
         'features': ['Ort', 'Omsättning (kr)', 'Antal köp', 'Täckningsgrad'], 'never': ['kvinna', 'gift']}, 'Fortnox customers, Sweden, windows-1252', sep=';', encoding='cp1252')
    # 6 Bitrix24, Russia: windows-1251
    rng = random.Random(106)
    rows = []
    for i in range(60):
        a, b, c = three(rng, i % 3, (8000, 90000, 700000), (1, 6, 25), (1, 12, 40))
        rows.append([2317 + i * 2, rng.choice(['Анна', 'Олег', 'Ирина', 'Пётр']), rng.choice(['Кузнецова', 'Орлов', 'Беляева', 'Зайцев']), rng.choice(['Мужской', 'Женский', 'Не указан']),
            f'{1 + rng.randrange(28):02d}.{1 + rng.randrange(12):02d}.19{rng.randrange(55, 99)}', f'8 (9{rng.randrange(10, 99)}) {rng.randrange(100, 999)}-{rng.randrange(10, 99)}-{rng.randrange(10, 99)}',
            comma(a, 2, ' ') + ' руб.', round(b), round(c), rng.choice(['Веб-сайт', 'Звонок', 'Выставка']), rng.choice(['да', 'нет'])])
    table('bitrix24-kontakty.csv', ['ID', 'Имя', 'Фамилия', 'Пол', 'Дата рождения', 'Рабочий телефон', 'Сумма сделок', 'Количество сделок', 'Звонков', 'Источник', 'Участвует в рассылке'], rows,
        {'rows': 60, 'roles': {'ID': 'identifier', 'Имя': 'personal', 'Фамилия': 'personal', 'Пол': 'protected', 'Дата рождения': 'personal', 'Рабочий телефон': 'personal', 'Источник': 'categorical', 'Участвует в рассылке': 'boolean'},
         'features': ['Сумма сделок', 'Количество сделок', 'Звонков', 'Источник', 'Участвует в рассылке'], 'hidden': ['Кузнецова']}, 'Bitrix24 contacts, Russia, windows-1251', sep=';', encoding='cp1251')
    # 7 Dynamics 365, the Netherlands
    rng = random.Random(107)
    rows = []
    for i in range(60):
        a, b = three(rng, i % 3, (300, 4000, 26000), (2, 15, 60))
        u = rng.getrandbits(128)
        rows.append([f'{u >> 96:08x}-{u >> 80 & 65535:04x}-4{u >> 68 & 4095:03x}-a{u >> 56 & 4095:03x}-{u & (1 << 48) - 1:012x}', f'{rng.getrandbits(120):030x}==', f'{1 + rng.randrange(28)}-{1 + rng.randrange(12)}-2024 1{rng.randrange(9)}:05',
            rng.choice(['de heer', 'mevrouw']), rng.choice(['Jansen', 'de Vries', 'Bakker', 'Visser']), f'{rng.randrange(1000, 9999)} {rng.choice("ABCDEG")}{rng.choice("ABCDEG")}', f'{rng.randrange(10**8, 10**9)}', f'€ {comma(a)}', round(b), rng.choice(['Ja', 'Nee'])])
    table('dynamics-contactpersonen.csv', ['(Niet wijzigen) Contactpersoon', '(Niet wijzigen) Controlesom rij', '(Niet wijzigen) Gewijzigd op', 'Aanhef', 'Achternaam', 'Adres 1: postcode', 'BSN', 'Omzet dit jaar', 'Aantal bestellingen', 'E-mail toestaan'], rows,
        {'rows': 60, 'roles': {'(Niet wijzigen) Contactpersoon': 'identifier', '(Niet wijzigen) Controlesom rij': 'identifier|free_text|ignored', 'Aanhef': 'protected', 'Achternaam': 'personal', 'Adres 1: postcode': 'code', 'BSN': 'personal', 'E-mail toestaan': 'boolean', 'Omzet dit jaar': 'numeric', 'Aantal bestellingen': 'numeric'},
         'never': ['mevrouw']}, 'Dynamics 365 contacts, Netherlands', sep=';', encoding='utf-8-sig')
    # 8 SAP list, Germany
    rng = random.Random(108)
    head = '|KUNNR     |LAND1|PSTLZ|BRSCH|NETWR         |AUFTRAEGE|'
    line = '-' * len(head)
    text = 'Tabelle KNA1/VBRK                 Datum 02.11.2024\n\n' + line + '\n' + head + '\n' + line + '\n'
    low = []
    for i in range(60):
        a, b = three(rng, i % 3, (1200, 15000, 98000), (2, 12, 50))
        amount = comma(a / 20) + '-' if i % 30 == 4 else comma(a)
        low.append(-round(a / 20, 2) if i % 30 == 4 else round(a, 2))
        text += f'|{100001 + i * 7:010d}|{rng.choice(["DE", "AT", "CH"]):5}|{rng.randrange(1067, 99998):05d}|{rng.choice(["HAND", "CHEM", "MASC"]):5}|{amount:>14}|{round(b):9d}|\n'
    write('sap-liste.txt', text + line + '\n', {'rows': 60, 'roles': {'KUNNR': 'identifier', 'LAND1': 'categorical', 'PSTLZ': 'code', 'BRSCH': 'categorical', 'NETWR': 'numeric', 'AUFTRAEGE': 'numeric'},
        'range': {'NETWR': [min(low), max(low)]}}, 'SAP list of customers, Germany')
    # 9 Lightspeed, Canada: French
    rng = random.Random(109)
    rows = []
    for i in range(60):
        a, b, c = three(rng, i % 3, (80, 700, 4200), (1, 8, 33), (0.5, 3, 9))
        rows.append([f'C-{rng.randrange(10**5):05d}', rng.choice(['M.', 'Mme']), f'{rng.choice(["Luc", "Marie", "Zoé"])} {rng.choice(["Tremblay", "Gagnon", "Roy"])}', f'{rng.choice("HGJ")}{rng.randrange(9)}{rng.choice("ABC")} {rng.randrange(9)}{rng.choice("XYZ")}{rng.randrange(9)}',
            f'514 {rng.randrange(200, 999)}-{rng.randrange(1000, 9999)}', comma(a, 2, '\u202f') + ' $', round(b), 'jamais' if i % 20 == 7 else f'2024-{1 + rng.randrange(10):02d}-{1 + rng.randrange(28):02d}', f'{comma(c, 1)} km'])
    table('lightspeed-clients.csv', ['No client', 'Civilité', 'Nom complet', 'Code postal', 'Téléphone', 'Total des achats', 'Nb de visites', 'Dernière visite', 'Distance'], rows,
        {'rows': 60, 'roles': {'No client': 'identifier', 'Civilité': 'protected', 'Nom complet': 'personal', 'Code postal': 'code', 'Téléphone': 'personal', 'Total des achats': 'numeric', 'Nb de visites': 'numeric', 'Dernière visite': 'date', 'Distance': 'numeric'}}, 'Lightspeed customers, Canada', sep=';')
    # 10 Hebrew club, Israel: windows-1255
    rng = random.Random(110)
    rows = []
    for i in range(60):
        a, b, c = three(rng, i % 3, (150, 1800, 9500), (1, 7, 28), (3, 20, 66))
        rows.append([700100 + i, rng.choice(['זכר', 'נקבה']), f'{1 + rng.randrange(28):02d}/{1 + rng.randrange(12):02d}/19{rng.randrange(55, 99)}', f'{rng.randrange(1000000, 9999999)}', f'05{rng.randrange(2, 9)}-{rng.randrange(10**6, 10**7)}', f'{a:,.2f} ₪', round(b), round(c), rng.choice(['כן', 'לא'])])
    table('moadon-lakohot.csv', ['מספר לקוח', 'מין', 'תאריך לידה', 'מיקוד', 'טלפון נייד', 'סך רכישות', 'מספר הזמנות', 'ביקורים', 'מנוי לדיוור'], rows,
        {'rows': 60, 'roles': {'מספר לקוח': 'identifier', 'מין': 'protected', 'תאריך לידה': 'personal', 'מיקוד': 'code', 'טלפון נייד': 'personal', 'מנוי לדיוור': 'boolean'}, 'features': ['סך רכישות', 'מספר הזמנות', 'ביקורים', 'מנוי לדיוור']}, 'Club members, Israel, windows-1255', encoding='cp1255')
def paid_truth(sums, extra=None):
    values = [round(v, 2) for v in sums.values()]
    truth = {'rows': len(sums), 'range': {'monetary': [min(values), max(values)]}}
    truth.update(extra or {})
    return truth

def batch2():
    def log(seed, statuses):
        """Lines with a status, whose first statuses count; sums by customer of what counts."""
        rng, lines = orders(seed)
        good = [s for s, ok in statuses if ok]
        bad = [s for s, ok in statuses if not ok]
        sums = {}
        out = []
        for c, number, day, g, value in lines:
            ok = rng.random() < 0.85 or not bad
            status = rng.choice(good if ok else bad)
            if ok:
                sums[c] = sums.get(c, 0) + value
            out.append((c, number, day, value, status))
        return rng, out, sums
    # 11 Shopee, Indonesia
    rng, lines, sums = log(201, [('Selesai', True), ('Telah Dikirim', True), ('Batal', False), ('Belum Bayar', False)])
    rows = [[f'24{d:%m%d}{n:06d}', s, d.strftime('%Y-%m-%d %H:%M'), f'pembeli_{c:03d}', rng.choice(['Kopi Gayo', 'Teh Melati', 'Gula Aren']), 1, f'Rp {v * 1000:,.0f}'.replace(',', '.'), f'Rp {v * 1000:,.0f}'.replace(',', '.'), 'Rp 12.000'] for c, n, d, v, s in lines]
    table('shopee-pesanan.csv', ['No. Pesanan', 'Status Pesanan', 'Waktu Pesanan Dibuat', 'Username (Pembeli)', 'Nama Produk', 'Jumlah', 'Harga Setelah Diskon', 'Total Pembayaran', 'Perkiraan Ongkos Kirim'], rows,
        paid_truth({c: round(v * 1000) for c, v in sums.items()}), 'Shopee orders, Indonesia')
    # 12 Mercado Libre, Argentina
    months = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split()
    rng, lines, sums = log(202, [('Entregado', True), ('En camino', True), ('Cancelaste la venta', False), ('Devolución finalizada con reembolso al comprador', False)])
    rows = [[f'20000{n:07d}', f'{d.day} de {months[d.month - 1]} de {d.year} {d:%H:%M} hs.', s, 1, comma(v), comma(v * -0.13), f'Comprador {c:02d}', f'{20000000 + c * 37}', rng.choice(['Yerba', 'Termo', 'Mate'])] for c, n, d, v, s in lines]
    table('mercadolibre-ventas.csv', ['# de venta', 'Fecha de venta', 'Estado', 'Unidades', 'Ingresos por productos (ARS)', 'Cargo por venta (ARS)', 'Comprador', 'DNI', 'Título de la publicación'], rows,
        paid_truth(sums, {'hidden': ['20000037']}), 'Mercado Libre sales, Argentina', sep=';', before='Ventas AR\nEstado de tus ventas al 2 de noviembre de 2024\n\n')
    # 13 Allegro, Poland: windows-1250
    rng, lines, sums = log(203, [('Wysłane', True), ('Odebrane', True), ('Anulowane', False), ('Zwrócone', False)])
    rows = [[f'{n:08x}-41d1', d.strftime('%d.%m.%Y %H:%M'), s, f'kupujący{c}', rng.choice(['Żarówka', 'Młotek', 'Świeca']), 1, comma(v, 2, ' ') + ' zł', '14,99 zł'] for c, n, d, v, s in lines]
    table('allegro-zamowienia.csv', ['Numer zamówienia', 'Data zakupu', 'Status zamówienia', 'Login kupującego', 'Nazwa oferty', 'Liczba sztuk', 'Cena', 'Koszt dostawy'], rows,
        paid_truth(sums), 'Allegro orders, Poland, windows-1250', sep=';', encoding='cp1250')
    # 14 AiSHIP / Rakuten shop, Japan: Shift-JIS
    rng, lines, sums = log(204, [('入金済み', True), ('未入金', False)])
    rows = [[f'R-{n:06d}', d.strftime('%Y/%m/%d %H:%M:%S'), f'okyaku{c}@example.jp', rng.choice(['緑茶', '梅干し', '抹茶']), 1, f'{round(v * 100)}', f'{round(v)}', s] for c, n, d, v, s in lines]
    table('juchu-data.csv', ['注文番号', '注文日時', '注文者メールアドレス', '商品名', '数量', '商品単価', '今回獲得ポイント', '入金済ステータス'], rows,
        {'rows': len(sums), 'hidden': ['okyaku0@']}, 'Shop orders, Japan, Shift-JIS', encoding='cp932')
    # 15 PrestaShop, France
    rng, lines, sums = log(205, [('Paiement accepté', True), ('Livré', True), ('Annulé', False), ('Erreur de paiement', False), ('En attente de virement bancaire', False)])
    rows = [[n, ''.join(rng.choice('ABCDEFGHJKLMNPQRSTUVWXYZ') for _ in range(9)), rng.choice(['1', '0']), 'France', f'{"ABCDEFGHIJ"[c % 10]}. {["Dupont", "Martin", "Petit"][c // 10]}', comma(v, 2, ' ') + ' €', 'Carte bancaire', s, d.strftime('%d/%m/%Y %H:%M:%S')] for c, n, d, v, s in lines]
    table('prestashop-commandes.csv', ['ID', 'Référence', 'Nouveau client', 'Livraison', 'Client', 'Total', 'Paiement', 'État', 'Date'], rows,
        paid_truth(sums), 'PrestaShop orders, France', sep=';')
    # 16 BigCommerce, United Kingdom
    rng, lines, sums = log(206, [('Completed', True), ('Shipped', True), ('Cancelled', False), ('Declined', False), ('Awaiting Payment', False), ('Incomplete', False)])
    rows = [[n, 4000 + c, f'Buyer {c}', f'b{c}@example.co.uk', d.strftime('%d/%m/%Y'), s, f'{v / 1.2:.4f}', f'{v:.4f}', f'{v - v / 1.2:.4f}', '0.0000', 'GBP'] for c, n, d, v, s in lines]
    table('bigcommerce-orders.csv', ['Order ID', 'Customer ID', 'Customer Name', 'Customer Email', 'Order Date', 'Order Status', 'Subtotal (ex tax)', 'Order Total (inc tax)', 'Tax Total', 'Shipping Cost (inc tax)', 'Order Currency Code'], rows,
        paid_truth(sums, {'hidden': ['b0@example']}), 'BigCommerce orders, United Kingdom')
    # 17 Amazon seller, flat file
    rng, lines, sums = log(207, [('Shipped', True), ('Shipped - Delivered to Buyer', True), ('Cancelled', False), ('Pending', False)])
    rows = [[f'{100 + n % 9}-{1000000 + n}-{2000000 + n}', d.strftime('%Y-%m-%dT%H:%M:%S+00:00'), s, f'{c:04x}buyer@marketplace.example.com', f'SKU-{rng.randrange(9)}', 1, 'USD', f'{v:.2f}', f'{v * .07:.2f}', '4.99', rng.choice(['WA', 'NA', 'TX'])] for c, n, d, v, s in lines]
    table('amazon-orders.txt', ['amazon-order-id', 'purchase-date', 'order-status', 'buyer-email', 'sku', 'quantity', 'currency', 'item-price', 'item-tax', 'shipping-price', 'ship-state'], rows,
        paid_truth(sums, {'hidden': ['0001buyer']}), 'Amazon seller orders, United States', sep='\t')
    # 18 Trendyol, Turkey: windows-1254
    rng, lines, sums = log(208, [('Teslim Edildi', True), ('Kargoya Verildi', True), ('İptal Edildi', False), ('İade Edildi', False)])
    rows = [[f'9{n:09d}', d.strftime('%d.%m.%Y %H:%M'), s, f'{["Ayşe", "Gökhan", "Çağla"][c % 3]} {["Yıldız", "Şahin", "Öztürk", "Güneş", "Işık", "Doğan", "Çelik", "Aydın", "Koç", "Kılıç"][c // 3]}', rng.choice(['Fincan', 'Çaydanlık', 'Gömlek']), 1, comma(v) + ' TL'] for c, n, d, v, s in lines]
    table('trendyol-siparisler.csv', ['Sipariş Numarası', 'Sipariş Tarihi', 'Sipariş Statüsü', 'Alıcı', 'Ürün Adı', 'Adet', 'Satış Tutarı'], rows,
        paid_truth(sums), 'Trendyol orders, Turkey, windows-1254', sep=';', encoding='cp1254')
    # 19 Naver SmartStore, Korea
    rng, lines, sums = log(209, [('구매확정', True), ('배송완료', True), ('취소', False), ('반품', False), ('미결제취소', False)])
    rows = [[f'2024{n:09d}', d.strftime('%Y-%m-%d %H:%M:%S'), s, f'naver{c:02d}**', rng.choice(['보이차', '참기름', '김']), 1, f'{round(v) * 100:,}', '3,000'] for c, n, d, v, s in lines]
    table('smartstore-jumun.csv', ['주문번호', '결제일', '주문상태', '구매자ID', '상품명', '수량', '상품별 총 주문금액', '배송비'], rows,
        {'rows': len(sums)}, 'Naver SmartStore orders, Korea')
    # 20 till of a Czech shop, windows-1250
    rng, lines, sums = log(210, [('Zaplaceno', True), ('Vyřízeno', True), ('Stornováno', False), ('Nezaplaceno', False)])
    rows = [[f'UC{n:06d}', d.strftime('%-d. %-m. %Y'), f'Zákazník {c}', rng.choice(['Křeslo', 'Židle', 'Lampička']), 1, comma(v, 2, ' ') + ' Kč', s] for c, n, d, v, s in lines]
    table('uctenky.csv', ['Číslo dokladu', 'Datum prodeje', 'Zákazník', 'Položka', 'Množství', 'Cena celkem', 'Stav'], rows,
        paid_truth(sums), 'Till receipts, Czechia, windows-1250', sep=';', encoding='cp1250')
def batch3():
    def answers(rng, g, scale):
        """Answers of three groups, who lean to one end, to the middle or to the other."""
        n = len(scale)
        out = []
        for q in range(4):
            at = [0, n // 2, n - 1][g]
            at = min(n - 1, max(0, at + rng.choice([0, 0, 0, 1, -1])))
            out.append(scale[at])
        return out
    def survey(name, head, scale, make, n, truth, source, **more):
        rng = random.Random(name)
        rows = []
        for i in range(n):
            rows.append(make(rng, i, answers(rng, i % 3, scale)))
        table(name, head, rows, truth, source, **more)
    start = lambda rng, i: datetime.datetime(2024, 3, 1 + i // 10, 9 + i % 10, rng.randrange(60))
    # 21 LimeSurvey, Germany
    de = ['Stimme überhaupt nicht zu', 'Stimme eher nicht zu', 'Teils/teils', 'Stimme eher zu', 'Stimme voll und ganz zu']
    def lime(rng, i, a):
        s = start(rng, i)
        e = s + datetime.timedelta(minutes=rng.randrange(3, 20))
        return [i + 12, e, 4, 'de', rng.randrange(10**9), s, e, f'10.0.{rng.randrange(255)}.{rng.randrange(255)}'] + a + [rng.choice(['weiblich', 'männlich', 'divers'])]
    q = [f'Q{k}[SQ00{k}]. {t}' for k, t in enumerate(['Der Service ist freundlich.', 'Die Preise sind fair.', 'Die Auswahl ist groß.', 'Ich komme wieder.'], 1)]
    survey('limesurvey-antworten.csv', ['id. Antwort-ID', 'submitdate. Datum Abgeschickt', 'lastpage. Letzte Seite', 'startlanguage. Start-Sprache', 'seed. Zufallsstartwert', 'startdate. Datum gestartet', 'datestamp. Datum letzte Aktivität', 'ipaddr. IP-Adresse'] + q + ['Q5. Geschlecht'], de, lime, 60,
        {'rows': 60, 'features': q, 'roles': {**{n: 'ordinal' for n in q}, 'Q5. Geschlecht': 'protected', 'id. Antwort-ID': 'identifier', 'ipaddr. IP-Adresse': 'personal'}, 'k': 3, 'never': ['seed', 'datum', 'männlich']}, 'LimeSurvey, Germany', sep=';')
    # 22 SurveyMonkey, France: two rows of names
    fr = ["Pas du tout d'accord", "Plutôt pas d'accord", "Ni d'accord ni pas d'accord", "Plutôt d'accord", "Tout à fait d'accord"]
    def monkey(rng, i, a):
        s = start(rng, i)
        return [11800000000 + i * 37, 430000000, s.strftime('%d/%m/%Y %H:%M:%S'), (s + datetime.timedelta(minutes=6)).strftime('%d/%m/%Y %H:%M:%S'), f'10.1.{rng.randrange(255)}.{rng.randrange(255)}', '', '', '', ''] + a + [rng.choice(['18-24 ans', '25-34 ans', '35 ans et plus'])]
    m = ['Respondent ID', 'Collector ID', 'Start Date', 'End Date', 'IP Address', 'Email Address', 'First Name', 'Last Name', 'Custom Data 1']
    qs = ['Notre équipe vous a bien accueilli.', 'Le magasin est propre.', 'Les prix sont justes.', 'Vous reviendrez.']
    rng0 = random.Random(1)
    survey('surveymonkey-reponses.csv', m + ['À quel point êtes-vous d’accord ?', '', '', '', 'Votre âge'], fr, monkey, 60,
        {'rows': 60, 'k': 3, 'features': ['À quel point êtes-vous d’accord ? - ' + t for t in qs], 'roles': {**{'À quel point êtes-vous d’accord ? - ' + t: 'ordinal' for t in qs}, 'Respondent ID': 'identifier', 'IP Address': 'personal', 'Votre âge': 'protected'}},
        'SurveyMonkey, France')
    p = FOLDER / 'surveymonkey-reponses.csv'
    lines = p.read_text().split('\n')
    lines.insert(1, ','.join([''] * len(m) + qs + ['Response']))
    p.write_text('\n'.join(lines))
    # 23 Google Forms, Mexico
    es = ['Muy insatisfecho', 'Insatisfecho', 'Neutral', 'Satisfecho', 'Muy satisfecho']
    qs23 = ['¿Qué tan satisfecho está con el sabor?', '¿Qué tan satisfecho está con el precio?', '¿Qué tan satisfecho está con el servicio?', '¿Qué tan satisfecho está con la limpieza?']
    survey('google-forms-encuesta.csv', ['Marca temporal', 'Dirección de correo electrónico'] + qs23 + ['Género', '¿Ha comprado antes?'], es,
        lambda rng, i, a: [start(rng, i).strftime('%d/%m/%Y %H:%M:%S'), f'e{i}@example.mx'] + a + [rng.choice(['Hombre', 'Mujer', 'Prefiero no decirlo']), rng.choice(['Sí', 'No'])], 60,
        {'rows': 60, 'features': qs23 + ['¿Ha comprado antes?'], 'roles': {**{t: 'ordinal' for t in qs23}, 'Género': 'protected', '¿Ha comprado antes?': 'boolean', 'Dirección de correo electrónico': 'personal'}, 'never': ['mujer', 'marca temporal']}, 'Google Forms, Mexico')
    # 24 Typeform, NPS
    nps = list(range(11))
    survey('typeform-nps.csv', ['#', 'How likely are you to recommend us to a friend?', 'How easy was it to order?', 'How was the delivery?', 'How was the packaging?', 'Response Type', 'Start Date (UTC)', 'Submit Date (UTC)', 'Network ID', 'Tags'], nps,
        lambda rng, i, a: [f'{rng.getrandbits(80):020x}'] + a + ['completed', start(rng, i), start(rng, i) + datetime.timedelta(hours=1), f'{rng.getrandbits(40):010x}', ''], 90,
        {'rows': 90, 'k': 3, 'features': ['How likely are you to recommend us to a friend?', 'How easy was it to order?', 'How was the delivery?', 'How was the packaging?'], 'roles': {'#': 'identifier', 'Network ID': 'identifier|personal|ignored'}, 'never': ['start date', 'submit']}, 'Typeform, Ireland')
    # 25 Microsoft Forms, Japan
    ja = ['全くそう思わない', 'そう思わない', 'どちらともいえない', 'そう思う', 'とてもそう思う']
    qs25 = ['商品の品質に満足していますか。', '価格に満足していますか。', '店員の対応に満足していますか。', 'また利用したいですか。']
    survey('ms-forms-ankeeto.csv', ['ID', '開始時刻', '完了時刻', 'メール', '名前'] + qs25 + ['年齢層'], ja,
        lambda rng, i, a: [i + 1, start(rng, i).strftime('%m/%d/%y %H:%M:%S'), (start(rng, i) + datetime.timedelta(hours=1)).strftime('%m/%d/%y %H:%M:%S'), 'anonymous', ''] + a + [rng.choice(['20代', '30代', '40代', '50代以上'])], 60,
        {'rows': 60, 'features': qs25, 'roles': {**{t: 'ordinal' for t in qs25}, 'ID': 'identifier', '年齢層': 'protected'}, 'never': ['時刻']}, 'Microsoft Forms, Japan')
    # 26 KoboToolbox, Senegal
    qs26 = ['Satisfaction_prix', 'Satisfaction_qualite', 'Satisfaction_accueil', 'Distance_km']
    def kobo(rng, i, a):
        s = start(rng, i)
        g = i % 3
        return [s.isoformat() + '.000Z', (s + datetime.timedelta(minutes=15)).isoformat() + '.000Z', 'ee.kobotoolbox.org:xyz', rng.choice(['homme', 'femme']), f'{rng.uniform(12, 16):.6f}', f'{rng.uniform(-17, -12):.6f}'] + \
            [98 if (i + k) % 17 == 3 else x for k, x in enumerate(a[:3])] + [comma(near(rng, [1, 8, 25][g]), 1), 440000000 + i * 3, f'{rng.getrandbits(120):030x}', (s + datetime.timedelta(minutes=16)).isoformat(), i + 1]
    survey('kobo-enquete.csv', ['start', 'end', 'deviceid', 'Sexe du répondant', '_GPS_latitude', '_GPS_longitude'] + qs26 + ['_id', '_uuid', '_submission_time', '_index'], [1, 2, 3, 4, 5], kobo, 60,
        {'rows': 60, 'features': qs26, 'roles': {'Sexe du répondant': 'protected', '_GPS_latitude': 'personal', '_GPS_longitude': 'personal', '_id': 'identifier', '_uuid': 'identifier'}, 'never': ['index', 'submission', 'femme'], 'range': {q: [1, 5] for q in qs26[:3]}}, 'KoboToolbox, Senegal', sep=';')
    # 27 Qualtrics, Colombia: two header rows, -99
    asked = [f'Indique su acuerdo, de 1 a 7: - {t}' for t in ['El precio es justo', 'La atención es buena', 'La calidad es alta', 'Lo recomiendo']]
    qs27 = ['Q1_1', 'Q1_2', 'Q1_3', 'Q1_4']
    def qual(rng, i, a):
        s = start(rng, i)
        return [s, s + datetime.timedelta(minutes=5), 'Dirección IP', f'10.2.{rng.randrange(255)}.{rng.randrange(255)}', 100, rng.randrange(120, 900), 'Verdadero', s + datetime.timedelta(minutes=5), f'R_{rng.getrandbits(60):015x}', '', '', f'{rng.uniform(3, 8):.4f}', f'{rng.uniform(-77, -70):.4f}', 'anonymous', 'ES'] + [-99 if (i + k) % 15 == 2 else x for k, x in enumerate(a)]
    head = ['StartDate', 'EndDate', 'Status', 'IPAddress', 'Progress', 'Duration (in seconds)', 'Finished', 'RecordedDate', 'ResponseId', 'RecipientLastName', 'RecipientEmail', 'LocationLatitude', 'LocationLongitude', 'DistributionChannel', 'UserLanguage'] + qs27
    survey('qualtrics-respuestas.csv', head, [1, 2, 3, 4, 5, 6, 7], qual, 60,
        {'rows': 60, 'features': asked, 'roles': {'ID de respuesta': 'identifier', 'Dirección IP': 'personal', 'Latitud de ubicación': 'personal'}, 'range': {q: [1, 7] for q in asked}}, 'Qualtrics, Colombia')
    p = FOLDER / 'qualtrics-respuestas.csv'
    lines = p.read_text().split('\n')
    lines.insert(1, 'Fecha de inicio,Fecha de finalización,Tipo de respuesta,Dirección IP,Progreso,Duración (en segundos),Finalizado,Fecha registrada,ID de respuesta,Apellido del destinatario,Correo electrónico del destinatario,Latitud de ubicación,Longitud de ubicación,Canal de distribución,Idioma del usuario,'
        + ','.join(f'"Indique su acuerdo, de 1 a 7: - {t}"' for t in ['El precio es justo', 'La atención es buena', 'La calidad es alta', 'Lo recomiendo']))
    p.write_text('\n'.join(lines))
    # 28 Yandex Forms, Russia
    ru = ['Полностью не согласен', 'Скорее не согласен', 'Затрудняюсь ответить', 'Скорее согласен', 'Полностью согласен']
    qs28 = ['Цены в магазине справедливые', 'Персонал вежлив', 'Выбор широкий', 'Я приду снова']
    survey('yandex-forms.csv', ['ID', 'Время создания'] + qs28 + ['Ваш пол'], ru,
        lambda rng, i, a: [1900000 + i * 11, start(rng, i)] + a + [rng.choice(['м', 'ж'])], 60,
        {'rows': 60, 'features': qs28, 'roles': {**{t: 'ordinal' for t in qs28}, 'ID': 'identifier', 'Ваш пол': 'protected'}, 'never': ['время']}, 'Yandex Forms, Russia')
    # 29 panel of households, SPSS codes, Austria
    def spss(rng, i, a):
        g = i % 3
        return [50000 + i, comma(rng.uniform(0.4, 2.2), 3)] + [-1 if (i + k) % 11 == 4 else x for k, x in enumerate(a)] + [9998 if i % 14 == 6 else round(near(rng, [900, 2400, 5200][g])), 99 if i % 19 == 3 else round(near(rng, [2, 3, 5][g], 0.3))]
    survey('haushaltspanel.csv', ['lfdn', 'gewicht', 'zufr_arbeit', 'zufr_wohnung', 'zufr_freizeit', 'zufr_leben', 'haushaltseinkommen', 'personen'], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], spss, 60,
        {'rows': 60, 'roles': {'lfdn': 'identifier', 'gewicht': 'ignored'}, 'range': {'zufr_arbeit': [0, 10], 'zufr_leben': [0, 10], 'haushaltseinkommen': [800, 6000], 'personen': [1, 7]}, 'never': ['gewicht']}, 'Household panel in SPSS codes, Austria', sep=';')
    # 30 numbered answers, Brazil
    pt = ['1 - Discordo totalmente', '2 - Discordo', '3 - Nem concordo nem discordo', '4 - Concordo', '5 - Concordo totalmente']
    qs30 = ['O atendimento é bom?', 'O preço é justo?', 'A entrega é rápida?', 'Você voltaria a comprar?']
    survey('formulario-pesquisa.csv', ['Carimbo de data/hora'] + qs30 + ['Raça/cor', 'CEP'], pt,
        lambda rng, i, a: [start(rng, i).strftime('%d/%m/%Y %H:%M:%S')] + a + [rng.choice(['Branca', 'Preta', 'Parda', 'Amarela']), f'{rng.randrange(1000, 99999):05d}-{rng.randrange(1000):03d}'], 60,
        {'rows': 60, 'features': qs30, 'roles': {**{t: 'ordinal' for t in qs30}, 'Raça/cor': 'protected', 'CEP': 'code'}}, 'Google Forms, Brazil')
def batch4():
    def people(name, seed, n, head, make, truth, source, **more):
        rng = random.Random(seed)
        table(name, head, [make(rng, i, i % 3) for i in range(n)], truth, source, **more)
    # 31 bank, Spain
    people('banco-abandono.csv', 401, 90, ['IdCliente', 'Apellidos', 'PuntuacionCredito', 'Pais', 'Genero', 'Edad', 'Antiguedad', 'Saldo', 'NumProductos', 'TieneTarjeta', 'Abandono'],
        lambda rng, i, g: [15600000 + rng.randrange(10**6), rng.choice(['García', 'Molina', 'Vega', 'Ibáñez']), round(near(rng, [450, 620, 780][g], .06)), rng.choice(['España', 'Francia', 'Portugal']), rng.choice(['Hombre', 'Mujer']), round(near(rng, [28, 42, 60][g])), round(near(rng, [2, 5, 9][g], .3)), comma(near(rng, [2000, 45000, 130000][g])), rng.choice([1, 2, 3]), rng.choice(['Sí', 'No']), rng.choice([0, 0, 0, 1])],
        {'rows': 90, 'roles': {'IdCliente': 'identifier', 'Apellidos': 'personal', 'Genero': 'protected', 'Edad': 'numeric', 'Pais': 'categorical', 'TieneTarjeta': 'boolean', 'Abandono': 'boolean'}, 'says': ['looks like an outcome'], 'never': ['mujer']}, 'Bank, Spain', sep=';')
    # 32 mobile operator, Germany
    people('mobilfunk-kuendigung.csv', 402, 90, ['Vertragsnr', 'Tarif', 'Laufzeit_Monate', 'Gesprächsminuten', 'Datenvolumen_GB', 'Grundgebühr', 'Gekündigt'],
        lambda rng, i, g: [f'V{rng.randrange(10**6):06d}', rng.choice(['Basis', 'Komfort', 'Premium']), round(near(rng, [3, 20, 50][g])), round(near(rng, [40, 300, 900][g])), comma(near(rng, [1, 8, 40][g]), 1), comma(near(rng, [9.99, 24.99, 59.99][g], .02)) + ' €', rng.choice(['ja', 'nein', 'nein', 'nein'])],
        {'rows': 90, 'roles': {'Vertragsnr': 'identifier|code', 'Gesprächsminuten': 'numeric', 'Datenvolumen_GB': 'numeric', 'Grundgebühr': 'numeric', 'Gekündigt': 'boolean'}, 'says': ['looks like an outcome']}, 'Mobile operator, Germany', sep=';')
    # 33 Medicare prescribers, United States
    people('part-d-prescribers.csv', 403, 90, ['Prscrbr_NPI', 'Prscrbr_Last_Org_Name', 'Prscrbr_First_Name', 'Prscrbr_City', 'Prscrbr_State_Abrvtn', 'Prscrbr_State_FIPS', 'Prscrbr_zip5', 'Prscrbr_Type', 'Tot_Clms', 'Tot_Day_Suply', 'Tot_Benes', 'Bene_Avg_Age'],
        lambda rng, i, g: [1003000000 + rng.randrange(10**8), rng.choice(['Stone', 'Rivers', 'Hale', 'Brandt']), rng.choice(['Amy', 'Carl', 'Noor']), rng.choice(['Tulsa', 'Mobile', 'Boise']), rng.choice(['OK', 'AL', 'ID']), f'{rng.choice([40, 1, 16]):02d}', f'{rng.randrange(501, 99950):05d}', rng.choice(['Cardiology', 'Family Practice', 'Nurse Practitioner']), round(near(rng, [60, 900, 6000][g])), round(near(rng, [1500, 40000, 260000][g])), round(near(rng, [25, 180, 700][g])), f'{near(rng, [58, 68, 76][g], .03):.2f}'],
        {'rows': 90, 'roles': {'Prscrbr_NPI': 'identifier', 'Prscrbr_Last_Org_Name': 'personal', 'Prscrbr_First_Name': 'personal', 'Prscrbr_State_FIPS': 'code|categorical', 'Prscrbr_zip5': 'code', 'Prscrbr_Type': 'categorical', 'Tot_Clms': 'numeric', 'Bene_Avg_Age': 'numeric'}, 'never': ['customers', 'fips', 'zip']}, 'Medicare prescribers, United States')
    # 34 panel of cantons, Switzerland
    rng = random.Random(404)
    cantons = ['Zürich', 'Bern', 'Luzern', 'Uri', 'Schwyz', 'Zug', 'Freiburg', 'Solothurn', 'Basel-Stadt', 'Aargau', 'Thurgau', 'Tessin', 'Waadt', 'Wallis', 'Genf', 'Jura', 'Glarus', 'Nidwalden', 'Obwalden', 'Appenzell', 'St. Gallen', 'Graubünden', 'Neuenburg', 'Schaffhausen']
    rows = [[c, y, point(near(rng, [90000, 600000, 2500000][i % 3]) * (1 + .02 * (y - 2016)), 0, "'"), point(near(rng, [300, 900, 2100][i % 3]), 1, "'")] for i, c in enumerate(cantons) for y in range(2016, 2024)]
    table('kantone-panel.csv', ['Kanton', 'Jahr', 'Umsatz (CHF)', 'Betriebe'], rows, {'rows': 24, 'roles': {'Kanton': 'identifier|categorical'}, 'never': ['customers', 'jahr']}, 'Cantons by years, Switzerland', sep=';')
    # 35 insurance, India
    people('bima-policies.csv', 405, 60, ['Policy No', 'Insured Name', 'Gender', 'Aadhaar No', 'PAN', 'Pincode', 'Sum Assured', 'Annual Premium', 'Policy Term (yrs)', 'Claims'],
        lambda rng, i, g: [f'LIC{rng.randrange(10**8):08d}', rng.choice(['Asha Rao', 'Vikram Shah', 'Neha Iyer', 'Arjun Das']), rng.choice(['M', 'F', 'T']), f'{rng.randrange(2000, 9999)} {rng.randrange(1000, 9999)} {rng.randrange(1000, 9999)}', f'{"".join(rng.choice("ABCDEFGHKLMNP") for _ in range(3))}P{rng.choice("ABCD")}{rng.randrange(1000, 9999)}{rng.choice("ABCDEF")}', 110001 + rng.randrange(600000),
            '₹ ' + lakh(near(rng, [250000, 1250000, 7500000][g])), 'Rs. ' + lakh(near(rng, [9000, 45000, 180000][g])), round(near(rng, [10, 20, 35][g])), rng.choice([0, 0, 1])],
        {'rows': 60, 'roles': {'Policy No': 'identifier|code', 'Insured Name': 'personal', 'Gender': 'protected', 'Aadhaar No': 'personal', 'PAN': 'personal', 'Pincode': 'code', 'Sum Assured': 'numeric', 'Annual Premium': 'numeric'}, 'range': {'Sum Assured': [200000, 9000000]}, 'hidden': ['Asha Rao']}, 'Life insurance, India')
    # 36 bank, Poland
    people('bank-klienci.csv', 406, 60, ['Nr klienta', 'PESEL', 'Płeć', 'Stan cywilny', 'Kod pocztowy', 'Saldo (zł)', 'Liczba transakcji', 'Wiek', 'Zgoda marketingowa'],
        lambda rng, i, g: [f'{880000 + i * 3}', f'{rng.randrange(50, 99)}{1 + rng.randrange(12):02d}{1 + rng.randrange(28):02d}{rng.randrange(10000, 99999)}', rng.choice(['K', 'M']), rng.choice(['kawaler/panna', 'żonaty/zamężna', 'rozwiedziony/a']), f'{rng.randrange(100):02d}-{rng.randrange(1000):03d}', comma(near(rng, [800, 12000, 90000][g]), 2, ' '), round(near(rng, [5, 30, 110][g])), round(near(rng, [25, 40, 63][g])), rng.choice(['TAK', 'NIE'])],
        {'rows': 60, 'features': ['Saldo (zł)', 'Liczba transakcji', 'Wiek', 'Zgoda marketingowa'], 'roles': {'Nr klienta': 'identifier', 'PESEL': 'personal', 'Płeć': 'protected', 'Stan cywilny': 'protected', 'Kod pocztowy': 'code'}}, 'Bank, Poland, windows-1250', sep=';', encoding='cp1250')
    # 37 opticians, Italy
    people('clienti-ottica.csv', 407, 60, ['Codice Fiscale', 'CAP', 'Sesso', 'Titolo di studio', 'Spesa annua (€)', 'N. visite', 'Ultimo acquisto'],
        lambda rng, i, g: [''.join(rng.choice('BCDFGLMNPRSTVZ') for _ in range(6)) + f'{rng.randrange(40, 99)}{rng.choice("ABCDEHLMPRST")}{1 + rng.randrange(28):02d}{rng.choice("ABCDEFGHL")}{rng.randrange(100, 999)}{rng.choice("ABCDEFGHIJKLMN")}', f'{rng.randrange(10, 98168):05d}', rng.choice(['Maschio', 'Femmina']), rng.choice(['licenza media', 'diploma', 'laurea']), comma(near(rng, [60, 350, 1900][g])), round(near(rng, [1, 4, 12][g], .2)), f'{1 + rng.randrange(28)} {rng.choice(["gennaio", "marzo", "luglio", "ottobre"])} 2024'],
        {'rows': 60, 'roles': {'Codice Fiscale': 'personal', 'CAP': 'code', 'Sesso': 'protected', 'Spesa annua (€)': 'numeric', 'N. visite': 'numeric', 'Ultimo acquisto': 'date'}}, 'Opticians, Italy, windows-1252', sep=';', encoding='cp1252')
    # 38 telecom, Egypt: windows-1256
    people('telecom-misr.csv', 408, 60, ['رقم العميل', 'الجنس', 'الحالة الاجتماعية', 'المدينة', 'الفاتورة الشهرية', 'عدد المكالمات', 'الباقة', 'هل غادر'],
        lambda rng, i, g: [40001 + i, rng.choice(['ذكر', 'أنثى']), rng.choice(['أعزب', 'متزوج', 'مطلق']), rng.choice(['القاهرة', 'الجيزة', 'أسوان']), f'{near(rng, [50, 220, 900][g]):.2f} ج.م', round(near(rng, [20, 120, 480][g])), rng.choice(['أساسية', 'ذهبية']), rng.choice(['نعم', 'لا', 'لا'])],
        {'rows': 60, 'roles': {'رقم العميل': 'identifier', 'الجنس': 'protected', 'الحالة الاجتماعية': 'protected', 'المدينة': 'categorical', 'الفاتورة الشهرية': 'numeric', 'هل غادر': 'boolean'}, 'says': ['looks like an outcome'], 'never': ['ذكر', 'أنثى']}, 'Telecom, Egypt, windows-1256', sep=';', encoding='cp1256')
    # 39 energy, Netherlands
    people('energie-klanten.csv', 409, 60, ['Klantnr.', 'Dhr/Mevr', 'Postcode', 'Huisnr', 'EAN-code', 'Verbruik (kWh)', 'Jaarbedrag', 'Contract sinds', 'Automatische incasso'],
        lambda rng, i, g: [f'{300000 + i * 17}', rng.choice(['Dhr.', 'Mevr.']), f'{rng.randrange(1000, 9999)}{rng.choice("ABC")}{rng.choice("XYZ")}', rng.randrange(1, 250), f'8716{rng.randrange(10**13, 10**14)}', comma(near(rng, [1100, 3200, 9800][g]), 0), '€ ' + comma(near(rng, [420, 1350, 4100][g])), f'{1 + rng.randrange(28)}-{1 + rng.randrange(12)}-20{rng.randrange(10, 24)}', rng.choice(['ja', 'nee'])],
        {'rows': 60, 'roles': {'Klantnr.': 'identifier', 'Dhr/Mevr': 'protected', 'Postcode': 'code', 'Huisnr': 'personal|code', 'EAN-code': 'identifier|code', 'Verbruik (kWh)': 'numeric', 'Jaarbedrag': 'numeric', 'Contract sinds': 'date', 'Automatische incasso': 'boolean'}, 'range': {'Verbruik (kWh)': [960, 11000]}, 'never': ['mevr']}, 'Energy supplier, Netherlands', sep=';')
    # 40 pharmacies by months, Brazil
    rng = random.Random(410)
    months = ['jan', 'fev', 'mar', 'abr', 'mai', 'jun', 'jul', 'ago', 'set', 'out', 'nov', 'dez']
    rows = [[f'F{i:02d}', f'{m}/2024', 'R$ ' + comma(near(rng, [8000, 40000, 150000][i % 3])), round(near(rng, [200, 900, 3000][i % 3])), ['Norte', 'Sul', 'Leste'][i % 3]] for i in range(15) for m in months]
    table('farmacias-painel.csv', ['Farmácia', 'Mês', 'Vendas', 'Receitas', 'Região'], rows, {'rows': 15, 'never': ['customers', 'mês']}, 'Pharmacies by months, Brazil', sep=';')

def lakh(x):
    digits = f'{x:.0f}'
    head, last = digits[:-3], digits[-3:]
    parts = []
    while len(head) > 2:
        parts.insert(0, head[-2:])
        head = head[:-2]
    return ','.join(([head] if head else []) + parts + [last])
def batch5():
    def people(name, seed, n, head, make, truth, source, **more):
        rng = random.Random(seed)
        table(name, head, [make(rng, i, i % 3) for i in range(n)], truth, source, **more)
    # 41 words for no answer, Czechia
    people('zakaznici.csv', 501, 60, ['Číslo zákazníka', 'PSČ', 'Pohlaví', 'Obrat (Kč)', 'Počet objednávek', 'Novinky'],
        lambda rng, i, g: [2000 + i, f'{rng.randrange(100, 798)} {rng.randrange(10, 99)}', rng.choice(['muž', 'žena']), 'neuvedeno' if i % 9 == 1 else comma(near(rng, [900, 15000, 80000][g]), 2, ' '), 'nezjištěno' if i % 11 == 2 else round(near(rng, [1, 7, 30][g])), rng.choice(['ano', 'ne'])],
        {'rows': 60, 'features': ['Obrat (Kč)', 'Počet objednávek', 'Novinky'], 'roles': {'Číslo zákazníka': 'identifier', 'PSČ': 'code', 'Pohlaví': 'protected', 'Novinky': 'boolean'}, 'says': ['neuvedeno', 'nezjištěno'], 'never': ['žena']}, 'Customers, Czechia, windows-1250', sep=';', encoding='cp1250')
    # 42 Finland
    people('asiakkaat.csv', 502, 60, ['Asiakasnumero', 'Postinumero', 'Sukupuoli', 'Ostot yhteensä', 'Käyntikerrat', 'Ikä', 'Uutiskirje'],
        lambda rng, i, g: [f'A{rng.randrange(10**6):06d}', f'{rng.randrange(100, 99999):05d}', rng.choice(['mies', 'nainen', 'muu']), comma(near(rng, [40, 700, 4200][g]), 2, '\u00a0') + ' €', 'ei tietoa' if i % 10 == 3 else round(near(rng, [2, 14, 60][g])), 'en osaa sanoa' if i % 12 == 1 else round(near(rng, [24, 43, 66][g])), rng.choice(['kyllä', 'ei'])],
        {'rows': 60, 'features': ['Ostot yhteensä', 'Käyntikerrat', 'Ikä', 'Uutiskirje'], 'roles': {'Asiakasnumero': 'identifier', 'Postinumero': 'code', 'Sukupuoli': 'protected', 'Uutiskirje': 'boolean'}, 'never': ['nainen']}, 'Customers, Finland', sep=';')
    # 43 Korea, panel of answers
    people('panel-kr.csv', 503, 60, ['번호', '결혼여부', '월소득(만원)', '구매횟수', '나이', '재구매의향'],
        lambda rng, i, g: [i + 1, rng.choice(['미혼', '기혼']), '무응답' if i % 8 == 3 else round(near(rng, [180, 420, 900][g])), '모름' if i % 13 == 4 else round(near(rng, [2, 12, 40][g])), round(near(rng, [24, 42, 63][g])), rng.choice(['예', '아니오'])],
        {'rows': 60, 'features': ['월소득(만원)', '구매횟수', '나이', '재구매의향'], 'roles': {'번호': 'identifier', '결혼여부': 'protected', '재구매의향': 'boolean'}, 'never': ['기혼', '미혼']}, 'Panel, Korea, EUC-KR', encoding='euc-kr')
    # 44 Swiss apostrophes
    people('kunden-ch.csv', 504, 60, ['Kunde', 'Umsatz CHF', 'Rabatt', 'Bestellungen', 'AHV-Nr.'],
        lambda rng, i, g: [f'KD-{rng.randrange(10**5):05d}', point(near(rng, [1200, 24000, 310000][g]), 2, '’'), f'{near(rng, [1, 4, 9][g]):.1f}%', round(near(rng, [3, 20, 90][g])), f'756.{rng.randrange(1000, 9999)}.{rng.randrange(1000, 9999)}.{rng.randrange(10, 99)}'],
        {'rows': 60, 'k': 3, 'features': ['Umsatz CHF', 'Rabatt', 'Bestellungen'], 'roles': {'Kunde': 'identifier', 'AHV-Nr.': 'personal'}, 'range': {'Umsatz CHF': [1056, 347200]}}, 'Customers, Switzerland', sep=';')
    # 45 abbreviations, Germany
    people('firmenkunden.csv', 505, 60, ['Firma', 'Jahresumsatz', 'Mitarbeiter', 'Kundenseit', 'Ansprechpartner'],
        lambda rng, i, g: [f'{rng.choice(["Nord", "Süd", "Alpen"])}werk {i} GmbH', [f'{near(rng, 450):.0f} Tsd. €', comma(near(rng, 3.2), 1) + ' Mio. €', comma(near(rng, 1.4), 1) + ' Mrd. €'][g], comma(near(rng, [9, 60, 4200][g]), 0), round(near(rng, [2019, 2012, 2001][g], .001)), rng.choice(['Frau Keller', 'Herr Wolf'])],
        {'rows': 60, 'roles': {'Firma': 'identifier', 'Jahresumsatz': 'numeric', 'Mitarbeiter': 'numeric', 'Ansprechpartner': 'personal'}, 'range': {'Jahresumsatz': [390000, 1.6e9], 'Mitarbeiter': [7, 4800]}}, 'Firms, Germany', sep=';')
    # 46 abbreviations, Poland
    people('tworcy.csv', 506, 60, ['Kanał', 'Obserwujący', 'Wyświetlenia', 'Posty'],
        lambda rng, i, g: [f'@kanal{rng.randrange(10**5)}', [f'{near(rng, 800):.0f}', comma(near(rng, 12), 1) + ' tys.', comma(near(rng, 1.5), 1) + ' mln'][g], [comma(near(rng, 2), 1) + ' tys.', f'{near(rng, 90):.0f} tys.', comma(near(rng, 6), 1) + ' mln'][g], round(near(rng, [10, 90, 400][g]))],
        {'rows': 60, 'roles': {'Kanał': 'identifier', 'Obserwujący': 'numeric', 'Wyświetlenia': 'numeric', 'Posty': 'numeric'}, 'range': {'Obserwujący': [704, 1700000]}}, 'Creators, Poland', sep=';')
    # 47 durations with letters
    def span(s):
        h, m, s = int(s) // 3600, int(s) % 3600 // 60, int(s) % 60
        return (f'{h}h ' if h else '') + (f'{m}m ' if h or m else '') + f'{s}s'
    people('ga4-users.csv', 507, 60, ['Client ID', 'Avg. engagement time', 'Sessions', 'Engagement rate', 'First user source'],
        lambda rng, i, g: [f'{rng.randrange(10**8, 10**9)}.{rng.randrange(16 * 10**8, 17 * 10**8)}', span(near(rng, [25, 400, 5200][g])), round(near(rng, [1, 9, 40][g])), f'{near(rng, [10, 50, 85][g]):.2f}%', rng.choice(['google', 'direct', 'newsletter'])],
        {'rows': 60, 'roles': {'Client ID': 'identifier', 'Avg. engagement time': 'numeric', 'Sessions': 'numeric', 'First user source': 'categorical'}, 'range': {'Avg. engagement time': [20, 6000]}}, 'GA4 users, New Zealand')
    # 48 one giant, Sweden
    people('jattekund.csv', 508, 91, ['kund', 'belopp', 'besok'],
        lambda rng, i, g: [f'k{i:03d}', '9 800 000' if i == 90 else f'{near(rng, [150, 900, 2500][g], .08):.0f}', 12 if i == 90 else round(near(rng, [3, 15, 40][g], .08))],
        {'k': 3, 'says': ['1 row unlike all others']}, 'Customers with one giant, Sweden', sep=';')
    # 49 shifted cells, tabs and semicolons
    rng = random.Random(509)
    text = 'id;navn;beløb;antal\n'
    for i in range(60):
        name = f'Hansen; {rng.choice(["Søn", "Datter"])} {i}' if i % 12 == 5 else f'Butik {i}'
        text += f'{5001 + i};{name};{comma(near(rng, [300, 4000, 21000][i % 3]))};{round(near(rng, [2, 15, 60][i % 3]))}\n'
    write('forskudt.csv', text, {'rows': 60, 'roles': {'id': 'identifier', 'beløb': 'numeric', 'antal': 'numeric'}, 'range': {'beløb': [260, 24000], 'antal': [1, 70]}}, 'Unquoted semicolons, Denmark')
    # 50 thin spaces, brackets and percentages, Luxembourg
    people('clients-lu.csv', 510, 60, ['Réf. client', 'Encours (€)', 'Résultat', 'Taux', 'Opérations'],
        lambda rng, i, g: [f'LU{rng.randrange(10**6):06d}', comma(near(rng, [900, 15000, 240000][g]), 2, '\u2009'), '(' + comma(near(rng, [20, 200, 900][g]), 0, '\u2009') + ')' if i % 5 == 0 else comma(near(rng, [40, 800, 5000][g]), 0, '\u2009'), comma(near(rng, [1, 3, 6][g]), 1) + ' %', round(near(rng, [2, 14, 70][g]))],
        {'rows': 60, 'roles': {'Réf. client': 'identifier', 'Encours (€)': 'numeric', 'Résultat': 'numeric', 'Taux': 'numeric', 'Opérations': 'numeric'}, 'range': {'Encours (€)': [790, 270000]}}, 'Bank customers, Luxembourg', sep=';')
def batch6():
    def people(name, seed, n, head, make, truth, source, **more):
        rng = random.Random(seed)
        table(name, head, [make(rng, i, i % 3) for i in range(n)], truth, source, **more)
    a = lambda rng, g: round(near(rng, [100, 900, 5000][g]))
    b = lambda rng, g: round(near(rng, [2, 14, 60][g]))
    # 51 Denmark: CPR
    people('medlemmer-dk.csv', 601, 60, ['Medlemsnr.', 'CPR-nr.', 'Køn', 'Fødselsdato', 'Postnr.', 'Kontingent (kr.)', 'Besøg'],
        lambda rng, i, g: [70010 + i * 3, f'{1 + rng.randrange(28):02d}{1 + rng.randrange(12):02d}{rng.randrange(40, 99)}-{rng.randrange(1000, 9999)}', rng.choice(['Kvinde', 'Mand']), f'{1 + rng.randrange(28):02d}.{1 + rng.randrange(12):02d}.19{rng.randrange(40, 99)}', rng.randrange(1000, 9990), comma(a(rng, g)) + ' kr.', b(rng, g)],
        {'rows': 60, 'k': 3, 'features': ['Kontingent (kr.)', 'Besøg'], 'roles': {'Medlemsnr.': 'identifier', 'CPR-nr.': 'personal', 'Køn': 'protected', 'Fødselsdato': 'personal', 'Postnr.': 'code'}}, 'Members, Denmark', sep=';')
    # 52 Chile: RUT
    people('socios-cl.csv', 602, 60, ['RUT', 'Comuna', 'Compras ($)', 'Visitas', 'Estado civil', 'Correo'],
        lambda rng, i, g: [f'{rng.randrange(5, 25)}.{rng.randrange(100, 999)}.{rng.randrange(100, 999)}-{rng.choice("0123456789K")}', rng.choice(['Ñuñoa', 'Maipú', 'Las Condes']), '$' + comma(a(rng, g) * 900, 0), b(rng, g), rng.choice(['Soltero(a)', 'Casado(a)', 'Conviviente civil']), f's{i}@example.cl'],
        {'rows': 60, 'roles': {'RUT': 'personal', 'Comuna': 'categorical', 'Compras ($)': 'numeric', 'Estado civil': 'protected', 'Correo': 'personal'}}, 'Members, Chile', sep=';')
    # 53 gender by values only, Norway
    people('undersokelse-no.csv', 603, 60, ['lopenr', 'q1', 'q2', 'q3'],
        lambda rng, i, g: [3000 + i, rng.choice(['Mann', 'Kvinne', 'Ønsker ikke å svare']), a(rng, g), b(rng, g)],
        {'rows': 60, 'k': 3, 'features': ['q2', 'q3'], 'roles': {'lopenr': 'identifier', 'q1': 'protected'}}, 'Survey, Norway', sep=';')
    # 54 Greece: windows-1253
    people('pelates-gr.csv', 604, 60, ['Κωδικός πελάτη', 'Φύλο', 'ΑΦΜ', 'Τ.Κ.', 'Πόλη', 'Σύνολο αγορών', 'Παραγγελίες', 'Ενημερωτικό'],
        lambda rng, i, g: [f'{41000 + i * 2}', rng.choice(['Άνδρας', 'Γυναίκα']), f'{rng.randrange(10**8, 10**9)}', f'{rng.randrange(100, 859)} {rng.randrange(10, 99)}', rng.choice(['Αθήνα', 'Πάτρα', 'Βόλος']), comma(a(rng, g)) + ' €', b(rng, g), rng.choice(['Ναι', 'Όχι'])],
        {'rows': 60, 'features': ['Πόλη', 'Σύνολο αγορών', 'Παραγγελίες', 'Ενημερωτικό'], 'roles': {'Κωδικός πελάτη': 'identifier', 'Φύλο': 'protected', 'ΑΦΜ': 'personal', 'Τ.Κ.': 'code', 'Ενημερωτικό': 'boolean'}}, 'Customers, Greece, windows-1253', sep=';', encoding='cp1253')
    # 55 Hungary
    people('ugyfelek-hu.csv', 605, 60, ['Ügyfélszám', 'Nem', 'Születési dátum', 'Irányítószám', 'Összes vásárlás (Ft)', 'Rendelések száma', 'Hírlevél'],
        lambda rng, i, g: [f'{i * 7 + 10000}', rng.choice(['férfi', 'nő']), f'19{rng.randrange(50, 99)}.{1 + rng.randrange(12):02d}.{1 + rng.randrange(28):02d}.', rng.randrange(1011, 9985), comma(a(rng, g) * 100, 0, ' ') + ' Ft', b(rng, g), rng.choice(['igen', 'nem'])],
        {'rows': 60, 'features': ['Összes vásárlás (Ft)', 'Rendelések száma', 'Hírlevél'], 'roles': {'Ügyfélszám': 'identifier', 'Nem': 'protected', 'Születési dátum': 'personal', 'Irányítószám': 'code', 'Hírlevél': 'boolean'}}, 'Customers, Hungary, windows-1250', sep=';', encoding='cp1250')
    # 56 Ukraine
    people('kliyenty-ua.csv', 606, 60, ['Код клієнта', "Ім'я", 'Прізвище', 'Стать', 'Дата народження', 'Поштовий індекс', 'Сума покупок, грн', 'Кількість замовлень', 'Підписка'],
        lambda rng, i, g: [f'{9000 + i * 5}', rng.choice(['Оксана', 'Тарас', 'Леся']), rng.choice(['Шевченко', 'Бондар', 'Коваль']), rng.choice(['чоловіча', 'жіноча']), f'{1 + rng.randrange(28):02d}.{1 + rng.randrange(12):02d}.19{rng.randrange(50, 99)}', f'{rng.randrange(1001, 99999):05d}', comma(a(rng, g), 2, ' '), b(rng, g), rng.choice(['так', 'ні'])],
        {'rows': 60, 'features': ['Сума покупок, грн', 'Кількість замовлень', 'Підписка'], 'roles': {'Код клієнта': 'identifier', "Ім'я": 'personal', 'Прізвище': 'personal', 'Стать': 'protected', 'Дата народження': 'personal', 'Поштовий індекс': 'code', 'Підписка': 'boolean'}, 'hidden': ['Шевченко']}, 'Customers, Ukraine', sep=';')
    # 57 Romania
    people('clienti-ro.csv', 607, 60, ['Cod client', 'CNP', 'Sex', 'Stare civilă', 'Cod poștal', 'Valoare comenzi (lei)', 'Nr. comenzi', 'Abonat newsletter'],
        lambda rng, i, g: [f'C{rng.randrange(10**5):05d}', f'{rng.choice([1, 2])}{rng.randrange(50, 99)}{1 + rng.randrange(12):02d}{1 + rng.randrange(28):02d}{rng.randrange(10**5, 10**6)}', rng.choice(['bărbat', 'femeie']), rng.choice(['căsătorit', 'necăsătorit', 'divorțat']), f'{rng.randrange(10011, 927999):06d}', comma(a(rng, g)), b(rng, g), rng.choice(['Da', 'Nu'])],
        {'rows': 60, 'features': ['Valoare comenzi (lei)', 'Nr. comenzi', 'Abonat newsletter'], 'roles': {'Cod client': 'identifier', 'CNP': 'personal', 'Sex': 'protected', 'Stare civilă': 'protected', 'Cod poștal': 'code', 'Abonat newsletter': 'boolean'}}, 'Customers, Romania', sep=';')
    # 58 Vietnam
    people('khach-hang-vn.csv', 608, 60, ['Mã khách hàng', 'Họ và tên', 'Giới tính', 'Ngày sinh', 'Số điện thoại', 'Tổng chi tiêu', 'Số đơn hàng', 'Đã kết hôn'],
        lambda rng, i, g: [f'KH{rng.randrange(10**5):05d}', rng.choice(['Nguyễn Văn An', 'Trần Thị Bình', 'Lê Hoàng Minh', 'Phạm Thu Hà']), rng.choice(['Nam', 'Nữ']), f'{1 + rng.randrange(28):02d}/{1 + rng.randrange(12):02d}/19{rng.randrange(60, 99)}', f'09{rng.randrange(10**7, 10**8)}', f'{a(rng, g) * 1000:,.0f}'.replace(',', '.') + ' ₫', b(rng, g), rng.choice(['Có', 'Không'])],
        {'rows': 60, 'features': ['Tổng chi tiêu', 'Số đơn hàng'], 'roles': {'Mã khách hàng': 'identifier', 'Họ và tên': 'personal', 'Giới tính': 'protected', 'Ngày sinh': 'personal', 'Số điện thoại': 'personal', 'Đã kết hôn': 'protected'}, 'hidden': ['Nguyễn Văn An']}, 'Customers, Vietnam')
    # 59 web analytics
    people('web-visitors.csv', 609, 60, ['visitor', 'ip_address', 'user_agent', 'landing_page', 'gclid', 'pageviews', 'revenue'],
        lambda rng, i, g: [f'{rng.getrandbits(64):016x}', f'2001:db8:{rng.randrange(65536):x}::{rng.randrange(65536):x}', rng.choice(['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)']), f'https://shop.example.com/p/{rng.randrange(10**4)}?utm_source=mail', f'Cj0KCQ{rng.getrandbits(80):020x}', b(rng, g), f'{a(rng, g)}.50'],
        {'rows': 60, 'roles': {'visitor': 'identifier', 'ip_address': 'personal', 'landing_page': 'identifier|free_text|ignored', 'gclid': 'identifier|free_text|ignored', 'pageviews': 'numeric', 'revenue': 'numeric'}, 'hidden': ['2001:db8:']}, 'Visitors of a web shop, Singapore')
    # 60 Thai dates of the Buddhist era in two digits
    th = ['ม.ค.', 'ก.พ.', 'มี.ค.', 'เม.ย.', 'พ.ค.', 'มิ.ย.', 'ก.ค.', 'ส.ค.', 'ก.ย.', 'ต.ค.', 'พ.ย.', 'ธ.ค.']
    people('samachik-th.csv', 610, 60, ['รหัสสมาชิก', 'เพศ', 'วันที่สมัคร', 'ยอดซื้อ', 'จำนวนครั้ง'],
        lambda rng, i, g: [f'M{rng.randrange(10**6):06d}', rng.choice(['ชาย', 'หญิง']), f'{1 + rng.randrange(28)} {rng.choice(th)} {rng.choice([65, 66, 67])}', f'฿{a(rng, g):,.2f}', b(rng, g)],
        {'rows': 60, 'roles': {'รหัสสมาชิก': 'identifier', 'เพศ': 'protected', 'วันที่สมัคร': 'date', 'ยอดซื้อ': 'numeric', 'จำนวนครั้ง': 'numeric'}, 'range': {'วันที่สมัคร': [18993, 20088]}}, 'Members, Thailand')
def batch7():
    def people(name, seed, n, head, make, truth, source, **more):
        rng = random.Random(seed)
        table(name, head, [make(rng, i, i % 3) for i in range(n)], truth, source, **more)
    a = lambda rng, g: round(near(rng, [100, 900, 5000][g]))
    b = lambda rng, g: round(near(rng, [2, 14, 60][g]))
    # 61 solar Hijri dates, Iran
    fa = ['فروردین', 'اردیبهشت', 'خرداد', 'تیر', 'مرداد', 'شهریور', 'مهر', 'آبان', 'آذر', 'دی', 'بهمن', 'اسفند']
    people('moshtarian-ir.csv', 701, 60, ['کد مشتری', 'جنسیت', 'تاریخ عضویت', 'مبلغ خرید (تومان)', 'تعداد سفارش'],
        lambda rng, i, g: [f'{1200 + i * 3}', rng.choice(['مرد', 'زن']), f'{1 + rng.randrange(28)} {rng.choice(fa)} 140{rng.randrange(0, 3)}', f'{a(rng, g) * 1000:,}', b(rng, g)],
        {'rows': 60, 'roles': {'کد مشتری': 'identifier', 'جنسیت': 'protected', 'تاریخ عضویت': 'date', 'مبلغ خرید (تومان)': 'numeric', 'تعداد سفارش': 'numeric'}, 'range': {'تاریخ عضویت': [18700, 19900]}}, 'Customers, Iran')
    # 62 dates in Irish and Albanian
    ga = ['Eanáir', 'Feabhra', 'Márta', 'Aibreán', 'Bealtaine', 'Meitheamh', 'Iúil', 'Lúnasa', 'Meán Fómhair', 'Deireadh Fómhair', 'Samhain', 'Nollaig']
    sq = ['janar', 'shkurt', 'mars', 'prill', 'maj', 'qershor', 'korrik', 'gusht', 'shtator', 'tetor', 'nëntor', 'dhjetor']
    people('custaimeiri.csv', 702, 60, ['id', 'Dáta', 'Data e regjistrimit', 'spend', 'visits'],
        lambda rng, i, g: [f'c{i:03d}', f'{1 + rng.randrange(28)} {rng.choice(ga)} 202{rng.randrange(2, 5)}', f'{1 + rng.randrange(28)} {rng.choice(sq)} 202{rng.randrange(2, 5)}', a(rng, g), b(rng, g)],
        {'rows': 60, 'roles': {'Dáta': 'date', 'Data e regjistrimit': 'date', 'id': 'identifier'}}, 'Dates in Irish and Albanian')
    # 63 totals, Croatia
    people('kupci-hr.csv', 703, 60, ['Šifra kupca', 'Spol', 'Poštanski broj', 'Promet (€)', 'Broj računa', 'Pretplata'],
        lambda rng, i, g: [f'{500 + i * 2}', rng.choice(['muško', 'žensko']), 10000 + rng.randrange(43000), comma(a(rng, g)), b(rng, g), rng.choice(['da', 'ne'])],
        {'rows': 60, 'features': ['Promet (€)', 'Broj računa', 'Pretplata'], 'roles': {'Šifra kupca': 'identifier', 'Spol': 'protected', 'Poštanski broj': 'code', 'Pretplata': 'boolean'}}, 'Customers with a line of totals, Croatia', sep=';', after='Ukupno;;;123.456,78;1520;\n')
    # 64 names in two rows, Norway
    rng = random.Random(704)
    text = 'Kundenr;;2023;;2024;\n;Fylke;Beløp;Antall;Beløp;Antall\n'
    for i in range(60):
        g = i % 3
        text += f'{20010 + i * 3};{rng.choice(["Oslo", "Vestland", "Troms"])};{comma(a(rng, g))};{b(rng, g)};{comma(a(rng, g) * 1.1)};{b(rng, g)}\n'
    write('kunder-no.csv', text, {'rows': 60, 'roles': {'Kundenr': 'identifier', 'Fylke': 'categorical', '2023 - Beløp': 'numeric', '2024 - Antall': 'numeric'}}, 'Names in two rows, Norway')
    # 65 one amount three times, Denmark
    def moms(rng, i, g):
        net = near(rng, [100, 900, 5000][g])
        return [f'K{i:04d}', comma(net), comma(net * .25), comma(net * 1.25), b(rng, g), round(near(rng, [5, 30, 90][g]))]
    people('kunder-moms.csv', 705, 60, ['Kundenummer', 'Beløb ekskl. moms', 'Moms', 'Beløb inkl. moms', 'Ordrer', 'Dage siden sidste køb'], moms,
        {'rows': 60, 'k': 3, 'roles': {'Kundenummer': 'identifier'}, 'says': ['which is used'], 'never': ['moms og']}, 'An amount, its tax and both, Denmark', sep=';')
    # 66 several currencies, Nordic
    people('valuutat.csv', 706, 60, ['konto', 'summa', 'kerrat'],
        lambda rng, i, g: [f'N{i:04d}', comma(a(rng, g)) + rng.choice([' kr', ' €', ' zł']), b(rng, g)],
        {'rows': 60, 'says': ['"summa": amounts in']}, 'Amounts of three currencies, Nordic', sep=';')
    # 67 units below the names, Italy
    rng = random.Random(707)
    text = 'Cliente;Fatturato;Ordini;Peso medio\n;(EUR);(n.);(kg)\n'
    for i in range(60):
        g = i % 3
        text += f'CL{rng.randrange(10**5):05d};{comma(a(rng, g))};{b(rng, g)};{comma(near(rng, [1, 5, 20][g]), 1)}\n'
    write('clienti-unita.csv', text, {'rows': 60, 'roles': {'Cliente': 'identifier', 'Fatturato': 'numeric', 'Ordini': 'numeric', 'Peso medio': 'numeric'}}, 'Units below the names, Italy')
    # 68 customers who stand twice, Portugal
    rng = random.Random(708)
    rows = [[f'PT{i:03d}', comma(a(rng, i % 3)), b(rng, i % 3), rng.choice(['Lisboa', 'Porto'])] for i in range(50)]
    rows += rows[:12]
    table('clientes-repetidos.csv', ['Nº cliente', 'Compras (€)', 'Visitas', 'Distrito'], rows, {'rows': 62, 'says': ['12 rows'], 'roles': {'Nº cliente': 'identifier'}}, 'Customers who stand twice, Portugal', sep=';')
    # 69 customers with nothing but a number, Bulgaria: windows-1251
    people('klienti-bg.csv', 709, 60, ['Клиентски номер', 'Пол', 'Оборот (лв.)', 'Поръчки'],
        lambda rng, i, g: [f'B{4000 + i}', '', '', ''] if i % 10 == 3 else [f'B{4000 + i}', rng.choice(['мъж', 'жена']), comma(a(rng, g), 2, ' '), b(rng, g)],
        {'rows': 60, 'roles': {'Клиентски номер': 'identifier', 'Пол': 'protected'}, 'features': ['Оборот (лв.)', 'Поръчки']}, 'Customers with nothing but a number, Bulgaria, windows-1251', sep=';', encoding='cp1251')
    # 70 order log in JSON lines with milliseconds
    rng, lines = orders(710)
    text = ''
    sums = {}
    for c, n, d, g, v in lines:
        s = rng.choice(['captured', 'captured', 'captured', 'captured', 'voided'])
        if s == 'captured':
            sums[c] = sums.get(c, 0) + v
        stamp = int(d.replace(tzinfo=datetime.timezone.utc).timestamp() * 1000) + rng.randrange(60000)
        text += json.dumps({'order_ref': f'o-{n}', 'shopper_id': f's{c}', 'created': stamp, 'state': s, 'amount': v}) + '\n'
    write('orders-ms.jsonl', text, paid_truth(sums), 'Orders of an API in milliseconds')
    # 71 Chinese shop, GB18030
    rng, lines = orders(711)
    sums = {}
    rows = []
    for c, n, d, g, v in lines:
        s = rng.choice(['交易成功', '交易成功', '交易成功', '卖家已发货', '交易关闭'])
        if s != '交易关闭':
            sums[c] = sums.get(c, 0) + v
        rows.append([f'{2024000000 + n}', f'买家{c}', d.strftime('%Y-%m-%d %H:%M:%S'), s, f'{v:.2f}', '0.00', '茶叶'])
    table('taobao-dingdan.csv', ['订单编号', '买家会员名', '订单付款时间', '订单状态', '买家实际支付金额', '退款金额', '宝贝标题'], rows, paid_truth(sums), 'Taobao orders, China, GB18030', encoding='gb18030')
    # 72 TikTok Shop, Philippines
    rng, lines = orders(712)
    sums = {}
    rows = []
    for c, n, d, g, v in lines:
        s, r = rng.choice([('Completed', 0), ('Completed', 0), ('Completed', 0), ('Shipped', 0), ('Cancelled', 0), ('Unpaid', 0)])
        if s in ('Completed', 'Shipped'):
            sums[c] = sums.get(c, 0) + v
        rows.append([f'5771{n:014d}\t', s, 'Lotion', 1, f'PHP {v * 1.2:.2f}', f'PHP {v * .2:.2f}', f'PHP {v:.2f}', f'PHP {v:.2f}', 'PHP 0.00', d.strftime('%d/%m/%Y %H:%M:%S') + '\t', f'buyer_{c}', f'(+63)9{c:02d}*****{c % 10}1', '0.3'])
    table('tiktok-orders.csv', ['Order ID', 'Order Status', 'Product Name', 'Quantity', 'SKU Subtotal Before Discount', 'SKU Seller Discount', 'SKU Subtotal After Discount', 'Order Amount', 'Order Refund Amount', 'Created Time', 'Buyer Username', 'Phone #', 'Weight(kg)'], rows, paid_truth(sums), 'TikTok Shop orders, Philippines')
def batch8():
    def people(name, seed, n, head, make, truth, source, **more):
        rng = random.Random(seed)
        table(name, head, [make(rng, i, i % 3) for i in range(n)], truth, source, **more)
    def lean(rng, g, scale, questions=3):
        n = len(scale)
        return [scale[min(n - 1, max(0, [0, n // 2, n - 1][g] + rng.choice([0, 0, 0, 1, -1])))] for _ in range(questions)]
    def log(seed, good, bad):
        rng, lines = orders(seed)
        sums, out = {}, []
        for c, n, d, g, v in lines:
            ok = rng.random() < 0.85
            if ok:
                sums[c] = sums.get(c, 0) + v
            out.append((c, n, d, v, rng.choice(good if ok else bad)))
        return rng, out, sums
    when = lambda i: datetime.datetime(2024, 5, 2 + i // 12, 8 + i % 12, 7 * i % 60)
    a = lambda rng, g: round(near(rng, [100, 900, 5000][g]))
    b = lambda rng, g: round(near(rng, [2, 14, 60][g]))
    zh = ['非常不满意', '不满意', '一般', '满意', '非常满意']
    q = ['1、您对价格满意吗？', '2、您对质量满意吗？', '3、您对服务满意吗？']
    people('wenjuanxing.csv', 801, 60, ['序号', '提交答卷时间', '所用时间', '来源', '来自IP'] + q + ['4、您的性别'],
        lambda rng, i, g: [i + 1, when(i).strftime('%Y/%m/%d %H:%M:%S'), f'{rng.randrange(40, 400)}秒', '微信', f'10.3.{rng.randrange(255)}.{rng.randrange(255)}'] + lean(rng, g, zh) + [rng.choice(['男', '女'])],
        {'rows': 60, 'features': q, 'roles': {**{t: 'ordinal' for t in q}, '序号': 'identifier', '来自IP': 'personal', '4、您的性别': 'protected'}}, 'Wenjuanxing survey, China', encoding='gb18030')
    tr = ['Kesinlikle katılmıyorum', 'Katılmıyorum', 'Kararsızım', 'Katılıyorum', 'Kesinlikle katılıyorum']
    q = ['Fiyatlar uygundur', 'Personel naziktir', 'Tekrar gelirim']
    people('anket-tr.csv', 802, 60, ['Zaman damgası'] + q + ['Medeni durumunuz'],
        lambda rng, i, g: [when(i).strftime('%d.%m.%Y %H:%M:%S')] + lean(rng, g, tr) + [rng.choice(['Evli', 'Bekar'])],
        {'rows': 60, 'features': q, 'roles': {**{t: 'ordinal' for t in q}, 'Medeni durumunuz': 'protected'}}, 'Google Forms, Turkey')
    ko = ['전혀 그렇지 않다', '그렇지 않다', '보통이다', '그렇다', '매우 그렇다']
    q = ['가격이 적절하다', '직원이 친절하다', '다시 방문하겠다']
    people('seolmun-kr.csv', 803, 60, ['타임스탬프'] + q + ['귀하의 성별은?', '연령대'],
        lambda rng, i, g: [when(i).strftime('%Y. %-m. %-d.') + ' 오후 3:05:11'] + lean(rng, g, ko) + [rng.choice(['남성', '여성']), rng.choice(['20대', '30대', '40대', '50대 이상'])],
        {'rows': 60, 'features': q, 'roles': {**{t: 'ordinal' for t in q}, '귀하의 성별은?': 'protected', '연령대': 'protected'}}, 'Google Forms, Korea')
    rng, lines, sums = log(804, ['Toimitettu', 'Maksettu'], ['Peruutettu', 'Palautettu'])
    table('tilaukset.csv', ['Tilausnumero', 'Tilauspäivä', 'Asiakasnumero', 'Tuote', 'Määrä', 'Yksikköhinta', 'Tila'],
        [[n, d.strftime('%-d.%-m.%Y'), f'AS{c:04d}', rng.choice(['Kahvi', 'Sänky', 'Pöytä']), 1, comma(v) + ' €', s] for c, n, d, v, s in lines], paid_truth(sums), 'Orders, Finland', sep=';')
    rng, lines, sums = log(805, ['Виконано', 'Доставлено'], ['Скасовано', 'Очікує оплати'])
    table('prom-zamovlennya.csv', ['Номер замовлення', 'Дата замовлення', 'Клієнт', 'Статус замовлення', 'Сума замовлення, грн', 'Вартість доставки'],
        [[n, d.strftime('%d.%m.%Y %H:%M'), f'Клієнт {c}', s, comma(v, 2, ' '), '70,00'] for c, n, d, v, s in lines], paid_truth(sums), 'Prom.ua orders, Ukraine', sep=';')
    rng, lines, sums = log(806, ['تم التنفيذ', 'تم التوصيل'], ['ملغي', 'بانتظار الدفع'])
    table('salla-orders.csv', ['رقم الطلب', 'تاريخ الطلب', 'حالة الطلب', 'اسم العميل', 'إجمالي الطلب', 'تكلفة الشحن', 'الضريبة'],
        [[n, d.strftime('%Y-%m-%d %H:%M'), s, f'عميل {c}', f'{v:.2f}', '25.00', f'{v * .13:.2f}'] for c, n, d, v, s in lines], paid_truth(sums), 'Salla orders, Saudi Arabia')
    rng, lines, sums = log(807, ['Confirmado', 'Recebido'], ['Recusado', 'Estornado', 'Pendente'])
    table('nuvemshop-vendas.csv', ['Número do Pedido', 'E-mail', 'Data', 'Status do Pagamento', 'Subtotal', 'Valor do Frete', 'Total'],
        [[n, f'c{c}@example.com.br', d.strftime('%d/%m/%Y %H:%M:%S'), s, comma(v - 9.9), '9,90', comma(v)] for c, n, d, v, s in lines],
        {'rows': len(sums), 'hidden': ['c0@example']}, 'Nuvemshop sales, Brazil, windows-1252', sep=';', encoding='cp1252')
    people('zakaznici-sk.csv', 808, 60, ['Číslo zákazníka', 'PSČ', 'Pohlavie', 'Rodinný stav', 'Mesačný príjem', 'Nákupy', 'Súhlas'],
        lambda rng, i, g: [4100 + i * 2, f'{rng.randrange(810, 990)} {rng.randrange(10, 99)}', rng.choice(['muž', 'žena']), rng.choice(['slobodný', 'ženatý', 'rozvedený']), 'neuvedené' if i % 9 == 4 else comma(a(rng, g), 2, ' ') + ' €', b(rng, g), rng.choice(['áno', 'nie'])],
        {'rows': 60, 'features': ['Mesačný príjem', 'Nákupy', 'Súhlas'], 'roles': {'Číslo zákazníka': 'identifier', 'PSČ': 'code', 'Pohlavie': 'protected', 'Rodinný stav': 'protected', 'Súhlas': 'boolean'}}, 'Customers, Slovakia, windows-1250', sep=';', encoding='cp1250')
    people('klientai-lt.csv', 809, 60, ['Kliento kodas', 'Lytis', 'Gimimo data', 'Pašto kodas', 'Pirkimų suma (€)', 'Užsakymai', 'Naujienlaiškis'],
        lambda rng, i, g: [f'K{rng.randrange(10**5):05d}', rng.choice(['vyras', 'moteris']), f'19{rng.randrange(50, 99)}-{1 + rng.randrange(12):02d}-{1 + rng.randrange(28):02d}', f'LT-{rng.randrange(1100, 99300):05d}', comma(a(rng, g), 2, ' '), b(rng, g), rng.choice(['taip', 'ne'])],
        {'rows': 60, 'features': ['Pirkimų suma (€)', 'Užsakymai', 'Naujienlaiškis'], 'roles': {'Kliento kodas': 'identifier', 'Lytis': 'protected', 'Gimimo data': 'personal', 'Pašto kodas': 'code', 'Naujienlaiškis': 'boolean'}}, 'Customers, Lithuania', sep=';')
    q = ['Wie oft kaufen Sie online?', 'Wie oft kaufen Sie im Laden?', 'Haushaltseinkommen', 'Ausgaben im Monat']
    people('umfrage-baender.csv', 810, 60, ['lfd. Nr.'] + q,
        lambda rng, i, g: [i + 1] + lean(rng, g, ['nie', 'selten', 'manchmal', 'oft', 'immer'], 1) + lean(rng, 2 - g, ['nie', 'selten', 'manchmal', 'oft', 'immer'], 1) + lean(rng, g, ['unter 1.500 €', '1.500 bis 3.000 €', '3.000 bis 5.000 €', 'über 5.000 €'], 1) + [comma(a(rng, g)) + ' €'],
        {'rows': 60, 'features': q, 'roles': {q[0]: 'ordinal', q[1]: 'ordinal', q[2]: 'ordinal', q[3]: 'numeric', 'lfd. Nr.': 'identifier'}}, 'Survey with bands, Germany', sep=';')
# Third round: kinds by kinds, as a held-back case would vary them.
def third():
    global THIRD
    THIRD = True
    FIRST = ['Ana', 'Bea', 'Cem', 'Dora', 'Emil', 'Fay']
    def col(name, role, make, used=False):
        return name, role, make, used
    def people(file, seed, n, columns, source, truth=None, k=False, features=True, **more):
        rng = random.Random(seed)
        rows = [[c[2](rng, i, i % 3) for c in columns] for i in range(n)]
        made = {'rows': n, 'roles': {c[0]: c[1] for c in columns if c[1]}}
        if features:
            made['features'] = [c[0] for c in columns if c[3]]
        if k:
            made['k'] = 3
        made.update(truth or {})
        table(file, [c[0] for c in columns], rows, made, source, **more)
    def run(start, step=1):
        return lambda rng, i, g: start + step * i
    def one(*choices):
        return lambda rng, i, g: rng.choice(choices)
    def size(*centres, digits=0):
        return lambda rng, i, g: round(near(rng, centres[g]), digits) if digits else round(near(rng, centres[g]))
    def text(centres, form):
        return lambda rng, i, g: form(near(rng, centres[g]))
    def some(make, word, every=9, at=4):
        return lambda rng, i, g: (word, make(rng, i, g))[0 if i % every == at else 1]
    def code(lo, hi, form='{}'):
        return lambda rng, i, g: form.format(rng.randrange(lo, hi))
    def born(form='{d:02d}.{m:02d}.{y}'):
        return lambda rng, i, g: form.format(y=1950 + rng.randrange(50), m=1 + rng.randrange(12), d=1 + rng.randrange(28))
    def lean(scale, turn=False):
        n = len(scale)
        return lambda rng, i, g: scale[min(n - 1, max(0, [0, n // 2, n - 1][2 - g if turn else g] + rng.choice([0, 0, 0, 1, -1])))]
    when = lambda i: datetime.datetime(2024, 3, 4 + i // 12, 8 + i % 12, 7 * i % 60, 13 * i % 60)
    spend = (90, 800, 4600)
    visit = (2, 13, 55)
    basket = (12, 45, 160)
    def log(seed, good, bad, customers=30):
        rng, lines = orders(seed, customers)
        sums, out = {}, []
        for c, n, d, g, v in lines:
            ok = rng.random() < 0.85 or not bad
            if ok:
                sums[c] = sums.get(c, 0) + v
            out.append((c, n, d, v, rng.choice(good if ok else bad)))
        return rng, out, sums

    # 83-92
    people('czlonkowie.csv', 901, 60, [col('Lp.', 'identifier', run(501)), col('Forma grzecznościowa', 'protected', one('Pan', 'Pani')),
        col('Kod pocztowy', 'code', lambda r, i, g: f'{r.randrange(10, 99)}-{r.randrange(100, 999)}'), col('Wydatki', 'numeric', text(spend, lambda x: comma(x, 2, ' ') + ' zł'), True),
        col('Wizyty', 'numeric', some(size(*visit), 'brak danych'), True), col('Zgoda', 'boolean', one('TAK', 'NIE'), True)], 'Members, Poland, ISO-8859-2', sep=';', encoding='iso8859_2')
    people('grahak.csv', 902, 60, [col('ग्राहक आईडी', 'identifier', run(7001, 3)), col('लिंग', 'protected', one('पुरुष', 'महिला')), col('आयु', 'numeric', size(24, 38, 61), True),
        col('कुल खर्च', 'numeric', text((12000, 150000, 900000), lambda x: '₹' + lakh(round(x))), True), col('ऑर्डर संख्या', 'numeric', size(*visit), True)], 'Customers, India, in Hindi', {'never': ['पुरुष', 'महिला']}, k=True)
    people('amlaa.csv', 903, 60, [col('رقم العميل', 'identifier', run(3301)), col('الجنس', 'protected', one('ذكر', 'أنثى')), col('الحالة الاجتماعية', 'protected', one('أعزب', 'متزوج', 'مطلق')),
        col('الدخل الشهري', 'numeric', some(size(3000, 9000, 30000), 'غير معروف'), True), col('عدد الزيارات', 'numeric', size(*visit), True)], 'Customers, Morocco, in Arabic, windows-1256', k=True, encoding='cp1256')
    people('pacientes.csv', 904, 66, [col('Importe anual', 'numeric', text(spend, lambda x: comma(x) + ' €'), True), col('Visitas', 'numeric', size(*visit), True), col('Tratamiento', 'protected', one('Sr.', 'Sra.', 'Srta.')),
        col('Ticket medio', 'numeric', text(basket, lambda x: comma(x)), True)], 'Clinic, Spain', {'never': ['sra']}, k=True, sep=';')
    people('assures.csv', 905, 60, [col('N° assuré', 'identifier', lambda r, i, g: f'A{r.randrange(10**6):06d}'), col('Situation familiale', 'protected', one('Célibataire', 'Marié(e)', 'Pacsé(e)', 'Divorcé(e)', 'Veuf(ve)')),
        col('Montant des sinistres', 'numeric', text(spend, lambda x: comma(x, 2, '\u00a0')), True), col('Ancienneté', 'numeric', some(size(2, 9, 25), '9 ans', 17, 3), True)], 'Insured, France, ISO-8859-15',
        {'never': ['spending', 'spenders', 'loyalty', 'reward', 'célibataire']}, k=True, sep=';', encoding='iso8859_15')
    people('kundenliste-nr.csv', 906, 60, [col('KundenID', 'identifier', run(20011, 2)), col('AnredeNr', 'protected', one(1, 2)), col('GeschlechtNr', 'protected', one(1, 2)), col('PLZ', 'code', code(1067, 99998, '{:05d}')),
        col('Umsatz', 'numeric', text(spend, comma), True), col('Bestellungen', 'numeric', size(*visit), True)], 'Customer import of a dialogue system, Germany', k=True, sep=';')
    people('klienty-flagi.csv', 907, 60, [col('Klient', 'identifier', run(1, 1)), col('Newsletter', 'boolean', one('PRAWDA', 'FAŁSZ'), True), col('Aplikacja', 'boolean', one('tak', 'nie'), True), col('Obrót', 'numeric', text(spend, lambda x: comma(x, 2, ' ')), True)],
        'Excel in Polish', sep=';', encoding='cp1250')
    people('kaiin.csv', 908, 60, [col('会員番号', 'identifier', lambda r, i, g: f'M{100000 + i * 17}'), col('氏名', 'personal', lambda r, i, g: r.choice(['佐藤', '鈴木', '高橋', '田中']) + ' ' + r.choice(['翔太', '美咲', '健', '陽子'])),
        col('フリガナ', 'personal', one('サトウ ショウタ', 'スズキ ミサキ', 'タナカ ヨウコ')), col('電話番号', 'personal', lambda r, i, g: f'090-{r.randrange(1000, 9999)}-{r.randrange(1000, 9999)}'),
        col('住所', 'personal', lambda r, i, g: f'東京都港区{r.randrange(1, 9)}-{r.randrange(1, 30)}-{r.randrange(1, 20)}'), col('メルマガ', 'boolean', one('○', '×'), True), col('年間購入額', 'numeric', text((9000, 80000, 460000), lambda x: f'¥{x:,.0f}'), True),
        col('来店回数', 'numeric', some(size(*visit), '無回答'), True)], 'Members, Japan, EUC-JP', {'hidden': ['佐藤', '東京都港区']}, encoding='euc_jp')
    people('clientes-es.csv', 909, 60, [col('Nombre', 'personal', one('Lucía', 'Javier', 'Carmen', 'Iker')), col('Apellidos', 'personal', one('García Pérez', 'Ruiz Soto', 'Etxeberria Vidal', 'Nadal Coll')),
        col('NIF', 'personal', lambda r, i, g: (lambda n: f'{n:08d}' + 'TRWAGMYFPDXBNJZSQVHLCKE'[n % 23])(r.randrange(10**7, 10**8))), col('F. nacimiento', 'personal', born('{d:02d}/{m:02d}/{y}')), col('Móvil', 'personal', code(600000000, 699999999)),
        col('C.P.', 'code', code(1001, 52999, '{:05d}')), col('Importe', 'numeric', text(spend, comma), True), col('Compras', 'numeric', size(*visit), True)], 'Customers, Spain, windows-1252', {'hidden': ['Etxeberria', 'Nadal Coll']}, k=True, sep=';', encoding='cp1252')
    people('socios-rut.csv', 910, 60, [col('RUT', 'personal|identifier', lambda r, i, g: f'{r.randrange(5, 25)}.{r.randrange(100, 999)}.{r.randrange(100, 999)}-{r.choice("0123456789K")}'), col('Nombre completo', 'personal', lambda r, i, g: r.choice(FIRST) + ' Soto'),
        col('Comuna', 'categorical', one('Ñuñoa', 'Maipú', 'Providencia'), True), col('Monto compras', 'numeric', text((9000, 80000, 460000), lambda x: '$' + comma(x, 0)), True), col('Visitas', 'numeric', size(*visit), True)], 'Members, Chile', {'hidden': ['Emil Soto']}, sep=';')

    # 93-102
    people('padron.csv', 911, 60, [col('CURP', 'personal|identifier', lambda r, i, g: f'{"".join(r.choice("BCDFGLMPRS") + r.choice("AEIO") for _ in range(2))}{r.randrange(50, 99)}{1 + r.randrange(12):02d}{1 + r.randrange(28):02d}{r.choice("HM")}DF{"".join(r.choice("BCDFGLMNPR") for _ in range(3))}{r.randrange(10, 99)}'),
        col('RFC', 'personal|identifier', lambda r, i, g: f'{"".join(r.choice("BCDFGLMPRSAEIO") for _ in range(4))}{r.randrange(50, 99)}{1 + r.randrange(12):02d}{1 + r.randrange(28):02d}{r.choice("ABC")}{r.randrange(10, 99)}'),
        col('Colonia', 'categorical', one('Roma Norte', 'Del Valle', 'Condesa'), True), col('Saldo promedio', 'numeric', text((900, 8000, 46000), lambda x: '$' + point(x)), True), col('Movimientos', 'numeric', size(*visit), True)], 'Bank customers, Mexico')
    people('patients-uk.csv', 912, 60, [col('Forename', 'personal', one(*FIRST)), col('Surname', 'personal', one('Okoro', 'Hughes', 'Patel')), col('D.O.B.', 'personal', born('{d:02d}/{m:02d}/{y}')),
        col('NI Number', 'personal', lambda r, i, g: f'{r.choice(["AB", "CE", "JK"])}{r.randrange(10**5, 10**6)}{r.choice("ABCD")}'), col('NHS No', 'personal|identifier', lambda r, i, g: f'{r.randrange(400, 799)} {r.randrange(100, 999)} {r.randrange(1000, 9999)}'),
        col('Postcode', 'code', lambda r, i, g: f'{r.choice(["SW", "LS", "M", "EH"])}{r.randrange(1, 20)} {r.randrange(1, 9)}{r.choice("ABD")}{r.choice("EFG")}'), col('Fees paid', 'numeric', text(spend, lambda x: '£' + point(x)), True), col('Appointments', 'numeric', size(*visit), True)],
        'Practice, United Kingdom', {'hidden': ['Okoro']}, k=True)
    people('policyholders-in.csv', 913, 60, [col('Aadhaar No', 'personal', lambda r, i, g: f'{r.randrange(2000, 9999)} {r.randrange(1000, 9999)} {r.randrange(1000, 9999)}'), col('PAN', 'personal|identifier', lambda r, i, g: f'{"".join(r.choice("ABCDEFGH") for _ in range(3))}P{r.choice("KLMN")}{r.randrange(1000, 9999)}{r.choice("QRST")}'),
        col('Mobile No.', 'personal', code(6000000000, 9999999999)), col('Pincode', 'code', code(110001, 855117)), col('Premium (Rs.)', 'numeric', text((9000, 80000, 460000), lambda x: 'Rs. ' + lakh(round(x)) + '/-'), True), col('Policies', 'numeric', size(1, 4, 12), True)], 'Policy holders, India', k=True)
    people('musteriler.csv', 914, 60, [col('TC Kimlik No', 'personal|identifier', code(10**10, 10**11 - 1)), col('Ad Soyad', 'personal', lambda r, i, g: r.choice(['Ayşe', 'Mehmet', 'Zeynep']) + ' ' + r.choice(['Yılmaz', 'Çelik', 'Şahin'])), col('Cep Telefonu', 'personal', lambda r, i, g: f'0{r.randrange(530, 559)} {r.randrange(100, 999)} {r.randrange(10, 99)} {r.randrange(10, 99)}'),
        col('Doğum Tarihi', 'personal', born()), col('Toplam Harcama', 'numeric', text(spend, lambda x: comma(x) + ' TL'), True), col('Ziyaret', 'numeric', some(size(*visit), 'belirtilmemiş'), True), col('Kampanya', 'boolean', one('Evet', 'Hayır'), True)], 'Customers, Turkey, ISO-8859-9', {'hidden': ['Çelik']}, sep=';', encoding='iso8859_9')
    people('feldexport.csv', 915, 60, [col('Feld1', 'personal', lambda r, i, g: f'kontakt{i}@firma.example'), col('Feld2', 'personal', lambda r, i, g: f'015{r.randrange(1, 9)} {r.randrange(10**6, 10**7)}'), col('Feld3', 'numeric', text(spend, comma), True),
        col('Feld4', 'protected', one('Herr', 'Frau', 'Divers')), col('Feld5', 'numeric', size(*visit), True)], 'Export without names, Austria', {'hidden': ['kontakt7@']}, k=True, sep=';')
    people('livreurs.csv', 916, 60, [col('ref', 'identifier', lambda r, i, g: f'L-{i + 40:04d}'), col('position', 'personal', lambda r, i, g: f'{r.uniform(43, 50):.5f}, {r.uniform(-1, 7):.5f}'), col('N° de carte', 'personal', one('4970 1000 0000 0014')), col('Courses', 'numeric', size(*visit), True),
        col('Distance', 'numeric', text((5, 40, 180), lambda x: comma(x, 1) + ' km'), True)], 'Couriers, Belgium', {'hidden': ['4970 1000', '4970100000000014']}, k=True, sep=';')
    people('umfrage-codes.csv', 917, 72, [col('id', 'identifier', run(1)), col('zufriedenheit', 'numeric|ordinal', some(lean(list(range(0, 11))), 99, 11, 5), True), col('weiterempfehlung', 'numeric|ordinal', some(lean(list(range(0, 11))), 88, 14, 3), True),
        col('haushalt', 'numeric', some(size(1, 3, 6), -9, 17, 8), True), col('einkommen', 'numeric', some(size(1100, 3200, 9000), 99999, 13, 2), True)], 'Survey with codes 88 and 99, Germany', {'says': ['"99" (7)', '"88" (5)', '"99999"', '"-9"']}, sep=';')
    people('encuesta-9.csv', 918, 72, [col('folio', 'identifier', run(301)), col('p1', 'numeric|ordinal', some(lean([1, 2, 3, 4, 5]), 9, 12, 7), True), col('p2', 'numeric|ordinal', some(lean([1, 2, 3, 4, 5]), 9, 15, 4), True), col('p3', 'numeric|ordinal', lean([1, 2, 3, 4, 5]), True),
        col('edad', 'numeric', some(size(22, 41, 66), 999, 18, 1), True)], 'Survey with 9 for no answer, Peru', {'says': ['"9" (6)', '"999" (4)']}, k=True)
    people('mercados.csv', 919, 60, [col('pais_iso', 'categorical', one('NA', 'AO', 'ZA', 'MZ', 'BW'), True), col('ventas', 'numeric', size(*spend), True), col('tiendas', 'numeric', size(*visit), True)], 'Markets by country, Angola')
    people('rynki.csv', 920, 60, [col('rynek', None, run(1)), col('Kraj', 'categorical', lambda r, i, g: ['NA', 'PL', 'DE', 'CZ'][i % 4], True), col('Sprzedaż', 'numeric', text(spend, lambda x: comma(x, 2, ' ') + ' PLN'), True), col('Sklepy', 'numeric', size(*visit), True)],
        'Countries of a dealer, Poland', features=False, sep=';')
    # 103-112
    people('kunder-kroner.csv', 921, 60, [col('kundeid', 'identifier', run(88001)), col('beløb', 'numeric', text((900, 8000, 46000), lambda x: 'kr ' + comma(x, 0) + ',-'), True), col('rabat', 'numeric', text((3, 9, 22), lambda x: comma(x, 1) + ' %'), True), col('ordrer', 'numeric', size(*visit), True)],
        'Customers, Denmark, amounts ending ,-', {'range': {'beløb': [855, 48300]}}, k=True, sep=';')
    people('klienti-lv.csv', 922, 60, [col('Klienta Nr.', 'identifier', run(610)), col('Dzimums', 'protected', one('vīrietis', 'sieviete')), col('Pirkumi', 'numeric', size(*visit), True), col('Summa', 'numeric', text(spend, lambda x: comma(x, 2, ' ') + ' €'), True), col('Piekrišana', 'boolean', one('jā', 'nē'), True)],
        'Customers, Latvia, windows-1257', sep=';', encoding='cp1257')
    people('vevok.csv', 923, 60, [col('Vevőkód', 'identifier', run(4001, 7)), col('Nem', 'protected', one('férfi', 'nő')), col('Költés', 'numeric', text((9000, 80000, 460000), lambda x: comma(x, 0, ' ') + ' Ft'), True), col('Látogatás', 'numeric', some(size(*visit), 'nincs adat'), True)],
        'Customers, Hungary, IBM852', k=True, sep=';', encoding='cp852')
    people('klienti-866.csv', 924, 60, [col('Номер клиента', 'identifier', run(9001)), col('Пол', 'protected', one('муж', 'жен')), col('Город', 'categorical', one('Казань', 'Пермь', 'Омск'), True), col('Сумма покупок', 'numeric', text((900, 8000, 46000), lambda x: comma(x, 2, ' ')), True), col('Визиты', 'numeric', some(size(*visit), 'н/д'), True)],
        'Customers, Russia, IBM866', sep=';', encoding='cp866')
    people('kliyenti-koi.csv', 925, 60, [col('Номер', 'identifier', run(120)), col('Стать', 'protected', one('чоловіча', 'жіноча')), col('Сума', 'numeric', text((900, 8000, 46000), lambda x: comma(x, 2, ' ') + ' грн'), True), col('Відвідування', 'numeric', size(*visit), True)],
        'Customers, Ukraine, KOI8-U', k=True, sep=';', encoding='koi8_u')
    people('kunden-mojibake.csv', 926, 60, [col('Kunde', 'identifier', run(1)), col('Stadt', 'categorical', one('KÃ¶ln', 'MÃ¼nchen', 'DÃ¼sseldorf'), True), col('Umsatz', 'numeric', text(spend, comma), True), col('Besuche', 'numeric', size(*visit), True)], 'Twice encoded, Germany', {'says': ['twice']}, sep=';')
    people('kehu-big5.csv', 927, 60, [col('客戶編號', 'identifier', run(5001)), col('性別', 'protected', one('男', '女')), col('婚姻狀況', 'protected', one('已婚', '未婚')), col('消費金額', 'numeric', text((900, 8000, 46000), lambda x: f'NT${x:,.0f}'), True), col('來店次數', 'numeric', some(size(*visit), '未填'), True)],
        'Customers, Taiwan, Big5', k=True, encoding='big5')
    people('contacts-utf16.csv', 928, 60, [col('Contact ID', 'identifier', lambda r, i, g: f'{r.getrandbits(32):08x}'), col('Gender identity', 'protected', one('Woman', 'Man', 'Non-binary')), col('Ethnicity (simplified)', 'protected', one('White', 'Asian', 'Black', 'Mixed', 'Other')), col('Donations', 'numeric', text(spend, lambda x: f'${x:,.2f}'), True),
        col('Gifts', 'numeric', size(*visit), True)], 'Donors, Canada, UTF-16LE without a mark', {'never': ['asian', 'woman']}, k=True, encoding='utf_16_le')
    people('prolific.csv', 929, 60, [col('Submission id', 'identifier', lambda r, i, g: f'{r.getrandbits(96):024x}'), col('Participant id', 'identifier', lambda r, i, g: f'{r.getrandbits(96):024x}'), col('Status', None, one('APPROVED', 'APPROVED', 'AWAITING REVIEW')),
        col('Started at', None, lambda r, i, g: when(i).isoformat() + 'Z'), col('Completed at', None, lambda r, i, g: (when(i) + datetime.timedelta(seconds=400 + i)).isoformat() + 'Z'), col('Time taken', None, code(200, 900)), col('Age', 'numeric', size(22, 41, 66)), col('Sex', 'protected', one('Female', 'Male')),
        col('Ethnicity simplified', 'protected', one('White', 'Black', 'Asian')), col('Country of birth', 'protected', one('United Kingdom', 'Poland', 'India')), col('Nationality', 'protected', one('United Kingdom', 'Poland', 'India')), col('Q1', 'ordinal', lean(['Strongly disagree', 'Disagree', 'Neither agree nor disagree', 'Agree', 'Strongly agree'])),
        col('Q2', 'ordinal', lean(['Strongly disagree', 'Disagree', 'Neither agree nor disagree', 'Agree', 'Strongly agree']))], 'Prolific with answers, United Kingdom', {'never': ['started', 'completed at', 'time taken']}, features=False)
    people('tranche.csv', 930, 60, [col('Tranche d\'âge', 'protected', one('18-24', '25-34', '35-49', '50 et plus')), col('Nationalité', 'protected', one('française', 'belge', 'suisse')), col('Panier moyen', 'numeric', text(basket, lambda x: comma(x) + ' €'), True), col('Achats', 'numeric', size(*visit), True)], 'Buyers, Switzerland', {'never': ['18-24']}, k=True, sep='\t')
    # 113-122: numbers, running numbers, rows
    people('shops-vn.csv', 931, 60, [col('Mã cửa hàng', 'code|identifier|categorical', code(100, 130)), col('Doanh thu', 'numeric', text((1.2e6, 9.5e6, 48e6), lambda x: f'{x / 1e6:.1f} triệu'.replace('.', ',')), True), col('Đơn hàng', 'numeric', size(*visit), True)], 'Shops, Vietnam, in millions', {'range': {'Doanh thu': [1.1e6, 50.5e6]}}, features=False, sep=';')
    people('spolki.csv', 932, 60, [col('NIP', 'identifier|personal|code', code(10**9, 10**10 - 1)), col('Przychód', 'numeric', lambda r, i, g: (lambda x: f'{x / 1e6:.2f} mln'.replace('.', ',') if g == 2 else f'{x / 1e3:.0f} tys.')(near(r, (20000, 300000, 4e6)[g])), True), col('Pracownicy', 'numeric', size(4, 30, 250), True)], 'Firms, Poland, tys. and mln', {'range': {'Przychód': [19000, 4.21e6]}}, k=True, sep=';')
    people('besucher-dauer.csv', 933, 60, [col('Besucher', 'identifier', lambda r, i, g: f'v{r.getrandbits(40):010x}'), col('Verweildauer', 'numeric', lambda r, i, g: (lambda s: f'{s // 60} min {s % 60} s')(round(near(r, (40, 200, 900)[g]))), True), col('Seiten', 'numeric', size(2, 9, 30), True)], 'Visitors, Germany, minutes and seconds', {'range': {'Verweildauer': [38, 946]}}, k=True, sep=';')
    people('appels.csv', 934, 60, [col('Client', None, run(2400)), col('Durée moyenne', 'numeric', lambda r, i, g: (lambda s: f'{s // 60:02d}:{s % 60:02d}')(round(near(r, (70, 400, 1500)[g]))), True), col('Appels', 'numeric', size(*visit), True)], 'Calls, France, mm:ss', {'range': {'Durée moyenne': [66, 1576]}, 'roles': {'Client': 'identifier', 'Durée moyenne': 'numeric'}}, k=True, sep=';')
    people('toko.csv', 935, 60, [col('Omzet', 'numeric', lambda r, i, g: comma(round(near(r, (2800, 15300, 146000)[g])), 0), True), col('Rasio', 'numeric', text((0.2, 0.5, 0.9), lambda x: comma(x, 1)), True), col('Pelanggan', 'identifier', lambda r, i, g: f'P{i:03d}'), ], 'Shops, Indonesia, thousands by points', {'range': {'Omzet': [2660, 153300]}}, k=True, sep=';')
    people('clients-ch.csv', 936, 60, [col('Nr.', 'identifier', lambda r, i, g: 9000 - i), col('Umsatz CHF', 'numeric', text((900, 8000, 46000), lambda x: f'{x:,.2f}'.replace(',', '\u2019')), True), col('Käufe', 'numeric', size(*visit), True), col('Sprache', 'categorical', one('de', 'fr', 'it'), True)], 'Customers, Switzerland, numbers that fall', {'range': {'Umsatz CHF': [855, 48300]}}, sep=';')
    people('index-export.csv', 937, 60, [col('', None, run(0)), col('recency', 'numeric', size(200, 60, 10), True), col('frequency', 'numeric', size(*visit), True), col('store_nbr', 'code|categorical', code(1, 54)), col('MCC', 'code|categorical', one(5411, 5812, 5912, 4111, 5999))], 'Table of pandas with its index, United States', features=False)
    people('members-last.csv', 938, 60, [col('visits', 'numeric', size(*visit), True), col('spend', 'numeric', text(spend, lambda x: f'{x:.2f}'), True), col('member_no', 'identifier', run(70500))], 'Members, Ireland, number at the end', k=True)
    people('sinistri.csv', 939, 60, [col('Polizza', 'identifier|code', lambda r, i, g: f'{r.randrange(10**8):08d}/24'), col('Danni liquidati', 'numeric', text(spend, lambda x: comma(x) + ' €'), True), col('Sinistri', 'numeric', size(1, 4, 11), True)], 'Claims, Italy', {'never': ['spending', 'spender', 'loyalty', 'reward', 'discount']}, k=True, sep=';')
    people('mahnungen.csv', 940, 60, [col('Debitor', 'identifier', run(10001)), col('Offene Forderungen', 'numeric', text(spend, comma), True), col('Mahnungen', 'numeric', size(1, 5, 14), True), col('Retouren', 'numeric', size(*visit), True)], 'Debtors, Germany', {'never': ['spending', 'spender', 'loyalty', 'reward', 'upsell', 'cross-sell']}, k=True, sep=';')
    # 123-132
    people('negocios.csv', 941, 60, [col('ID de registro', 'identifier', code(10**9, 10**10)), col('Importe del negocio reciente', 'numeric', text(spend, comma), True), col('Número de negocios', 'numeric', size(*visit), True)], 'HubSpot contacts, Argentina', {'never': ['bargain', 'coupon', 'full-price', 'discount']}, k=True, sep=';')
    people('deals-pipedrive.csv', 942, 60, [col('Organization - ID', 'identifier', run(311)), col('Deal - Value', 'numeric', text(spend, lambda x: f'{x:.2f}'), True), col('Deal - Won deals', 'numeric', size(*visit), True), col('Person - Label', None, one('Hot lead', 'Warm lead', 'Cold lead'), True)], 'Pipedrive, Estonia', {'never': ['bargain', 'coupon', 'full-price', 'average-discount']}, features=False)
    rng = random.Random(943)
    rows = [[f'K{i:03d}', '', ''] if i in (0, 5, 17, 18, 44, 58, 59) else [f'K{i:03d}', comma(near(rng, spend[i % 3])), round(near(rng, visit[i % 3]))] for i in range(60)]
    table('leere-kunden.csv', ['Kunde', 'Umsatz', 'Besuche'], rows, {'rows': 60, 'roles': {'Kunde': 'identifier', 'Umsatz': 'numeric', 'Besuche': 'numeric'}, 'says': ['7 rows']}, 'Customers with nothing but a name, Germany', sep=';')
    rng = random.Random(944)
    text944 = 'client;adresse;dépenses;visites\n'
    for i in range(60):
        text944 += f'C{i:03d};{rng.choice(["Paris", "Lyon", "Lille"])}{"; bât. B" if i % 4 == 1 else ""};{comma(near(rng, spend[i % 3]))};{round(near(rng, visit[i % 3]))}\n'
    write('adresses.csv', text944, {'rows': 60, 'roles': {'client': 'identifier', 'dépenses': 'numeric', 'visites': 'numeric'}, 'range': {'dépenses': [85, 4830], 'visites': [2, 58]}}, 'Unquoted semicolons in a middle column, France')
    rng = random.Random(945)
    text945 = 'name,spend,visits,tier\n'
    for i in range(60):
        g = i % 3
        text945 += f'{rng.choice(["Doe", "Roe", "Poe"])}{i}{", Inc." if i % 2 else ""},{near(rng, spend[g]):.2f},{round(near(rng, visit[g]))},{rng.choice(["gold", "silver", "bronze"])}\n'
    write('vendors-inc.csv', text945, {'rows': 60, 'roles': {'spend': 'numeric', 'visits': 'numeric', 'tier': 'categorical|ordinal'}, 'range': {'spend': [85, 4830], 'visits': [2, 58]}}, 'Unquoted commas in the first column, United States')
    rng = random.Random(946)
    base = [[f'{i + 100}', round(near(rng, spend[i % 3])), round(near(rng, visit[i % 3]))] for i in range(60)]
    table('doppelt.csv', ['Kundennr', 'Umsatz', 'Besuche'], [r for i, r in enumerate(base) for _ in range(2 if i % 4 == 2 else 1)], {'rows': 75, 'roles': {'Kundennr': 'identifier'}, 'says': ['15 rows'], 'features': ['Umsatz', 'Besuche']}, 'Customers twice, one below the other, Germany', sep=';')
    rng = random.Random(947)
    months = 'sty lut mar kwi maj cze lip sie wrz paź lis gru'.split()
    rows = [[f'{c}', f'{m} 2023', comma(near(rng, spend[s % 3]) * (1 + .02 * j), 2, ' '), round(near(rng, visit[s % 3]))] for s, c in enumerate(['Kraków', 'Łódź', 'Gdańsk', 'Lublin', 'Opole', 'Toruń', 'Kielce', 'Płock', 'Sopot', 'Radom', 'Elbląg', 'Zamość']) for j, m in enumerate(months[:8])]
    table('sklepy-miesiace.csv', ['Sklep', 'Miesiąc', 'Sprzedaż', 'Klienci'], rows, {'rows': 12}, 'Shops by months, Poland', sep=';')
    rng = random.Random(948)
    rows = [[c, y, near(rng, (30, 500, 2200)[s % 3]) * (1 + .01 * (y - 2010)), near(rng, (4, 9, 17)[s % 3])] for s, c in enumerate(['AUT', 'BEL', 'CHE', 'DNK', 'ESP', 'FIN', 'GRC', 'HUN', 'IRL']) for y in range(2010, 2022)]
    rows = [[c, y, f'{a:.2f}', f'{b:.2f}'] for c, y, a, b in rows]
    rng.shuffle(rows)
    table('oecd-panel.csv', ['LOCATION', 'TIME', 'USD_CAP', 'PC_GDP'], rows, {'rows': 9}, 'Countries by years in any order')
    rng = random.Random(949)
    rows = []
    for i in range(60):
        net = round(near(rng, spend[i % 3]), 2)
        rows.append([5100 + i, round(near(rng, visit[i % 3])), comma(net), comma(net * .2), comma(net * 1.2)])
    table('steuer.csv', ['Kd-Nr', 'Anzahl', 'Netto', 'USt 20 %', 'Brutto'], rows, {'rows': 60, 'k': 3, 'roles': {'Kd-Nr': 'identifier'}}, 'An amount without, tax and with tax, Austria', sep=';')
    people('bajas.csv', 950, 90, [col('Cliente', 'identifier', run(8801)), col('Antigüedad (meses)', 'numeric', size(4, 30, 70), True), col('Cuota mensual', 'numeric', text((15, 40, 90), lambda x: comma(x) + ' €'), True), col('¿Se dio de baja?', 'boolean', one('Sí', 'No'), True)], 'Gym, Spain', {'says': ['looks like an outcome']}, features=False, sep=';')
    # 133-142: giants and words of surveys
    def giants(file, seed, n, far, names, source, truth, **more):
        rng = random.Random(seed)
        rows = [[i + 1] + [round(near(rng, c[i % 3], 0.08), 2) for c in (spend, visit, basket)] for i in range(n)]
        for at, column, value in far:
            rows[at][column] = value
        table(file, names, rows, {'rows': n, 'k': 3, 'says': truth}, source, **more)
    giants('firmy-olbrzym.csv', 951, 60, [(22, 1, 7400000)], ['ID', 'Obrót', 'Zamówienia', 'Koszyk'], 'One giant firm among 60, Poland', ['1 row unlike'])
    giants('errata.csv', 952, 91, [(10, 2, 13000), (60, 1, 8750000)], ['id', 'gasto', 'visitas', 'cesta'], 'Two giants in two columns, Spain', ['2 rows unlike'])
    giants('minus.csv', 953, 120, [(33, 1, -2500000), (34, 1, -2600000), (90, 1, 3100000)], ['Nr', 'Saldo', 'Buchungen', 'Korb'], 'Three giants of either sign, Germany', ['3 rows unlike'])
    giants('petit-geant.csv', 954, 300, [(120, 3, 88000)], ['ref', 'depenses', 'visites', 'panier'], 'One giant in the last column, France', ['1 row unlike'])
    it = ['Per niente d\'accordo', 'Poco d\'accordo', 'Né d\'accordo né in disaccordo', 'Abbastanza d\'accordo', 'Completamente d\'accordo']
    people('modulo.csv', 955, 60, [col('Informazioni cronologiche', None, lambda r, i, g: when(i).strftime('%d/%m/%Y %H.%M.%S')), col('Il prezzo è giusto', 'ordinal', lean(it), True), col('Il personale è cortese', 'ordinal', lean(it), True), col('Tornerò', 'ordinal', lean(['Sicuramente no', 'Probabilmente no', 'Non so', 'Probabilmente sì', 'Sicuramente sì']), True), col('Qual è il tuo genere?', 'protected', one('Uomo', 'Donna', 'Preferisco non rispondere'))],
        'Google Forms, Italy', {'never': ['cronologiche', 'donna']})
    pl = ['Zdecydowanie się nie zgadzam', 'Raczej się nie zgadzam', 'Trudno powiedzieć', 'Raczej się zgadzam', 'Zdecydowanie się zgadzam']
    people('ankieta.csv', 956, 60, [col('Sygnatura czasowa', None, lambda r, i, g: when(i).strftime('%Y/%m/%d %I:%M:%S ') + ('AM' if when(i).hour < 12 else 'PM') + ' EET'), col('Ceny są uczciwe', 'ordinal', lean(pl), True), col('Obsługa jest miła', 'ordinal', lean(pl), True), col('Jak często Pan/Pani kupuje?', 'ordinal', lean(['Nigdy', 'Rzadko', 'Czasami', 'Często', 'Zawsze'], True), True)], 'Google Forms, Poland', {'never': ['sygnatura']})
    nl = ['Helemaal oneens', 'Oneens', 'Neutraal', 'Eens', 'Helemaal eens']
    people('enquete-nl.csv', 957, 60, [col('Antwoord ID', 'identifier', run(12)), col('Datum ingediend', None, lambda r, i, g: when(i).strftime('%Y-%m-%d %H:%M:%S')), col('Laatste pagina', None, one(4, 4, 4)), col('Starttaal', None, one('nl', 'nl-informal')), col('Q01[SQ001]. Prijs', 'ordinal', lean(nl), True), col('Q01[SQ002]. Kwaliteit', 'ordinal', lean(nl), True), col('Q01[SQ003]. Service', 'ordinal', lean(nl), True)],
        'LimeSurvey, Netherlands', {'never': ['ingediend', 'starttaal']})
    fr = ['Pas du tout d\'accord', 'Plutôt pas d\'accord', 'Ni d\'accord ni pas d\'accord', 'Plutôt d\'accord', 'Tout à fait d\'accord']
    people('limesurvey-fr.csv', 958, 60, [col('ID de la réponse', 'identifier', run(5)), col('Date de soumission', None, lambda r, i, g: when(i).strftime('%d/%m/%Y %H:%M')), col('Dernière page', None, one(6)), col('Langue de départ', None, one('fr')), col('Tête de série', None, code(10**8, 2 * 10**9)), col('Les prix sont justes', 'ordinal', lean(fr), True), col('Le personnel est aimable', 'ordinal', lean(fr), True), col('Je reviendrai', 'ordinal', lean(fr), True)],
        'LimeSurvey, France', {'never': ['soumission', 'tête de série']}, encoding='utf-8-sig')
    people('sosci.csv', 959, 60, [col('CASE', 'identifier', run(123, 3)), col('SERIAL', None, one('')), col('REF', None, one('')), col('QUESTNNR', None, one('base')), col('MODE', None, one('interview')), col('STARTED', None, lambda r, i, g: when(i).strftime('%Y-%m-%d %H:%M:%S')), col('A101_01', None, lean([1, 2, 3, 4, 5]), True), col('A101_02', None, lean([1, 2, 3, 4, 5]), True), col('A101_03', None, lean([1, 2, 3, 4, 5]), True), col('A102', None, some(lean([1, 2, 3, 4, 5, 6, 7]), -9, 14, 3), True),
        col('TIME001', None, code(5, 60)), col('TIME002', None, code(20, 90)), col('TIME_SUM', None, code(60, 300)), col('MAILSENT', None, one('')), col('LASTDATA', None, lambda r, i, g: (when(i) + datetime.timedelta(seconds=300)).strftime('%Y-%m-%d %H:%M:%S')), col('FINISHED', None, one(1)), col('Q_VIEWER', None, one(0)), col('LASTPAGE', None, one(7)), col('MAXPAGE', None, one(7)), col('MISSING', None, one(0, 3, 7)), col('MISSREL', None, one(0, 2, 5)), col('TIME_RSI', None, text((1, 1, 1), lambda x: f'{x:.2f}')), col('DEG_TIME', None, code(0, 40))],
        'SoSci Survey, Germany', {'k': 3, 'never': ['time', 'deg']}, sep='\t', encoding='utf_16')
    people('unipark.csv', 960, 60, [col('lfdn', 'identifier', run(31)), col('external_lfdn', None, one(0)), col('tester', None, one(0)), col('dispcode', None, one(31, 32)), col('lastpage', None, one(3012345)), col('quality', None, one(-77)), col('duration', None, code(120, 900)), col('v_1', None, lean([1, 2, 3, 4, 5]), True), col('v_2', None, lean([1, 2, 3, 4, 5]), True), col('v_3', None, some(lean([1, 2, 3, 4, 5]), -77, 13, 5), True), col('v_4', 'numeric', size(21, 40, 64), True),
        col('browser', None, one('Firefox', 'Chrome')), col('referer', None, one('')), col('device_type', None, one(0, 1)), col('quota', None, one(0)), col('page_history', None, one('1,2,3', '1,3')), col('datetime', None, lambda r, i, g: when(i).strftime('%Y-%m-%d %H:%M:%S')), col('date_of_last_access', None, lambda r, i, g: (when(i) + datetime.timedelta(seconds=500)).strftime('%Y-%m-%d %H:%M:%S'))],
        'Unipark, Germany', {'never': ['duration', 'dispcode', 'browser', 'device']}, sep=';')
    # 143-152: more surveys
    people('decipher.csv', 961, 60, [col('record', 'identifier', run(3)), col('uuid', 'identifier', lambda r, i, g: f'{r.getrandbits(80):020x}'), col('date', None, lambda r, i, g: (when(i) + datetime.timedelta(minutes=9)).strftime('%m/%d/%Y %H:%M')), col('status', None, one(3)), col('qtime', None, text((400, 500, 600), lambda x: f'{x:.4f}')), col('start_date', None, lambda r, i, g: when(i).strftime('%m/%d/%Y %H:%M')), col('vlist', None, one(1, 2)), col('vos', None, one(6, 13)), col('q1', None, lean([1, 2, 3, 4, 5, 6, 7]), True), col('q2', None, lean([1, 2, 3, 4, 5, 6, 7]), True), col('q3', None, lean([1, 2, 3, 4, 5, 6, 7]), True), col('wgt', None, text((1, 1, 1), lambda x: f'{x:.3f}'))],
        'Decipher, United States', {'k': 3, 'never': ['qtime', 'wgt', 'vlist', 'date']})
    people('alchemer.csv', 962, 60, [col('Response ID', 'identifier', run(44)), col('Time Started', None, lambda r, i, g: when(i).strftime('%b %d, %Y %I:%M:%S ') + ('am' if when(i).hour < 12 else 'pm')), col('Date Submitted', None, lambda r, i, g: (when(i) + datetime.timedelta(minutes=6)).strftime('%b %d, %Y %I:%M:%S ') + ('am' if when(i).hour < 12 else 'pm')), col('Status', None, one('Complete', 'Partial')), col('Contact ID', None, one('')), col('Language', None, one('English', 'Spanish')), col('SessionID', 'identifier', lambda r, i, g: f'{i}_{r.getrandbits(60):015x}'), col('User Agent', None, one('Mozilla/5.0 (Windows NT 10.0)', 'Mozilla/5.0 (iPhone)')),
        col('Longitude', 'personal', lambda r, i, g: f'{r.uniform(-120, -70):.6f}'), col('Latitude', 'personal', lambda r, i, g: f'{r.uniform(25, 48):.6f}'), col('Country', None, one('United States')), col('How satisfied are you with price?', 'ordinal', lean(['Very Dissatisfied', 'Dissatisfied', 'Neutral', 'Satisfied', 'Very Satisfied']), True), col('How satisfied are you with service?', 'ordinal', lean(['Very Dissatisfied', 'Dissatisfied', 'Neutral', 'Satisfied', 'Very Satisfied']), True)],
        'Alchemer, United States', {'never': ['started', 'submitted', 'mozilla']})
    ja = ['まったくそう思わない', 'あまりそう思わない', 'どちらともいえない', 'ややそう思う', '非常にそう思う']
    rng = random.Random(963)
    names = ['StartDate', 'EndDate', 'Progress', 'Duration (in seconds)', 'ResponseId', 'Q1_1', 'Q1_2', 'Q1_3', 'Q2']
    rows = [['開始日', '終了日', '進行状況', '所要時間（秒）', '回答ID', '価格は適切だ', '品質が良い', '店員が親切だ', '年齢'], ['{"ImportId":"startDate","timeZone":"Asia/Tokyo"}', '{"ImportId":"endDate","timeZone":"Asia/Tokyo"}'] + [f'{{"ImportId":"{x}"}}' for x in ('progress', 'duration', '_recordId', 'QID1_1', 'QID1_2', 'QID1_3', 'QID2_TEXT')]]
    for i in range(60):
        rows.append([when(i).strftime('%Y-%m-%d %H:%M:%S'), (when(i) + datetime.timedelta(seconds=200)).strftime('%Y-%m-%d %H:%M:%S'), 100, 200, f'R_{rng.getrandbits(60):015x}'] + [lean(ja)(rng, i, i % 3) for _ in range(3)] + [round(near(rng, (22, 41, 66)[i % 3]))])
    table('qualtrics-ja.csv', names, rows, {'rows': 60, 'features': ['Q1_1', 'Q1_2', 'Q1_3', 'Q2'], 'roles': {'Q1_1': 'ordinal', 'Q2': 'numeric', 'ResponseId': 'identifier'}}, 'Qualtrics, Japan')
    sv = ['Instämmer inte alls', 'Instämmer delvis inte', 'Varken eller', 'Instämmer delvis', 'Instämmer helt']
    people('enkat.csv', 964, 60, [col('Tidsstämpel', None, lambda r, i, g: when(i).strftime('%Y-%m-%d kl. %H:%M:%S')), col('Priset är rimligt', 'ordinal', lean(sv), True), col('Personalen är vänlig', 'ordinal', lean(sv), True), col('Vikt', None, text((1, 1, 1), lambda x: comma(x, 3)))], 'Survey with a weight, Sweden', {'never': ['vikt', 'tidsstämpel']}, sep=';')
    hi = ['पूर्णतः असहमत', 'असहमत', 'न सहमत न असहमत', 'सहमत', 'पूर्णतः सहमत']
    people('sarvekshan.csv', 965, 60, [col('टाइमस्टैम्प', None, lambda r, i, g: when(i).strftime('%d/%m/%Y %H:%M:%S')), col('कीमत उचित है', 'ordinal', lean(hi), True), col('सेवा अच्छी है', 'ordinal', lean(hi), True), col('वैवाहिक स्थिति', 'protected', one('विवाहित', 'अविवाहित'))], 'Google Forms, India, in Hindi', {'never': ['टाइमस्टैम्प']})
    ar = ['لا أوافق بشدة', 'لا أوافق', 'محايد', 'أوافق', 'أوافق بشدة']
    people('istibyan.csv', 966, 60, [col('طابع زمني', None, lambda r, i, g: when(i).strftime('%Y/%m/%d %I:%M:%S ') + ('ص' if when(i).hour < 12 else 'م')), col('السعر مناسب', 'ordinal', lean(ar), True), col('الخدمة جيدة', 'ordinal', lean(ar), True), col('الفئة العمرية', 'protected', one('18-24', '25-34', '35-44', '45 فأكثر'))], 'Google Forms, Egypt', {'never': ['طابع']})
    ru = ['Совершенно не согласен', 'Скорее не согласен', 'Затрудняюсь ответить', 'Скорее согласен', 'Полностью согласен']
    people('opros.csv', 967, 60, [col('Отметка времени', None, lambda r, i, g: when(i).strftime('%d.%m.%Y %H:%M:%S')), col('Цена справедливая', 'ordinal', lean(ru), True), col('Персонал вежлив', 'ordinal', lean(ru), True), col('Ваше семейное положение', 'protected', one('Женат/замужем', 'Холост/не замужем', 'В разводе')), col('Вес', None, text((1, 1, 1), lambda x: comma(x, 4)))], 'Google Forms with a weight, Kazakhstan', {'never': ['отметка', 'вес']}, sep=';', encoding='koi8_r')
    zh = ['非常不同意', '不同意', '中立', '同意', '非常同意']
    people('wenjuan-hk.csv', 968, 60, [col('時間戳記', None, lambda r, i, g: when(i).strftime('%Y/%m/%d ') + ('上午' if when(i).hour < 12 else '下午') + when(i).strftime(' %-I:%M:%S')), col('價格合理', 'ordinal', lean(zh), True), col('服務良好', 'ordinal', lean(zh), True), col('年齡組別', 'protected', one('18-24歲', '25-34歲', '35-44歲', '45歲以上'))], 'Google Forms, Hong Kong', {'never': ['時間戳記']})
    pt = ['Discordo totalmente', 'Discordo parcialmente', 'Nem concordo nem discordo', 'Concordo parcialmente', 'Concordo totalmente']
    people('inquerito.csv', 969, 60, [col('Carimbo de data/hora', None, lambda r, i, g: when(i).strftime('%d/%m/%Y %H:%M:%S')), col('O preço é justo', 'ordinal', lean(pt), True), col('O serviço é bom', 'ordinal', lean(pt), True), col('Cor ou raça', 'protected', one('Branca', 'Preta', 'Parda', 'Amarela', 'Indígena')), col('Ponderação', None, text((1, 1, 1), lambda x: comma(x, 2)))], 'Google Forms with a weight, Portugal', {'never': ['carimbo', 'ponderação', 'parda']}, sep=';')
    people('jotform.csv', 970, 60, [col('Submission Date', None, lambda r, i, g: when(i).strftime('%b %-d, %Y')), col('Submission IP', 'personal', lambda r, i, g: f'10.{r.randrange(255)}.{r.randrange(255)}.{1 + r.randrange(250)}'), col('Submission ID', 'identifier', lambda r, i, g: 5_800_000_000_000_000_000 + r.randrange(10**12)), col('Overall, how would you rate us?', 'ordinal', lean(['Poor', 'Fair', 'Good', 'Very good', 'Excellent']), True), col('How likely are you to return?', 'ordinal', lean(['Not at all likely', 'Not so likely', 'Somewhat likely', 'Very likely', 'Extremely likely']), True), col('Monthly budget', 'numeric', text(spend, lambda x: f'${x:,.0f}'), True)], 'Jotform, Australia', {'never': ['submission']})
    # 153-162: order logs
    rng, lines, sums = log(971, [''], [], 30)
    head = ['Sales Record Number', 'Order Number', 'Buyer Username', 'Buyer Name', 'Buyer Email', 'Buyer Zip', 'Item Number', 'Item Title', 'Quantity', 'Sold For', 'Shipping And Handling', 'eBay Collected Tax', 'Total Price', 'Payment Method', 'Sale Date', 'Paid On Date', 'Shipped On Date']
    rows = [[n, f'12-{n:05d}-{n % 97:05d}', f'buyer_{c}', f'{rng.choice(FIRST)} Field', f'b{c}@members.example.com', f'{10000 + c * 71}', f'3{n:011d}', rng.choice(['Lamp', 'Clock', 'Vase']), 1, f'${v:,.2f}', '$4.50', f'${v * .08:,.2f}', f'${v * 1.08 + 4.5:,.2f}', 'PayPal', d.strftime('%b-%d-%y'), d.strftime('%b-%d-%y'), (d + datetime.timedelta(days=2)).strftime('%b-%d-%y')] for c, n, d, v, s in lines]
    table('ebay-orders.csv', head, rows, {'rows': len(sums), 'hidden': ['b0@members', 'Field']}, 'eBay orders, United States', before='\n', after='\n157,record(s) downloaded,from ,Jan-05-24,00:00:00, to ,Oct-12-24,23:59:59\nSeller ID : example_seller\n')
    rng, lines, sums = log(972, ['Completed', 'Processing'], ['Cancelled', 'Failed', 'Refunded'])
    table('woo-commandes.csv', ['Date', 'Commande n°', 'État', 'Client', 'Type de client', 'Produit(s)', 'Articles vendus', 'Code(s) promo', 'Ventes nettes', 'Attribution'],
        [[d.strftime('%Y-%m-%d'), f'#{n}', s, f'{["Jean", "Marie", "Luc"][c % 3]} {["Dupont", "Petit", "Roux", "Blanc", "Noir", "Vert", "Gris", "Brun", "Doré", "Bleu"][c // 3]}', rng.choice(['Guest', 'Customer']), 'Savon x 1', 1, rng.choice(['NONE', 'NONE', 'BIENVENUE10']), f'{v:.2f}', rng.choice(['Direct', 'Organic'])] for c, n, d, v, s in lines],
        paid_truth(sums), 'WooCommerce analytics, France')
    rng, lines, sums = log(973, [''], [], 12)
    table('etsy-items.csv', ['Sale Date', 'Item Name', 'Buyer', 'Quantity', 'Price', 'Coupon Code', 'Discount Amount', 'Shipping Discount', 'Order Shipping', 'Order Sales Tax', 'Item Total', 'Currency', 'Transaction ID', 'Listing ID', 'Date Paid', 'Date Shipped', 'Ship Name', 'Ship City', 'Ship Zipcode', 'Ship Country', 'Order ID'],
        [[d.strftime('%m/%d/%y'), rng.choice(['Mug', 'Bowl', 'Tile']), f'maker{c}', q := rng.choice([1, 1, 2]), f'{v / q:.2f}', '', '0.00', '0.00', '4.20', '0.00', f'{v:.2f}', 'USD', 2_800_000_000 + n * 13, 953000000 + n % 3, d.strftime('%m/%d/%y'), (d + datetime.timedelta(days=3)).strftime('%m/%d/%y'), f'{FIRST[c % 6]} Hill', 'Boston', f'{2100 + c:05d}', 'United States', 2_300_000_000 + n] for c, n, d, v, s in lines],
        {'rows': 12, 'hidden': ['Hill']}, 'Etsy sold items of 12 buyers, United States')
    rng, lines, sums = log(974, [''], [], 30)
    rows, net = [], {}
    for c, n, d, v, s in lines:
        rows.append([d.strftime('%Y-%m-%d'), d.strftime('%H:%M:%S'), 'Eastern Time (US & Canada)', 'Food', rng.choice(['Latte', 'Bagel', 'Tea']), 1, f'${v:,.2f}', '$0.00', f'${v:,.2f}', f'${v * .06:,.2f}', f'T{n:08d}', f'P{n:08d}', 'Payment', 'Main Street', f'CU{c:05d}', f'{FIRST[c % 6]} Brook'])
        net[c] = net.get(c, 0) + v
    table('square-items.csv', ['Date', 'Time', 'Time Zone', 'Category', 'Item', 'Qty', 'Gross Sales', 'Discounts', 'Net Sales', 'Tax', 'Transaction ID', 'Payment ID', 'Event Type', 'Location', 'Customer ID', 'Customer Name'], rows, paid_truth(net, {'hidden': ['Brook']}), 'Square item sales, United States')
    rng, lines, sums = log(975, ['captured'], ['failed', 'refunded'])
    table('razorpay.csv', ['id', 'amount', 'currency', 'status', 'order_id', 'method', 'amount_refunded', 'captured', 'email', 'contact', 'fee', 'tax', 'created_at'],
        [[f'pay_{n:014d}', round(v * 100), 'INR', s, f'order_{n:014d}', rng.choice(['upi', 'card', 'netbanking']), round(v * 100) if s == 'refunded' else 0, 'true' if s != 'failed' else 'false', f'c{c}@example.in', f'+9198{c:08d}', round(v * 2), round(v * .36), int(d.replace(tzinfo=datetime.timezone.utc).timestamp())] for c, n, d, v, s in lines],
        {'rows': len(sums), 'hidden': ['c0@example.in', '+919800000000']}, 'Razorpay payments, India')
    rng, lines, sums = log(976, ['配送', '処理済み'], ['注文キャンセル', '返送'])
    table('makeshop.csv', ['日付', '注文時間', '注文番号', '処理状況', '注文者', '注文者(振り仮名)', '会員ID', '商品名', '数量', '販売価格', '送料', '合計金額'],
        [[f'{d.year}/{d.month}/{d.day}', d.strftime('%H%M%S'), f'P{n:018d}', s, f'山田{c}', f'ヤマダ{c}', f'kaiin{c:03d}', rng.choice(['茶碗', '皿', '箸']), 1, round(v * 100), 600, round(v * 100) + 600] for c, n, d, v, s in lines],
        {'rows': len(sums)}, 'MakeShop orders, Japan, Shift-JIS', encoding='cp932')
    rng, lines, sums = log(977, ['Доставлен'], ['Отменён'])
    table('ozon-fbs.csv', ['Номер заказа', 'Номер отправления', 'Принят в обработку', 'Дата отгрузки', 'Статус', 'Сумма отправления', 'Код валюты отправления', 'Наименование товара', 'Артикул', 'Количество', 'Покупатель'],
        [[f'{n:08d}-{n % 9999:04d}', f'{n:08d}-{n % 9999:04d}-1', d.strftime('%Y-%m-%d %H:%M:%S'), (d + datetime.timedelta(days=1)).strftime('%Y-%m-%d %H:%M:%S'), s, f'{v:.2f}', 'RUB', rng.choice(['Кружка', 'Плед']), f'арт-{n % 7}', 1, f'Покупатель {c}'] for c, n, d, v, s in lines], paid_truth(sums), 'Ozon shipments, Russia', sep=';', encoding='utf-8-sig')
    rng, lines, sums = log(978, ['Abgeschlossen'], ['Ausstehend', 'Storniert'])
    table('paypal-de.csv', ['Datum', 'Uhrzeit', 'Zeitzone', 'Name', 'Typ', 'Status', 'Währung', 'Brutto', 'Gebühr', 'Netto', 'Absender E-Mail-Adresse', 'Transaktionscode'],
        [[d.strftime('%d.%m.%Y'), d.strftime('%H:%M:%S'), 'CET', f'{FIRST[c % 6]} Vogel', 'Website-Zahlung', s, 'EUR', comma(v), comma(-v * .03), comma(v * .97), f'v{c}@example.de', f'{rng.getrandbits(68):017X}'] for c, n, d, v, s in lines],
        {'rows': len(sums), 'hidden': ['v0@example.de', 'Vogel']}, 'PayPal activity, Germany', encoding='utf-8-sig')
    rng, lines, sums = log(979, ['Pedido de venta', 'Bloqueado'], ['Cancelado', 'Presupuesto'])
    table('odoo-pedidos.csv', ['Referencia del pedido', 'Fecha del pedido', 'Cliente', 'Comercial', 'Base imponible', 'Impuestos', 'Total', 'Estado'],
        [[f'S{n:05d}', d.strftime('%Y-%m-%d %H:%M:%S'), f'Talleres {c:02d} S.L.', rng.choice(['Mitchell', 'Marc']), f'{v / 1.21:.2f}', f'{v - v / 1.21:.2f}', f'{v:.2f}', s] for c, n, d, v, s in lines], paid_truth(sums), 'Odoo sale orders, Spain')
    rng, lines, sums = log(980, ['paid'], ['open', 'canceled'], 10)
    table('api-minimal.csv', ['ts', 'uid', 'oid', 'total', 'state'], [[int(d.replace(tzinfo=datetime.timezone.utc).timestamp()), c + 41, n, f'{v:.2f}', s] for c, n, d, v, s in lines], paid_truth(sums), 'Payments of an API with 10 users and short names')
    # 163-172
    rng, lines, sums = log(981, ['Pagato', 'Spedito'], ['Annullato', 'Rimborsato', 'In attesa di pagamento'])
    table('ordini.csv', ['N. ordine', 'Data ordine', 'Cliente', 'Stato ordine', 'Metodo di pagamento', 'Imponibile', 'IVA', 'Spese di spedizione', 'Totale ordine'],
        [[n, d.strftime('%d/%m/%Y'), f'Cliente {c:02d} Srl', s, 'PayPal', comma(v / 1.22 - 6), comma(v - v / 1.22), comma(6), comma(v)] for c, n, d, v, s in lines], paid_truth(sums), 'Shop orders, Italy', sep=';')
    rng, lines, sums = log(982, ['Betaald', 'Verzonden'], ['Geannuleerd', 'Terugbetaald', 'Mislukt'])
    table('bestellingen.csv', ['Bestelnummer', 'Besteldatum', 'Klantnummer', 'Status', 'Product', 'Aantal', 'Stukprijs', 'Btw', 'Verzendkosten'],
        [[n, d.strftime('%d-%m-%Y %H:%M'), f'{70000 + c}', s, rng.choice(['Fietsbel', 'Zadel', 'Geen artikel']), q := rng.choice([1, 2]), comma(v / q), comma(v * .21), comma(4.95)] for c, n, d, v, s in lines], {'rows': len(sums)}, 'Shop orders, Netherlands', sep=';')
    rng, lines, sums = log(983, ['success'], ['failed', 'chargeback'])
    table('transactions-us.csv', ['event_time', 'user_id', 'gmv_usd', 'payment_state', 'device'], [[int(d.replace(tzinfo=datetime.timezone.utc).timestamp() * 1000000), f'u{c:04x}', f'{v:.2f}', s, rng.choice(['ios', 'android'])] for c, n, d, v, s in lines], paid_truth(sums), 'Payments in microseconds, Kenya')
    rng, lines, sums = log(984, ['支付成功', '已完成'], ['支付失败', '已退款', '已取消'])
    table('youzan.csv', ['订单号', '下单时间', '买家昵称', '商品名称', '商品数量', '实付金额', '运费', '订单状态'], [[f'E2024{n:012d}', d.strftime('%Y-%m-%d %H:%M:%S'), f'用户{c}', rng.choice(['茶', '糖']), 1, f'{v:.2f}', '8.00', s] for c, n, d, v, s in lines], paid_truth(sums), 'Youzan orders, China', encoding='gb18030')
    rng, lines, sums = log(985, ['Ödeme alındı', 'Teslim edildi'], ['İptal edildi', 'Ödeme başarısız', 'İade edildi'])
    table('siparisler.csv', ['Sipariş No', 'Sipariş Tarihi', 'Müşteri Kodu', 'Durum', 'Ürün', 'Adet', 'Birim Fiyat', 'KDV', 'Kargo Ücreti'], [[n, d.strftime('%d.%m.%Y'), f'M-{c:04d}', s, rng.choice(['Kilim', 'Fincan']), 1, comma(v), comma(v * .2), '39,90'] for c, n, d, v, s in lines], paid_truth(sums), 'Shop orders, Turkey', sep=';', encoding='cp1254')
    rng = random.Random(986)
    rows, number = [], 400
    for day in range(60):
        for _ in range(4):
            number += 1
            for item in rng.sample(['Brot', 'Brezel', 'Kaffee', 'Kuchen', 'KEIN ARTIKEL'], rng.choice([1, 2, 3])):
                rows.append([number, (datetime.date(2024, 2, 1) + datetime.timedelta(days=day)).strftime('%d.%m.%Y'), item, 1, comma(rng.choice([1.2, 2.8, 3.5]))])
    table('kasse.csv', ['Bon-Nr', 'Datum', 'Artikel', 'Menge', 'Preis'], rows, {'refused': 'orders.customer'}, 'Till of a bakery without customers, Austria', sep=';')
    rng = random.Random(987)
    rows, number = [], 90000
    for day in range(40):
        for _ in range(5):
            number += 1
            for item in rng.sample(['Pan', 'Leche', 'Queso', 'Jamón', 'NINGUNO'], rng.choice([1, 2, 3])):
                rows.append([f'{2 + day % 27:02d}/03/2024', number, item])
    table('tickets.csv', ['Fecha', 'N.º de ticket', 'Producto'], rows, {'refused': 'orders.customer'}, 'Till of a grocer without customers, Spain')
    rng, lines, sums = log(988, ['Complete'], ['Canceled', 'Pending Payment', 'Closed'])
    table('magento-grid.csv', ['ID', 'Purchase Point', 'Purchase Date', 'Bill-to Name', 'Ship-to Name', 'Grand Total (Base)', 'Grand Total (Purchased)', 'Status', 'Customer Email', 'Customer Group', 'Subtotal', 'Shipping and Handling', 'Total Refunded'],
        [[f'{n:09d}', 'Main Website Main Website Store', d.strftime('%b %-d, %Y %-I:%M:%S %p'), f'{FIRST[c % 6]} Stone', f'{FIRST[c % 6]} Stone', f'{v:.2f}', f'{v:.2f}', s, f'm{c}@example.com', 'General', f'{v - 5:.2f}', '5.00', ''] for c, n, d, v, s in lines], {'rows': len(sums), 'hidden': ['m0@example', 'Stone']}, 'Magento orders grid, United Kingdom')
    rng, lines, sums = log(989, ['Paid'], ['Failed', 'Refunded'])
    table('stripe-payments.csv', ['id', 'Created date (UTC)', 'Amount', 'Amount Refunded', 'Currency', 'Captured', 'Converted Amount', 'Converted Amount Refunded', 'Decline Reason', 'Description', 'Fee', 'Status', 'Card ID', 'Customer ID', 'Customer Email'],
        [[f'ch_{rng.getrandbits(80):020x}', d.strftime('%Y-%m-%d %H:%M:%S'), comma(v), comma(v if s == 'Refunded' else 0), 'eur', 'TRUE' if s != 'Failed' else 'FALSE', comma(v), comma(v if s == 'Refunded' else 0), 'card_declined' if s == 'Failed' else '', 'Charge', comma(v * .014 + .25), s, f'card_{rng.getrandbits(60):015x}', f'cus_{c:014d}', f's{c}@example.eu'] for c, n, d, v, s in lines], paid_truth(sums, {'hidden': ['s0@example.eu']}), 'Stripe payments, Ireland')
    rng, lines, sums = log(990, ['Zapłacone', 'Zrealizowane'], ['Anulowane', 'Nieopłacone', 'Zwrot'])
    table('zamowienia-kody.csv', ['Kod klienta', 'Nr zamówienia', 'Data', 'Wartość brutto', 'Wartość netto', 'VAT', 'Stan'], [[f'KL{c:03d}', n, d.strftime('%Y.%m.%d'), comma(v, 2, ' '), comma(v / 1.23, 2, ' '), comma(v - v / 1.23, 2, ' '), s] for c, n, d, v, s in lines], paid_truth(sums), 'Shop orders, Poland, ISO-8859-2', sep=';', encoding='iso8859_2')
    # 173-182: codes, units, not asked, outcomes
    people('filialen.csv', 991, 90, [col('Filialnr.', 'code|categorical', code(100, 190)), col('Kontonummer', 'code|identifier', code(10**9, 10**10)), col('Vorwahl', 'code|categorical', code(201, 990, '0{}')), col('Guthaben', 'numeric', text((900, 8000, 46000), comma), True), col('Buchungen', 'numeric', size(*visit), True)], 'Bank customers, Germany, codes', k=True, sep=';')
    people('clientes-agencia.csv', 992, 60, [col('Conta', 'code|identifier', lambda r, i, g: f'{r.randrange(10**4, 10**5)}-{r.randrange(10)}'), col('Agência', 'code|categorical', code(1, 999, '{:04d}')), col('CEP', 'code', lambda r, i, g: f'{r.randrange(10000, 99999)}-{r.randrange(100, 999)}'), col('DDD', 'code|categorical', one(11, 21, 31, 41, 51)), col('Saldo médio', 'numeric', text((900, 8000, 46000), lambda x: 'R$ ' + comma(x)), True), col('Transações', 'numeric', size(*visit), True)], 'Bank customers, Brazil', sep=';', features=False)
    people('zip-apostrophe.csv', 993, 60, [col('Customer ID', 'identifier', lambda r, i, g: f"'{7_000_000_000_000 + r.randrange(10**11)}"), col('Address Zip', 'code', lambda r, i, g: f"'{r.randrange(1000, 9999):05d}"), col('Phone', 'personal', lambda r, i, g: f"'+1617{r.randrange(10**6, 10**7)}"), col('Total Spent', 'numeric', text(spend, lambda x: f'{x:.2f}'), True), col('Total Orders', 'numeric', size(*visit), True)], 'Shopify customers, United States', k=True)
    people('clienti-cap.csv', 994, 60, [col('Cod. cliente', 'identifier', run(1)), col('CAP', 'code', code(10, 98168, '{:05d}')), col('Prov.', 'categorical', one('MI', 'NA', 'RM', 'TO'), True), col('Stato civile', 'protected', one('celibe', 'nubile', 'coniugato/a', 'divorziato/a', 'vedovo/a')), col('Spesa annua', 'numeric', text(spend, lambda x: '€ ' + comma(x)), True), col('Acquisti', 'numeric', some(size(*visit), 'n.d.'), True)], 'Customers, Italy, Naples as NA', {'never': ['nubile']}, sep=';')
    people('leden.csv', 995, 60, [col('Lidnr', 'identifier', run(2024001)), col('Geslacht', 'protected', one('m', 'v', 'x')), col('Burgerlijke staat', 'protected', one('gehuwd', 'ongehuwd', 'gescheiden', 'samenwonend')), col('Leeftijd', 'numeric', some(size(23, 40, 64), 'n.v.t.'), True), col('Contributie', 'numeric', text((60, 220, 900), lambda x: '€ ' + comma(x)), True), col('Auto', 'boolean', one('J', 'N'), True)], 'Members, Netherlands', sep=';')
    people('cars.csv', 996, 75, [col('Kunde', 'identifier', run(1)), col('Hat Auto', 'boolean', lambda r, i, g: 'ja' if i % 3 else 'nein'), col('Marke', 'categorical', lambda r, i, g: r.choice(['VW', 'BMW', 'Opel']) if i % 3 else ''), col('Kraftstoff', 'categorical', lambda r, i, g: r.choice(['Diesel', 'Benzin', 'Strom']) if i % 3 else ''), col('Ausgaben', 'numeric', lambda r, i, g: comma(near(r, spend[i // 25])))], 'Cars of those who have one, Germany', {'says': ['not asked']}, features=False, sep=';')
    people('otkaz.csv', 997, 90, [col('ИД клиента', 'identifier', run(90)), col('Возраст', 'numeric', some(size(23, 40, 64), '41 год', 30, 7), True), col('Стаж', 'numeric', text((1, 7, 20), lambda x: f'{x:.1f}'.replace('.', ',') + ' лет'), True), col('Отток', 'boolean', one('Да', 'Нет'), True)], 'Bank, Russia, outcome', {'says': ['looks like an outcome']}, features=False, sep=';')
    people('kaiyaku.csv', 998, 90, [col('顧客ID', 'identifier', lambda r, i, g: f'C{1000 + i}'), col('契約月数', 'numeric', text((3, 25, 70), lambda x: f'{x:.0f}ヶ月'), True), col('月額料金', 'numeric', text((2000, 6000, 15000), lambda x: f'{x:,.0f}円'), True), col('解約', 'boolean', one('はい', 'いいえ'), True)], 'Mobile operator, Japan', {'says': ['looks like an outcome']}, features=False)
    people('bebida.csv', 999, 60, [col('cliente', None, run(300)), col('edad', 'numeric', some(size(22, 41, 66), '34 años', 20, 6), True), col('consumo', 'numeric', text((2, 9, 30), lambda x: comma(x, 1) + ' L'), True), col('estado', None, one('activo', 'inactivo'), True)], 'Customers with units, Uruguay', {'roles': {'cliente': 'identifier', 'edad': 'numeric', 'consumo': 'numeric', 'estado': 'categorical|boolean'}}, sep=';')
    people('valuta-mix.csv', 1000, 60, [col('id', 'identifier', run(1)), col('beløp', None, lambda r, i, g: ['kr ', '$', '€'][r.randrange(3)] + comma(near(r, spend[g]))), col('besøk', 'numeric', size(*visit), True)], 'Three signs of currency, Norway', {'says': ['amounts in']}, features=False, sep=';')
    # 183-212: written with the others, tried last
    people('gosti.csv', 1101, 60, [col('Номер гостя', 'identifier', lambda r, i, g: 560 + i), col('Обращение', 'protected', one('г-н', 'г-жа')), col('Траты', 'numeric', text(spend, lambda x: comma(x, 2, ' ')), True), col('Ночи', 'numeric', size(*visit), True)], 'Hotel guests, Russia, windows-1251', {'never': ['г-жа']}, k=True, sep=';', encoding='cp1251')
    people('khachhang-gt.csv', 1102, 60, [col('Chi tiêu', 'numeric', size(*spend), True), col('Số lần mua', 'numeric', size(*visit), True), col('Giới tính', 'protected', one('Nam', 'Nữ')), col('Tình trạng hôn nhân', 'protected', one('Độc thân', 'Đã kết hôn'))], 'Customers, Vietnam', {'never': ['nữ', 'độc thân']}, k=True)
    people('genre-clients.csv', 1103, 60, [col('id_client', 'identifier', run(1200)), col('genre', 'protected', one('H', 'F')), col('dépenses', 'numeric', text(spend, comma), True), col('visites', 'numeric', size(*visit), True)], 'Customers, Tunisia', k=True, sep=';')
    people('sex-01.csv', 1104, 60, [col('ID', 'identifier', run(1)), col('SEX', 'protected', one(0, 1)), col('MARRIAGE', 'protected', one(1, 2, 3)), col('EDUCATION', None, one(1, 2, 3, 4)), col('LIMIT_BAL', 'numeric', size(*spend), True), col('PAY_AMT', 'numeric', size(*visit), True)], 'Credit cards, Taiwan, codes', {'never': ['sex', 'marriage']}, features=False)
    people('ugyfelszam.csv', 1105, 60, [col('Ügyfélszám', 'identifier', run(100200)), col('Irányítószám', 'code', code(1011, 9985)), col('Családi állapot', 'protected', one('nőtlen/hajadon', 'házas', 'elvált', 'özvegy')), col('Vásárlás', 'numeric', size(*spend), True), col('Alkalom', 'numeric', size(*visit), True)], 'Customers, Hungary, windows-1250', k=True, sep=';', encoding='cp1250')
    people('postnumre.csv', 1106, 60, [col('Beløb', 'numeric', text((900, 8000, 46000), lambda x: comma(x) + ' DKK'), True), col('Køb', 'numeric', size(*visit), True), col('Post nr', 'code', code(1000, 9990)), col('Kunde nr', 'identifier', run(331))], 'Customers, Denmark, codes at the end', k=True, sep=';')
    people('besok.csv', 1107, 120, [col('Kund', 'identifier', lambda r, i, g: f'K{i:04d}'), col('Antal besök', 'numeric', some(size(*visit), 'ej svar', 10, 3), True), col('Belopp', 'numeric', some(text(spend, lambda x: comma(x, 2, ' ')), 'vet ej', 15, 9), True)], 'Customers with "ej svar", Sweden', sep=';')
    people('edades.psv', 1108, 60, [col('Edad', 'numeric', some(size(22, 41, 66), 'NS/NC', 8, 2), True), col('Gasto', 'numeric', size(*spend), True), col('Socio', 'identifier', lambda r, i, g: f'S{i:03d}')], 'Ages with NS/NC, Colombia', k=True, sep='|')
    people('wiek.csv', 1109, 90, [col('wiek', 'numeric', some(size(22, 41, 66), '29 l.', 30, 11), True), col('wydatki', 'numeric', size(*spend), True), col('id_klienta', 'identifier', run(17))], 'Ages with "29 l.", Poland', k=True)
    people('oui-non.csv', 1110, 60, [col('abonné', 'boolean', one('O', 'N'), True), col('dépenses', 'numeric', text(spend, comma), True), col('visites', 'numeric', size(*visit), True)], 'O and N, France', sep=';')
    people('vero-falso.csv', 1111, 60, [col('attivo', 'boolean', one('VERO', 'FALSO'), True), col('spesa', 'numeric', text(spend, comma), True), col('visite', 'numeric', size(*visit), True)], 'Excel in Italian', sep=';')
    people('paises.csv', 1112, 48, [col('code pays', 'categorical', one('NA', 'SN', 'CI', 'ML')), col('chiffre', 'numeric', size(*spend), True), col('agences', 'numeric', size(*visit), True)], 'Countries of a bank, Senegal', features=False)
    people('prijmy.csv', 1113, 60, [col('Zákazník', 'identifier', run(1)), col('Útrata', 'numeric', text((900, 8000, 46000), lambda x: comma(x, 0, '\u00a0') + ' Kč'), True), col('Návštěvy', 'numeric', size(*visit), True)], 'Customers, Czechia, ISO-8859-2', {'range': {'Útrata': [855, 48300]}}, k=True, sep=';', encoding='iso8859_2')
    people('youtubers.csv', 1114, 60, [col('channel', 'identifier', lambda r, i, g: f'@ch{i}'), col('subscribers', 'numeric', lambda r, i, g: (lambda x: f'{x / 1e6:.1f}M' if x > 1e6 else f'{x / 1e3:.1f}k' if x > 1e3 else f'{x:.0f}')(near(r, (700, 45000, 5e6)[g])), True), col('videos', 'numeric', size(*visit), True)], 'Channels, South Africa', {'range': {'subscribers': [660, 5.3e6]}}, k=True)
    people('leadtime.csv', 1115, 60, [col('kunde', 'identifier', run(50)), col('svartid', 'numeric', lambda r, i, g: str(datetime.timedelta(seconds=round(near(r, (70, 900, 9000)[g])))), True), col('saker', 'numeric', size(*visit), True)], 'Answers within h:mm:ss, Norway', {'range': {'svartid': [66, 9450]}}, k=True, sep=';')
    people('receita.csv', 1116, 60, [col('cliente', 'identifier', run(900)), col('receita', 'numeric', lambda r, i, g: comma(round(near(r, (2800, 15300, 146000)[g])), 0), True), col('margem', 'numeric', text((0.2, 0.5, 0.9), lambda x: comma(x, 2)), True)], 'Thousands by points, Portugal', {'range': {'receita': [2660, 153300]}}, k=True, sep=';')
    people('currency-column.csv', 1117, 60, [col('customer', 'identifier', run(1)), col('amount', 'numeric', lambda r, i, g: f'{near(r, spend[g]):.2f}'), col('currency', 'categorical', one('EUR', 'USD', 'SEK'), True), col('visits', 'numeric', size(*visit), True)], 'Amounts beside their currencies, Finland', {'says': ['currenc']}, features=False)
    people('klientet.csv', 1118, 60, [col('Emri', 'personal', one('Arben', 'Teuta', 'Ilir')), col('Mbiemri', 'personal', one('Hoxha', 'Krasniqi', 'Shehu')), col('Gjinia', 'protected', one('Mashkull', 'Femër')), col('Shpenzime', 'numeric', size(*spend), True), col('Vizita', 'numeric', size(*visit), True)], 'Customers, Albania', k=True)
    people('stranke.csv', 1119, 60, [col('Stranka', 'identifier', run(77)), col('Spol', 'protected', one('moški', 'ženska')), col('Poštna številka', 'code', code(1000, 9265)), col('Znesek', 'numeric', text(spend, lambda x: comma(x) + ' €'), True), col('Obiski', 'numeric', size(*visit), True)], 'Customers, Slovenia, windows-1250', k=True, sep=';', encoding='cp1250')
    people('wsd.csv', 1120, 60, [col('RESPID', 'identifier', run(10234)), col('INTSTART', None, lambda r, i, g: when(i).strftime('%Y-%m-%dT%H:%M:%S')), col('INTEND', None, lambda r, i, g: (when(i) + datetime.timedelta(seconds=700 + i)).strftime('%Y-%m-%dT%H:%M:%S')), col('Q1', None, lean([1, 2, 3, 4, 5]), True), col('Q2', None, lean([1, 2, 3, 4, 5]), True), col('Q3', None, lean([1, 2, 3, 4, 5]), True), col('WEIGHT', None, text((1, 1, 1), lambda x: f'{x:.4f}'))], 'Survey with start, end and weight, Netherlands', {'k': 3, 'never': ['int', 'weight']})
    rng, lines, sums = log(1121, ['Levert', 'Betalt'], ['Kansellert', 'Refundert', 'Betaling feilet'])
    table('ordrer.csv', ['Ordrenr', 'Ordredato', 'Kundenr', 'Status', 'Vare', 'Antall', 'Pris', 'Mva', 'Frakt'], [[n, d.strftime('%d.%m.%Y'), 4000 + c, s, rng.choice(['Ski', 'Lue']), 1, comma(v, 2, ' '), comma(v * .25, 2, ' '), '49,00'] for c, n, d, v, s in lines], paid_truth(sums), 'Shop orders, Norway', sep=';')
    rng, lines, sums = log(1122, [''], [], 11)
    table('fatture.csv', ['Numero', 'Data', 'Ragione sociale', 'Totale documento'], [[f'{n}/2024', d.strftime('%d/%m/%Y'), f'Ditta {c:02d} Snc', comma(v)] for c, n, d, v, s in lines], paid_truth(sums), 'Invoices of 11 firms, Italy', sep=';')
    rng, lines, sums = log(1123, ['SUCCEEDED'], ['FAILED', 'REFUNDED'])
    table('adyen.csv', ['pspReference', 'creationDate', 'shopperReference', 'value', 'currency', 'state'], [[f'{rng.getrandbits(60):016X}', d.strftime('%Y-%m-%dT%H:%M:%S+01:00'), f'shopper-{c}', f'{v:.2f}', 'EUR', s] for c, n, d, v, s in lines], paid_truth(sums), 'Payments of a provider, Netherlands')
    rng = random.Random(1124)
    text1124 = 'kundnr,namn,antal,belopp\n'
    for i in range(60):
        text1124 += f'{1000 + i},AB Firma{i},{round(near(rng, visit[i % 3]))},{point(near(rng, (900, 8000, 46000)[i % 3]))}\n'
    write('belopp.csv', text1124, {'rows': 60, 'roles': {'kundnr': 'identifier', 'belopp': 'numeric', 'antal': 'numeric'}, 'range': {'belopp': [855, 48300], 'antal': [2, 58]}}, 'Unquoted commas of thousands in the last column, Sweden')
    giants('gigante.csv', 1125, 75, [(50, 1, 12500000)], ['id', 'gastos', 'visitas', 'cesta'], 'One lost decimal point, Mexico', ['1 row unlike'])
    giants('two-far.csv', 1126, 600, [(100, 1, 8200000), (400, 1, 8900000)], ['customer', 'turnover', 'orders', 'basket'], 'Two giants among 600, Canada', ['2 rows unlike'])
    people('versicherte.csv', 1127, 60, [col('Versicherungsnr', 'identifier|code', code(10**8, 10**9)), col('Schadenaufwand', 'numeric', text(spend, comma), True), col('Schäden', 'numeric', size(1, 4, 11), True)], 'Claims, Germany', {'never': ['spending', 'spender', 'loyalty', 'reward', 'discount']}, k=True, sep=';')
    people('oportunidades.csv', 1128, 60, [col('ID da empresa', 'identifier', run(7712)), col('Valor do negócio', 'numeric', text(spend, lambda x: 'R$ ' + comma(x)), True), col('Negócios fechados', 'numeric', size(*visit), True)], 'CRM, Brazil', {'never': ['bargain', 'coupon', 'full-price', 'discount']}, k=True, sep=';')
    da = ['Helt uenig', 'Uenig', 'Hverken enig eller uenig', 'Enig', 'Helt enig']
    people('skema.csv', 1129, 60, [col('Tidsstempel', None, lambda r, i, g: when(i).strftime('%d/%m/%Y %H.%M.%S')), col('Prisen er rimelig', 'ordinal', lean(da), True), col('Betjeningen er god', 'ordinal', lean(da), True), col('Hvor ofte handler du?', 'ordinal', lean(['Aldrig', 'Sjældent', 'Af og til', 'Ofte', 'Altid']), True)], 'Google Forms, Denmark', {'never': ['tidsstempel']})
    el = ['Διαφωνώ απόλυτα', 'Διαφωνώ', 'Ούτε συμφωνώ ούτε διαφωνώ', 'Συμφωνώ', 'Συμφωνώ απόλυτα']
    people('ereuna.csv', 1130, 60, [col('Χρονική σήμανση', None, lambda r, i, g: when(i).strftime('%d/%m/%Y %H:%M:%S')), col('Η τιμή είναι δίκαιη', 'ordinal', lean(el), True), col('Η εξυπηρέτηση είναι καλή', 'ordinal', lean(el), True), col('Φύλο', 'protected', one('Άνδρας', 'Γυναίκα'))], 'Google Forms, Greece', {'never': ['χρονική', 'γυναίκα']})
    # 213-240: another set, tried last
    people('excel-sep.csv', 1201, 60, [col('Kundennr', 'identifier', run(30001)), col('Umsatz', 'numeric', text(spend, lambda x: comma(x) + ' €'), True), col('Veränderung', 'numeric', text((-0.2, 0.1, 0.5), lambda x: ('+' if x > 0 else '') + comma(x * 100, 1) + ' %'), True), col('Käufe', 'numeric', size(*visit), True)], 'Excel with sep=, Germany', k=True, sep=';', before='sep=;\n', encoding='cp1252')
    people('kontostand.csv', 1202, 60, [col('Konto', 'identifier|code', code(10**6, 10**7)), col('Saldo', 'numeric', lambda r, i, g: (lambda x: f'({point(-x)})' if x < 0 else point(x))(near(r, (-900, 800, 9000)[g])), True), col('Buchungen', 'numeric', size(*visit), True)], 'Balances in brackets, Malta', {'range': {'Saldo': [-945, 9450]}}, k=True)
    people('sap-minus.csv', 1203, 60, [col('Debitor', 'identifier', run(2000100, 3)), col('Saldo in EUR', 'numeric', lambda r, i, g: (lambda x: comma(-x) + '-' if x < 0 else comma(x))(near(r, (-900, 800, 9000)[g])), True), col('Belege', 'numeric', size(*visit), True)], 'Balances with a minus behind, Austria', {'range': {'Saldo in EUR': [-945, 9450]}}, k=True, sep=';')
    people('recenze.csv', 1204, 60, [col('zákazník', 'identifier', lambda r, i, g: f'z{i}'), col('hodnocení', 'ordinal|numeric', lambda r, i, g: (lambda s: '★' * s + '☆' * (5 - s))(max(1, min(5, [1, 3, 5][g] + r.choice([0, 0, 1, -1])))), True), col('útrata', 'numeric', text(spend, lambda x: comma(x, 0, ' ') + ' Kč'), True)], 'Stars, Czechia', sep=';')
    people('ratings.csv', 1205, 60, [col('member', 'identifier', run(5)), col('rating', 'numeric|ordinal', lambda r, i, g: f'{max(1, min(5, [1, 3, 5][g] + r.choice([0, 0, 1, -1])))}/5', True), col('spent', 'numeric', text(spend, lambda x: f'{x:.2f}'), True)], 'Ratings of 5, New Zealand')
    people('groesse.csv', 1206, 60, [col('Kunde', 'identifier', run(1)), col('T-Shirt', 'ordinal', one('XS', 'S', 'M', 'L', 'XL', 'XXL'), True), col('Abschluss', 'ordinal|categorical', one('Hauptschule', 'Realschule', 'Abitur', 'Bachelor', 'Master')), col('Umsatz', 'numeric', text(spend, comma), True)], 'Sizes, Germany', features=False, sep=';')
    people('renda.csv', 1207, 60, [col('id', 'identifier', run(1)), col('renda familiar', 'ordinal', lean(['até R$ 1.000', 'R$ 1.000 a R$ 3.000', 'R$ 3.000 a R$ 7.000', 'acima de R$ 7.000']), True), col('compras', 'numeric', size(*visit), True), col('gasto', 'numeric', text(spend, lambda x: 'R$ ' + comma(x)), True)], 'Bands of income, Brazil', sep=';')
    people('formulas.csv', 1208, 60, [col('cliente', 'identifier', run(1)), col('gasto', 'numeric', some(text(spend, comma), '#N/D', 10, 3), True), col('ratio', 'numeric', some(text((0.2, 0.9, 4), comma), '#¡DIV/0!', 12, 5), True), col('visitas', 'numeric', some(size(*visit), '\\N', 15, 2), True)], 'Errors of Excel in Spanish', sep=';')
    people('fehler.csv', 1209, 60, [col('Nr', 'identifier', run(1)), col('Umsatz', 'numeric', some(text(spend, comma), '#NV', 10, 3), True), col('Quote', 'numeric', some(text((0.2, 0.9, 4), comma), '#DIV/0!', 12, 5), True), col('Besuche', 'numeric', some(size(*visit), '#WERT!', 15, 2), True)], 'Errors of Excel in German', sep=';')
    people('multi.csv', 1210, 60, [col('Timestamp', None, lambda r, i, g: when(i).strftime('%m/%d/%Y %H:%M:%S')), col('Which channels do you use? (select all that apply)', None, lambda r, i, g: ', '.join(r.sample(['Facebook', 'Instagram', 'TikTok', 'Newsletter', 'Shop'], r.choice([1, 2, 3])))), col('How satisfied are you?', 'ordinal', lean(['Very dissatisfied', 'Dissatisfied', 'Neutral', 'Satisfied', 'Very satisfied'])), col('How often do you shop?', 'ordinal', lean(['Never', 'Rarely', 'Sometimes', 'Often', 'Always']))], 'Google Forms with several choices, United States', {'never': ['timestamp']}, features=False)
    people('konto-typ.csv', 1211, 60, [col('uid', 'identifier', lambda r, i, g: f'{r.getrandbits(64):016x}'), col('newsletter', 'boolean', one('✔', '✘'), True), col('app', 'boolean', one('x', ''), True), col('umsatz', 'numeric', text(spend, comma), True)], 'Ticks, Luxembourg', sep=';')
    people('optin.csv', 1212, 60, [col('Customer Number', 'identifier', run(1200)), col('Email Opt-in', 'boolean', one('Yes', 'No'), True), col('SMS Opt-in', 'boolean', one('Y', 'N'), True), col('Email Address', 'personal', lambda r, i, g: f'o{i}@example.net'), col('LTV', 'numeric', text(spend, lambda x: f'{x:.2f}'), True), col('AOV', 'numeric', text(basket, lambda x: f'{x:.2f}'), True)], 'Customers, United States, opt-ins', {'hidden': ['o7@example.net']})
    people('geo-dms.csv', 1213, 60, [col('site', 'identifier', lambda r, i, g: f'S{i}'), col('Coordinates', 'personal', lambda r, i, g: f'{r.randrange(40, 55)}°{r.randrange(60):02d}\'{r.randrange(60):02d}"N {r.randrange(1, 20)}°{r.randrange(60):02d}\'{r.randrange(60):02d}"E'), col('turnover', 'numeric', size(*spend), True), col('staff', 'numeric', size(*visit), True)], 'Sites with coordinates, Germany', k=True)
    people('clienti-totale.csv', 1214, 60, [col('Cliente', 'identifier', lambda r, i, g: f'CL{i:03d}'), col('Fatturato', 'numeric', text(spend, comma), True), col('Ordini', 'numeric', size(*visit), True)], 'Customers with a line of totals, Italy', k=True, sep=';', before='Estratto clienti 2024;;\nFiliale di Torino;;\n\n', after='Totale generale;109.800,00;1.400\n')
    people('souhrn.csv', 1215, 60, [col('Zákazník', 'identifier', lambda r, i, g: f'{i + 1:03d}/24'), col('Obrat', 'numeric', text((900, 8000, 46000), lambda x: comma(x, 2, ' ')), True), col('Objednávky', 'numeric', size(*visit), True)], 'Customers with a sum, Czechia, IBM852', k=True, sep=';', encoding='cp852', after='Celkem;1 098 000,00;1 400\n')
    people('duplicate-names.csv', 1216, 60, [col('id', 'identifier', run(1)), col('sales', None, text(spend, lambda x: f'{x:.2f}')), col('sales', None, text(basket, lambda x: f'{x:.2f}')), col('visits', 'numeric', size(*visit))], 'Two columns of one name', {'roles': {'id': 'identifier', 'visits': 'numeric'}}, k=True, features=False)
    people('dates-short.csv', 1217, 60, [col('klant', 'identifier', run(1)), col('lid sinds', 'date', lambda r, i, g: f'{1 + r.randrange(28):02d}-{1 + r.randrange(12):02d}-{10 + r.randrange(14)}'), col('laatste bezoek', 'date', lambda r, i, g: f'{1 + r.randrange(28)} {r.choice(["jan", "feb", "mrt", "apr", "mei"])} 2024'), col('uitgaven', 'numeric', text(spend, lambda x: '€ ' + comma(x)), True)], 'Dates of two digits, Netherlands', features=False, sep=';')
    people('einkommen-k.csv', 1218, 60, [col('ID', 'identifier', run(1)), col('Einkommen', 'numeric', text((20, 55, 140), lambda x: f'{x:.0f}k €'), True), col('Alter', 'numeric', text((24, 41, 63), lambda x: f'{x:.0f} J.'), True), col('Käufe', 'numeric', size(*visit), True)], 'Incomes in k €, Germany', {'range': {'Einkommen': [19000, 147000]}}, k=True, sep=';')
    people('wage-won.csv', 1219, 60, [col('고객번호', 'identifier', run(880001)), col('월소득', 'numeric', text((200, 450, 1200), lambda x: f'{x:.0f}만원'), True), col('방문', 'numeric', text(visit, lambda x: f'{x:.0f}회'), True), col('결혼여부', 'protected', one('미혼', '기혼'))], 'Customers, Korea, 만원', {'range': {'월소득': [1.9e6, 12.6e6]}}, k=True, encoding='cp949')
    people('lakh.csv', 1220, 60, [col('Cust ID', 'identifier', run(1)), col('Deposits', 'numeric', lambda r, i, g: (lambda x: f'{x / 1e7:.2f} Cr' if x >= 1e7 else f'{x / 1e5:.2f} L')(near(r, (2e5, 3e6, 4e7)[g])), True), col('Branch Code', 'code|categorical', code(1, 999, '{:04d}')), col('Transactions', 'numeric', size(*visit), True)], 'Deposits in lakh and crore, India', {'range': {'Deposits': [1.9e5, 4.21e7]}}, k=True)
    people('income-weekly.csv', 1221, 60, [col('hhid', 'identifier', run(110001, 10)), col('income', 'numeric', some(size(400, 1200, 4000), -1, 11, 4), True), col('rooms', 'numeric', some(size(2, 5, 9), 99, 13, 6), True), col('wave', None, one(1, 2, 3)), col('region_code', 'categorical|code', code(1, 9))], 'Household survey, Ireland', {'says': ['"-1"', '"99"']}, features=False)
    people('dob-serial.csv', 1222, 60, [col('Member No', 'identifier', run(4)), col('Date of Birth', 'personal', code(18000, 38000)), col('Joined', 'date', code(43000, 45500)), col('Fees', 'numeric', text(spend, lambda x: f'£{x:.2f}'), True), col('Visits', 'numeric', size(*visit), True)], 'Members with days of a spreadsheet, United Kingdom', features=False)
    people('phones-mixed.csv', 1223, 60, [col('who', 'personal', lambda r, i, g: r.choice([f'tel: +420 {r.randrange(600, 780)} {r.randrange(100, 999)} {r.randrange(100, 999)}', f'w{i}@example.cz'])), col('spend', 'numeric', size(*spend), True), col('visits', 'numeric', size(*visit), True)], 'Mixed contacts, Czechia', {'hidden': ['w3@example.cz', 'w4@example.cz', 'w5@example.cz', '+420']}, k=True)
    people('nif-values.csv', 1224, 60, [col('campo 3', 'personal|identifier', lambda r, i, g: (lambda n: f'{n:08d}-' + 'TRWAGMYFPDXBNJZSQVHLCKE'[n % 23])(r.randrange(10**7, 10**8))), col('gasto', 'numeric', size(*spend), True), col('visitas', 'numeric', size(*visit), True)], 'Official numbers under no name, Spain', k=True)

def fourth():
    """The fourth round: survey tools first, then order logs, banks, telecoms, hotels, loyalty and panels."""
    global THIRD
    THIRD = True
    def col(name, role, make, used=False):
        return name, role, make, used
    def people(file, seed, n, columns, source, truth=None, k=False, features=True, above=None, **more):
        rng = random.Random(seed)
        rows = [[c[2](rng, i, i % 3) for c in columns] for i in range(n)]
        made = {'rows': n, 'roles': {c[0]: c[1] for c in columns if c[1]}}
        if features:
            made['features'] = [c[0] for c in columns if c[3]]
        if k:
            made['k'] = 3
        made.update(truth or {})
        table(file, [c[0] for c in columns] if above is None else above, rows, made, source, **more)
    def run(start, step=1):
        return lambda rng, i, g: start + step * i
    def one(*choices):
        return lambda rng, i, g: rng.choice(choices)
    def same(word):
        return lambda rng, i, g: word
    def size(*centres, digits=0):
        return lambda rng, i, g: round(near(rng, centres[g]), digits) if digits else round(near(rng, centres[g]))
    def text(centres, form):
        return lambda rng, i, g: form(near(rng, centres[g]))
    def some(make, word, every=9, at=4):
        return lambda rng, i, g: (word, make(rng, i, g))[0 if i % every == at else 1]
    def code(lo, hi, form='{}'):
        return lambda rng, i, g: form.format(rng.randrange(lo, hi))
    def hexa(bits, form='{}'):
        return lambda rng, i, g: form.format(f'{rng.getrandbits(bits):0{bits // 4}x}')
    def lean(scale, turn=False):
        n = len(scale)
        return lambda rng, i, g: scale[min(n - 1, max(0, [0, n // 2, n - 1][2 - g if turn else g] + rng.choice([0, 0, 0, 1, -1])))]
    when = lambda i: datetime.datetime(2024, 3, 4 + i // 12, 8 + i % 12, 7 * i % 60, 13 * i % 60)
    later = lambda i: when(i) + datetime.timedelta(seconds=240 + 37 * i % 900)
    def at(form='%Y-%m-%d %H:%M:%S', end=False):
        return lambda rng, i, g: (later(i) if end else when(i)).strftime(form)
    ip = lambda rng, i, g: f'10.{rng.randrange(255)}.{rng.randrange(255)}.{1 + rng.randrange(250)}'
    spend, visit, basket = (90, 800, 4600), (2, 13, 55), (12, 45, 160)
    def log(seed, good, bad, customers=30):
        rng, lines = orders(seed, customers)
        sums, out = {}, []
        for c, n, d, g, v in lines:
            ok = rng.random() < 0.85 or not bad
            if ok:
                sums[c] = sums.get(c, 0) + v
            out.append((c, n, d, v, rng.choice(good if ok else bad)))
        return rng, out, sums
    # 237-246
    sv = ['Instämmer inte alls', 'Instämmer delvis inte', 'Varken eller', 'Instämmer delvis', 'Instämmer helt']
    qsv = ['Q2_1', 'Q2_2', 'Q2_3']
    people('qualtrics-se.csv', 1301, 60, [col('StartDate', None, at()), col('EndDate', None, at(end=True)), col('Status', None, same('IP Address')), col('IPAddress', 'personal', ip), col('Progress', None, same(100)), col('Duration (in seconds)', None, code(60, 900)), col('Finished', None, same('True')), col('RecordedDate', None, at(end=True)),
        col('ResponseId', 'identifier', hexa(60, 'R_{}')), col('RecipientLastName', None, same('')), col('RecipientEmail', None, same('')), col('ExternalReference', None, same('')), col('LocationLatitude', 'personal', lambda r, i, g: f'{r.uniform(55, 65):.4f}'), col('LocationLongitude', 'personal', lambda r, i, g: f'{r.uniform(11, 20):.4f}'), col('DistributionChannel', None, same('anonymous')), col('UserLanguage', None, same('SV')), col('Q_RecaptchaScore', None, one(0.7, 0.9, 1)),
        col('Q2_1', None, some(lean(sv), 'Vet ej', 11)), col('Q2_2', None, lean(sv)), col('Q2_3', None, lean(sv))], 'Qualtrics with choice texts, Sweden',
        {'roles': {'ResponseId': 'identifier', 'IPAddress': 'personal', 'LocationLatitude': 'personal', 'Q2_1': 'ordinal', 'Q2_2': 'ordinal'}, 'features': qsv, 'never': ['recaptcha', 'duration', 'vet ej']}, features=False)
    p = FOLDER / 'qualtrics-se.csv'
    if p.exists():
        lines = p.read_text().split('\n')
        lines[1:1] = ['Start Date,End Date,Response Type,IP Address,Progress,Duration (in seconds),Finished,Recorded Date,Response ID,Recipient Last Name,Recipient Email,External Data Reference,Location Latitude,Location Longitude,Distribution Channel,User Language,Q_RecaptchaScore,Ta ställning till: - Priset är rimligt,Ta ställning till: - Bemötandet är bra,Ta ställning till: - Sortimentet är stort',
            ','.join('"{""ImportId"":""%s""}"' % t for t in ['startDate', 'endDate', 'status', 'ipAddress', 'progress', 'duration', 'finished', 'recordedDate', '_recordId', 'recipientLastName', 'recipientEmail', 'externalDataReference', 'locationLatitude', 'locationLongitude', 'distributionChannel', 'userLanguage', 'Q_RecaptchaScore', 'QID2_1', 'QID2_2', 'QID2_3'])]
        p.write_text('\n'.join(lines))
    de4 = ['Stimme gar nicht zu', 'Stimme eher nicht zu', 'Stimme teilweise zu', 'Stimme eher zu', 'Stimme völlig zu']
    people('msforms-de.csv', 1302, 60, [col('ID', 'identifier', run(1)), col('Startzeit', None, at('%d.%m.%Y %H:%M:%S')), col('Fertigstellungszeit', None, at('%d.%m.%Y %H:%M:%S', True)), col('E-Mail', None, same('anonymous')), col('Name', None, same('')), col('Die Schulung war verständlich', 'ordinal', lean(de4), True), col('Ich empfehle sie weiter', 'ordinal', lean(de4), True), col('Wie oft nutzen Sie das Intranet?', 'ordinal', lean(['nie', 'seltener', '1-2 mal im Monat', 'wöchentlich', 'täglich']), True), col('Abteilung', 'categorical', one('Einkauf', 'Vertrieb', 'IT'), True)], 'Microsoft Forms, Germany', {'never': ['zeit']}, sep=';', encoding='utf-8-sig')
    nl = ['Helemaal oneens', 'Oneens', 'Neutraal', 'Eens', 'Helemaal eens']
    people('gforms-nl.csv', 1303, 60, [col('Tijdstempel', None, at('%d-%m-%Y %H:%M:%S')), col('E-mailadres', 'personal', lambda r, i, g: f'deelnemer{i}@voorbeeld.nl')] + [col(f'Geef aan in hoeverre u het eens bent [{t}]', 'ordinal', lean(nl), True) for t in ['De prijs is goed', 'De service is goed', 'De winkel is netjes']] + [col('Wat is uw geslacht?', 'protected', one('Man', 'Vrouw', 'Anders', 'Zeg ik liever niet'))], 'Google Forms with a grid, Netherlands', {'hidden': ['deelnemer7@'], 'never': ['tijdstempel', 'vrouw']})
    es5 = ['Nada satisfecho', 'Poco satisfecho', 'Algo satisfecho', 'Bastante satisfecho', 'Muy satisfecho']
    people('limesurvey-es.csv', 1304, 60, [col('ID de respuesta', 'identifier', run(7)), col('Fecha de envío', None, at(end=True)), col('Última página', None, same(3)), col('Idioma inicial', None, one('es', 'ca')), col('Semilla', None, code(10**8, 2 * 10**9)), col('Fecha de inicio', None, at()), col('Fecha de la última acción', None, at(end=True)), col('¿Está satisfecho con... [el precio]', 'ordinal', lean(es5), True), col('¿Está satisfecho con... [la atención]', 'ordinal', lean(es5), True), col('¿Volvería?', 'ordinal', lean(['Seguro que no', 'Probablemente no', 'Tal vez', 'Probablemente sí', 'Seguro que sí']), True), col('Tiempo total', None, lambda r, i, g: f'{r.uniform(60, 500):.2f}'), col('Tiempo de grupo: Opinión', None, lambda r, i, g: f'{r.uniform(60, 400):.2f}')], 'LimeSurvey, Spain', {'never': ['tiempo', 'semilla', 'fecha']}, sep=';')
    people('typeform-br.csv', 1305, 60, [col('#', 'identifier', hexa(64)), col('De 0 a 10, quanto você recomendaria a nossa loja?', None, lean(list(range(11))), True), col('Com que frequência você compra?', 'ordinal', lean(['Raramente', 'Mensalmente', 'Quinzenalmente', 'Semanalmente', 'Diariamente']), True), col('O que achou do preço?', 'ordinal', lean(['Péssimo', 'Ruim', 'Regular', 'Bom', 'Ótimo']), True), col('Response Type', None, same('completed')), col('Start Date (UTC)', None, at()), col('Stage Date (UTC)', None, same('')), col('Submit Date (UTC)', None, at(end=True)), col('Network ID', None, hexa(40)), col('Tags', None, same('')), col('Ending', None, same('Obrigado'))], 'Typeform, Brazil', {'never': ['date', 'network']})
    fr5 = ['Pas du tout d’accord', 'Plutôt pas d’accord', 'Ni d’accord ni pas d’accord', 'Plutôt d’accord', 'Tout à fait d’accord']
    people('kobo-cm.csv', 1306, 60, [col('start', None, at('%Y-%m-%dT%H:%M:%S.000+01:00')), col('end', None, at('%Y-%m-%dT%H:%M:%S.000+01:00', True)), col('today', None, at('%Y-%m-%d')), col('username', None, same('enqueteur1')), col('deviceid', None, same('collect:abc123')), col('Le prix du marché est juste', 'ordinal', some(lean(fr5), 'Ne sait pas', 13), True), col('L’accueil est bon', 'ordinal', lean(fr5), True), col('Revenu mensuel (FCFA)', 'numeric', some(size(40000, 150000, 600000), 99, 12), True), col('_id', 'identifier', run(51230041, 7)), col('_uuid', 'identifier', hexa(128)), col('_submission_time', None, at('%Y-%m-%dT%H:%M:%S', True)), col('_validation_status', None, same('')), col('_notes', None, same('')), col('_status', None, same('submitted_via_web')), col('_submitted_by', None, one('agent1', 'agent2')), col('__version__', None, same('vT7x')), col('_tags', None, same('')), col('_index', None, run(1))], 'KoboToolbox with labels, Cameroon', {'never': ['agent', 'index', 'today'], 'range': {'Revenu mensuel (FCFA)': [38000, 630000]}}, sep=';')
    people('odk-ke.csv', 1307, 60, [col('SubmissionDate', None, at('%Y-%m-%dT%H:%M:%S.123Z', True)), col('start', None, at('%Y-%m-%dT%H:%M:%S.000+03:00')), col('end', None, at('%Y-%m-%dT%H:%M:%S.000+03:00', True)), col('household-respondent_sex', 'protected', one('male', 'female')), col('household-members', 'numeric', size(2, 5, 9), True), col('agree-price_fair', 'ordinal', lean(['strongly_disagree', 'disagree', 'neutral', 'agree', 'strongly_agree']), True), col('agree-service_good', 'ordinal', lean(['strongly_disagree', 'disagree', 'neutral', 'agree', 'strongly_agree']), True), col('location-Latitude', 'personal', lambda r, i, g: f'{r.uniform(-4, 4):.7f}'), col('location-Longitude', 'personal', lambda r, i, g: f'{r.uniform(34, 41):.7f}'), col('location-Altitude', None, lambda r, i, g: f'{r.uniform(900, 1900):.1f}'), col('location-Accuracy', None, lambda r, i, g: f'{r.uniform(3, 9):.3f}'), col('meta-instanceID', 'identifier', hexa(128, 'uuid:{}')), col('SubmitterID', None, one(21, 22)), col('SubmitterName', None, one('Amina', 'Otieno')), col('AttachmentsPresent', None, same(0)), col('AttachmentsExpected', None, same(0)), col('Status', None, same('')), col('ReviewState', None, one('approved', 'received')), col('DeviceID', None, same('collect:xyz')), col('Edits', None, same(0)), col('FormVersion', None, same('2024030401')), col('KEY', 'identifier', hexa(128, 'uuid:{}'))], 'ODK Central, Kenya', {'never': ['submitter', 'review', 'accuracy', 'altitude', 'otieno']})
    people('redcap-labels.csv', 1308, 60, [col('Record ID', 'identifier', run(1)), col('Event Name', None, same('Baseline')), col('Survey Identifier', None, same('')), col('Survey Timestamp', None, at()), col('In general, would you say your health is:', 'ordinal', lean(['Poor', 'Fair', 'Good', 'Very good', 'Excellent']), True), col('How often did you feel calm?', 'ordinal', lean(['Never', 'Rarely', 'Sometimes', 'Often', 'Always']), True), col('How much pain have you had?', 'ordinal', lean(['None', 'Mild', 'Moderate', 'Severe', 'Very severe'], True), True), col('Sex at birth', 'protected', one('Female', 'Male')), col('Date of birth', 'personal', lambda r, i, g: f'{1940 + r.randrange(60)}-{1 + r.randrange(12):02d}-{1 + r.randrange(28):02d}'), col('Complete?', None, one('Complete', 'Complete', 'Unverified'))], 'REDCap with labels, United States', {'never': ['complete', 'timestamp', 'female']})
    people('alchemer-uk.csv', 1309, 60, [col('Response ID', 'identifier', run(2)), col('Time Started', None, at()), col('Date Submitted', None, at(end=True)), col('Status', None, one('Complete', 'Complete', 'Partial')), col('Contact ID', None, same('')), col('Legacy Comments', None, same('')), col('Comments', None, same('')), col('Language', None, same('English')), col('Referer', None, same('https://shop.example/')), col('SessionID', None, lambda r, i, g: f'170954{i:04d}_{r.getrandbits(40):010x}'), col('User Agent', None, one('Mozilla/5.0 (Windows NT 10.0)', 'Mozilla/5.0 (iPhone)')), col('IP Address', 'personal', ip), col('Longitude', 'personal', lambda r, i, g: f'{r.uniform(-3, 1):.5f}'), col('Latitude', 'personal', lambda r, i, g: f'{r.uniform(50, 55):.5f}'), col('Country', None, same('United Kingdom')), col('City', None, one('Leeds', 'Hull', 'York')), col('Postal', None, lambda r, i, g: f'LS{r.randrange(1, 29)}'), col('How likely is it that you would recommend us?', None, lean(list(range(11))), True), col('Value for money:How satisfied are you with...', 'ordinal', lean(['Very dissatisfied', 'Dissatisfied', 'Neither satisfied nor dissatisfied', 'Satisfied', 'Very satisfied']), True), col('Checkout:How satisfied are you with...', 'ordinal', some(lean(['Very dissatisfied', 'Dissatisfied', 'Neither satisfied nor dissatisfied', 'Satisfied', 'Very satisfied']), 'Not Applicable', 10), True)], 'Alchemer, United Kingdom', {'never': ['agent', 'session', 'status', 'leeds']}, features=False)
    people('surveycto-in.csv', 1310, 60, [col('SubmissionDate', None, at('%b %d, %Y %I:%M:%S %p', True)), col('starttime', None, at('%b %d, %Y %I:%M:%S %p')), col('endtime', None, at('%b %d, %Y %I:%M:%S %p', True)), col('deviceid', None, one('867530912345678', '867530912345679')), col('subscriberid', None, same('')), col('simid', None, same('')), col('devicephonenum', None, same('')), col('username', None, one('enum1', 'enum2')), col('duration', None, code(200, 2000)), col('caseid', None, same('')), col('hh_size', 'numeric', some(size(2, 5, 9), -88, 14), True), col('monthly_exp', 'numeric', some(size(3000, 12000, 60000), -99, 11), True), col('land_acres', 'numeric', lambda r, i, g: round(near(r, (0.5, 4, 15)[g]), 1), True), col('consent', None, same(1)), col('instanceID', 'identifier', hexa(128, 'uuid:{}')), col('formdef_version', None, same('2403041200')), col('KEY', 'identifier', hexa(128, 'uuid:{}'))], 'SurveyCTO, India', {'range': {'hh_size': [1.8, 9.5], 'monthly_exp': [2800, 63000]}, 'never': ['duration', 'enum', 'device']}, k=True)
    # 247-256
    it5 = ['Per niente importante', 'Poco importante', 'Abbastanza importante', 'Molto importante', 'Estremamente importante']
    people('surveymonkey-it.csv', 1311, 60, [col('Respondent ID', 'identifier', run(114812345678, 31)), col('Collector ID', None, same(450112233)), col('Start Date', None, at('%m/%d/%Y %I:%M:%S %p')), col('End Date', None, at('%m/%d/%Y %I:%M:%S %p', True)), col('IP Address', 'personal', ip), col('Email Address', None, same('')), col('First Name', None, same('')), col('Last Name', None, same('')), col('Custom Data 1', None, same(''))] + [col(t, None, lean(it5)) for t in ['Prezzo', 'Qualità', 'Marca']] + [col('Response', None, one('Sì', 'No'))], 'SurveyMonkey, Italy',
        {'roles': {'Respondent ID': 'identifier', 'IP Address': 'personal', 'Ha già acquistato da noi?': 'boolean', 'Quanto è importante per lei? - Prezzo': 'ordinal'}, 'features': ['Quanto è importante per lei? - ' + t for t in ['Prezzo', 'Qualità', 'Marca']] + ['Ha già acquistato da noi?']}, features=False,
        above=['Respondent ID', 'Collector ID', 'Start Date', 'End Date', 'IP Address', 'Email Address', 'First Name', 'Last Name', 'Custom Data 1', 'Quanto è importante per lei?', '', '', 'Ha già acquistato da noi?'])
    p = FOLDER / 'surveymonkey-it.csv'
    if p.exists():
        lines = p.read_text().split('\n')
        lines.insert(1, ',,,,,,,,,Prezzo,Qualità,Marca,Response')
        p.write_text('\n'.join(lines))
    pl5 = ['zdecydowanie się nie zgadzam', 'raczej się nie zgadzam', 'trudno powiedzieć', 'raczej się zgadzam', 'zdecydowanie się zgadzam']
    people('sosci-pl.csv', 1312, 60, [col('CASE', 'identifier', run(201)), col('SERIAL', None, same('')), col('REF', None, same('')), col('QUESTNNR', None, same('base')), col('MODE', None, same('interview')), col('STARTED', None, at('%Y-%m-%d %H:%M:%S'))] + [col(f'B102_0{k}', 'ordinal', lean(pl5), True) for k in (1, 2, 3)] + [col('TIME001', None, code(3, 60)), col('TIME002', None, code(3, 90)), col('TIME_SUM', None, code(60, 500)), col('MAILSENT', None, same('')), col('LASTDATA', None, at('%Y-%m-%d %H:%M:%S', True)), col('FINISHED', None, same(1)), col('Q_VIEWER', None, same(0)), col('LASTPAGE', None, same(5)), col('MAXPAGE', None, same(5)), col('MISSING', None, code(0, 4)), col('MISSREL', None, code(0, 4)), col('TIME_RSI', None, lambda r, i, g: f'{r.uniform(.5, 2):.2f}')], 'SoSci Survey with texts, Poland', {'never': ['time', 'missing']}, sep='\t', encoding='utf-16')
    people('questionpro.csv', 1313, 60, [col('Response ID', 'identifier', run(88120034, 11)), col('Response Status', None, one('Completed', 'Completed', 'Started')), col('IP Address', 'personal', ip), col('Timestamp (mm/dd/yyyy)', None, at('%m/%d/%Y %H:%M:%S')), col('Duplicate', None, same('No')), col('Time Taken to Complete (Seconds)', None, code(60, 900)), col('Seq. Number', None, run(1)), col('External Reference', None, same('')), col('Respondent Email', None, same('')), col('Email List', None, same('')), col('Country Code', None, same('AU')), col('Region', None, one('NSW', 'VIC')), col('Overall, how satisfied are you with the app?', 'ordinal', lean(['Not at all satisfied', 'Slightly satisfied', 'Moderately satisfied', 'Very satisfied', 'Completely satisfied']), True), col('How easy is it to use?', 'ordinal', lean(['Very difficult', 'Difficult', 'Neutral', 'Easy', 'Very easy']), True), col('Compared with last year the service is', 'ordinal', lean(['Much worse', 'Worse', 'About the same', 'Better', 'Much better']), True)], 'QuestionPro, Australia', {'never': ['time taken', 'seq', 'status', 'duplicate']}, features=False)
    fi5 = ['Täysin eri mieltä', 'Jokseenkin eri mieltä', 'Ei samaa eikä eri mieltä', 'Jokseenkin samaa mieltä', 'Täysin samaa mieltä']
    people('webropol.csv', 1314, 60, [col('Vastaajan nro', 'identifier', run(1)), col('Lähetetty', None, at('%d.%m.%Y %H.%M.%S', True)), col('Hinta on kohtuullinen', 'ordinal', some(lean(fi5), 'En osaa sanoa', 12), True), col('Palvelu on ystävällistä', 'ordinal', lean(fi5), True), col('Kuinka usein asioitte?', 'ordinal', lean(['En koskaan', 'Harvemmin', 'Kerran kuukaudessa', 'Kerran viikossa', 'Päivittäin']), True), col('Sukupuoli', 'protected', one('Nainen', 'Mies', 'Muu', 'En halua kertoa'))], 'Webropol, Finland', {'never': ['nainen', 'lähetetty']}, sep=';')
    people('mturk.csv', 1315, 60, [col('HITId', None, same('3XBYQ44Z6P4ABC')), col('HITTypeId', None, same('3AB1')), col('Title', None, same('Shopping habits')), col('AssignmentId', 'identifier', hexa(80)), col('WorkerId', 'identifier', hexa(48, 'A{}')), col('AssignmentStatus', None, one('Approved', 'Submitted')), col('AcceptTime', None, at('%a %b %d %H:%M:%S PDT %Y')), col('SubmitTime', None, at('%a %b %d %H:%M:%S PDT %Y', True)), col('WorkTimeInSeconds', None, code(60, 900)), col('LifetimeApprovalRate', None, one('100% (12/12)', '0% (0/0)')), col('Answer.price', 'ordinal', lean(['Not important', 'Slightly important', 'Important', 'Very important']), True), col('Answer.brand', 'ordinal', lean(['Not important', 'Slightly important', 'Important', 'Very important']), True), col('Answer.monthly_spend', 'numeric', size(*spend), True)], 'Mechanical Turk, United States', {'never': ['worktime', 'assignment']}, features=False)
    ko5 = ['전혀 그렇지 않다', '그렇지 않은 편이다', '보통이다', '그런 편이다', '매우 그렇다']
    people('naverform.csv', 1316, 60, [col('응답 번호', 'identifier', run(1)), col('응답일시', None, at('%Y.%m.%d %H:%M')), col('가격이 합리적이다', 'ordinal', lean(ko5), True), col('직원이 친절하다', 'ordinal', lean(ko5), True), col('방문 빈도', 'ordinal', lean(['전혀 없음', '1년에 1번', '한 달에 1번', '일주일에 1번', '매일']), True), col('성별', 'protected', one('남성', '여성')), col('연령대', 'protected', one('20대', '30대', '40대', '50대 이상'))], 'Naver Form, Korea', {'never': ['여성', '일시']}, encoding='utf-8-sig')
    people('jotform-tr.csv', 1317, 60, [col('Gönderim Tarihi', None, at('%d/%m/%Y %H:%M:%S')), col('Ad Soyad', 'personal', lambda r, i, g: r.choice(['Ayşe', 'Mehmet', 'Elif']) + ' ' + r.choice(['Yılmaz', 'Kaya', 'Demir'])), col('Fiyatlar uygun', 'ordinal', lean(['Hiç katılmıyorum', 'Katılmıyorum', 'Kararsızım', 'Katılıyorum', 'Tamamen katılıyorum']), True), col('Çalışanlar ilgili', 'ordinal', lean(['Hiç katılmıyorum', 'Katılmıyorum', 'Kararsızım', 'Katılıyorum', 'Tamamen katılıyorum']), True), col('Ne sıklıkla geliyorsunuz?', 'ordinal', lean(['Hiç', 'Yılda bir', 'Ayda bir', 'Haftada bir', 'Her gün']), True), col('Submission ID', 'identifier', run(5823400001, 977))], 'Jotform, Turkey', {'hidden': ['Yılmaz'], 'never': ['tarihi']})
    people('lamapoll.csv', 1318, 60, [col('lfdn', 'identifier', run(1)), col('Code', None, hexa(32)), col('Beginn', None, at('%d.%m.%Y %H:%M')), col('Ende', None, at('%d.%m.%Y %H:%M', True)), col('Dauer (Sek.)', None, code(60, 800)), col('Status', None, one('abgeschlossen', 'abgeschlossen', 'abgebrochen')), col('F1: Wie zufrieden sind Sie mit dem Preis?', 'ordinal', some(lean(['sehr unzufrieden', 'unzufrieden', 'teils/teils', 'zufrieden', 'sehr zufrieden']), 'keine Angabe', 10), True), col('F2: Wie zufrieden sind Sie mit der Beratung?', 'ordinal', lean(['sehr unzufrieden', 'unzufrieden', 'teils/teils', 'zufrieden', 'sehr zufrieden']), True), col('F3: Ihr Haushaltseinkommen', 'ordinal', lean(['unter 1.500 €', '1.500 bis unter 2.500 €', '2.500 bis unter 4.000 €', '4.000 € und mehr']), True)], 'LamaPoll, Germany', {'never': ['dauer', 'status', 'beginn']}, sep=';', encoding='cp1252')
    people('zoho-ae.csv', 1319, 60, [col('Response ID', 'identifier', run(4400000012345, 2)), col('IP Address', 'personal', ip), col('Start time', None, at('%d-%b-%Y %H:%M:%S')), col('Completed time', None, at('%d-%b-%Y %H:%M:%S', True)), col('Response status', None, same('Completed')), col('Collector name', None, one('Web link', 'Email')), col('ما مدى رضاك عن السعر؟', 'ordinal', lean(['غير راض تماما', 'غير راض', 'محايد', 'راض', 'راض تماما']), True), col('ما مدى رضاك عن الخدمة؟', 'ordinal', lean(['غير راض تماما', 'غير راض', 'محايد', 'راض', 'راض تماما']), True), col('كم مرة تزورنا؟', 'ordinal', lean(['أبدا', 'نادرا', 'أحيانا', 'غالبا', 'دائما']), True)], 'Zoho Survey, United Arab Emirates', {'never': ['collector', 'time']})
    people('tally-pt.csv', 1320, 60, [col('Submission ID', 'identifier', hexa(24)), col('Respondent ID', 'identifier', hexa(24)), col('Submitted at', None, at()), col('Qual a sua faixa de renda?', 'ordinal', some(lean(['Até 1.000 €', 'De 1.000 € a 2.000 €', 'De 2.000 € a 4.000 €', 'Mais de 4.000 €']), 'Prefiro não responder', 9), True), col('Concorda com o preço?', 'ordinal', lean(['Discordo totalmente', 'Discordo', 'Não concordo nem discordo', 'Concordo', 'Concordo totalmente']), True), col('Concorda com o horário?', 'ordinal', lean(['Discordo totalmente', 'Discordo', 'Não concordo nem discordo', 'Concordo', 'Concordo totalmente']), True)], 'Tally, Portugal', {'never': ['submitted', 'prefiro']})
    # 257-266
    rng, lines, sums = log(1321, ['Bezahlt', 'Komplett bezahlt'], ['Storniert', 'Rückerstattet', 'Offen'])
    table('shopware.csv', ['Bestellnummer', 'Bestellzeit', 'Kundennummer', 'Zahlungsstatus', 'Lieferstatus', 'Gesamtbetrag (brutto)', 'Gesamtbetrag (netto)', 'Versandkosten', 'Zahlungsart'], [[20000 + n, d.strftime('%d.%m.%Y %H:%M'), 10500 + c, s, rng.choice(['Offen', 'Versandt']), comma(v), comma(v / 1.19), '4,90', rng.choice(['PayPal', 'Rechnung'])] for c, n, d, v, s in lines], paid_truth(sums), 'Shopware orders, Germany', sep=';')
    rng, lines, sums = log(1322, ['paid'], ['void', 'not_paid', 'pending'])
    table('chargebee.csv', ['Invoice Number', 'Customer Id', 'Subscription Id', 'Invoice Date', 'Due Date', 'Status', 'Sub Total', 'Tax Total', 'Total', 'Amount Due', 'Currency'], [[f'INV-{n:05d}', f'cust_{c:04x}Ab', f'sub_{c:04x}', d.strftime('%Y-%m-%d'), (d + datetime.timedelta(days=14)).strftime('%Y-%m-%d'), s, f'{v / 1.2:.2f}', f'{v - v / 1.2:.2f}', f'{v:.2f}', '0.00' if s == 'paid' else f'{v:.2f}', 'GBP'] for c, n, d, v, s in lines], paid_truth(sums), 'Chargebee invoices, United Kingdom')
    rng, lines, sums = log(1323, [''], [])
    table('sumup.csv', ['Datum', 'Transaktions-ID', 'Zahlungsart', 'Kunde', 'Beschreibung', 'Preis (Brutto)', 'Trinkgeld'], [[int(d.replace(tzinfo=datetime.timezone.utc).timestamp() * 1000000), f'T{rng.getrandbits(40):010X}', 'Karte', f'Gast {c:02d}', rng.choice(['Haarschnitt', 'Farbe']), comma(v), '0,00'] for c, n, d, v, s in lines], paid_truth(sums), 'Card payments in microseconds, Austria', sep=';')
    rng, lines, sums = log(1324, ['Livrée', 'Payée'], ['Annulée', 'Remboursée'])
    table('cdiscount.csv', ['N° de commande', 'Date de la commande', 'Pseudo acheteur', 'Statut de la commande', 'Produit', 'Quantité', 'Prix unitaire', 'Montant total', 'Commission'], [[f'CD{n:07d}', d.strftime('%d/%m/%Y %H:%M'), f'acheteur{c:02d}', s, rng.choice(['Lampe', 'Tapis']), 2, comma(v / 2, 4), comma(v), comma(v * .15)] for c, n, d, v, s in lines], paid_truth(sums), 'Marketplace orders, France', sep=';')
    rng, lines, sums = log(1325, ['تم التسليم', 'مدفوع'], ['ملغي', 'مرتجع'])
    table('noon.csv', ['رقم الطلب', 'تاريخ الطلب', 'رقم العميل', 'حالة الطلب', 'المبلغ'], [[f'N{n:06d}', d.strftime('%Y-%m-%d'), f'C{c:03d}', s, f'{v:.2f} ر.س'] for c, n, d, v, s in lines], paid_truth(sums), 'Shop orders, Saudi Arabia')
    people('lojalnosc.csv', 1326, 60, [col('Nr karty', 'identifier|personal|code', code(10**12, 10**13 - 1)), col('Data przystąpienia', 'date', lambda r, i, g: f'{1 + r.randrange(28):02d}.{1 + r.randrange(12):02d}.20{r.randrange(15, 24)}'), col('Saldo punktów', 'numeric', size(*spend), True), col('Zakupy 12 mies.', 'numeric', text(spend, lambda x: comma(x, 2, ' ') + ' zł'), True), col('Wizyty', 'numeric', size(*visit), True), col('Zgoda SMS', 'boolean', one('T', 'N'), True)], 'Loyalty programme, Poland', features=False, sep=';')
    people('hotel-pms.csv', 1327, 60, [col('Guest ID', 'identifier', run(300101, 3)), col('Guest Name', 'personal', lambda r, i, g: r.choice(['Ana', 'Ben', 'Cleo']) + ' ' + r.choice(['Okafor', 'Silva', 'Novak'])), col('Nationality', 'protected', one('DE', 'FR', 'GB')), col('Room Nights', 'numeric', size(*visit), True), col('ADR', 'numeric', text((60, 140, 420), lambda x: f'{x:.2f}'), True), col('Total Revenue', 'numeric', text(spend, point), True), col('Lead Time (days)', 'numeric', size(3, 30, 120), True), col('VIP', 'boolean', one('Y', 'N'), True)], 'Hotel guests, Malta', {'hidden': ['Okafor']})
    people('telco-it.csv', 1328, 60, [col('Codice cliente', 'identifier', code(10**6, 10**7)), col('Piano', 'categorical', one('Base', 'Plus', 'Max'), True), col('Minuti voce', 'numeric', size(40, 300, 900), True), col('GB consumati', 'numeric', text((1, 8, 40), lambda x: comma(x, 1) + ' GB'), True), col('Durata media chiamata', 'numeric', lambda r, i, g: (lambda s: f'{s // 60}:{s % 60:02d}')(round(near(r, (70, 200, 500)[g]))), True), col('Spesa mensile', 'numeric', text((10, 25, 60), lambda x: comma(x) + ' €'), True), col('Disdetta', 'boolean', one('Sì', 'No', 'No'))], 'Telecom, Italy', {'says': ['looks like an outcome']}, features=False, sep=';')
    people('banco-mx.csv', 1329, 63, [col('No. de cuenta', 'identifier|personal|code', code(10**9, 10**10)), col('Sucursal', 'categorical|code', code(1, 25, '{:04d}')), col('Saldo promedio', 'numeric', text((2000, 30000, 400000), lambda x: '$' + point(x)), True), col('Movimientos', 'numeric', size(*visit), True), col('Antigüedad (meses)', 'numeric', size(4, 30, 110), True)], 'Bank accounts, Mexico', features=False)
    rng = random.Random(1330)
    rows = [[f'Butikk {i:02d}', f'{m:02d}.2024', 'kr ' + comma(near(rng, (9000, 60000, 300000)[i % 3]), 0, ' '), round(near(rng, visit[i % 3]))] for i in range(15) for m in range(1, 13)]
    table('butikker.csv', ['Butikk', 'Måned', 'Omsetning', 'Kunder'], rows, {'rows': 15, 'never': ['måned']}, 'Shops by months, Norway', sep=';')
    # 267-276
    people('saldi.csv', 1331, 120, [col('Conto', 'identifier|code', run(4001)), col('Saldo', 'numeric', lambda r, i, g: {20: '-1.900.000,00', 77: '2.400.000,00'}.get(i, comma(near(r, spend[g]))), True), col('Operazioni', 'numeric', size(*visit), True), col('Carrello', 'numeric', size(*basket), True)], 'Two giants of either sign, Italy', {'says': ['2 rows unlike'], 'k': 3}, features=False, sep=';')
    people('kunder-total.csv', 1332, 60, [col('Kunde', 'identifier', lambda r, i, g: f'K{i:03d}'), col('Omsætning', 'numeric', text(spend, comma), True), col('Ordrer', 'numeric', size(*visit), True)], 'Customers with totals and remarks below, Denmark', k=True, sep=';', after='I alt;109.800,00;1.400\n\nUdskrevet 02-11-2024 kl. 10:15\n')
    people('itogo.csv', 1333, 60, [col('Клиент', 'identifier', lambda r, i, g: f'Кл-{i:03d}'), col('Выручка', 'numeric', text(spend, lambda x: comma(x, 2, ' ')), True), col('Заказы', 'numeric', size(*visit), True)], 'Customers with Итого, Russia, windows-1251', k=True, sep=';', encoding='cp1251', after='Итого:;109 800,00;1 400\n')
    people('two-amounts.csv', 1334, 60, [col('Kunde', 'identifier', run(1)), col('Betrag', None, text(spend, comma)), col('Betrag', None, text(basket, comma)), col('', None, one('x', 'y')), col('Besuche', 'numeric', size(*visit))], 'Two columns of one name and one without, Austria', {'roles': {'Kunde': 'identifier', 'Betrag': 'numeric', 'Betrag_2': 'numeric', 'Besuche': 'numeric'}}, features=False, sep=';')
    rng = random.Random(1335)
    text1335 = 'id,city,visits,revenue\n'
    for i in range(60):
        text1335 += f'{i + 1},{rng.choice(["Cork", "Galway", "Sligo"])},{round(near(rng, visit[i % 3]))},{point(near(rng, (700, 9000, 1400000)[i % 3]), 0)}\n'
    write('revenue-ie.csv', text1335, {'rows': 60, 'roles': {'id': 'identifier', 'city': 'categorical', 'visits': 'numeric', 'revenue': 'numeric'}, 'range': {'revenue': [665, 1470000], 'visits': [2, 58]}, 'noask': 1}, 'Unquoted commas of thousands and millions, Ireland')
    people('events-us.csv', 1336, 60, [col('user_pseudo_id', 'identifier', lambda r, i, g: f'{r.randrange(10**9)}.{r.randrange(10**9)}'), col('first_touch_timestamp', 'date', lambda r, i, g: int(when(i).replace(tzinfo=datetime.timezone.utc).timestamp() * 1e6) + r.randrange(10**6)), col('sessions', 'numeric', size(*visit), True), col('engagement_ms', 'numeric', size(40000, 900000, 9000000), True)], 'Users of GA4 in BigQuery, with microseconds', {'range': {'first_touch_timestamp': [19000, 20000]}}, features=False)
    people('prefer-not.csv', 1337, 66, [col('Respondent', 'identifier', run(1)), col('Household income', 'ordinal', some(lean(['Under $25,000', '$25,000 to $49,999', '$50,000 to $99,999', '$100,000 or more']), 'Prefer not to say', 9), True), col('How often do you shop online?', 'ordinal', some(lean(['Never', 'Less than once a month', 'Once a month', '2-3 times a month', 'Once a week', 'More than once a week']), "Don't know", 11), True), col('Quality', 'ordinal', lean(['Poor', 'Fair', 'Good', 'Very good', 'Excellent']), True)], 'Poll, United States', {'says': ['Prefer not to say', "Don't know"]})
    zh5 = ['非常不同意', '不同意', '一般', '同意', '非常同意']
    people('wenjuan-cn.csv', 1338, 60, [col('序号', 'identifier', run(1)), col('提交答卷时间', None, at('%Y/%m/%d %H:%M:%S')), col('所用时间', None, lambda r, i, g: f'{r.randrange(40, 400)}秒'), col('来源', None, one('微信', '链接')), col('来源详情', None, same('N/A')), col('来自IP', None, lambda r, i, g: f'10.1.{r.randrange(255)}.{r.randrange(255)}(广东-深圳)'), col('1、价格合理', 'ordinal', lean(zh5), True), col('2、服务很好', 'ordinal', lean(zh5), True), col('3、您多久购买一次？', 'ordinal', lean(['从不', '每年一次', '每月一次', '每周一次', '每天']), True)], 'Wenjuanxing, China', {'never': ['来源', '时间']})
    people('anket-ba.csv', 1339, 60, [col('Vremenska oznaka', None, at('%d.%m.%Y. %H:%M:%S')), col('Cijena je prihvatljiva', 'ordinal', lean(['Uopće se ne slažem', 'Ne slažem se', 'Niti se slažem niti se ne slažem', 'Slažem se', 'U potpunosti se slažem']), True), col('Osoblje je ljubazno', 'ordinal', lean(['Uopće se ne slažem', 'Ne slažem se', 'Niti se slažem niti se ne slažem', 'Slažem se', 'U potpunosti se slažem']), True), col('Spol', 'protected', one('Muško', 'Žensko'))], 'Google Forms, Bosnia and Herzegovina', {'never': ['žensko', 'oznaka']})
    people('khao-sat.csv', 1340, 60, [col('Dấu thời gian', None, at('%d/%m/%Y %H:%M:%S')), col('Giá cả hợp lý', 'ordinal', lean(['Hoàn toàn không đồng ý', 'Không đồng ý', 'Trung lập', 'Đồng ý', 'Hoàn toàn đồng ý']), True), col('Nhân viên thân thiện', 'ordinal', lean(['Hoàn toàn không đồng ý', 'Không đồng ý', 'Trung lập', 'Đồng ý', 'Hoàn toàn đồng ý']), True), col('Bạn mua hàng bao lâu một lần?', 'ordinal', lean(['Không bao giờ', 'Hiếm khi', 'Thỉnh thoảng', 'Thường xuyên', 'Luôn luôn']), True)], 'Google Forms, Vietnam', {'never': ['dấu']})
    # 277-286
    uk = ['Зовсім не згоден', 'Скоріше не згоден', 'Важко сказати', 'Скоріше згоден', 'Повністю згоден']
    people('forma-ua.csv', 1401, 60, [col('Позначка часу', None, at('%d.%m.%Y %H:%M:%S')), col('Ціни справедливі', 'ordinal', lean(uk), True), col('Персонал ввічливий', 'ordinal', lean(uk), True), col('Як часто Ви купуєте?', 'ordinal', lean(['Ніколи', 'Раз на рік', 'Раз на місяць', 'Раз на тиждень', 'Щодня']), True), col('Ваша стать', 'protected', one('чоловік', 'жінка')), col('Місто', 'categorical', one('Львів', 'Одеса'), True)], 'Google Forms, Ukraine', {'never': ['жінка', 'часу']})
    pl = ['Zdecydowanie nie', 'Raczej nie', 'Ani tak, ani nie', 'Raczej tak', 'Zdecydowanie tak']
    people('limesurvey-pl.csv', 1402, 60, [col('ID odpowiedzi', 'identifier', run(3)), col('Data wysłania', None, at(end=True)), col('Ostatnia strona', None, same(2)), col('Język początkowy', None, one('pl', 'en')), col('Ziarno', None, code(10**8, 2 * 10**9)), col('Data rozpoczęcia', None, at()), col('Data ostatniej akcji', None, at(end=True)), col('Adres IP', 'personal', ip), col('Czy poleci nas Pan(i) znajomym?', 'ordinal', lean(pl), True), col('Czy ceny są uczciwe?', 'ordinal', some(lean(pl), 'Nie dotyczy', 14), True), col('Wiek', 'numeric', size(22, 41, 66), True), col('Całkowity czas', None, lambda r, i, g: f'{r.uniform(60, 500):.2f}')], 'LimeSurvey, Poland', {'never': ['czas', 'ziarno']}, sep=';')
    da = ['Slet ikke enig', 'Lidt enig', 'Nogenlunde enig', 'Meget enig', 'Fuldstændig enig']
    people('enalyzer.csv', 1403, 60, [col('Respondent-id', 'identifier', run(90011, 3)), col('Status', None, one('Gennemført', 'Delvis')), col('Startet', None, at('%d-%m-%Y %H:%M')), col('Afsluttet', None, at('%d-%m-%Y %H:%M', True)), col('Priserne er rimelige', 'ordinal', lean(da), True), col('Butikken er pæn', 'ordinal', lean(da), True), col('Hvor sandsynligt er det, at du anbefaler os?', 'ordinal', lean(['Meget usandsynligt', 'Usandsynligt', 'Neutral', 'Sandsynligt', 'Meget sandsynligt']), True)], 'Enalyzer, Denmark', {'never': ['status', 'startet']}, sep=';', encoding='cp1252')
    people('netigate.csv', 1404, 60, [col('RespondentID', 'identifier', hexa(32)), col('Svarsdatum', None, at('%Y-%m-%d %H:%M', True)), col('Hur nöjd är du med priset?', 'ordinal', some(lean(['Mycket missnöjd', 'Ganska missnöjd', 'Varken nöjd eller missnöjd', 'Ganska nöjd', 'Mycket nöjd']), 'Ingen åsikt', 10), True), col('Hur nöjd är du med bemötandet?', 'ordinal', lean(['Mycket missnöjd', 'Ganska missnöjd', 'Varken nöjd eller missnöjd', 'Ganska nöjd', 'Mycket nöjd']), True), col('Hur viktigt är priset?', 'ordinal', lean(['Inte alls viktigt', 'Mindre viktigt', 'Ganska viktigt', 'Mycket viktigt']), True), col('Kön', 'protected', one('Kvinna', 'Man', 'Vill ej uppge'))], 'Netigate, Sweden', {'never': ['kvinna', 'svarsdatum']}, sep=';')
    fr = ['Jamais', 'Moins d’une fois par mois', '1 à 3 fois par mois', 'Une fois par semaine', 'Plusieurs fois par semaine', 'Tous les jours']
    people('msforms-fr.csv', 1405, 60, [col('ID', 'identifier', run(1)), col('Heure de début', None, at('%m/%d/%y %H:%M:%S')), col('Heure de fin', None, at('%m/%d/%y %H:%M:%S', True)), col('Adresse de messagerie', None, same('anonymous')), col('Nom', None, same('')), col('Heure de la dernière modification', None, same('')), col('À quelle fréquence venez-vous ?', 'ordinal', lean(fr), True), col('Le personnel est aimable.', 'ordinal', lean(['Fortement en désaccord', 'En désaccord', 'Neutre', 'D’accord', 'Fortement d’accord']), True), col('Les prix sont corrects.', 'ordinal', lean(['Fortement en désaccord', 'En désaccord', 'Neutre', 'D’accord', 'Fortement d’accord']), True)], 'Microsoft Forms, France', {'never': ['heure']}, encoding='utf-8-sig')
    people('typeform-de.csv', 1406, 60, [col('#', 'identifier', hexa(64)), col('Wie wahrscheinlich ist es, dass Sie uns empfehlen?', None, lean(list(range(11))), True), col('Wie schwer war die Bestellung?', 'ordinal', lean(['sehr schwierig', 'eher schwierig', 'weder noch', 'eher einfach', 'sehr einfach']), True), col('Newsletter gewünscht?', 'boolean', one(0, 1), True), col('Antworttyp', None, same('completed')), col('Startdatum (UTC)', None, at()), col('Absendedatum (UTC)', None, at(end=True)), col('Netzwerk-ID', None, hexa(40)), col('Tags', None, same(''))], 'Typeform, Germany', {'never': ['datum', 'netzwerk']})
    es = ['Nunca', 'Una vez al año', 'Una vez al mes', 'Una vez a la semana', 'Todos los días']
    people('kobo-pe.csv', 1407, 60, [col('start', None, at('%Y-%m-%dT%H:%M:%S.000-05:00')), col('end', None, at('%Y-%m-%dT%H:%M:%S.000-05:00', True)), col('Datos generales/Sexo', 'protected', one('Hombre', 'Mujer')), col('Datos generales/Edad', 'numeric', size(24, 41, 63), True), col('Consumo/¿Con qué frecuencia compra?', 'ordinal', lean(es), True), col('Consumo/El precio es justo', 'ordinal', lean(['Muy en desacuerdo', 'En desacuerdo', 'Ni de acuerdo ni en desacuerdo', 'De acuerdo', 'Muy de acuerdo']), True), col('_Ubicación_latitude', 'personal', lambda r, i, g: f'{r.uniform(-16, -5):.6f}'), col('_Ubicación_longitude', 'personal', lambda r, i, g: f'{r.uniform(-80, -70):.6f}'), col('_Ubicación_altitude', None, lambda r, i, g: f'{r.uniform(0, 3900):.1f}'), col('_Ubicación_precision', None, lambda r, i, g: f'{r.uniform(3, 20):.2f}'), col('_id', 'identifier', run(61230041, 7)), col('_uuid', 'identifier', hexa(128)), col('_submission_time', None, at('%Y-%m-%dT%H:%M:%S', True)), col('__version__', None, same('vX')), col('_index', None, run(1))], 'KoboToolbox with groups, Peru', {'never': ['altitude', 'precision', 'mujer']}, sep=';')
    people('redcap-raw.csv', 1408, 60, [col('record_id', 'identifier', run(1)), col('redcap_event_name', None, same('baseline_arm_1')), col('redcap_survey_identifier', None, same('')), col('intake_timestamp', None, at()), col('phq1', None, lean([0, 1, 2, 3]), True), col('phq2', None, lean([0, 1, 2, 3]), True), col('phq3', None, lean([0, 1, 2, 3]), True), col('phq4', None, lean([0, 1, 2, 3]), True), col('sex', 'protected', one(1, 2)), col('intake_complete', None, one(2, 2, 1))], 'REDCap raw, United States', {'never': ['complete', 'timestamp']})
    ar = ['لا أوافق بشدة', 'لا أوافق', 'محايد', 'أوافق', 'أوافق بشدة']
    people('jotform-ar.csv', 1409, 60, [col('تاريخ الإرسال', None, at('%Y-%m-%d %H:%M:%S')), col('الاسم الكامل', 'personal', lambda r, i, g: r.choice(['أحمد', 'سارة', 'ليلى']) + ' ' + r.choice(['حسن', 'منصور', 'خليل'])), col('الأسعار مناسبة', 'ordinal', lean(ar), True), col('الموظفون متعاونون', 'ordinal', lean(ar), True), col('كم مرة تزور المتجر؟', 'ordinal', lean(['أبدا', 'نادرا', 'أحيانا', 'غالبا', 'دائما']), True)], 'Jotform, Jordan', {'hidden': ['منصور']})
    ja = ['全く満足していない', 'あまり満足していない', 'どちらともいえない', 'やや満足している', 'とても満足している']
    people('gforms-jp.csv', 1410, 60, [col('タイムスタンプ', None, at('%Y/%m/%d %H:%M:%S')), col('価格にどの程度満足していますか', 'ordinal', lean(ja), True), col('接客にどの程度満足していますか', 'ordinal', lean(ja), True), col('来店頻度', 'ordinal', lean(['ほとんど来ない', '半年に1回', '月に1回', '週に1回', '毎日']), True), col('年代', 'protected', one('20代', '30代', '40代', '50代以上'))], 'Google Forms, Japan', {'never': ['タイムスタンプ']})
    # 287-296
    rng, lines, sums = log(1421, ['COMPLETED'], ['FAILED', 'REFUNDED', 'DISPUTED'])
    table('gumroad.csv', ['Purchase ID', 'Item Name', 'Buyer Name', 'Purchase Email', 'Purchase Date', 'Item Price ($)', 'Sales Tax ($)', 'Quantity', 'State of sale'], [[f'{rng.getrandbits(60):015x}', rng.choice(['Fonts', 'Icons']), f'Kim {c:02d}', f'kim{c}@example.com', d.strftime('%m/%d/%Y'), f'{v:.2f}', f'{v * .08:.2f}', 1, s] for c, n, d, v, s in lines], {'rows': len(sums), 'hidden': ['kim7@example.com']}, 'Gumroad sales, United States')
    rng, lines, sums = log(1422, ['Doręczone', 'Wysłane'], ['Anulowane', 'Zwrot'])
    table('baselinker.csv', ['Nr zamówienia', 'Data złożenia', 'Login klienta', 'Status zamówienia', 'Wartość zamówienia', 'Koszt wysyłki', 'Waluta'], [[n + 5000, d.strftime('%Y-%m-%d %H:%M'), f'klient{c:02d}', s, comma(v, 2, ' '), '12,99', 'PLN'] for c, n, d, v, s in lines], paid_truth(sums), 'BaseLinker orders, Poland', sep=';')
    rng, lines, sums = log(1423, ['已完成', '已付款'], ['已取消', '已退款'])
    table('weidian.csv', ['订单编号', '下单时间', '买家昵称', '订单状态', '实付金额', '运费'], [[f'W{n:08d}', d.strftime('%Y-%m-%d %H:%M:%S'), f'买家{c:02d}', s, f'¥{v:.2f}', '0.00'] for c, n, d, v, s in lines], paid_truth(sums), 'Weidian orders, China', encoding='gb18030')
    rng, lines, sums = log(1424, ['Entregue', 'Faturado'], ['Cancelado', 'Devolvido'])
    table('bling.csv', ['Número do pedido', 'Data', 'Nome do contato', 'Situação', 'Valor total', 'Frete', 'Desconto'], [[n, d.strftime('%d/%m/%Y'), f'Contato {c:02d}', s, comma(v), '15,00', '0,00'] for c, n, d, v, s in lines], {'rows': len(sums)}, 'Bling orders, Brazil', sep=';')
    rng, lines, sums = log(1425, ['Оплачен', 'Выполнен'], ['Отменен', 'Возврат'])
    table('insales.csv', ['Номер заказа', 'Дата создания заказа', 'ID покупателя', 'Статус', 'Сумма заказа', 'Стоимость доставки'], [[n, d.strftime('%d.%m.%Y %H:%M'), 70000 + c, s, comma(v, 2, ' ') + ' ₽', '300,00 ₽'] for c, n, d, v, s in lines], paid_truth(sums), 'InSales orders, Russia, windows-1251 without ₽', sep=';')
    people('sparkasse.csv', 1426, 60, [col('Kundennummer', 'identifier', code(10**7, 10**8)), col('BLZ', 'code|categorical', one('50050201', '37050198', '20050550')), col('Kontostand', 'numeric', text((500, 9000, 80000), lambda x: comma(x) + ' EUR'), True), col('Umsätze/Monat', 'numeric', size(*visit), True), col('Familienstand', 'protected', one('ledig', 'verheiratet', 'geschieden')), col('Onlinebanking', 'boolean', one('ja', 'nein'), True), col('Kunde seit', 'date', lambda r, i, g: f'{1 + r.randrange(28):02d}.{1 + r.randrange(12):02d}.{1990 + r.randrange(33)}')], 'Savings bank, Germany', {'never': ['ledig', 'verheiratet']}, features=False, sep=';')
    people('orange-sn.csv', 1427, 60, [col('MSISDN', 'personal|identifier', code(221770000000, 221789999999)), col('Forfait', 'categorical', one('Jamono', 'Kirène', 'Illimix'), True), col('Recharge mensuelle', 'numeric', text((1500, 8000, 40000), lambda x: comma(x, 0, ' ') + ' FCFA'), True), col('Minutes sortantes', 'numeric', size(40, 300, 900), True), col('Data (Mo)', 'numeric', size(200, 3000, 20000), True), col('Résilié', 'boolean', one('Oui', 'Non', 'Non'))], 'Telecom, Senegal', {'says': ['looks like an outcome']}, features=False, sep=';')
    people('ryokan.csv', 1428, 60, [col('予約者名', 'personal', lambda r, i, g: r.choice(['佐藤', '鈴木', '高橋']) + ' ' + r.choice(['翔太', '美咲', '健'])), col('会員番号', 'identifier', lambda r, i, g: f'R{r.randrange(10**6):06d}'), col('宿泊数', 'numeric', size(*visit), True), col('平均単価', 'numeric', text((9000, 24000, 80000), lambda x: f'{x:,.0f}円'), True), col('キャンセル数', 'numeric', size(1, 4, 9), True)], 'Inn, Japan', {'hidden': ['佐藤']}, k=True, encoding='cp932')
    people('payback.csv', 1429, 60, [col('Karten-Nr.', 'personal|identifier|code', code(10**9, 10**10)), col('PLZ', 'code', code(1067, 99998, '{:05d}')), col('Punktestand', 'numeric', size(*spend), True), col('Einlösungen', 'numeric', size(1, 5, 14), True), col('letzter Umsatz', 'date', lambda r, i, g: f'{1 + r.randrange(28)}. {r.choice(["Jan.", "Feb.", "März", "Apr.", "Mai"])} 2024'), col('Umsatz in T€', 'numeric', text((0.2, 1.5, 9), lambda x: comma(x, 2)), True)], 'Loyalty, Germany', features=False, sep=';')
    rng = random.Random(1430)
    rows = [[f'{2019 + q // 4} Q{q % 4 + 1}', f'Store-{i:02d}', point(near(rng, (9000, 60000, 300000)[i % 3]), 2), round(near(rng, visit[i % 3]))] for q in range(12) for i in range(14)]
    table('stores-q.csv', ['Quarter', 'Store', 'Net Sales', 'Staff'], rows, {'rows': 14, 'never': ['quarter']}, 'Stores by quarters, Ireland')
    # 297-306
    ro = ['Dezacord total', 'Dezacord parțial', 'Nici acord, nici dezacord', 'Acord parțial', 'Acord total']
    people('forms-ro.csv', 1501, 60, [col('Marcaj de timp', None, at('%d.%m.%Y %H:%M:%S')), col('Prețurile sunt corecte', 'ordinal', lean(ro), True), col('Personalul este amabil', 'ordinal', lean(ro), True), col('Cât de des cumpărați?', 'ordinal', lean(['Niciodată', 'Rar', 'Uneori', 'Des', 'Întotdeauna']), True), col('Sexul', 'protected', one('Femeie', 'Bărbat'))], 'Google Forms, Romania', {'never': ['femeie', 'marcaj']})
    hu = ['Egyáltalán nem értek egyet', 'Inkább nem értek egyet', 'Is-is', 'Inkább egyetértek', 'Teljesen egyetértek']
    people('kerdoiv-hu.csv', 1502, 60, [col('Időbélyeg', None, at('%Y. %m. %d. %H:%M:%S')), col('Az árak korrektek', 'ordinal', some(lean(hu), 'Nem tudom', 12), True), col('A kiszolgálás kedves', 'ordinal', lean(hu), True), col('Nem', 'protected', one('férfi', 'nő'))], 'Google Forms, Hungary', {'never': ['időbélyeg']})
    gr = ['Πολύ δυσαρεστημένος', 'Δυσαρεστημένος', 'Ούτε ικανοποιημένος ούτε δυσαρεστημένος', 'Ικανοποιημένος', 'Πολύ ικανοποιημένος']
    people('qualtrics-gr.csv', 1503, 60, [col('StartDate', None, at()), col('EndDate', None, at(end=True)), col('Progress', None, same(100)), col('Duration (in seconds)', None, code(60, 900)), col('Finished', None, same(1)), col('ResponseId', 'identifier', hexa(60, 'R_{}')), col('DistributionChannel', None, one('anonymous', 'email')), col('UserLanguage', None, same('EL')), col('Q1', 'ordinal', lean(gr), True), col('Q2', 'ordinal', lean(gr), True), col('Q3_Topics_DO_1', None, one(1, 2)), col('Q4', 'ordinal', lean(['Ποτέ', 'Σπάνια', 'Μερικές φορές', 'Συχνά', 'Πάντα']), True)], 'Qualtrics, Greece', {'never': ['duration', 'channel']}, features=False)
    cs = ['Rozhodně nesouhlasím', 'Spíše nesouhlasím', 'Ani souhlasím, ani nesouhlasím', 'Spíše souhlasím', 'Rozhodně souhlasím']
    people('vyplnto.csv', 1504, 60, [col('ID respondenta', 'identifier', run(901)), col('Odesláno', None, at('%d.%m.%Y %H:%M:%S')), col('Doba vyplňování', None, lambda r, i, g: f'00:0{r.randrange(1, 9)}:{r.randrange(10, 59)}'), col('Ceny jsou férové', 'ordinal', lean(cs), True), col('Obsluha je milá', 'ordinal', lean(cs), True), col('Jak často nakupujete?', 'ordinal', lean(['Nikdy', 'Jednou za rok', 'Jednou za měsíc', 'Jednou týdně', 'Denně']), True)], 'Vyplnto, Czechia', {'never': ['doba', 'odesláno']}, sep=';', encoding='cp1250')
    people('survicate.csv', 1505, 60, [col('Response ID', 'identifier', hexa(48)), col('Date & Time (UTC)', None, at('%Y-%m-%d %H:%M:%S')), col('Respondent', None, hexa(40)), col('URL', None, one('https://a.example/pricing', 'https://a.example/home')), col('How satisfied are you with onboarding?', 'ordinal', lean(['Very unsatisfied', 'Unsatisfied', 'Neutral', 'Satisfied', 'Very satisfied']), True), col('How disappointed would you be without it?', 'ordinal', lean(['Not disappointed', 'Somewhat disappointed', 'Very disappointed']), True), col('How confident do you feel?', 'ordinal', lean(['Not at all confident', 'Slightly confident', 'Fairly confident', 'Very confident', 'Extremely confident']), True)], 'Survicate, Poland', {'never': ['url', 'respondent']}, features=False)
    ind = ['Sangat tidak puas', 'Tidak puas', 'Cukup puas', 'Puas', 'Sangat puas']
    people('gforms-id.csv', 1506, 60, [col('Stempel waktu', None, at('%d/%m/%Y %H:%M:%S')), col('Kepuasan terhadap harga', 'ordinal', lean(ind), True), col('Kepuasan terhadap layanan', 'ordinal', lean(ind), True), col('Seberapa sering Anda berbelanja?', 'ordinal', lean(['Tidak pernah', 'Jarang', 'Kadang-kadang', 'Sering', 'Selalu']), True), col('Jenis kelamin', 'protected', one('Laki-laki', 'Perempuan'))], 'Google Forms, Indonesia', {'never': ['perempuan', 'stempel']})
    people('unipark-text.csv', 1507, 60, [col('lfdn', 'identifier', run(41)), col('external_lfdn', None, same(0)), col('tester', None, same(0)), col('dispcode', None, one(31, 32)), col('lastpage', None, same(4412)), col('quality', None, same(-77)), col('duration', None, code(100, 900)), col('v_11', 'ordinal', some(lean(['trifft gar nicht zu', 'trifft wenig zu', 'teils-teils', 'trifft ziemlich zu', 'trifft völlig zu']), '-99', 12), True), col('v_12', 'ordinal', lean(['trifft gar nicht zu', 'trifft wenig zu', 'teils-teils', 'trifft ziemlich zu', 'trifft völlig zu']), True), col('v_20', 'numeric', some(size(900, 2400, 5200), -77, 13), True), col('browser', None, one('Firefox 120', 'Chrome 119')), col('datetime', None, at()), col('date_of_last_access', None, at(end=True))], 'Unipark with texts, Austria', {'never': ['duration', 'browser', 'dispcode'], 'range': {'v_20': [850, 5500]}}, sep=';')
    people('formstack.csv', 1508, 60, [col('Time', None, at('%b %d, %Y %I:%M:%S %p')), col('Unique ID', 'identifier', run(910000123, 13)), col('Browser', None, one('Chrome', 'Safari')), col('IP Address', 'personal', ip), col('Location', None, same('')), col('Rate our staff', 'ordinal', lean(['Poor', 'Fair', 'Good', 'Very Good', 'Excellent']), True), col('Rate our prices', 'ordinal', lean(['Poor', 'Fair', 'Good', 'Very Good', 'Excellent']), True), col('How soon will you return?', 'ordinal', lean(['Never', 'Within a year', 'Within a month', 'Within a week']))], 'Formstack, Canada', {'never': ['browser']}, features=False)
    people('wjx-tw.csv', 1509, 60, [col('時間戳記', None, at('%Y/%m/%d %H:%M:%S')), col('我對價格感到滿意', 'ordinal', lean(['非常不同意', '不同意', '普通', '同意', '非常同意']), True), col('我對服務感到滿意', 'ordinal', lean(['非常不同意', '不同意', '普通', '同意', '非常同意']), True), col('多久來一次', 'ordinal', lean(['從不', '每年一次', '每月一次', '每週一次', '每天']), True), col('生理性別', 'protected', one('男', '女'))], 'Google Forms, Taiwan', {'never': ['時間']})
    people('encuesta-cl.csv', 1510, 72, [col('folio', 'identifier', run(10001)), col('p1_confianza', None, some(lean([1, 2, 3, 4, 5, 6, 7]), 88, 10, 3), True), col('p2_satisfaccion', None, some(lean([1, 2, 3, 4, 5, 6, 7]), 99, 12, 5), True), col('p3_economia', None, lean([1, 2, 3, 4, 5, 6, 7]), True), col('ingreso', 'numeric', some(size(250000, 900000, 3500000), -999, 14, 2), True), col('pond', None, text((1, 1, 1), lambda x: comma(x, 4)))], 'Opinion survey, Chile', {'range': {'p1_confianza': [1, 7], 'p2_satisfaccion': [1, 7], 'ingreso': [237000, 3680000]}, 'never': ['pond']}, sep=';')
    # 307-316
    rng, lines, sums = log(1521, ['Plačano', 'Odposlano'], ['Preklicano', 'Vrnjeno'])
    table('narocila.csv', ['Št. naročila', 'Datum naročila', 'Kupec', 'Status', 'Znesek'], [[n, d.strftime('%d. %m. %Y'), f'Kupec {c:02d}', s, comma(v) + ' €'] for c, n, d, v, s in lines], paid_truth(sums), 'Shop orders, Slovenia', sep=';')
    rng, lines, sums = log(1522, ['Delivered', 'Shipped'], ['Cancelled', 'RTO', 'Returned'])
    table('flipkart.csv', ['Order Id', 'Order Date', 'Buyer name', 'Order State', 'Product', 'Quantity', 'Selling Price Per Item', 'Shipping Charge per item', 'Invoice Amount'], [[f'OD{n:012d}', d.strftime('%b %d, %Y'), f'Buyer {c:02d}', s, rng.choice(['Kurta', 'Saree']), 1, f'{v:.2f}', '0.00', f'{v:.2f}'] for c, n, d, v, s in lines], paid_truth(sums), 'Marketplace orders, India')
    rng, lines, sums = log(1523, ['Paid'], ['Refunded', 'Canceled'])
    table('wix.csv', ['Order number', 'Date created', 'Contact email', 'Item', 'Qty', 'Price', 'Payment status', 'Fulfillment status', 'Total'], [[10000 + n, d.strftime('%b %d, %Y'), f'w{c:02d}@example.org', rng.choice(['Candle', 'Soap']), 1, f'{v:.2f}', s, rng.choice(['Fulfilled', 'Not fulfilled']), f'{v:.2f}'] for c, n, d, v, s in lines], {'rows': len(sums), 'hidden': ['w07@example.org']}, 'Wix orders, Israel')
    rng, lines, sums = log(1524, ['succeeded'], ['failed', 'canceled'])
    table('mollie.csv', ['Date', 'Payment method', 'Currency', 'Amount', 'Status', 'ID', 'Description', 'Consumer name'], [[d.strftime('%Y-%m-%d %H:%M:%S'), rng.choice(['iDEAL', 'Bancontact']), 'EUR', f'{v:.2f}', s, f'tr_{rng.getrandbits(40):010x}', f'Order {n}', f'J. Klant{c:02d}'] for c, n, d, v, s in lines], {'rows': len(sums)}, 'Mollie payments, Belgium')
    rng, lines, sums = log(1525, ['支払済み', '発送済み'], ['キャンセル', '返品'])
    table('base-jp.csv', ['注文ID', '注文日時', '氏名(請求先)', 'メールアドレス', '商品名', '数量', '価格', 'ステータス'], [[f'{rng.getrandbits(60):015X}', d.strftime('%Y-%m-%d %H:%M:%S'), f'客{c:02d}', f'kyaku{c:02d}@example.jp', rng.choice(['皿', '椀']), 1, round(v * 10), s] for c, n, d, v, s in lines], {'rows': len(sums), 'hidden': ['kyaku07@']}, 'BASE orders, Japan')
    people('bank-cz.csv', 1526, 60, [col('Číslo účtu', 'identifier|personal|code', lambda r, i, g: f'{r.randrange(10**9, 10**10)}/0800'), col('Pobočka', 'categorical|code', one(101, 102, 205)), col('Zůstatek', 'numeric', text((9000, 80000, 460000), lambda x: comma(x, 2, ' ') + ' Kč'), True), col('Počet plateb', 'numeric', size(*visit), True), col('Rodinný stav', 'protected', one('svobodný', 'ženatý', 'rozvedený'))], 'Bank, Czechia', {'never': ['ženatý']}, features=False, sep=';')
    people('telia.csv', 1527, 60, [col('Asiakastunnus', 'identifier', code(10**6, 10**7)), col('Liittymätyyppi', 'categorical', one('Base', 'Premium', 'Total'), True), col('Puheminuutit', 'numeric', size(40, 300, 900), True), col('Datan käyttö (Gt)', 'numeric', text((1, 8, 40), lambda x: comma(x, 1)), True), col('Kuukausilasku', 'numeric', text((10, 25, 60), lambda x: comma(x) + ' €'), True), col('Irtisanottu', 'boolean', one('Kyllä', 'Ei', 'Ei'))], 'Telecom, Finland', {'says': ['looks like an outcome']}, features=False, sep=';')
    people('hoteles.csv', 1528, 60, [col('Nombre del huésped', 'personal', lambda r, i, g: r.choice(['Lucía', 'Iker', 'Carmen']) + ' ' + r.choice(['Vidal', 'Soto', 'Nadal'])), col('País', 'categorical', one('ES', 'FR', 'MX'), True), col('Noches', 'numeric', size(*visit), True), col('Gasto total', 'numeric', text(spend, lambda x: comma(x) + ' €'), True), col('Antelación (días)', 'numeric', size(3, 30, 120), True)], 'Hotel guests, Spain', {'hidden': ['Nadal']}, features=False, sep=';')
    people('saldi-2.csv', 1529, 300, [col('account', 'identifier', run(70001)), col('orders', 'numeric', size(*visit), True), col('balance', 'numeric', lambda r, i, g: {41: -7400000, 42: 8100000, 200: -7900000}.get(i, round(near(r, spend[g]))), True), col('basket', 'numeric', size(*basket), True)], 'Three giants of either sign among 300, Ireland', {'k': 3, 'says': ['3 rows unlike']}, features=False)
    people('sklepy-pln.csv', 1530, 60, [col('Sklep', 'identifier', lambda r, i, g: f'S{i:03d}'), col('Obrót', 'numeric', text((900, 8000, 46000), lambda x: comma(x, 2, ' ')), True), col('Paragony', 'numeric', size(*visit), True)], 'Shops with a line of totals in the second column and a blank line, Poland', k=True, sep=';', after='\nSuma końcowa;1 098 000,00;1 400\nWygenerowano 2024-11-02\n')
if __name__ == '__main__':
    for make in (batch1, batch2, batch3, batch4, batch5, batch6, batch7, batch8, third, fourth):
        make()
    (FOLDER / 'truth.json').write_text(json.dumps(TRUTH, ensure_ascii=False, indent=1) + '\n')
    for name, source in SOURCES.items():
        print(f'{name} | {source}')
