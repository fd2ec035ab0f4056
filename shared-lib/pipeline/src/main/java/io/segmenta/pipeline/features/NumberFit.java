package io.segmenta.pipeline.features;

import io.segmenta.config.PipelineConfig.Skew;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Quantiles;
import io.segmenta.model.data.Values;
import io.segmenta.model.steps.FeatureStep;
import io.segmenta.model.steps.ImputeNumeric;
import io.segmenta.model.steps.Scale;
import io.segmenta.model.steps.Transform;
import io.segmenta.pipeline.features.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fits the steps of one column of numbers: filling, straightening, scaling, in this order. Where similar rows fill gaps
 * ({@link NeighborFit}), only truths are filled here, with the more frequent one.
 */
final class NumberFit {
    /** An absolute skewness that is left alone when straightening is automatic. */
    private static final double BEARABLE = 1;
    /** Digits and mark of a number that is told whole. */
    private static final int READABLE = 10;
    /** How much straighter the fitted power must be than the logarithm, which is easier to explain. */
    private static final double WORTH = 0.25;

    private final PipelineConfig.Features settings;
    private final List<Finding> findings;
    private final Optional<ColumnFacts> facts;

    NumberFit(PipelineConfig.Features settings, List<Finding> findings) {
        this(settings, findings, Optional.empty());
    }

    /** @param facts of all rows, where the values are those of a sample */
    NumberFit(PipelineConfig.Features settings, List<Finding> findings, Optional<ColumnFacts> facts) {
        this.settings = settings;
        this.findings = findings;
        this.facts = facts;
    }

    /**
     * Values of the n rows after a step, none missing.
     *
     * @param present those that were there before
     */
    private record Fill(ImputeNumeric step, double[] values, double[] present) {}

    /**
     * Fits a column.
     *
     * @param values n values, NaN where missing; not changed
     * @param truth whether the values are 0 and 1, which are neither straightened nor scaled: the feature of a truth is
     * measured like that of a level
     */
    List<FeatureStep> fit(String name, double[] values, boolean truth) {
        List<FeatureStep> steps = new ArrayList<>();
        Fill fill = fill(name, values, truth);
        steps.add(fill.step());
        Supplier<Scale> plain = facts.<Supplier<Scale>>map(all -> () -> scale(name, all.filled(fill.step().value())))
                .orElse(() -> scale(name, fill));
        steps.addAll(shape(name, fill.values(), truth, plain));
        return steps;
    }

    /**
     * Fits what follows the filling of a column.
     *
     * @param filled n values, none missing; not changed
     * @param truth as in {@link #fit}
     */
    List<FeatureStep> shape(String name, double[] filled, boolean truth) {
        return shape(name, filled, truth, () -> scale(name, filled));
    }

    /** @param plain the scaling of values that are not straightened */
    private List<FeatureStep> shape(String name, double[] filled, boolean truth, Supplier<Scale> plain) {
        List<FeatureStep> steps = new ArrayList<>();
        double[] current = filled;
        if (!truth) {
            Transform transform = straighten(name, current);
            if (transform != null) {
                steps.add(transform);
                current = apply(transform, current);
            }
            steps.add(transform == null ? plain.get() : scale(name, current));
        } else {
            steps.add(new Scale(name, Scale.Kind.NONE, 0, 1));
        }
        findings.add(Finding.of(Kind.USED, name,
                truth ? "0 and 1, as they are" : steps.getLast().describe().substring(name.length() + 2)));
        return steps;
    }

    /** The scaling of values without a gap. */
    Scale scale(String name, double[] x) {
        return switch (settings.scale()) {
            case STANDARD -> standard(name, Center.of(x));
            case MIN_MAX -> {
                double min = Quantiles.min(x);
                yield new Scale(name, Scale.Kind.MIN_MAX, min, positive(Quantiles.max(x) - min, 0));
            }
            case ROBUST -> {
                double[] quartiles = Quantiles.of(x, 0.25, 0.5, 0.75);
                yield new Scale(name, Scale.Kind.ROBUST, quartiles[1], positive(quartiles[2] - quartiles[0], 0));
            }
            case NONE -> new Scale(name, Scale.Kind.NONE, 0, 1);
        };
    }

    /** The scaling of values some of which stand in for missing ones. */
    private Scale scale(String name, Fill fill) {
        double[] present = fill.present();
        int missing = fill.values().length - present.length;
        return settings.scale() == PipelineConfig.Scaling.STANDARD && present.length > 0
                ? standard(name, Center.of(present).filled(present.length, missing, fill.step().value()))
                : scale(name, fill.values());
    }

    private static Scale standard(String name, Center center) {
        return new Scale(name, Scale.Kind.STANDARD, center.mean(),
                positive(center.deviation(), Math.abs(center.mean())));
    }

    /** The scaling of all rows. */
    private Scale scale(String name, ColumnFacts all) {
        return switch (settings.scale()) {
            case STANDARD -> standard(name, new Center(all.mean(), all.deviation()));
            case MIN_MAX -> new Scale(name, Scale.Kind.MIN_MAX, all.min(), positive(all.max() - all.min(), 0));
            case ROBUST -> new Scale(name, Scale.Kind.ROBUST, all.median(),
                    positive(all.upperQuartile() - all.lowerQuartile(), 0));
            case NONE -> new Scale(name, Scale.Kind.NONE, 0, 1);
        };
    }

    /** A spread that is no more than the rounding of the values is none: then nothing is divided by it. */
    private static double positive(double spread, double size) {
        return spread > 10 * Math.ulp(size) && Double.isFinite(spread) ? spread : 1;
    }

    private Fill fill(String name, double[] values, boolean truth) {
        int missing = 0;
        for (double value : values) {
            missing += Double.isNaN(value) ? 1 : 0;
        }
        double[] present = NumberStats.present(values, missing);
        String method = switch (settings.imputeNumeric()) {
            case MEDIAN, KNN -> truth ? "mode" : "median";
            case MEAN -> truth ? "mode" : "mean";
            case MODE -> "mode";
            case FILL -> "fill value";
        };
        double value = switch (method) {
            case "median" -> facts.map(ColumnFacts::median).orElseGet(() -> Quantiles.of(present, 0.5)[0]);
            case "mean" -> facts.map(ColumnFacts::mean).orElseGet(() -> Center.of(present).mean());
            case "mode" -> NumberStats.mode(present);
            default -> settings.fillNumber();
        };
        double[] filled = values;
        if (missing > 0) {
            filled = values.clone();
            for (int i = 0; i < filled.length; i++) {
                filled[i] = Double.isNaN(filled[i]) ? value : filled[i];
            }
            findings.add(Finding.of(Kind.IMPUTED, name,
                    String.format(Locale.ROOT, "%,d missing filled with %s %s", missing, method, told(value))));
        }
        return new Fill(new ImputeNumeric(name, value, missing, method), filled, present);
    }

    /** As it is, unless it has more digits than anybody reads. */
    private static String told(double value) {
        String exact = Values.text(value);
        return exact.length() <= READABLE ? exact : Values.brief(value);
    }

    private @Nullable Transform straighten(String name, double[] x) {
        Skew skew = settings.skew();
        if (skew == Skew.NONE || Quantiles.min(x) == Quantiles.max(x)) {
            return null;
        }
        if (skew == Skew.TAILS && !NumberStats.hasHeavyTail(x)) {
            return null;
        }
        double before = NumberStats.skewness(x);
        Transform log = new Transform(name, Transform.Kind.LOG1P, 0);
        if (skew == Skew.LOG1P) {
            return told(name, log, before, NumberStats.skewness(apply(log, x)));
        }
        if (skew == Skew.AUTO && Math.abs(before) <= BEARABLE) {
            return null;
        }
        Transform power = new Transform(name, Transform.Kind.YEO_JOHNSON, YeoJohnson.lambda(x));
        double byPower = NumberStats.skewness(apply(power, x));
        if (skew == Skew.YEO_JOHNSON) {
            return told(name, power, before, byPower);
        }
        double byLog = Quantiles.min(x) >= 0 ? NumberStats.skewness(apply(log, x)) : Double.POSITIVE_INFINITY;
        boolean byLogarithm = Math.abs(byLog) <= Math.abs(byPower) + WORTH;
        double after = byLogarithm ? byLog : byPower;
        return Math.abs(after) < Math.abs(before) ? told(name, byLogarithm ? log : power, before, after) : null;
    }

    private Transform told(String name, Transform transform, double before, double after) {
        findings.add(Finding.of(Kind.CHANGED, name, String.format(Locale.ROOT, "%s: skewness %.2f becomes %.2f",
                transform.describe().substring(name.length() + 2), before, after)));
        return transform;
    }

    private static double[] apply(Transform transform, double[] x) {
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = transform.apply(x[i]);
        }
        return result;
    }
}
