package io.segmenta.model.contract;

import io.segmenta.model.base.Check;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The tables of a view of features that are looked into, the newest first. A table is named here when it is whole.
 *
 * @param ttl for how long a row counts after its time
 * @param tables at most {@value #MOST}
 * @param failure why the newest file gave no table; empty where it gave one
 */
public record FeatureTables(Duration ttl, List<Table> tables, Optional<Failed> failure) {
    /** How many tables are looked into. */
    public static final int MOST = 8;

    /** The content type of the document. */
    public static final String TYPE = "application/json";

    private static final long LONGEST_SECONDS = 36_500L * 86_400;

    /**
     * A table.
     *
     * @param time when its run began
     * @param run that read the file
     */
    public record Table(Instant time, UUID run, int rows) {}

    /**
     * A file that gave no table.
     *
     * @param detail for people; holds no value of the file
     */
    public record Failed(Instant time, UUID run, String detail) {}

    public FeatureTables {
        Check.range("ttl", ttl.toSeconds(), 1, LONGEST_SECONDS);
        tables = List.copyOf(tables);
    }

    /** No table yet. */
    public static FeatureTables none(Duration ttl) {
        return new FeatureTables(ttl, List.of(), Optional.empty());
    }

    /** These with another one; these themselves where they have it, or {@value #MOST} newer ones. */
    public FeatureTables with(Table table) {
        List<Table> all = new ArrayList<>(tables);
        all.removeIf(known -> known.time.equals(table.time));
        all.add(table);
        all.sort(Comparator.comparing(Table::time).reversed());
        return new FeatureTables(ttl, all.subList(0, Math.min(MOST, all.size())),
                failure.filter(one -> one.time.isAfter(table.time)));
    }

    /** These, and that a file gave none; these themselves where a newer file has been read. */
    public FeatureTables with(Failed failed) {
        boolean newer = tables.stream().map(Table::time).noneMatch(failed.time::isBefore)
                && failure.filter(one -> one.time.isAfter(failed.time)).isEmpty();
        return newer ? new FeatureTables(ttl, tables, Optional.of(failed)) : this;
    }

    /** The tables that there were at a time, the newest first. */
    public List<Table> until(Instant time) {
        return tables.stream().filter(table -> !table.time.isAfter(time)).toList();
    }

    /** Whether a row of this time counts at another. */
    public boolean isWithin(Instant row, Instant at) {
        return !row.isAfter(at) && !row.plus(ttl).isBefore(at);
    }

    /** The bytes of the document. */
    public byte[] write() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ttl_seconds", ttl.toSeconds());
        document.put("tables", tables.stream().map(FeatureTables::fields).toList());
        failure.ifPresent(failed -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("time", failed.time);
            fields.put("run_id", failed.run);
            fields.put("detail", failed.detail);
            document.put("failure", fields);
        });
        return Json.write(document);
    }

    private static Map<String, Object> fields(Table table) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", table.time);
        fields.put("run_id", table.run);
        fields.put("rows", table.rows);
        return fields;
    }

    /**
     * Reads the document.
     *
     * @throws ContractException when it is none
     */
    public static FeatureTables parse(byte[] document) {
        return ContractJson.read(document, "tables.json", FeatureTables::of);
    }

    private static FeatureTables of(JsonObject object) {
        long seconds = object.integer("ttl_seconds");
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            throw object.bad("ttl_seconds", "1 to " + LONGEST_SECONDS, seconds);
        }
        List<Table> tables = object.objects("tables").stream()
                .map(one -> new Table(ContractJson.instant(one, "time"), ContractJson.uuid(one, "run_id"),
                        one.integer("rows", 0, Integer.MAX_VALUE)))
                .toList();
        return new FeatureTables(Duration.ofSeconds(seconds), tables,
                object.has("failure") ? Optional.of(failed(object.object("failure"))) : Optional.empty());
    }

    private static Failed failed(JsonObject object) {
        return new Failed(ContractJson.instant(object, "time"), ContractJson.uuid(object, "run_id"),
                object.string("detail"));
    }
}
