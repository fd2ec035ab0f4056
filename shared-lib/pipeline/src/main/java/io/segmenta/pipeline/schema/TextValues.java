package io.segmenta.pipeline.schema;

import io.segmenta.model.data.MissingText;
import io.segmenta.model.data.TextColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes a column of text of one that holds neither numbers nor dates. */
final class TextValues {
    private static final int LEAST_COUNTRIES = 2;
    /** Of a survey, for no answer. */
    private static final Pattern CODE = Pattern.compile("-\\d{1,3}|77|88|99|777|888|999");
    private static final int LEAST_OF_A_SCALE = 3;
    private static final int MOST_OF_A_SCALE = 33;
    /** Of ISO 3166-1, two letters each. */
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> COUNTRY = Set.of("country", "countries", "nation", "land", "pays", "país", "pais",
            "paese", "kraj", "страна", "ülke", "ulke", "国", "国家", "國家", "بلد", "الدولة", "देश", "market", "iso");
    private static final Set<String> PROVINCE = Set.of("prov", "provincia", "province", "pv", "sigla");
    private static final Set<String> STATES = Set.of("AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI",
            "ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH",
            "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA",
            "WV", "WI", "WY", "DC", "PR");

    private TextValues() {}

    /** @param missing tells and gets the words that are no values */
    static ResolvedColumn of(RawColumn column, MissingWords missing) {
        List<String> levels = column.levels();
        int[] counts = column.counts();
        boolean codes = areCountryCodes(NameTokens.of(column.name()), levels)
                || areProvinces(NameTokens.of(column.name()), levels);
        boolean products = OrderWords.isProduct(column.name());
        Set<String> unanswered = besideAScale(levels, missing);
        int[] renumbered = new int[levels.size()];
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < renumbered.length; i++) {
            boolean noItem = products && OrderWords.isNothing(levels.get(i));
            if (noItem || unanswered.contains(levels.get(i))
                    || (missing.amongTexts(levels.get(i)) && !(codes && levels.get(i).equals("NA")))) {
                renumbered[i] = -1;
                missing.add(levels.get(i), counts[i]);
            } else {
                renumbered[i] = kept.size();
                kept.add(levels.get(i));
            }
        }
        int[] result = column.codes();
        if (!missing.isEmpty()) {
            result = new int[result.length];
            for (int i = 0; i < result.length; i++) {
                result[i] = column.codes()[i] < 0 ? -1 : renumbered[column.codes()[i]];
            }
        }
        int[] rows = new int[kept.size()];
        for (int i = 0; i < renumbered.length; i++) {
            if (renumbered[i] >= 0) {
                rows[renumbered[i]] = counts[i];
            }
        }
        return ResolvedColumn.text(new TextColumn(column.name(), result, kept), rows, missing);
    }

    /**
     * The words for no answer, such as don't know and prefer not to say, among levels that have an order without them.
     */
    private static Set<String> besideAScale(List<String> levels, MissingWords missing) {
        if (levels.size() <= LEAST_OF_A_SCALE || levels.size() > MOST_OF_A_SCALE) {
            return Set.of();
        }
        List<String> answers = levels.stream().filter(level -> !missing.amongTexts(level)).toList();
        Set<String> words = answers.stream()
                .filter(level -> missing.amongNumbers(level) || CODE.matcher(level).matches())
                .collect(Collectors.toSet());
        List<String> others = answers.stream().filter(level -> !words.contains(level)).toList();
        boolean scale = !words.isEmpty() && others.size() >= LEAST_OF_A_SCALE
                && OrdinalScales.order(answers).isEmpty() && OrdinalScales.order(others).isPresent();
        return scale ? words : Set.of();
    }

    /** Among the provinces of Italy NA is Naples. */
    private static boolean areProvinces(NameTokens name, List<String> levels) {
        List<String> others = levels.stream().filter(level -> !MissingText.isStrong(level)).toList();
        return others.size() >= LEAST_COUNTRIES && name.has(PROVINCE)
                && others.stream().allMatch(level -> level.matches("[A-Z]{2}"));
    }

    /** Among the codes of countries NA is Namibia. What may be the states of the USA must be called countries. */
    private static boolean areCountryCodes(NameTokens name, List<String> levels) {
        List<String> others = levels.stream().filter(level -> !MissingText.isStrong(level)).toList();
        return others.size() >= LEAST_COUNTRIES && COUNTRIES.containsAll(others)
                && (name.has(COUNTRY) || !STATES.containsAll(others));
    }
}
