package io.segmenta.pipeline.segments;

import io.segmenta.pipeline.text.Headers;
import io.segmenta.pipeline.text.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a name that was given to a segment long ago still says what the segment is like: a trait in it may have
 * changed its sign since.
 */
public final class NameFit {

    private NameFit() {}

    /**
     * Looks for traits in a name whose contrary is true of a segment now. A word that is true of any column it may be
     * said of is none.
     *
     * @param name of the segment, as it is known
     * @param segment what it is like now
     * @return the columns, in the order of the file, with what is said of each and what is true
     */
    public static List<String> contradicted(String name, SegmentProfile segment) {
        List<String> columns = segment.columns().stream().map(ColumnProfile::name).toList();
        List<String> numbers = segment.columns().stream().filter(NumericProfile.class::isInstance)
                .filter(ColumnProfile::used).map(ColumnProfile::name).toList();
        Map<String, String> spoken = Headers.distinct(columns, numbers);
        List<Trait> traits = segment.columns().stream().filter(column -> numbers.contains(column.name()))
                .map(column -> Trait.of(column, spoken.getOrDefault(column.name(), column.name())))
                .filter(Trait::isShown).toList();
        List<String> contradicted = new ArrayList<>();
        for (Trait trait : traits) {
            contrary(name, trait).filter(said -> traits.stream().noneMatch(other -> said(name, other).contains(said)))
                    .ifPresent(said -> contradicted.add("it says \"" + said + "\" and the segment is now: "
                            + TraitWords.sentence(trait)));
        }
        return contradicted;
    }

    /** What a name says of the column of a trait that is the contrary of the trait. */
    private static Optional<String> contrary(String name, Trait trait) {
        return said(name, new Trait(trait.column(), trait.concept(), -trait.direction(), -trait.strength(),
                trait.ranked())).stream().findFirst();
    }

    /** The ways in which a name says a trait. */
    private static List<String> said(String name, Trait trait) {
        List<String> ways = new ArrayList<>();
        trait.concept().ifPresent(concept -> ways.add(concept.adjective(trait.direction())));
        ways.add(SegmentWords.of(trait.claim()));
        ways.add((trait.direction() > 0 ? "higher " : "lower ") + Labels.label(trait.column().name()));
        return ways.stream().filter(way -> contains(name, way)).toList();
    }

    /** As whole words, whatever their case, or as a later item of a list: "low milk" in "low fresh and milk". */
    private static boolean contains(String name, String words) {
        int space = words.indexOf(' ');
        String pattern = space < 0 ? Pattern.quote(words)
                : Pattern.quote(words.substring(0, space)) + "(?: [^,]* and)? "
                        + Pattern.quote(words.substring(space + 1));
        return Pattern.compile("(?<![\\p{L}\\p{N}-])" + pattern + "(?![\\p{L}\\p{N}-])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE).matcher(name).find();
    }
}
