package io.segmenta.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Mark;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a request asks of a list.
 *
 * @param order as {@code -created_at}
 * @param after the last item that the caller has seen
 * @param bare whether neither size nor beginning was asked for, as programs do that know no pages
 */
public record Page(String order, Optional<Mark> after, int limit, boolean bare) {
    /** The parameters of every list. */
    public static final String LIMIT = "limit";
    /** Where a page begins. */
    public static final String CURSOR = "cursor";
    /** The order of a list. */
    public static final String SORT = "sort";

    /** Items of a page, at most. */
    public static final int MOST = 200;
    private static final int USUAL = 50;

    /**
     * Reads the parameters; what is wrong with them is noted in the query.
     *
     * @param orders the keys that the list can be sorted by
     * @param usual the order where none is asked for
     */
    public static Page of(Query query, List<String> orders, String usual) {
        List<String> known = orders.stream().flatMap(key -> List.of(key, '-' + key).stream()).toList();
        return in(query, query.word(SORT, known).orElse(usual), USUAL, MOST);
    }

    /**
     * Reads the parameters of a list whose order is known; what is wrong with them is noted in the query.
     *
     * @param usual how many items a page has where nothing is said
     * @param most how many items it may have
     */
    public static Page in(Query query, String order, int usual, int most) {
        Optional<String> limit = query.text(LIMIT);
        Optional<String> cursor = query.text(CURSOR);
        Optional<Mark> after = cursor.flatMap(text -> Cursor.read(order, text));
        if (cursor.isPresent() && after.isEmpty()) {
            query.fault(noCursor());
        }
        return new Page(order, after, query.integer(LIMIT, 1, most, usual), limit.isEmpty() && cursor.isEmpty());
    }

    /** The key that the list is sorted by. */
    public String key() {
        return descending() ? order.substring(1) : order;
    }

    /** Whether the greatest key comes first. */
    public boolean descending() {
        return order.startsWith("-");
    }

    /** How many items to look for: one more than a page has, to know whether there is a next one. */
    public int lookFor() {
        return limit + 1;
    }

    /**
     * Finds the items.
     *
     * @throws RefusalException when the mark is none of the items, which is an {@link IllegalArgumentException} to
     * those who find them
     */
    public <T> List<T> read(Supplier<List<T>> items) {
        try {
            return items.get();
        } catch (IllegalArgumentException noMark) {
            throw refusedCursor();
        }
    }

    /** The refusal of a cursor that is none of the list. */
    public static RefusalException refusedCursor() {
        return RefusalException.of(List.of(noCursor()));
    }

    private static Fault noCursor() {
        return new Fault(Fault.Where.PARAMETER, CURSOR, "malformed",
                "is none of this list in this order; take it from \"next\"");
    }

    /** The page that callers get who know no pages: as large as it may be. */
    public Page whole() {
        return bare ? new Page(order, after, MOST, true) : this;
    }

    /**
     * Answers with a page.
     *
     * @param found up to {@link #lookFor} items
     */
    public <T> Answer answer(Request request, List<T> found, Function<T, JsonNode> item, Function<T, Mark> mark) {
        return answer(request, found, item, mark, false);
    }

    /** As {@link #answer}, but an array and nothing else where the caller knows no pages. */
    public <T> Answer answerBare(Request request, List<T> found, Function<T, JsonNode> item, Function<T, Mark> mark) {
        return answer(request, found, item, mark, bare);
    }

    private <T> Answer answer(Request request, List<T> found, Function<T, JsonNode> item, Function<T, Mark> mark,
            boolean array) {
        List<T> shown = found.subList(0, Math.min(limit, found.size()));
        ObjectNode document = Json.object();
        ArrayNode items = document.putArray("items");
        shown.forEach(one -> items.add(item.apply(one)));
        Optional<String> next = next(request, found, mark);
        next.ifPresent(address -> document.put("next", address));
        return linked(Answer.ok(array ? items : document), next);
    }

    /** As {@link #answer}, of a document that shows the items in its own way. */
    public <T> Answer answerWith(Request request, ObjectNode document, List<T> found, Function<T, Mark> mark) {
        Optional<String> next = next(request, found, mark);
        next.ifPresent(address -> document.put("next", address));
        return linked(Answer.ok(document), next);
    }

    /** The address of the page that begins after an item. */
    public String next(Request request, Mark last) {
        return address(request, Cursor.write(order, last));
    }

    /** An answer that leads on to the next page, if there is one. */
    public static Answer linked(Answer answer, Optional<String> next) {
        return next.map(address -> answer.with("link", '<' + address + ">; rel=\"next\"")).orElse(answer);
    }

    private <T> Optional<String> next(Request request, List<T> found, Function<T, Mark> mark) {
        return found.size() <= limit ? Optional.empty()
                : Optional.of(next(request, mark.apply(found.get(limit - 1))));
    }

    private static String address(Request request, String cursor) {
        Map<String, String> parameters = new TreeMap<>(request.http().parameters());
        parameters.put(CURSOR, cursor);
        return request.path() + '?' + parameters.entrySet().stream()
                .map(one -> one.getKey() + '=' + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
