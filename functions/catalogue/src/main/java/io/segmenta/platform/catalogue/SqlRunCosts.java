package io.segmenta.platform.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.platform.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Costs in one table, a row for each attempt. */
final class SqlRunCosts implements RunCosts {
    private final Supplier<Database> database;

    SqlRunCosts(Supplier<Database> database) {
        this.database = database;
    }

    @Override
    public void note(RunCost cost) {
        Sql.update(database.get(), """
                INSERT INTO segmenta.run_costs (id, run_id, dataset, attempt, region, foreseen, spent, noted_at)
                VALUES (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?)
                ON CONFLICT (id) DO UPDATE SET region = EXCLUDED.region, foreseen = EXCLUDED.foreseen,
                  spent = EXCLUDED.spent, noted_at = EXCLUDED.noted_at""", cost.id(), cost.run(), cost.dataset(),
                cost.attempt(), cost.region(), cost.foreseen().map(SqlRunCosts::written).orElse(null),
                cost.spent().map(SqlRunCosts::written).orElse(null), cost.notedAt());
    }

    @Override
    public List<RunCost> of(Collection<UUID> runs) {
        if (runs.isEmpty()) {
            return List.of();
        }
        return Sql.query(database.get(), SqlRunCosts::cost, "SELECT * FROM segmenta.run_costs WHERE run_id IN ("
                + String.join(", ", Collections.nCopies(runs.size(), "?")) + ") ORDER BY run_id, attempt",
                runs.toArray());
    }

    private static String written(RunCost.Foreseen one) {
        return Json.object().put("seconds_low", one.secondsLow()).put("seconds_high", one.secondsHigh())
                .put("usd_low", one.usdLow()).put("usd_high", one.usdHigh()).toString();
    }

    private static String written(RunCost.Spent one) {
        ObjectNode written = Json.object().put("milliseconds", one.milliseconds()).put("function_mb", one.functionMb())
                .put("writes", one.writes()).put("reads", one.reads()).put("bytes", one.bytes());
        return written.put("compute", one.compute()).put("requests", one.requests()).put("storage", one.storage())
                .put("jobs", one.jobs()).toString();
    }

    private static RunCost cost(ResultSet row) throws SQLException {
        return new RunCost(row.getObject("run_id", UUID.class), row.getString("dataset"), row.getInt("attempt"),
                row.getString("region"), json(row, "foreseen").map(SqlRunCosts::foreseen),
                json(row, "spent").map(SqlRunCosts::spent), Sql.instant(row, "noted_at"));
    }

    private static Optional<JsonNode> json(ResultSet row, String column) throws SQLException {
        return Sql.optionalText(row, column).map(Json::parse);
    }

    private static RunCost.Foreseen foreseen(JsonNode json) {
        return new RunCost.Foreseen(json.path("seconds_low").asDouble(), json.path("seconds_high").asDouble(),
                json.path("usd_low").asDouble(), json.path("usd_high").asDouble());
    }

    private static RunCost.Spent spent(JsonNode json) {
        return new RunCost.Spent(json.path("milliseconds").asLong(), json.path("function_mb").asInt(),
                json.path("writes").asLong(), json.path("reads").asLong(), json.path("bytes").asLong(),
                json.path("compute").asDouble(), json.path("requests").asDouble(), json.path("storage").asDouble(),
                json.path("jobs").asDouble());
    }
}
