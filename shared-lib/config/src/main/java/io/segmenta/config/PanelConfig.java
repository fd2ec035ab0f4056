package io.segmenta.config;

import java.util.List;
import java.util.function.BiConsumer;

/** How a table of entities over time becomes one row for each entity. */
public record PanelConfig(
        @Setting(value = "The column that names the entity, such as the country; auto finds entity and time where "
                + "each entity stands there once for each time, none is no panel.",
                initial = "auto", pattern = ".{1,200}",
                expected = "auto, none or the name of a column") String entity,
        @Setting(value = "The column of the time, such as the year.", initial = "none", pattern = ".{1,200}",
                expected = "none or the name of a column") String time,
        @Setting(value = "The columns to summarise; empty is every column of numbers.",
                initial = "[]") List<String> measures,
        @Setting(value = "What is told of each: its mean, its last value, its mean change (growth, in percent) and "
                + "the standard deviation of its changes (volatility).",
                initial = "[mean, growth, volatility]") List<Summary> summaries,
        @Setting(value = "Earlier times are left out; of dates, earlier years.", initial = "-1.0e9") double from,
        @Setting(value = "Later times are left out; of dates, later years.", initial = "1.0e9") double to,
        @Setting(value = "Leave out an entity that lacks one of the times.", initial = "false") boolean complete)
        implements
            CrossChecked {
    /** What is told of a measure over time. */
    public enum Summary {
        MEAN, LAST, GROWTH, VOLATILITY
    }

    @Override
    public void check(BiConsumer<String, String> problem) {
        if (!entity.equals("none") && !entity.equals("auto") && time.equals("none")) {
            problem.accept("time", "must be set when panel.entity names a column");
        }
    }
}
