package io.segmenta.model.data;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands in the first cell of rows below a table that sum up all others: total, average and the like, in the words
 * of some thirty languages and of the pivot tables of spreadsheets. Stateless.
 */
public final class TotalLabels {
    private static final List<String> TOTALS = List.of("total", "totals", "grand total", "overall total", "sum",
            "total sum", "summe", "gesamt", "gesamtsumme", "gesamtergebnis", "insgesamt", "endsumme", "summe gesamt",
            "total général", "totaux", "somme", "total general", "totales", "suma total", "suma", "total geral",
            "totais", "soma", "totale", "totali", "totale generale", "totale complessivo", "somma", "totaal",
            "totaal generaal", "eindtotaal", "razem", "ogółem", "suma końcowa", "łącznie", "итого", "всего",
            "общий итог", "итог", "сумма", "разом", "усього", "всього", "загалом", "общо", "всичко", "toplam",
            "genel toplam", "合計", "総計", "総合計", "合计", "总计", "总和", "總計", "總和", "합계", "총계", "총합계", "총합", "الإجمالي",
            "المجموع", "الإجمالي الكلي", "إجمالي", "कुल", "कुल योग", "योग", "summa", "totalt", "totalsumma", "i alt",
            "totalsum", "sum totalt", "yhteensä", "kaikki yhteensä", "celkem", "celkový součet", "součet", "spolu",
            "celkový súčet", "súčet", "összesen", "mindösszesen", "végösszeg", "totalul general", "σύνολο",
            "γενικό σύνολο", "ukupno", "sveukupno", "укупно", "skupaj", "kokku", "kopā", "iš viso", "jumlah",
            "total keseluruhan", "tổng cộng", "tổng", "tổng số", "รวม", "รวมทั้งหมด", "ยอดรวม", "סך הכל", "סהכ",
            "סה\"כ",
            "جمع کل", "جمع", "totali i përgjithshëm");
    /** Figures that stand beside a total, or several together; one of them alone may be a row like the others. */
    private static final List<String> FIGURES = List.of("average", "avg", "mean", "median", "count", "minimum",
            "maximum", "std", "std dev", "stdev", "standard deviation", "durchschnitt", "mittelwert", "anzahl",
            "moyenne", "promedio", "média", "media", "gemiddelde", "średnia", "среднее", "ortalama", "平均", "평균",
            "medelvärde", "gennemsnit", "gjennomsnitt", "keskiarvo", "průměr", "priemer", "átlag", "prosjek");
    /** Figures that are names of people as well. */
    private static final List<String> EXTREMES = List.of("min", "max");
    private static final Set<String> ALL = Stream.of(TOTALS, FIGURES, EXTREMES).flatMap(List::stream)
            .collect(Collectors.toUnmodifiableSet());
    private static final int LONGEST = ALL.stream().mapToInt(String::length).max().orElse(0);
    private static final int SHORTEST = 2;

    private TotalLabels() {}

    /** Returns all labels, in small letters. */
    public static Set<String> all() {
        return ALL;
    }

    /**
     * Returns the label that a cell is, in small letters and without its colon; empty when it is none.
     *
     * @param cell of any length and case
     */
    public static String of(String cell) {
        int end = cell.endsWith(":") || cell.endsWith("：") ? cell.length() - 1 : cell.length();
        if (end < SHORTEST || end > LONGEST) {
            return "";
        }
        String label = cell.substring(0, end).strip().toLowerCase(Locale.ROOT);
        return ALL.contains(label) ? label : "";
    }

    /**
     * Tells whether rows one after another sum up all before them.
     *
     * @param labels of the rows
     * @param apart whether a blank line stands before them
     */
    public static boolean sumUp(Set<String> labels, boolean apart) {
        return !areNames(labels) && (labels.size() > 1 || apart || TOTALS.containsAll(labels));
    }

    /** Tells whether the labels may all be names of people. */
    public static boolean areNames(Set<String> labels) {
        return EXTREMES.containsAll(labels);
    }
}
