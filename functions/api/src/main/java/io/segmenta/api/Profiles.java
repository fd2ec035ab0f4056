package io.segmenta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Page;
import io.segmenta.api.http.Query;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import io.segmenta.model.contract.RunFile;
import io.segmenta.platform.Hashes;
import io.segmenta.platform.catalogue.KnownSegment;
import io.segmenta.platform.catalogue.Mark;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.catalogue.SegmentBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What sets each segment of a version apart, in pages of columns, as tables of hundreds of columns have profiles too.
 */
final class Profiles {
    private static final List<String> ORDERS = List.of("name", "strength");
    private static final String COLUMNS = "columns";
    private static final String SEGMENTS = "segments";

    private final Found found;
    private final Models models;
    private final SegmentBook book;

    /** A column of the profile with how strongly it tells any of the segments, from 0 up. */
    private record Column(String name, double strength) {
        Mark mark(String key) {
            return new Mark(key.equals("name") ? name : Double.toString(strength), Hashes.id(name));
        }
    }

    Profiles(Found found, Models models, SegmentBook book) {
        this.found = found;
        this.models = models;
        this.book = book;
    }

    Answer one(Request request) {
        Query query = request.query(SEGMENTS, COLUMNS, Page.LIMIT, Page.CURSOR, Page.SORT);
        Page page = Page.of(query, ORDERS, "-strength");
        Model model = found.model(request);
        ObjectNode profile = models.document(model, RunFile.PROFILE).filter(JsonNode::isObject)
                .map(ObjectNode.class::cast)
                .orElseThrow(() -> Refusal.NOT_FOUND.because("this version has no profile"));
        List<Column> all = columns(profile);
        List<String> ids = new ArrayList<>();
        profile.path(SEGMENTS).forEach(segment -> ids.add(segment.path("segment_id").asText()));
        List<String> segments = query.words(SEGMENTS, ids);
        List<String> columns = query.words(COLUMNS, all.stream().map(Column::name).toList());
        query.check();
        Comparator<Column> order = page.key().equals("name") ? Comparator.comparing(Column::name)
                : Comparator.comparingDouble(Column::strength).thenComparing(Column::name);
        List<Column> sorted = all.stream().filter(column -> columns.isEmpty() || columns.contains(column.name()))
                .sorted(page.descending() ? order.reversed() : order).toList();
        List<Column> rest = after(sorted, page);
        List<String> shown = rest.stream().limit(page.limit()).map(Column::name).toList();
        Map<String, String> names = book.segments(model.dataset()).stream().filter(one -> one.edited().isPresent())
                .collect(Collectors.toMap(KnownSegment::id, KnownSegment::name));
        ArrayNode kept = profile.arrayNode();
        profile.path(SEGMENTS).forEach(segment -> {
            if (segments.isEmpty() || segments.contains(segment.path("segment_id").asText())) {
                ObjectNode called = narrowed((ObjectNode) segment, shown);
                Optional.ofNullable(names.get(called.path("segment_id").asText()))
                        .ifPresent(name -> called.put("name", name));
                kept.add(called);
            }
        });
        return page.answerWith(request, profile.set(SEGMENTS, kept), rest, column -> column.mark(page.key()));
    }

    private static List<Column> after(List<Column> sorted, Page page) {
        Optional<Mark> last = page.after();
        int begin = 0;
        for (int i = 0; last.isPresent() && i < sorted.size(); i++) {
            if (sorted.get(i).mark(page.key()).id().equals(last.get().id())) {
                begin = i + 1;
            }
        }
        return sorted.subList(begin, sorted.size());
    }

    private static List<Column> columns(ObjectNode profile) {
        Map<String, Double> strengths = new LinkedHashMap<>();
        profile.path(SEGMENTS).forEach(segment -> segment.path(COLUMNS)
                .forEach(column -> strengths.merge(column.path("name").asText(),
                        Math.abs(column.path("strength").asDouble()), Math::max)));
        return strengths.entrySet().stream().map(entry -> new Column(entry.getKey(), entry.getValue())).toList();
    }

    private static ObjectNode narrowed(ObjectNode segment, List<String> shown) {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        segment.path(COLUMNS).forEach(column -> byName.put(column.path("name").asText(), column));
        ArrayNode columns = segment.arrayNode();
        shown.stream().filter(byName::containsKey).map(byName::get).forEach(columns::add);
        return segment.set(COLUMNS, columns);
    }
}
