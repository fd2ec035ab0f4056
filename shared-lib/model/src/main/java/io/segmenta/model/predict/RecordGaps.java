package io.segmenta.model.predict;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.segmenta.model.base.Check;
import io.segmenta.model.data.ColumnSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the records of a request do not tell of the columns that a model has from a view of features, and where in the
 * request it can be added. A field that is sent counts, under whatever name it is known by and be it {@code null}. Only
 * objects have gaps: a list of values and a table have a place for each value. Immutable.
 */
public final class RecordGaps {
    /** The view, as the schema names it. */
    private final String view;
    private final byte[] body;
    private final List<Gap> gaps;

    /**
     * A record.
     *
     * @param customer who it is of; empty where nothing is to be looked up: it names none, or lacks nothing
     * @param lacking the columns of the view that it does not tell, in the order of the schema
     */
    public record Gap(Optional<String> customer, List<String> lacking, int end, boolean bare) {
        private static final Gap NONE = new Gap(Optional.empty(), List.of(), 0, false);

        public Gap {
            lacking = List.copyOf(lacking);
        }
    }

    private RecordGaps(String view, byte[] body, List<Gap> gaps) {
        this.view = view;
        this.body = body;
        this.gaps = gaps;
    }

    /** The view that a model has columns of, as its schema names it; empty when it has none. */
    public static Optional<String> view(Predictor predictor) {
        return predictor.schema().columns().stream().flatMap(column -> column.view().stream()).findFirst();
    }

    /**
     * Reads a request.
     *
     * @param contentType of the body; blank means JSON
     * @return empty when the model has no column of a view, or the records are in a form that has no gaps; what is
     * wrong with the request is left to {@link Invocations} to tell
     */
    public static Optional<RecordGaps> of(Predictor predictor, String contentType, byte[] body) {
        Optional<String> view = view(predictor);
        if (view.isEmpty() || body.length > Invocations.MAX_BODY) {
            return Optional.empty();
        }
        try {
            String type = RequestBody.mediaType(contentType);
            Reader reader = new Reader(predictor, body);
            if (type.equals(Invocations.JSON)) {
                reader.json();
            } else if (type.equals(Invocations.JSON_LINES)) {
                reader.lines();
            }
            return Optional.of(new RecordGaps(view.get(), body, reader.gaps)).filter(RecordGaps::isAny);
        } catch (IOException | RequestException refused) {
            return Optional.empty();
        }
    }

    private boolean isAny() {
        return gaps.stream().anyMatch(gap -> gap.customer.isPresent());
    }

    /** The view that can fill them. */
    public String view() {
        return view;
    }

    /** One for each record, in the order of the request. */
    public List<Gap> gaps() {
        return gaps;
    }

    /**
     * The request with more fields.
     *
     * @param added by the place of the record: members of a JSON object, without a comma around them
     */
    public byte[] with(Map<Integer, byte[]> added) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + added.size() * 64);
        int at = 0;
        for (int place = 0; place < gaps.size(); place++) {
            byte[] fields = added.get(place);
            if (fields != null && fields.length > 0) {
                Gap gap = gaps.get(place);
                Check.argument(gap.customer.isPresent(), "record %d has no gap", place);
                out.write(body, at, gap.end - at);
                if (!gap.bare) {
                    out.write(',');
                }
                out.write(fields, 0, fields.length);
                at = gap.end;
            }
        }
        out.write(body, at, body.length - at);
        return out.toByteArray();
    }

    /** Goes through a request as {@link Invocations} does. */
    private static final class Reader {
        private final FieldNames names;
        private final List<ColumnSchema> columns;
        private final List<Integer> wanted = new ArrayList<>();
        private final byte[] body;
        private final List<Gap> gaps = new ArrayList<>();

        Reader(Predictor predictor, byte[] body) {
            this.names = predictor.names();
            this.columns = predictor.schema().columns();
            this.body = body;
            for (int column : names.features()) {
                if (columns.get(column).view().isPresent()) {
                    wanted.add(column);
                }
            }
        }

        void json() throws IOException {
            try (JsonParser parser = JsonRecords.parser(body, 0, body.length)) {
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_ARRAY) {
                    list(parser, 0);
                } else if (token == JsonToken.START_OBJECT) {
                    object(parser, 0, true).ifPresent(gaps::add);
                }
            }
        }

        void lines() {
            for (int start = 0, end; start < body.length; start = end + 1) {
                end = start;
                boolean blank = true;
                while (end < body.length && body[end] != '\n') {
                    blank &= body[end] <= ' ' && body[end] >= 0;
                    end++;
                }
                if (!blank) {
                    gaps.add(line(start, end - start));
                }
            }
        }

        private Gap line(int start, int length) {
            try (JsonParser parser = JsonRecords.parser(body, start, length)) {
                Optional<Gap> gap = parser.nextToken() == JsonToken.START_OBJECT ? object(parser, start, false)
                        : Optional.empty();
                return parser.nextToken() == null ? gap.orElse(Gap.NONE) : Gap.NONE;
            } catch (IOException malformed) {
                return Gap.NONE;
            }
        }

        private void list(JsonParser parser, int offset) throws IOException {
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    gaps.add(object(parser, offset, false).orElse(Gap.NONE));
                } else {
                    parser.skipChildren();
                    gaps.add(Gap.NONE);
                }
                if (gaps.size() > Invocations.MAX_RECORDS) {
                    throw new IOException("more records than are answered");
                }
            }
        }

        /**
         * @param offset of the first byte that the parser was given
         * @return empty when it was around a list of records, which has been read
         */
        private Optional<Gap> object(JsonParser parser, int offset, boolean wrapper) throws IOException {
            Set<Integer> told = new HashSet<>();
            Map<Integer, String> customers = new HashMap<>();
            boolean bare = true;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                bare = false;
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                FieldNames.Binding binding = names.find(field);
                if (wrapper && value == JsonToken.START_ARRAY && JsonRecords.isList(field) && !binding.exact()) {
                    list(parser, offset);
                    return Optional.empty();
                }
                if (binding.found()) {
                    told.add(binding.column());
                    if (names.isIdentifier(binding.column()) && value.isScalarValue()
                            && value != JsonToken.VALUE_NULL) {
                        customers.put(binding.column(), parser.getText().strip());
                    }
                }
                parser.skipChildren();
            }
            int end = offset + marked(offset) + (int) parser.currentTokenLocation().getByteOffset();
            List<String> lacking = new ArrayList<>();
            for (int column : wanted) {
                if (!told.contains(column)) {
                    lacking.add(columns.get(column).name());
                }
            }
            Optional<String> customer = names.identifiers().stream().limit(1).map(customers::get)
                    .filter(id -> id != null && !id.isEmpty()).findFirst();
            return Optional.of(lacking.isEmpty() || customer.isEmpty() ? Gap.NONE
                    : new Gap(customer, lacking, end, bare));
        }

        /** The bytes of a byte-order mark, which the parser is not given. */
        private int marked(int offset) {
            return body.length - offset >= 3 && body[offset] == (byte) 0xEF && body[offset + 1] == (byte) 0xBB
                    && body[offset + 2] == (byte) 0xBF ? 3 : 0;
        }
    }
}
