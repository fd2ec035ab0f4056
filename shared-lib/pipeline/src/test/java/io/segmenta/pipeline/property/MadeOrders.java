package io.segmenta.pipeline.property;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A log of orders from a seed, with what its customers bought. Orders stand one after another; each has one customer,
 * one day and one to three lines, of which one in eight failed.
 */
final class MadeOrders {
    /** How the lines tell their worth. */
    enum Shape {
        QUANTITY_TIMES_PRICE, LINE_AMOUNT, ORDER_TOTAL_ON_EACH_LINE, BLANK_ON_FURTHER_LINES
    }

    /** How the dates are written. */
    enum Dates {
        ISO, LOCAL, UNIX_SECONDS, UNIX_MILLISECONDS
    }

    /** What customers are called. */
    enum Names {
        CODES, NUMBERS, ADDRESSES, COMPANIES
    }

    /** The words of a shop, and whether it writes decimal commas. */
    record Shop(String order, String customer, String date, String quantity, String price, String amount, String total,
            String tax, String status, String paid, String failed, String pattern, boolean comma) {
        private static Shop of(String words, String pattern, boolean comma) {
            String[] w = words.split(";", -1);
            return new Shop(w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[8], w[9], w[10], pattern, comma);
        }
    }

    static final List<Shop> SHOPS = List.of(
            Shop.of("order_id;customer_id;order_date;quantity;unit_price;amount;Order Total;tax;status;paid;failed",
                    "MM/dd/yyyy", false),
            Shop.of("Bestellnummer;Kundennummer;Bestelldatum;Menge;Einzelpreis;Betrag;Gesamtbetrag;MwSt;Zahlungsstatus;"
                    + "Bezahlt;Fehlgeschlagen", "dd.MM.yyyy", true),
            Shop.of("Numéro de commande;Code client;Date de commande;Quantité;Prix unitaire;Montant;Total;TVA;Statut;"
                    + "Payée;Échouée", "dd/MM/yyyy", true),
            Shop.of("Número de pedido;Cliente;Fecha;Cantidad;Precio unitario;Importe;Total;IVA;Estado;Pagado;Rechazado",
                    "dd/MM/yyyy", true),
            Shop.of("Pedido;Cliente;Data do pedido;Quantidade;Preço unitário;Valor;Total;Imposto;Situação;Pago;"
                    + "Recusado", "dd/MM/yyyy", true),
            Shop.of("Numero ordine;Cliente;Data ordine;Quantità;Prezzo unitario;Importo;Totale;IVA;Stato;Pagato;"
                    + "Fallito", "dd/MM/yyyy", true),
            Shop.of("Bestelnummer;Klantnummer;Besteldatum;Aantal;Stukprijs;Bedrag;Totaal;BTW;Status;Betaald;Mislukt",
                    "dd-MM-yyyy", true),
            Shop.of("Numer zamówienia;Klient;Data zamówienia;Ilość;Cena jednostkowa;Kwota;Razem;VAT;Status;Opłacone;"
                    + "Nieudane", "dd.MM.yyyy", true),
            Shop.of("Номер заказа;Клиент;Дата заказа;Количество;Цена;Сумма;Итого;НДС;Статус;Оплачен;Отклонён",
                    "dd.MM.yyyy", true),
            Shop.of("Sipariş No;Müşteri No;Sipariş Tarihi;Adet;Birim Fiyat;Tutar;Toplam;KDV;Durum;Ödendi;Başarısız",
                    "dd.MM.yyyy", true),
            Shop.of("注文番号;顧客ID;注文日;数量;単価;金額;合計;消費税;ステータス;支払済み;失敗", "yyyy/MM/dd", false),
            Shop.of("订单号;客户编号;下单时间;数量;单价;金额;订单金额;税额;状态;已支付;支付失败", "yyyy-MM-dd", false),
            Shop.of("رقم الطلب;رقم العميل;تاريخ الطلب;الكمية;سعر الوحدة;المبلغ;الإجمالي;الضريبة;الحالة;مدفوع;فشل",
                    "yyyy-MM-dd", false),
            Shop.of("ऑर्डर संख्या;ग्राहक आईडी;तारीख;मात्रा;इकाई मूल्य;राशि;कुल;जीएसटी;स्थिति;भुगतान;विफल", "dd-MM-yyyy",
                    false));

    /** What the customers bought in truth. */
    record Truth(int customers, double worth, int orders, long recency, int lost) {}

    private record Line(int customer, int order, LocalDate day, int quantity, int cents, boolean paid) {
        long worth() {
            return (long) quantity * cents;
        }
    }

    private static final LocalDate START = LocalDate.of(2024, 1, 1);

    private final Shop shop;
    private final Shape shape;
    private final Dates dates;
    private final Names names;
    private final Random random;
    private final List<Line> lines = new ArrayList<>();
    private final String csv;

    MadeOrders(Shop shop, Shape shape, Dates dates, Names names, int customers, long seed) {
        this.shop = shop;
        this.shape = shape;
        this.dates = dates;
        this.names = names;
        this.random = new Random(seed);
        int order = 5000;
        boolean whole = shape == Shape.ORDER_TOTAL_ON_EACH_LINE || shape == Shape.BLANK_ON_FURTHER_LINES;
        for (int customer = 0; customer < customers; customer++) {
            int orders = 1 + random.nextInt(6);
            for (int i = 0; i < orders; i++) {
                order++;
                LocalDate day = START.plusDays(random.nextInt(300));
                int count = 1 + random.nextInt(3);
                boolean paid = random.nextInt(8) > 0;
                for (int line = 0; line < count; line++) {
                    lines.add(new Line(customer, order, day, 1 + random.nextInt(4), 300 + random.nextInt(5000),
                            whole ? paid : random.nextInt(8) > 0));
                }
            }
        }
        this.csv = written();
    }

    Shop shop() {
        return shop;
    }

    String csv() {
        return csv;
    }

    double everything() {
        return lines.stream().mapToLong(Line::worth).sum() / 100.0;
    }

    Truth truth() {
        Map<Integer, LocalDate> last = new HashMap<>();
        Set<Integer> orders = new HashSet<>();
        long worth = 0;
        int lost = 0;
        LocalDate newest = START;
        for (Line line : lines) {
            newest = line.day().isAfter(newest) ? line.day() : newest;
            if (line.paid()) {
                worth += line.worth();
                orders.add(line.order());
                last.merge(line.customer(), line.day(), (a, b) -> a.isAfter(b) ? a : b);
            } else {
                lost++;
            }
        }
        LocalDate end = newest;
        return new Truth(last.size(), worth / 100.0, orders.size(),
                last.values().stream().mapToLong(day -> end.toEpochDay() - day.toEpochDay()).sum(), lost);
    }

    private String written() {
        List<String> columns = new ArrayList<>(List.of(shop.order(), shop.customer(), shop.date(), shop.status(),
                shop.tax()));
        columns.addAll(switch (shape) {
            case QUANTITY_TIMES_PRICE, BLANK_ON_FURTHER_LINES -> List.of(shop.quantity(), shop.price());
            case LINE_AMOUNT -> List.of(shop.amount());
            case ORDER_TOTAL_ON_EACH_LINE -> List.of(shop.total());
        });
        Collections.shuffle(columns, random);
        StringBuilder text = new StringBuilder(String.join(";", columns)).append('\n');
        Map<Integer, Long> totals = new HashMap<>();
        lines.forEach(line -> totals.merge(line.order(), line.worth(), Long::sum));
        int before = -1;
        for (Line line : lines) {
            boolean further = line.order() == before;
            before = line.order();
            Map<String, String> cells = cells(line, totals.getOrDefault(line.order(), 0L));
            if (further && shape == Shape.BLANK_ON_FURTHER_LINES) {
                cells.keySet().removeAll(List.of(shop.order(), shop.customer(), shop.date(), shop.status()));
            }
            text.append(String.join(";", columns.stream().map(name -> cells.getOrDefault(name, "")).toList()))
                    .append('\n');
        }
        return text.toString();
    }

    private Map<String, String> cells(Line line, long total) {
        Map<String, String> cells = new HashMap<>();
        cells.put(shop.order(), Integer.toString(line.order()));
        cells.put(shop.customer(), switch (names) {
            case CODES -> String.format(Locale.ROOT, "C%03d", line.customer());
            case NUMBERS -> Integer.toString(20_000 + 7 * line.customer());
            case ADDRESSES -> "buyer" + line.customer() + "@example.com";
            case COMPANIES -> "Firma Beispiel " + line.customer();
        });
        long seconds = line.day().toEpochDay() * 86_400 + line.order() % 86_400;
        cells.put(shop.date(), switch (dates) {
            case ISO -> line.day().toString();
            case LOCAL -> line.day().format(DateTimeFormatter.ofPattern(shop.pattern(), Locale.ROOT));
            case UNIX_SECONDS -> Long.toString(seconds);
            case UNIX_MILLISECONDS -> Long.toString(seconds * 1000 + line.cents() % 1000);
        });
        cells.put(shop.status(), line.paid() ? shop.paid() : shop.failed());
        cells.put(shop.tax(), money(line.worth() / 5));
        cells.put(shop.quantity(), Integer.toString(line.quantity()));
        cells.put(shop.price(), money(line.cents()));
        cells.put(shop.amount(), money(line.worth()));
        cells.put(shop.total(), money(total));
        return cells;
    }

    private String money(long cents) {
        String text = String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
        return shop.comma() ? text.replace('.', ',') : text;
    }
}
