package io.segmenta.local.stack.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What all List operations share: filters by name and time, order, pages. */
final class Listing {

    private Listing() {}

    /**
     * One page.
     *
     * @param found all candidates
     * @param nameField the field that {@code NameContains} and {@code SortBy=Name} mean
     * @param listField the field of the answer
     * @param summaryFields fields of each entry
     */
    static ObjectNode page(Request request, List<ObjectNode> found, String nameField, String listField,
            List<String> summaryFields) {
        String part = request.text("NameContains", "").toLowerCase(Locale.ROOT);
        double after = request.get("CreationTimeAfter").asDouble(0);
        double before = request.get("CreationTimeBefore").asDouble(Double.MAX_VALUE);
        Stream<ObjectNode> chosen = found.stream()
                .filter(one -> one.path(nameField).asText().toLowerCase(Locale.ROOT).contains(part))
                .filter(one -> one.path("CreationTime").asDouble() > after)
                .filter(one -> one.path("CreationTime").asDouble() < before);
        Comparator<ObjectNode> order = request.text("SortBy", "CreationTime").equals("Name")
                ? Comparator.comparing(one -> one.path(nameField).asText())
                : Comparator.<ObjectNode>comparingDouble(one -> one.path("CreationTime").asDouble())
                        .thenComparingInt(one -> one.path("ModelPackageVersion").asInt());
        if (!request.text("SortOrder", "Descending").equals("Ascending")) {
            order = order.reversed();
        }
        List<ObjectNode> ordered = chosen.sorted(order).toList();
        int from = offset(request.text("NextToken", "0"));
        int size = request.get("MaxResults").asInt(100);
        ObjectNode answer = Resources.object();
        ArrayNode list = answer.putArray(listField);
        ordered.stream().skip(from).limit(size).forEach(one -> {
            ObjectNode summary = list.addObject();
            for (String field : summaryFields) {
                JsonNode value = one.get(field);
                if (value != null) {
                    summary.set(field, value);
                }
            }
        });
        if (from + size < ordered.size()) {
            answer.put("NextToken", Integer.toString(from + size));
        }
        return answer;
    }

    private static int offset(String token) {
        try {
            return Integer.parseInt(token);
        } catch (NumberFormatException e) {
            throw ServiceFault.validation("Invalid NextToken: " + token);
        }
    }
}
