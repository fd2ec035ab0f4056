package io.segmenta.config;

import io.segmenta.model.contract.ViewName;
import io.segmenta.model.data.Role;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Every setting of a run. Immutable; made by {@link #defaults()}, {@link #with} or {@link ConfigReader}, which have
 * checked each value against its range.
 */
public record PipelineConfig(
        @Setting(value = "Every random choice of a run follows from this number: the same file, settings and seed "
                + "give the same model, byte for byte.", initial = "42") long seed,
        @Setting("How the file is read.") Read read,
        @Setting("Which columns are used, and as what.") Columns columns,
        @Setting("What is dropped before anything is learned.") Cleaning cleaning,
        @Setting("How columns become features.") Features features,
        @Setting("How segments are found.") ClusteringConfig clustering,
        @Setting("How sure answers are.") ConfidenceConfig confidence,
        @Setting(value = "What happens to a trained model.", deployers = true) Registration registration,
        @Setting(value = "What a model must hold to be approved by itself under registration.approval: automatic; "
                + "a model that fails one waits for a person.", deployers = true) GatesConfig gates,
        @Setting(value = "Where an approved model answers from.", deployers = true) ServingConfig serving,
        @Setting(value = "What is counted of the answers, and watched.", deployers = true) MonitoringConfig monitoring,
        @Setting(value = "What is told of few people.", deployers = true) PrivacyConfig privacy,
        @Setting(value = "What a run may cost.", deployers = true) CostConfig cost,
        @Setting("How an order log becomes customers.") Orders orders,
        @Setting("How a table of entities over time becomes one row for each entity.") PanelConfig panel,
        @Setting(value = "New columns by arithmetic over the columns of a row, by name: spend_per_visit: total_spend "
                + "/ visits. "
                + "Functions: log, log1p, exp, sqrt, abs, min, max, coalesce, days. Predictions compute them as well.",
                initial = "{}") Map<String, String> derive,
        @Setting("How questions of a survey become one score for each group.") Survey survey,
        @Setting("How segments are recognised in a later file.") IdentityConfig identity,
        @Setting("What is drawn.") Plots plots,
        @Setting("When a file is trained on by many machines.") DistributedConfig distributed) {

    /** Every setting at its default. */
    public static PipelineConfig defaults() {
        return ConfigReader.read(List.of());
    }

    /** This configuration with some settings, given by dotted key, changed. */
    public PipelineConfig with(Map<String, String> settings) {
        return ConfigReader.read(List.of(ConfigSource.yaml("configuration", json()), ConfigSource.set(settings)));
    }

    /** The settings as canonical JSON: fixed order, no white space; reading it back gives an equal configuration. */
    public String json() {
        return CanonicalJson.of(this);
    }

    /** The commented YAML of every setting at its default: what {@code pipeline_config.yaml} holds. */
    public static String document() {
        return ConfigDocument.of(PipelineConfig.class);
    }

    /** Whether the first line of a file names the columns. */
    public enum Header {
        AUTO, PRESENT, ABSENT
    }

    /** The mark between the whole and the fraction of a number. */
    public enum Decimal {
        AUTO, POINT, COMMA
    }

    /** How the file is read. */
    public record Read(
            @Setting(value = "What separates two values.", initial = "auto",
                    pattern = "auto|comma|semicolon|tab|pipe|space|.",
                    expected = "auto, comma, semicolon, tab, pipe, space or one character") String delimiter,
            @Setting(value = "The character encoding, such as utf-8, utf-16 or windows-1252.", initial = "auto",
                    pattern = "[A-Za-z0-9][A-Za-z0-9._:-]{0,39}",
                    expected = "auto or the name of an encoding") String encoding,
            @Setting(value = "Whether the first line names the columns.", initial = "auto") Header header,
            @Setting(value = "The name of the sheet of a workbook; auto is the first with data.", initial = "auto",
                    pattern = ".{1,64}", expected = "auto or the name of a sheet") String sheet,
            @Setting(value = "The decimal mark of numbers.", initial = "auto") Decimal decimal,
            @Setting(value = "Texts and numbers that mean no value, by column, beside those that mean it everywhere; * "
                    + "stands for every other column. In a column named here no number is guessed to be a code for no "
                    + "answer.", initial = "{}",
                    expected = "column name: a list of texts") Map<String, List<String>> missing,
            @Setting(value = "A larger file is refused before it is read.", initial = "4294967296", unit = "bytes",
                    min = 1, max = 1099511627776L, deployers = true) long maxBytes,
            @Setting(value = "A file with more columns is refused.", initial = "10000", unit = "columns", min = 1,
                    max = 100000) int maxColumns,
            @Setting(value = "A file with more rows is refused.", initial = "50000000", unit = "rows", min = 1,
                    max = 2000000000, deployers = true) int maxRows)
            implements
                CrossChecked {
        /** Stands for the columns that {@link #missing} does not name. */
        public static final String EVERY_COLUMN = "*";

        @Override
        public void check(BiConsumer<String, String> problem) {
            if (!encoding.equals("auto") && !supported(encoding)) {
                problem.accept("encoding", "must be auto or the name of an encoding, got \"" + encoding + "\"");
            }
        }

        private static boolean supported(String name) {
            try {
                return java.nio.charset.Charset.isSupported(name);
            } catch (java.nio.charset.IllegalCharsetNameException e) {
                return false;
            }
        }
    }

    /** Whether a file is taken for an order log. */
    public enum OrdersMode {
        AUTO, ON, OFF
    }

    /** How an order log becomes customers. */
    public record Orders(
            @Setting(value = "auto turns a file with several lines for each customer, a date and an amount into "
                    + "customers.", initial = "auto") OrdersMode mode,
            @Setting(value = "The column that names the customer.", initial = "auto", pattern = ".{1,200}",
                    expected = "auto or the name of a column") String customer,
            @Setting(value = "The column that names the order; an order number that begins with C is a cancellation.",
                    initial = "auto", pattern = ".{1,200}", expected = "auto or the name of a column") String order,
            @Setting(value = "The column of the date.", initial = "auto", pattern = ".{1,200}",
                    expected = "auto or the name of a column") String date,
            @Setting(value = "The column of the quantity.", initial = "auto", pattern = ".{1,200}",
                    expected = "auto or the name of a column") String quantity,
            @Setting(value = "The column of the price of one.", initial = "auto", pattern = ".{1,200}",
                    expected = "auto or the name of a column") String price,
            @Setting(value = "The column of the value of a line; auto is quantity times price where there are both.",
                    initial = "auto", pattern = ".{1,200}", expected = "auto or the name of a column") String amount,
            @Setting(value = "The column that tells what became of an order; lines that were not paid do not count. "
                    + "none counts every line.", initial = "auto", pattern = ".{1,200}",
                    expected = "auto, none or the name of a column") String status,
            @Setting(value = "The words of the status that count as paid, in any case; empty is those that are "
                    + "known in many languages.", initial = "[]") List<String> paid) {
        public Orders {
            paid = List.copyOf(paid);
        }
    }

    /** How questions of a survey become one score for each group. */
    public record Survey(
            @Setting(value = "The questions of each group, by name: Music: [Rock, Pop]. A group becomes one feature, "
                    + "the mean of its answers.", initial = "{}") Map<String, List<String>> groups,
            @Setting(value = "Find groups among the other questions: neighbours that answer on one scale and share the "
                    + "beginning of their names or correlate.", initial = "false") boolean find,
            @Setting(value = "A row that answered less of a group has no score; it is filled like a missing "
                    + "number.", initial = "0.5", unit = "share of the questions", min = 0, max = 1) double minAnswered)
            implements
                CrossChecked {
        @Override
        public void check(BiConsumer<String, String> problem) {
            Map<String, String> owners = new java.util.HashMap<>();
            groups.forEach((group, questions) -> {
                if (questions.isEmpty()) {
                    problem.accept("groups." + group, "must name a column, got []");
                }
                for (String question : questions) {
                    String other = owners.put(question, group);
                    if (other != null) {
                        problem.accept("groups." + group,
                                "must not name \"" + question + "\", which is in " + other);
                    }
                }
            });
        }
    }

    /** What the axes of the scatter plot are. */
    public enum ScatterAxes {
        COMPONENTS, UMAP, TSNE
    }

    /** The form of the pictures. */
    public enum PictureFormat {
        SVG, PNG, BOTH
    }

    /** What is drawn. */
    public record Plots(
            @Setting(value = "The axes of the scatter plot of more than two features: the first two principal "
                    + "components, "
                    + "or a layout by UMAP or t-SNE (of 1500 rows at most), which keep near rows near.",
                    initial = "components") ScatterAxes scatter,
            @Setting(value = "The form of the pictures: svg is sharp at any size and small; png is for programs that "
                    + "take no SVG, and has no characters beyond Latin, Greek and Cyrillic.",
                    initial = "svg") PictureFormat format) {}

    /** Which columns are used, and as what. */
    public record Columns(
            @Setting(value = "Use these columns only, by name; empty uses every fitting column. Identifiers stay out "
                    + "of the features either way.", initial = "[]") List<String> include,
            @Setting(value = "Leave these columns out, by name.", initial = "[]") List<String> exclude,
            @Setting(value = "The role of a column, by name, where the one found by itself is wrong.",
                    initial = "{}") Map<String, Role> roles,
            @Setting(value = "Let protected columns (gender, band of ages, religion, ...) shape segments. Age in "
                    + "years is a measure and always may.", initial = "false", deployers = true) boolean useProtected)
            implements
                CrossChecked {
        @Override
        public void check(BiConsumer<String, String> problem) {
            for (String name : include) {
                if (exclude.contains(name)) {
                    problem.accept("exclude", "must not name what columns.include names, got \"" + name + "\"");
                }
            }
        }
    }

    /** What happens to rows unlike all others. */
    public enum Outliers {
        AUTO, KEEP, REPORT, SET_ASIDE
    }

    /** What is dropped before anything is learned. */
    public record Cleaning(
            @Setting(value = "A column with a greater share of missing values is dropped.", initial = "0.5",
                    unit = "share", min = 0, max = 1) double dropThresh,
            @Setting(value = "Drop rows that repeat an earlier row in every used column.",
                    initial = "false") boolean dropDuplicates,
            @Setting(value = "A numeric column whose variance does not exceed this is dropped; 0 drops constants.",
                    initial = "0.0", unit = "squared unit of the column", min = 0) double varianceThreshold,
            @Setting(value = "Rows unlike all others: auto sets aside a few with a value of another size than all "
                    + "others, keep does not look for any; report names those that an isolation forest finds, and "
                    + "set_aside finds segments without them. Rows set aside are labelled afterwards.",
                    initial = "auto") Outliers outliers,
            @Setting(value = "Columns that say the same as another, such as the tax and the total of one amount: drop "
                    + "uses one of them, keep uses all.", initial = "drop") Redundant redundant) {}

    /** What becomes of columns that say the same as another. */
    public enum Redundant {
        DROP, KEEP
    }

    /** What replaces a missing number. */
    public enum ImputeNumeric {
        MEDIAN, MEAN, MODE, FILL, KNN
    }

    /** What replaces a missing category. */
    public enum ImputeCategorical {
        MODE, FILL
    }

    /** How a category becomes numbers. */
    public enum Encode {
        ONE_HOT, ORDINAL
    }

    /** What becomes of a level that training did not see. */
    public enum Unseen {
        OTHER, MISSING, REFUSE
    }

    /** How a feature is scaled. */
    public enum Scaling {
        STANDARD, MIN_MAX, ROBUST, NONE
    }

    /** How a skewed column is straightened. */
    public enum Skew {
        TAILS, NONE, LOG1P, YEO_JOHNSON, AUTO
    }

    /** How columns become features. */
    public record Features(
            @Setting(value = "What replaces a missing number; knn is the mean of the most similar rows, of which the "
                    + "model keeps up to 1000.", initial = "median") ImputeNumeric imputeNumeric,
            @Setting(value = "How many similar rows impute_numeric: knn takes the mean of.", initial = "5",
                    unit = "rows", min = 1, max = 100) int imputeNeighbors,
            @Setting(value = "What replaces a missing category.", initial = "mode") ImputeCategorical imputeCategorical,
            @Setting(value = "The number put in by impute_numeric: fill.", initial = "0") double fillNumber,
            @Setting(value = "The category put in by impute_categorical: fill.", initial = "missing",
                    pattern = ".{1,100}", expected = "1 to 100 characters") String fillText,
            @Setting(value = "How a category becomes numbers.", initial = "one_hot") Encode encode,
            @Setting(value = "Rarer levels of a category beyond this many share one \"other\" feature.", initial = "20",
                    unit = "levels", min = 2, max = 1000) int maxLevels,
            @Setting(value = "A level that training did not see, in a record to predict: other counts it among the "
                    + "rare levels, as none where none were rare, in an ordered column as the level that fills gaps; "
                    + "missing takes it for a missing value; refuse refuses the record.",
                    initial = "other") Unseen unseen,
            @Setting(value = "How features are brought to one scale.", initial = "standard") Scaling scale,
            @Setting(value = "How skewed numbers are straightened: tails those columns alone in which one row in a "
                    + "hundred holds more than half of the variance, auto all that are skewed.",
                    initial = "tails") Skew skew,
            @Setting(value = "Reduce the features to this many principal components; 0 is off.", initial = "0",
                    unit = "components", min = 0, max = 1000) int pcaComponents,
            @Setting(value = "Reduce the features to as many principal components as explain this share of the "
                    + "variance; 0 is off.", initial = "0.0", unit = "share", min = 0, max = 1) double pcaVariance,
            @Setting(value = "Lay the rows out by UMAP in this many columns, after all else, and find segments there; "
                    + "0 is off. The model keeps the features of up to 5000 rows.", initial = "0", unit = "columns",
                    min = 0, max = 16) int umapComponents,
            @Setting(value = "Join the columns of a view of features, such as spend@1, by the column that names the "
                    + "customer; predictions look up those that they are not sent.", initial = "none",
                    pattern = "none|[a-z0-9](-?[a-z0-9]){0,40}@[1-9][0-9]{0,3}",
                    expected = "none or NAME@VERSION, such as spend@2") String view,
            @Setting(value = "Join what the view knew at this time, such as 2026-05-31T00:00:00Z; auto is when the "
                    + "run began.", initial = "auto") Optional<String> asOf)
            implements
                CrossChecked {
        @Override
        public void check(BiConsumer<String, String> problem) {
            if (pcaComponents > 0 && pcaVariance > 0) {
                problem.accept("pca_variance", "must be 0 when features.pca_components is set, got " + pcaVariance);
            }
            if (umapComponents == 1) {
                problem.accept("umap_components", "must be 0 or from 2 to 16, got 1");
            }
            if (asOf.isPresent() && time().isEmpty()) {
                problem.accept("as_of", "must be auto or a time such as 2026-05-31T00:00:00Z, got \"" + asOf.get()
                        + '"');
            }
        }

        /** The view whose columns are joined; empty where none is. */
        public Optional<ViewName> viewName() {
            return ViewName.parse(view);
        }

        /** The time of {@link #asOf}; empty where the run's own counts. */
        public Optional<Instant> time() {
            try {
                return asOf.map(Instant::parse);
            } catch (DateTimeException noTime) {
                return Optional.empty();
            }
        }
    }

    /** Who approves a model. */
    public enum Approval {
        MANUAL, AUTOMATIC
    }

    /** What happens to a trained model. */
    public record Registration(
            @Setting(value = "manual waits for a person; automatic approves a model that passes every one of gates.",
                    initial = "manual") Approval approval,
            @Setting(value = "Nobody approves their own run: a version is not served that was approved by whoever "
                    + "uploaded its file, or of which AWS does not say by whom.",
                    initial = "false") boolean fourEyes) {}
}
