package io.segmenta.model.predict;

import io.segmenta.model.Segment;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.Assignment;
import io.segmenta.model.assign.DensityReference;
import io.segmenta.model.assign.GaussianPosterior;
import io.segmenta.model.base.Check;
import io.segmenta.model.confidence.Calibration;
import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.data.InputRecord.Given;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.json.Json;
import io.segmenta.model.monitor.Asked;
import io.segmenta.model.predict.Prediction.Identity;
import io.segmenta.model.predict.Prediction.Part;
import io.segmenta.model.predict.Prediction.Reasons;
import io.segmenta.model.steps.FeatureRow;
import io.segmenta.model.steps.Flag;
import io.segmenta.model.steps.RowEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The scratch space of one request: one record, one row of features and what goes with them, used again for each record
 * in turn. For one thread.
 */
final class Session {

    private static final int MAX_UNKNOWN = 20;
    private static final int MAX_NAME = 100;
    /** The flags of what is not known of a record. */
    private static final int UNKNOWN = Flag.MISSING.bit();

    private final Predictor predictor;
    private final RowEncoder encoder;
    private final Assigner assigner;
    private final @Nullable Calibration calibration;
    private final InputRecord record;
    private final FeatureRow row;
    private final double[] squared;
    private final int[] points;
    private final Parts parts;
    private final double[] split;
    private final double[] weights;
    private final int[] ranks;
    private final Instant at;
    private final boolean why;
    private final @Nullable Predicate<String> leftOut;
    private @Nullable Assignment last;
    private List<FieldProblem> problems = List.of();
    private List<String> unknown = List.of();
    private double posterior;
    private double confidence;
    private double fit = Double.NaN;
    private boolean outside;
    private int between = -1;

    /**
     * @param record of the predictor's schema; it may be filled already
     * @param leftOut whether the customer with an identifier is not to be answered; null to answer everybody
     */
    Session(Predictor predictor, InputRecord record, Instant at, boolean why,
            @Nullable Predicate<String> leftOut) {
        this.predictor = predictor;
        this.encoder = predictor.encoder();
        this.assigner = predictor.model().assigner();
        this.calibration = predictor.model().calibration().orElse(null);
        this.record = record;
        this.row = encoder.newRow();
        this.squared = new double[assigner.clusters()];
        this.points = new int[assigner.clusters()];
        this.split = new double[predictor.sources().size()];
        this.parts = new Parts(predictor, row, split);
        this.weights = new double[predictor.explained().length];
        this.ranks = new int[record.schema().columns().size()];
        this.at = at;
        this.why = why;
        this.leftOut = leftOut;
        Arrays.fill(ranks, Integer.MAX_VALUE);
    }

    InputRecord record() {
        return record;
    }

    Predictor predictor() {
        return predictor;
    }

    /** Makes ready for the next record. */
    void clear() {
        record.clear();
        problems = List.of();
        unknown = List.of();
        Arrays.fill(ranks, Integer.MAX_VALUE);
    }

    /**
     * Claims a column for a field.
     *
     * @return whether the field's value is to be taken: it is unless a closer name already gave the column
     */
    boolean claim(FieldNames.Binding binding, String field) {
        int column = binding.column();
        if (binding.rank() > ranks[column]) {
            return false;
        }
        ranks[column] = binding.rank();
        record.setAlias(column, binding.exact() ? null : Json.wellFormed(field));
        return true;
    }

    /** Notes a field that names no column. */
    void ignore(String field) {
        if (unknown.isEmpty()) {
            unknown = new ArrayList<>();
        }
        if (unknown.size() < MAX_UNKNOWN) {
            unknown.add(Json.wellFormed(field.length() <= MAX_NAME ? field : field.substring(0, MAX_NAME) + "…"));
        }
    }

    /** Notes all fields that name no column. */
    void ignoreAll(List<String> fields) {
        unknown = fields;
    }

    /** Notes a problem found while the record was read. */
    void refuse(FieldProblem problem) {
        if (problems.isEmpty()) {
            problems = new ArrayList<>();
        }
        problems.add(problem);
    }

    /** Returns why the last {@link #answer} was null. */
    List<FieldProblem> problems() {
        return problems;
    }

    /**
     * Answers the record.
     *
     * @param place of the record in the request, from 0
     * @return the answer, or null when the record cannot be used or is {@link #isLeftOut}
     */
    @Nullable
    Prediction answer(int place) {
        if (isLeftOut()) {
            return null;
        }
        if (!problems.isEmpty()) {
            problems.addAll(encoder.problems(record, place));
            return null;
        }
        if (!anyFeature()) {
            refuse(new FieldProblem(place, "", null, "at least one of the fields " + predictor.featureList()));
            return null;
        }
        if (!encoder.encode(record, row)) {
            problems = encoder.problems(record, place);
            return null;
        }
        Assignment assignment = assigner.explain(row.values(), squared, points);
        last = assignment;
        Segment segment = assignment.cluster() < 0 ? Segment.NONE : segment(assignment.cluster());
        int flags = row.flags();
        boolean flagged = flags != 0;
        judge(assignment, flags);
        return new Prediction(identity(), segment, confidence, assignment.distance(), outside,
                columns(flagged, Flag.IMPUTED),
                columns(flagged, Flag.CLIPPED), columns(flagged, Flag.UNSEEN), columns(flagged, Flag.MISSING),
                columns(flagged, Flag.RECOMPUTED), record.renamed(),
                why ? explained(assignment) : null,
                predictor.modelVersion(), at, unknown, fit, between < 0 ? null : segment(between), posterior);
    }

    /** Whether the record is of a customer who is not to be answered. */
    boolean isLeftOut() {
        return leftOut != null && identity().stream().map(Identity::text).anyMatch(leftOut);
    }

    /** Notes the answer that was given last. */
    void count(Asked into) {
        into.answered(record, row, Check.notNull(last, "answer"), outside, between >= 0);
    }

    /** Finds how sure an answer is. */
    private void judge(Assignment assignment, int flags) {
        boolean whole = (flags & UNKNOWN) == 0;
        double share = whole || predictor.laidOut() == null || assignment.cluster() < 0 ? 1
                : predictor.laidOut().share(row, assignment.cluster());
        double[][] anywhere = whole || predictor.laidOut() != null ? new double[0][] : row.unknown();
        posterior = whole || assignment.cluster() < 0 || predictor.laidOut() != null
                ? Math.min(assignment.confidence(), share)
                : assigner.confidence(row.values(), assignment.cluster(), anywhere);
        if (calibration == null) {
            confidence = posterior;
            outside = assignment.outside();
            return;
        }
        between = calibration.between(assignment);
        if (whole || predictor.laidOut() != null) {
            fit = calibration.fit(assignment);
            confidence = Math.min(share, calibration.confidence(assignment));
        } else {
            Calibration.Expected expected = calibration.expected(assigner, row.values(), assignment.cluster(),
                    anywhere);
            fit = expected.fit();
            confidence = expected.confidence();
        }
        outside = calibration.isOutside(assignment, fit);
    }

    private boolean isExplained(Assignment assignment) {
        LaidOut laidOut = predictor.laidOut();
        return assignment.cluster() >= 0 && assignment.runnerUp() >= 0 && (laidOut == null
                || (laidOut.knows(assignment.cluster()) && laidOut.knows(assignment.runnerUp())));
    }

    private @Nullable Reasons explained(Assignment assignment) {
        if (assignment.cluster() < 0 && assigner instanceof DensityReference density && predictor.laidOut() == null) {
            return new Reasons(segment(assignment.runnerUp()), List.of(), 0, List.of(), 0, 0,
                    density.distant(row.values()));
        }
        Reasons reasons = isExplained(assignment) ? reasons(assignment) : null;
        if (predictor.laidOut() == null || assignment.cluster() < 0) {
            return reasons;
        }
        // Means before a layout may prefer another segment than the layout does: then they explain nothing.
        Reasons means = reasons != null && reasons.whySum() + reasons.againstSum() + reasons.other() <= 0 ? null
                : reasons;
        String rule = predictor.rule(assignment.cluster());
        if (rule == null || assignment.runnerUp() < 0) {
            return means;
        }
        return means == null ? new Reasons(segment(assignment.runnerUp()), List.of(), 0, List.of(), 0, 0, rule)
                : new Reasons(means.runnerUp(), means.why(), means.whySum(), means.against(), means.againstSum(),
                        means.other(), rule + "; parts " + means.note());
    }

    private List<String> columns(boolean flagged, Flag flag) {
        return flagged ? row.columns(flag) : List.of();
    }

    private boolean anyFeature() {
        for (int s = 0; s < split.length; s++) {
            if (record.given(encoder.column(s)) != Given.NOTHING) {
                return true;
            }
        }
        return false;
    }

    /** Returns the identifiers of the record. */
    List<Identity> identity() {
        return Identities.of(record, predictor.names().identifiers());
    }

    private Reasons reasons(Assignment assignment) {
        double other = parts.split(assignment, squared, points);
        int[] explained = predictor.explained();
        boolean flagged = row.flags() != 0;
        double whySum = 0;
        double againstSum = 0;
        int favouring = 0;
        int opposing = 0;
        for (int i = 0; i < explained.length; i++) {
            int s = explained[i];
            double part = split[s];
            // What is not shown is lighter than anything that is.
            weights[i] = -1;
            if (flagged && (row.has(Flag.MISSING, s) || row.has(Flag.IMPUTED, s))) {
                other += part;
            } else if (part > 0) {
                whySum += part;
                favouring++;
                weights[i] = part;
            } else if (part < 0) {
                againstSum += part;
                opposing++;
                weights[i] = -part;
            }
        }
        Part[] sorted = new Part[favouring + opposing];
        for (int i = 0; i < explained.length; i++) {
            if (weights[i] > 0) {
                sorted[heavier(i)] = part(explained[i]);
            }
        }
        Segment runnerUp = segment(assignment.runnerUp());
        return opposing == 0
                ? new Reasons(runnerUp, List.of(sorted), whySum, List.of(), 0, other, predictor.note())
                : apart(runnerUp, sorted, favouring, whySum, againstSum, other);
    }

    /** Keeps the sorted reasons apart by what they speak for. */
    private Reasons apart(Segment runnerUp, Part[] parts, int favouring, double whySum, double againstSum,
            double other) {
        Part[] why = new Part[favouring];
        Part[] against = new Part[parts.length - favouring];
        int place = 0;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].contribution() > 0) {
                why[place++] = parts[i];
            } else {
                against[i - place] = parts[i];
            }
        }
        return new Reasons(runnerUp, List.of(why), whySum, List.of(against), againstSum, other,
                predictor.note());
    }

    private Segment segment(int cluster) {
        return predictor.segments().get(cluster);
    }

    private Part part(int s) {
        int column = encoder.column(s);
        Given given = record.given(column);
        double number = given == Given.NUMBER ? record.number(column) : Double.NaN;
        String text = null;
        if (encoder.isDerived(s)) {
            number = row.derived(s);
        } else if (given == Given.TEXT) {
            text = record.text(column);
        } else if (given == Given.TRUTH) {
            text = record.number(column) == 1 ? "true" : "false";
        }
        return new Part(predictor.sources().get(s), number, text, split[s]);
    }

    /** Returns how many parts go before one; counted and not sorted, as no branch depends on the weights. */
    private int heavier(int part) {
        double weight = weights[part];
        int before = 0;
        for (int i = 0; i < part; i++) {
            before += weights[i] >= weight ? 1 : 0;
        }
        for (int i = part + 1; i < weights.length; i++) {
            before += weights[i] > weight ? 1 : 0;
        }
        return before;
    }
}
