package io.segmenta.model.data;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Words behind a number that multiply it, such as the K of 1.2K and the Mio. of 3 Mio. */
public final class Magnitude {
    private static final double THOUSAND = 1e3;
    private static final double MILLION = 1e6;
    private static final double BILLION = 1e9;

    private static final Map<String, Double> FACTORS = Map.ofEntries(Map.entry("k", THOUSAND),
            Map.entry("tsd", THOUSAND), Map.entry("tys", THOUSAND), Map.entry("тыс", THOUSAND),
            Map.entry("bin", THOUSAND), Map.entry("千", THOUSAND), Map.entry("천", THOUSAND), Map.entry("ألف", THOUSAND),
            Map.entry("हज़ार", THOUSAND), Map.entry("万", 1e4), Map.entry("萬", 1e4), Map.entry("만", 1e4),
            Map.entry("lakh", 1e5), Map.entry("lac", 1e5), Map.entry("लाख", 1e5), Map.entry("m", MILLION),
            Map.entry("mm", MILLION), Map.entry("mn", MILLION), Map.entry("mio", MILLION), Map.entry("mln", MILLION),
            Map.entry("mill", MILLION), Map.entry("million", MILLION), Map.entry("millions", MILLION),
            Map.entry("млн", MILLION), Map.entry("milyon", MILLION), Map.entry("مليون", MILLION),
            Map.entry("crore", 1e7), Map.entry("cr", 1e7), Map.entry("करोड़", 1e7), Map.entry("億", 1e8),
            Map.entry("亿", 1e8), Map.entry("억", 1e8), Map.entry("b", BILLION), Map.entry("bn", BILLION),
            Map.entry("mrd", BILLION), Map.entry("mld", BILLION), Map.entry("md", BILLION), Map.entry("млрд", BILLION),
            Map.entry("milyar", BILLION), Map.entry("billion", BILLION));

    private Magnitude() {}

    /** The factor of a word, empty when it is none; case and a final point do not matter. */
    public static OptionalDouble factor(String unit) {
        Double factor = FACTORS.get(NumberText.withoutPoint(unit).toLowerCase(Locale.ROOT));
        return factor == null ? OptionalDouble.empty() : OptionalDouble.of(factor);
    }

    /** Whether the word may as well be a unit of measure: metres, millimetres, bytes. */
    public static boolean mayBeMeasure(String unit) {
        return switch (NumberText.withoutPoint(unit)) {
            case "m", "mm", "mn", "b", "B", "md", "bin" -> true;
            default -> false;
        };
    }
}
