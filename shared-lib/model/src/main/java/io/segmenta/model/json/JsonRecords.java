package io.segmenta.model.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads JSON objects, one after another or in one list, as records of texts: an object inside a record gives fields
 * with dotted names, a list is one text, null is an empty one, numbers stand as they are written. For one thread.
 */
public final class JsonRecords implements Closeable {

    /** Bytes at the beginning of a text that {@link #names} is given. */
    public static final int HEAD_BYTES = 1 << 20;

    private static final int HEAD_RECORDS = 2000;
    private static final int MAX_DEPTH = 20;
    private static final int MAX_NAME = 10_000;
    private static final int MAX_TEXT = 4 << 20;
    private static final int MAX_LIST = 1000;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH).maxStringLength(MAX_TEXT).maxNameLength(MAX_NAME).build())
            .build();

    private final String source;
    private final JsonParser parser;
    private long records;

    /** Takes the fields of a record in the order of the text. */
    @FunctionalInterface
    public interface Fields {
        /** Takes a field; of one name that comes twice, both. */
        void field(String name, String value);
    }

    /**
     * Begins.
     *
     * @param in the text in UTF-8, UTF-16 or UTF-32; closed with this
     * @param source named in messages
     * @throws IOException when the stream fails
     */
    public JsonRecords(InputStream in, String source) throws IOException {
        this(FACTORY.createParser(in), source);
    }

    /**
     * Begins with text in memory.
     *
     * @param text in UTF-8
     * @throws IOException never
     */
    public JsonRecords(byte[] text, int from, int length, String source) throws IOException {
        this(FACTORY.createParser(text, from, length), source);
    }

    private JsonRecords(JsonParser parser, String source) {
        this.parser = parser;
        this.source = source;
    }

    /**
     * Whether text begins like a record or a list of records.
     *
     * @param head of the text, some hundred bytes of it
     * @param fileName whose ending counts where the head is not clear
     */
    public static boolean begin(byte[] head, String fileName) {
        String text = new String(head, StandardCharsets.UTF_8).replace("\uFEFF", "").stripLeading();
        String name = fileName.toLowerCase(Locale.ROOT).replaceAll("\\.gz$", "");
        return ((name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".ndjson"))
                && (text.startsWith("{") || text.startsWith("["))) || text.matches("(?s)(\\[\\s*)?\\{\\s*\".*");
    }

    /**
     * The fields of the first records, in the order they are met.
     *
     * @param head the first {@link #HEAD_BYTES} of the text, or all of it
     * @throws DataException when it is all of it and cannot be read
     */
    public static List<String> names(byte[] head, String source) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        try (JsonRecords records = new JsonRecords(head, 0, head.length, source)) {
            boolean more = true;
            for (int r = 0; more && r < HEAD_RECORDS; r++) {
                more = records.next((name, value) -> names.add(name));
            }
        } catch (DataException malformed) {
            // The head ends inside a record; a real fault comes up again while reading.
            if (head.length < HEAD_BYTES) {
                throw malformed;
            }
        }
        return new ArrayList<>(names);
    }

    /**
     * Reads the next record.
     *
     * @return false at the end
     * @throws DataException ({@link Reason#MALFORMED}) when what follows is no JSON object
     * @throws IOException when the stream fails
     */
    public boolean next(Fields fields) throws IOException {
        try {
            if (!seek()) {
                return false;
            }
            records++;
            fields("", fields);
            return true;
        } catch (JsonProcessingException e) {
            throw new DataException(Reason.MALFORMED, String.format(Locale.ROOT, "%s: not JSON at line %d: %s", source,
                    e.getLocation() == null ? 0 : e.getLocation().getLineNr(), e.getOriginalMessage()), e);
        }
    }

    /** Goes to the beginning of the next record; false at the end. */
    private boolean seek() throws IOException {
        JsonToken token = parser.nextToken();
        while ((token == JsonToken.START_ARRAY && records == 0) || token == JsonToken.END_ARRAY) {
            token = parser.nextToken();
        }
        if (token != null && token != JsonToken.START_OBJECT) {
            throw DataException.of(Reason.MALFORMED, "%s: record %d is not a JSON object", source, records + 1);
        }
        return token != null;
    }

    /** Reads the object the parser stands at. */
    private void fields(String prefix, Fields fields) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = prefix + parser.currentName();
            switch (parser.nextToken()) {
                case START_OBJECT -> fields(name + ".", fields);
                case START_ARRAY -> fields.field(name, list());
                case VALUE_NULL -> fields.field(name, "");
                default -> fields.field(name, parser.getText());
            }
        }
    }

    private String list() throws IOException {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                break;
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token.isScalarValue() && text.length() < MAX_LIST) {
                text.append(text.isEmpty() ? "" : ", ").append(parser.getText());
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
