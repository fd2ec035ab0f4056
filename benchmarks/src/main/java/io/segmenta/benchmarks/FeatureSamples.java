package io.segmenta.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The files that the commands of {@code docs/features.md} speak of: invented customers of a shop, its orders, a survey,
 * a panel of countries. The same bytes every time.
 */
final class FeatureSamples {
    private static final int CUSTOMERS = 400;
    private static final int GONE = 40;
    private static final int RESPONDENTS = 240;
    private static final String MILLION = "1000000";

    private FeatureSamples() {}

    /** Writes all of them into a folder that is there. */
    static void write(Path folder) throws IOException {
        List<FeatureCustomer> customers = customers(CUSTOMERS + GONE);
        List<FeatureCustomer> now = customers.subList(0, CUSTOMERS);
        text(folder, "customers.csv", table(now));
        text(folder, "customers-later.csv",
                table(customers.subList(GONE, customers.size()).stream().map(FeatureCustomer::later).toList()));
        text(folder, "newcomers.csv", table(customers.subList(CUSTOMERS, customers.size())));
        Files.writeString(folder.resolve("kunden.csv"), german(now), Charset.forName("windows-1252"));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("members.tsv.gz")))) {
            out.write(members(now, "\t").getBytes(StandardCharsets.UTF_16));
        }
        text(folder, "members.csv", members(now, ","));
        text(folder, "members.jsonl", jsonLines(now));
        workbook(folder.resolve("members.xlsx"), now);
        Files.write(folder.resolve("members.parquet"), FeatureParquet.of(List.of("age", "income", "spend", "visits"),
                List.of(column(now, FeatureCustomer::age), column(now, FeatureCustomer::income),
                        column(now, FeatureCustomer::spend), column(now, FeatureCustomer::visits))));
        text(folder, "orders.csv", orders(now));
        text(folder, "survey.csv", survey());
        text(folder, "countries.csv", countries());
        text(folder, "messy.csv", messy(now));
        text(folder, "noise.csv", noise());
        text(folder, "hobbies.csv", hobbies(now));
        text(folder, "schema.json", """
                {"version": 1, "columns": [
                  {"name": "age", "role": "numeric", "min": 18, "max": 75},
                  {"name": "region", "role": "categorical", "categories": ["North", "South", "East", "West"]}]}
                """);
        text(folder, "spend.yaml", """
                entity: customer_id
                source: customers
                columns:
                  spend: total_spend
                  per_visit: total_spend / max(visits, 1)
                ttl: P30D
                description: What a customer spends.
                owner: crm
                """);
        TableFile.write(MILLION, folder.resolve("million.csv"));
    }

    private static void text(Path folder, String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static List<FeatureCustomer> customers(int count) {
        SplittableRandom random = new SplittableRandom(20261130);
        List<FeatureCustomer> customers = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            customers.add(FeatureCustomer.draw(number, random));
        }
        return customers;
    }

    private static double[] column(List<FeatureCustomer> customers, ToDoubleFunction<FeatureCustomer> value) {
        return customers.stream().mapToDouble(customer -> Math.rint(100 * value.applyAsDouble(customer)) / 100)
                .toArray();
    }

    private static String table(List<FeatureCustomer> customers) {
        return customers.stream().map(FeatureCustomer::line)
                .collect(Collectors.joining("", FeatureCustomer.HEADER, ""));
    }

    /** Semicolons, decimal commas, points between thousands, euros and percent. */
    private static String german(List<FeatureCustomer> customers) {
        StringBuilder text = new StringBuilder("Kundennr;Größe des Einkaufs;Umsatz;Rabatt;Besuche\r\n");
        for (FeatureCustomer one : customers) {
            text.append(String.format(Locale.GERMANY, "%s;%.1f;%,.2f €;%d %%;%s\r\n", one.id(), one.basket(),
                    one.spend(), 2 + 5 * one.group(),
                    one.number() % 20 == 0 ? "k. A." : String.format(Locale.GERMANY, "%.1f", one.visits())));
        }
        return text.toString();
    }

    private static String members(List<FeatureCustomer> customers, String delimiter) {
        StringBuilder text = new StringBuilder(String.join(delimiter, "member", "age", "income", "spend", "visits"))
                .append('\n');
        customers.forEach(one -> text.append(String.join(delimiter, one.id(), number(one.age()), number(one.income()),
                number(one.spend()), number(one.visits()))).append('\n'));
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String jsonLines(List<FeatureCustomer> customers) {
        return customers.stream().map(one -> String.format(Locale.ROOT,
                "{\"member\": \"%s\", \"age\": %.0f, \"spend\": %.2f, \"visits\": %.1f}\n", one.id(), one.age(),
                one.spend(), one.visits())).collect(Collectors.joining());
    }

    /** Two sheets, the customers on the second. */
    private static void workbook(Path file, List<FeatureCustomer> customers) throws IOException {
        StringBuilder rows = new StringBuilder(row("member", "age", "spend", "visits"));
        customers.forEach(one -> rows.append("<row>").append(cell(one.id())).append(value(one.age()))
                .append(value(one.spend())).append(value(one.visits())).append("</row>"));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            entry(zip, "[Content_Types].xml", """
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
                    <Default Extension="rels" \
                    ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
                    <Default Extension="xml" ContentType="application/xml"/>\
                    <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument\
                    .spreadsheetml.sheet.main+xml"/>\
                    <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument\
                    .spreadsheetml.styles+xml"/></Types>""");
            entry(zip, "xl/styles.xml", "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/"
                    + "main\"><cellXfs count=\"1\"><xf numFmtId=\"0\"/></cellXfs></styleSheet>");
            entry(zip, "_rels/.rels", relations("<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/"
                    + "officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>"));
            entry(zip, "xl/workbook.xml", """
                    <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
                    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>\
                    <sheet name="About" sheetId="1" r:id="r1"/><sheet name="Members" sheetId="2" r:id="r2"/>\
                    </sheets></workbook>""");
            entry(zip, "xl/_rels/workbook.xml.rels", relations(sheet(1) + sheet(2)));
            entry(zip, "xl/worksheets/sheet1.xml", sheetData(row("Exported by the shop")));
            entry(zip, "xl/worksheets/sheet2.xml", sheetData(rows.toString()));
        }
    }

    private static String relations(String all) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + all
                + "</Relationships>";
    }

    private static String sheet(int number) {
        return "<Relationship Id=\"r" + number + "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                + "relationships/worksheet\" Target=\"worksheets/sheet" + number + ".xml\"/>";
    }

    private static String sheetData(String rows) {
        return "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + rows
                + "</sheetData></worksheet>";
    }

    private static String row(String... texts) {
        StringBuilder row = new StringBuilder("<row>");
        for (String text : texts) {
            row.append(cell(text));
        }
        return row.append("</row>").toString();
    }

    private static String cell(String text) {
        return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    private static String value(double value) {
        return "<c><v>" + number(value) + "</v></c>";
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + text)
                .getBytes(StandardCharsets.UTF_8));
    }

    /** A line for each article of an order; who comes often orders often. */
    private static String orders(List<FeatureCustomer> customers) {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder text = new StringBuilder("order_id,customer_id,order_date,product,quantity,unit_price\n");
        int order = 1000;
        for (FeatureCustomer one : customers.subList(0, CUSTOMERS / 2)) {
            for (int i = 2 + (int) one.visits() / 2; i > 0; i--) {
                order++;
                LocalDate date = LocalDate.of(2026, 6, 30).minusDays(random.nextInt(30 + 60 * one.group()));
                for (int line = random.nextInt(1, 4); line > 0; line--) {
                    text.append(String.format(Locale.ROOT, "%d,%s,%s,P%02d,%d,%.2f\n", order, one.id(), date,
                            random.nextInt(40), random.nextInt(1, 5), 1 + one.spend() / 400 * random.nextDouble()));
                }
            }
        }
        return text.toString();
    }

    /** Three kinds of tastes in music and films, each question answered from 1 to 5. */
    private static String survey() {
        SplittableRandom random = new SplittableRandom(6);
        int[][] taste = {{5, 1}, {1, 5}, {3, 3}};
        StringBuilder text = new StringBuilder("respondent,Rock,Pop,Jazz,Western,Horror,Comedy,Agreement\n");
        String[] agree = {"Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"};
        for (int i = 1; i <= RESPONDENTS; i++) {
            int[] own = taste[random.nextInt(taste.length)];
            text.append("R").append(1000 + i);
            for (int question = 0; question < 6; question++) {
                text.append(',').append(Math.clamp(own[question / 3] + random.nextInt(-1, 2), 1, 5));
            }
            text.append(',').append(agree[Math.clamp(own[0] - 1 + random.nextInt(-1, 2), 0, 4)]).append('\n');
        }
        return text.toString();
    }

    /** What countries spend on medicines, year by year. */
    private static String countries() {
        SplittableRandom random = new SplittableRandom(8);
        double[][] kinds = {{650, 18, 1.8, 4}, {220, 12, 1.1, 9}, {90, 24, 0.7, 1}};
        StringBuilder text = new StringBuilder(
                "country,year,pharma_per_capita,pharma_pct_health,pharma_pct_gdp\n");
        for (int country = 0; country < 45; country++) {
            double[] kind = kinds[country % kinds.length];
            double spent = kind[0] * (1 + 0.05 * random.nextGaussian());
            for (int year = 2016; year <= 2023; year++) {
                text.append(String.format(Locale.ROOT, "Land %c%c,%d,%.1f,%.2f,%.2f\n", 'A' + country / 9,
                        'a' + country % 9, year, spent, kind[1] + 0.5 * random.nextGaussian(),
                        kind[2] + 0.05 * random.nextGaussian()));
                spent *= 1 + (kind[3] + random.nextGaussian()) / 100;
            }
        }
        return text.toString();
    }

    /** A column that is hardly filled, one that never changes, rows that stand twice, gaps. */
    private static String messy(List<FeatureCustomer> customers) {
        StringBuilder text = new StringBuilder("age,spend,visits,fax,shop\n");
        for (FeatureCustomer one : customers) {
            String line = String.format(Locale.ROOT, "%s,%.2f,%.1f,%s,1\n",
                    one.number() % 10 == 0 ? "" : number(one.age()), one.spend(), one.visits(),
                    one.number() % 25 == 0 ? Integer.toString(one.number()) : "");
            text.append(line);
            if (one.number() % 40 == 0) {
                text.append(line);
            }
        }
        return text.toString();
    }

    private static String noise() {
        SplittableRandom random = new SplittableRandom(9);
        StringBuilder text = new StringBuilder("age,spend,visits,basket\n");
        for (int i = 0; i < CUSTOMERS; i++) {
            text.append(String.format(Locale.ROOT, "%.2f,%.2f,%.2f,%.2f\n", 40 + 9 * random.nextGaussian(),
                    500 + 99 * random.nextGaussian(), 9 + 2 * random.nextGaussian(), 20 + 5 * random.nextGaussian()));
        }
        return text.toString();
    }

    /** What else is known of the same customers. */
    private static String hobbies(List<FeatureCustomer> customers) {
        SplittableRandom random = new SplittableRandom(10);
        StringBuilder text = new StringBuilder("customer_id,sport_hours,travel_days\n");
        customers.forEach(one -> text.append(String.format(Locale.ROOT, "%s,%.1f,%.1f\n", one.id(),
                Math.max(0, 9 - 2 * one.group() + random.nextGaussian()),
                Math.max(0, 3 + 5 * one.group() + random.nextGaussian()))));
        return text.toString();
    }
}
