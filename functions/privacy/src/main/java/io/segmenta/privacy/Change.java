package io.segmenta.privacy;

import io.segmenta.model.contract.PeoplePlace;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.privacy.RowSum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A change of one object, for all customers who go from it at once.
 *
 * @param before SHA-256 of its bytes
 * @param after the same of what was written; empty when it was deleted
 * @param parts what went of whom, by what stands for the customer
 */
record Change(PeoplePlace place, String key, String before, String after, Map<String, Part> parts) {
    private static final String CUSTOMER = "subject";
    private static final String PARTS = "parts";

    Change {
        parts = Map.copyOf(parts);
    }

    /**
     * What went of one customer.
     *
     * @param rows that went; 0 where that cannot be told
     * @param sums before, of the erased rows and after; none where there are no lines of text
     */
    record Part(int rows, List<String> sums) {
        static final Part WHOLE = new Part(0, List.of());

        private Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("rows", rows);
            if (!sums.isEmpty()) {
                fields.put("row_sums", Map.of("before", sums.get(0), "erased", sums.get(1), "after", sums.get(2)));
            }
            return fields;
        }

        private static Part of(JsonObject fields) {
            return new Part((int) fields.integer("rows"), fields.has("row_sums")
                    ? List.of("before", "erased", "after").stream().map(fields.object("row_sums")::string).toList()
                    : List.of());
        }
    }

    /**
     * What went of each, as though one customer had gone after the other: where one's sum ends the next one's begins,
     * so that each proves by itself that only those rows went.
     *
     * @param erased of each how many rows, and their sum
     * @param left the sum of the rows that are left
     */
    static Map<String, Part> chain(SortedMap<String, Map.Entry<Integer, String>> erased, String left) {
        Map<String, Part> parts = new TreeMap<>();
        String after = left;
        for (Map.Entry<String, Map.Entry<Integer, String>> one : erased.entrySet()) {
            String gone = one.getValue().getValue();
            String before = RowSum.sum(after, gone);
            parts.put(one.getKey(), new Part(one.getValue().getKey(), List.of(before, gone, after)));
            after = before;
        }
        return parts;
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("place", place.word());
        fields.put("key", key);
        fields.put("before", before);
        fields.put("after", after);
        return fields;
    }

    /** For the receipt of one customer, who is among them. */
    Map<String, Object> document(String subject) {
        Map<String, Object> fields = fields();
        fields.putAll(parts.getOrDefault(subject, Part.WHOLE).fields());
        return fields;
    }

    /** With what went of everybody. */
    Map<String, Object> document() {
        Map<String, Object> fields = fields();
        List<Object> all = new ArrayList<>();
        new TreeMap<>(parts).forEach((subject, part) -> {
            Map<String, Object> one = new LinkedHashMap<>(part.fields());
            one.put(CUSTOMER, subject);
            all.add(one);
        });
        fields.put(PARTS, all);
        return fields;
    }

    static Change of(JsonObject fields) {
        Map<String, Part> parts = new TreeMap<>();
        fields.objects(PARTS).forEach(part -> parts.put(part.string(CUSTOMER), Part.of(part)));
        return of(fields, parts);
    }

    /** One of the receipt of a customer. */
    static Change of(JsonObject fields, String subject) {
        return of(fields, Map.of(subject, Part.of(fields)));
    }

    private static Change of(JsonObject fields, Map<String, Part> parts) {
        return new Change(PeoplePlace.of(fields.string("key")).orElseThrow(), fields.string("key"),
                fields.string("before"), fields.string("after"), parts);
    }
}
