package io.segmenta.pipeline.rules;

import io.segmenta.model.Segment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which rows are in a segment, as far as that can be said in a few conditions.
 *
 * @param segment the lasting id of the segment
 * @param name of the segment
 * @param words the rule in words: "visits at least 12 and discount below 8"
 * @param any conjunctions, at most 3 of at most 4 conditions: a row meets the rule that meets all conditions of one;
 * empty where no rule was found, and no row meets it
 * @param all how it fares on all rows of the file
 * @param heldOut how it fares on the fifth of the rows that it was not found on
 */
public record SegmentRule(String segment, String name, String words, List<List<Condition>> any, Counts all,
        Counts heldOut) {

    /**
     * How often a rule is right.
     *
     * @param both rows of the segment that meet the rule
     * @param segment rows of the segment
     * @param met rows that meet the rule
     */
    public record Counts(long both, long segment, long met) {

        /** Returns the share of the rows that meet the rule that are of the segment; 0 when none does. */
        public double precision() {
            return met == 0 ? 0 : (double) both / met;
        }

        /** Returns the harmonic mean of coverage and precision, in [0, 1]; 0 when no row is both. */
        public double f1() {
            return both == 0 ? 0 : 2.0 * both / (segment + met);
        }

        private Map<String, Object> toDocument() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("covers", List.of(both, segment));
            fields.put("right", List.of(both, met));
            return fields;
        }
    }

    public SegmentRule {
        any = any.stream().map(List::copyOf).toList();
    }

    /** Returns how a segment is told by it; empty where no rule was found. */
    public Optional<Segment.Rule> described() {
        return any.isEmpty() || words.isBlank() || all.segment() == 0 ? Optional.empty()
                : Optional.of(new Segment.Rule(words, (double) all.both() / all.segment(), all.precision()));
    }

    /** Returns the rule as maps, lists and values. */
    public Map<String, Object> toDocument() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("segment", segment);
        fields.put("name", name);
        fields.put("words", words);
        fields.put("any", any.stream().map(all -> all.stream().map(Condition::toDocument).toList()).toList());
        fields.putAll(all.toDocument());
        fields.put("held_out", heldOut.toDocument());
        return fields;
    }
}
