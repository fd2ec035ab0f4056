package io.segmenta.pipeline.features;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.clustering.smile.IsolationForest;
import io.segmenta.config.PipelineConfig.Outliers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.RowNumber;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.features.Finding.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Fits features and looks for rows unlike all others in them: unless the settings say otherwise for {@link GiantRows},
 * or, where they ask for it, by an isolation forest. Such rows are reported, or set aside. Features are then fitted
 * anew to the other rows, so that no mean and no scale is made by those set aside; they get a segment afterwards, like
 * any row that training has not seen. Deterministic, at any number of threads.
 */
public final class UnlikeRows {
    private static final int NAMED = 10;
    /** Of more rows a copy without some of them would be planned for every run. */
    public static final int MOST_ROWS = 1_000_000;

    private UnlikeRows() {}

    /**
     * Fits.
     *
     * @param table at least two rows
     * @param schema one entry for each column of the table
     * @throws DataException as {@link FeatureFitter#fit} throws it; it says so when rows were set aside before
     */
    public static FittedFeatures fit(Table table, Schema schema, PipelineConfig config, Workers workers) {
        return fit(table, schema, config, Map.of(), workers);
    }

    /**
     * Fits to a sample of rows, where more is known of all.
     *
     * @param table at least two rows
     * @param schema one entry for each column of the table
     * @param facts of all rows, by column; not used where rows are set aside, which are among them
     * @throws DataException as {@link FeatureFitter#fit} throws it; it says so when rows were set aside before
     */
    public static FittedFeatures fit(Table table, Schema schema, PipelineConfig config,
            Map<String, ColumnFacts> facts, Workers workers) {
        FittedFeatures all = FeatureFitter.fit(table, schema, config, facts, workers);
        FittedFeatures told = told(all, table, config, workers);
        return isAside(config) && told.outliers().length > 0 ? without(told, table, schema, config, workers) : told;
    }

    /**
     * The same of features that are to stay as they were fitted: rows are reported or left out, and nothing is fitted.
     *
     * @param table the rows they were made of
     */
    public static FittedFeatures of(FittedFeatures fitted, Table table, PipelineConfig config, Workers workers) {
        FittedFeatures told = told(fitted, table, config, workers);
        if (!isAside(config) || told.outliers().length == 0) {
            return told;
        }
        int[] rest = rest(told);
        return new FittedFeatures(told.pipeline(), told.matrix().selectRows(rest), told.findings(),
                Arrays.stream(rest).map(i -> told.keptRows()[i]).toArray(), told.outliers());
    }

    private static boolean isAside(PipelineConfig config) {
        return config.cleaning().outliers() == Outliers.SET_ASIDE || config.cleaning().outliers() == Outliers.AUTO;
    }

    /** All rows, with the outliers among them and a finding that names them. */
    private static FittedFeatures told(FittedFeatures all, Table table, PipelineConfig config, Workers workers) {
        if (config.cleaning().outliers() == Outliers.KEEP) {
            return all;
        }
        if (config.cleaning().outliers() == Outliers.AUTO) {
            return withoutGiants(all, table);
        }
        int[] unlike = RangeRemedy
                .added(() -> IsolationForest.withDefaults().fit(all.matrix(), config.seed(), workers)).unlike();
        int[] outliers = Arrays.stream(unlike).map(i -> all.keptRows()[i]).toArray();
        List<Finding> findings = new ArrayList<>(all.findings());
        findings.add(Finding.ofTable(isAside(config) ? Kind.ROWS : Kind.NOTICE, sentence(outliers, isAside(config))));
        return new FittedFeatures(all.pipeline(), all.matrix(), List.copyOf(findings), all.keptRows(), outliers);
    }

    private static FittedFeatures withoutGiants(FittedFeatures all, Table table) {
        GiantRows.Found giants = table.rows() > MOST_ROWS ? GiantRows.Found.NONE
                : GiantRows.find(table, all.pipeline().sources());
        int[] outliers = Arrays.stream(giants.rows()).filter(row -> Arrays.binarySearch(all.keptRows(), row) >= 0)
                .toArray();
        if (outliers.length == 0) {
            return all;
        }
        List<Finding> findings = new ArrayList<>(all.findings());
        findings.add(Finding.ofTable(Kind.ROWS, sentence(outliers, true, "auto") + ": their "
                + String.join(", ", giants.columns()) + " is of another size than that of all others"));
        return new FittedFeatures(all.pipeline(), all.matrix(), List.copyOf(findings), all.keptRows(), outliers);
    }

    private static String sentence(int[] outliers, boolean aside) {
        return sentence(outliers, aside, aside ? "set_aside" : "report");
    }

    private static String sentence(int[] outliers, boolean aside, String word) {
        String setting = " (cleaning.outliers: " + word + ")";
        if (outliers.length == 0) {
            return "no row is unlike all others" + setting;
        }
        boolean one = outliers.length == 1;
        String rows = rows(outliers.length);
        String fate = aside
                ? rows + " unlike all others " + (one ? "was" : "were") + " set aside and " + (one ? "shapes" : "shape")
                        + " no segment"
                : rows + (one ? " is" : " are") + " unlike all others";
        return fate + ": " + (one ? "row " : "rows ") + named(outliers) + setting;
    }

    private static String rows(int count) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "row" : "rows");
    }

    private static String named(int[] rows) {
        List<String> numbers = Arrays.stream(rows).limit(NAMED).mapToObj(row -> Integer.toString(RowNumber.of(row)))
                .collect(Collectors.toCollection(ArrayList::new));
        if (rows.length > NAMED) {
            return String.join(", ", numbers) + String.format(Locale.ROOT, " and %,d more", rows.length - NAMED);
        }
        String last = numbers.removeLast();
        return numbers.isEmpty() ? last : String.join(", ", numbers) + " and " + last;
    }

    /** Returns the rows of the matrix that are no outliers, rising. */
    private static int[] rest(FittedFeatures told) {
        return IntStream.range(0, told.keptRows().length)
                .filter(i -> Arrays.binarySearch(told.outliers(), told.keptRows()[i]) < 0).toArray();
    }

    private static FittedFeatures without(FittedFeatures told, Table table, Schema schema, PipelineConfig config,
            Workers workers) {
        int[] rest = Arrays.stream(rest(told)).map(i -> told.keptRows()[i]).toArray();
        FittedFeatures again = again(table.selectRows(rest), told.outliers().length, schema, config, workers);
        List<Finding> findings = new ArrayList<>(again.findings());
        told.findings().stream().filter(finding -> finding.kind() == Kind.ROWS).forEach(findings::add);
        return new FittedFeatures(again.pipeline(), again.matrix(), List.copyOf(findings),
                Arrays.stream(again.keptRows()).map(i -> rest[i]).toArray(), told.outliers());
    }

    private static FittedFeatures again(Table rest, int aside, Schema schema, PipelineConfig config, Workers workers) {
        try {
            return FeatureFitter.fit(rest, schema, config, workers);
        } catch (DataException refused) {
            throw new DataException(refused.reason(), refused.getMessage() + "; that is without " + rows(aside)
                    + " unlike all others, which cleaning.outliers: keep would keep", refused);
        }
    }
}
