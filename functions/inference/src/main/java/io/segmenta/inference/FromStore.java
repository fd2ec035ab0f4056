package io.segmenta.inference;

import io.segmenta.inference.AnswerParts.Part;
import io.segmenta.model.contract.FeatureKeys;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.json.Json;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.predict.RecordGaps;
import io.segmenta.model.predict.RecordGaps.Gap;
import io.segmenta.model.predict.Reply;
import io.segmenta.platform.features.Looked;
import io.segmenta.platform.features.StoredFeatures;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.privacy.KeySource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Fills what the records of a request do not tell of the columns of a view, from the tables of the view, and tells in
 * the answers what was. Whoever answers is given a request that is whole. What a request sends counts before what is
 * known; when the tables cannot be read, the request is answered by what it sends.
 */
final class FromStore {
    private static final int OK = 200;

    private final StoredFeatures tables;
    private final KeySource keys;
    private final Log log;

    /**
     * A request that was filled.
     *
     * @param body with what was found
     * @param told by the place of the record, fields for its answer
     */
    record Filled(byte[] body, Map<Integer, String> told, List<String> identifiers) {
        /** The reply with what was filled in each answer; as it is where it is in a form without a place for that. */
        Reply told(AnswerShape shape, Reply reply) {
            boolean whole = shape == AnswerShape.PREDICT && reply.status() == OK
                    && reply.contentType().startsWith("application/json");
            if (!whole || told.isEmpty()) {
                return reply;
            }
            try {
                AnswerParts parts = AnswerParts.of(reply.body(), identifiers);
                Map<Integer, String> added = new HashMap<>(told);
                List<Part> all = parts.parts();
                added.keySet().removeIf(place -> place >= all.size() || !all.get(place).answered());
                return new Reply(OK, reply.contentType(), parts.with(Map.of(), parts, added));
            } catch (IOException otherForm) {
                return reply;
            }
        }
    }

    FromStore(StoredFeatures tables, KeySource keys, Log log) {
        this.tables = tables;
        this.keys = keys;
        this.log = log;
    }

    void forget() {
        tables.forget();
    }

    /**
     * Fills a request.
     *
     * @param leftOut who is not looked up
     * @return empty when there is nothing to look up
     */
    Optional<Filled> of(Predictor model, String contentType, byte[] body, Instant at,
            Optional<Predicate<String>> leftOut) {
        Optional<RecordGaps> gaps = RecordGaps.of(model, contentType, body);
        Optional<FeatureKeys> view = gaps.map(RecordGaps::view).flatMap(FeatureKeys::parse);
        if (gaps.isEmpty() || view.isEmpty()) {
            return Optional.empty();
        }
        List<String> customers = gaps.get().gaps().stream().flatMap(gap -> gap.customer().stream())
                .filter(id -> leftOut.filter(out -> out.test(id)).isEmpty()).distinct().toList();
        try {
            Map<String, Looked> found = customers.isEmpty() ? Map.of()
                    : tables.find(view.get(), keys.keys(), customers, at);
            return Optional.of(filled(model, gaps.get(), view.get(), found, at));
        } catch (IOException | RuntimeException unreadable) {
            log.error("features are not looked up; records are answered by what they tell", "view", view.get(),
                    "error", unreadable);
            log.metric("FeaturesUnread", "Count", 1, view.get().dataset());
            return Optional.empty();
        }
    }

    private static Filled filled(Predictor model, RecordGaps gaps, FeatureKeys view, Map<String, Looked> found,
            Instant at) {
        Map<Integer, byte[]> added = new HashMap<>();
        Map<Integer, String> told = new HashMap<>();
        for (int place = 0; place < gaps.gaps().size(); place++) {
            Gap gap = gaps.gaps().get(place);
            if (gap.customer().isPresent()) {
                @Nullable
                Looked looked = found.get(gap.customer().get());
                Map<String, Object> fields = looked == null || looked.stale() ? Map.of()
                        : fields(looked, gap.lacking());
                if (!fields.isEmpty()) {
                    added.put(place, members(fields));
                }
                told.put(place, ",\"features\":" + new String(Json.write(answer(view, looked, fields, at)),
                        StandardCharsets.UTF_8));
            }
        }
        return new Filled(gaps.with(added), told, model.schema().columns().stream()
                .filter(column -> column.role() == Role.IDENTIFIER)
                .map(ColumnSchema::name).toList());
    }

    private static Map<String, Object> fields(Looked looked, List<String> lacking) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name : lacking) {
            int column = looked.schema().indexOf(name);
            Object value = column < 0 ? null : looked.values().get(column);
            if (value != null) {
                fields.put(name, value);
            }
        }
        return fields;
    }

    /** The members of an object without its braces. */
    private static byte[] members(Map<String, Object> fields) {
        byte[] object = Json.write(fields);
        return Arrays.copyOfRange(object, 1, object.length - 1);
    }

    private static Map<String, Object> answer(FeatureKeys view, @Nullable Looked looked, Map<String, Object> filled,
            Instant at) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("view", view.view().toString());
        answer.put("from_store", List.copyOf(filled.keySet()));
        if (looked != null) {
            answer.put("age_seconds", Duration.between(looked.at(), at).toSeconds());
            answer.put("stale", looked.stale());
        }
        return answer;
    }
}
