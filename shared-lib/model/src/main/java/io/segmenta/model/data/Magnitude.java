package io.segmenta.model.data;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words behind a number that multiply it, such as the K of 1.2K and the Mio. of 3 Mio. */
public final class Magnitude {
    /** The words of each factor. */
    private static final List<Map.Entry<Double, String>> WORDS = List.of(
            Map.entry(1e3, "k tsd mille mila tys тыс тис bin 千 천 ألف हज़ार rb ribu nghìn ngàn tusen tusind tis tūkst "
                    + "ezer χιλ هزار พัน אלף tuhatta"),
            Map.entry(1e4, "万 萬 만 หมื่น"),
            Map.entry(1e5, "lakh lakhs lac lacs l लाख แสน"),
            Map.entry(1e6, "m mm mn mio mln mill million millions млн milyon مليون triệu tr juta jt millón "
                    + "millones milhão milhões mi milj miljoen millió milione milioni εκ εκατ ล้าน "
                    + "میلیون מיליון 百万 百萬 백만"),
            Map.entry(1e7, "crore crores cr करोड़ 千万 千萬 천만"),
            Map.entry(1e8, "億 亿 억"),
            Map.entry(1e9, "b bn mrd mld md млрд milyar billion mia miliar miljard milliard mdr tỷ tỉ "
                    + "میلیارد מיליארד"));
    private static final Map<String, Double> FACTORS = WORDS.stream().flatMap(
            words -> Stream.of(words.getValue().split(" ")).map(word -> Map.entry(composed(word), words.getKey())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Magnitude() {}

    /** The factor of a word, empty when it is none; case and a final point do not matter. */
    public static OptionalDouble factor(String unit) {
        Double factor = FACTORS.get(composed(NumberText.withoutPoint(unit)).toLowerCase(Locale.ROOT));
        return factor == null ? OptionalDouble.empty() : OptionalDouble.of(factor);
    }

    private static String composed(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFC);
    }

    /** Whether the word may as well be a unit of measure: metres, millimetres, bytes, litres, miles. */
    public static boolean mayBeMeasure(String unit) {
        return switch (NumberText.withoutPoint(unit)) {
            case "m", "mm", "mn", "b", "B", "md", "bin", "l", "L", "mi" -> true;
            default -> false;
        };
    }
}
