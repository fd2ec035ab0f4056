package io.segmenta.model.contract;

import io.segmenta.model.Identity.NameSource;
import io.segmenta.model.SegmentEdit;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What people call the segments of a data set: {@code live/<dataset>/names.json}, a copy of what the catalogue holds
 * for all who answer, laid over the model by lasting ids. No deployment follows from it and no model changes.
 *
 * @param version how often names and actions of the data set have been edited; a copy with more is newer
 * @param segments those that were ever edited, in the order of their ids
 */
public record SegmentNames(String dataset, long version, List<SegmentEdit> segments) {
    private static final String SUFFIX = "/names.json";

    public SegmentNames {
        segments = List.copyOf(segments);
    }

    /** Nothing has been edited. */
    public static SegmentNames none(String dataset) {
        return new SegmentNames(dataset, 0, List.of());
    }

    /** Where the names of a data set lie. */
    public static String key(String dataset) {
        return LivePointer.PREFIX + dataset + SUFFIX;
    }

    /** The bytes of the document. */
    public byte[] write() {
        return Json.write(fields());
    }

    /** The document as an object of another one. */
    Map<String, Object> fields() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("dataset", dataset);
        document.put("version", version);
        document.put("segments", segments.stream().map(SegmentNames::fields).toList());
        return document;
    }

    private static Map<String, Object> fields(SegmentEdit edit) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", edit.id());
        fields.put("name", edit.name());
        fields.put("name_source", edit.nameSource().name().toLowerCase(Locale.ROOT));
        fields.put("action", edit.action());
        return fields;
    }

    /**
     * Reads the names of a data set.
     *
     * @throws ContractException when the document is none
     */
    public static SegmentNames parse(String dataset, byte[] document) {
        return ContractJson.read(document, key(dataset), SegmentNames::of);
    }

    /**
     * Reads the names of a data set for who can go on without them, by those of the model; empty when the document is
     * none.
     */
    public static Optional<SegmentNames> readable(String dataset, byte[] document) {
        try {
            return Optional.of(parse(dataset, document));
        } catch (ContractException broken) {
            return Optional.empty();
        }
    }

    static SegmentNames of(JsonObject object) {
        return new SegmentNames(ContractJson.filled(object, "dataset"), object.integer("version"),
                object.objects("segments").stream().map(SegmentNames::edit).toList());
    }

    private static SegmentEdit edit(JsonObject object) {
        return new SegmentEdit(ContractJson.filled(object, "id"), ContractJson.filled(object, "name"),
                object.constant("name_source", NameSource.class), object.string("action"));
    }
}
