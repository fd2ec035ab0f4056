package io.segmenta.model.contract;

import io.segmenta.model.base.Check;
import io.segmenta.model.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * How far a new model goes on from the one before it, in figures: {@link MetricNames#CONTINUITY} of a run's metrics, by
 * which it is judged whether the model may be approved.
 *
 * @param state whether there was a model before; the other fields say nothing where it is not {@link State#KNOWN}
 * @param reference the run that the model before came from
 * @param kept segments that go on
 * @param splits segments that became several
 * @param merges segments that several became
 * @param births segments that were not there before
 * @param deaths segments that are not there any more
 * @param leastCertainty that of the least certain judgement of all these, in [0, 1]
 * @param agreement of what both models answer for the new rows: the adjusted Rand index, at most 1
 * @param outside share of the new rows that fit no segment of the model before, as it judges by {@code alpha}; empty of
 * a model that does not judge
 * @param alpha the share of usual rows that fits no segment
 * @param movedByModel share of the customers of both files who are in another segment for the model's sake; empty where
 * no customers are known
 * @param valueMovedByModel the same of what customers are worth now; empty where that is not known
 * @param lost columns that the model before used and the new file lacks
 * @param added columns that the new model uses and were not there before
 * @param units columns that seem to be in other units than before
 * @param editedEnded names given by people that ended with their segments
 */
public record RunContinuity(State state, Optional<UUID> reference, int kept, int splits, int merges, int births,
        int deaths, double leastCertainty, double agreement, OptionalDouble outside, double alpha,
        OptionalDouble movedByModel, OptionalDouble valueMovedByModel, List<String> lost, List<String> added,
        List<String> units, List<String> editedEnded) {
    /** The first model of a data set. */
    public static final RunContinuity FIRST = without(State.FIRST);
    /** A model before which there was one that cannot be had. */
    public static final RunContinuity UNKNOWN = without(State.UNKNOWN);

    private static final String STATE = "state";
    private static final String REFERENCE = "reference_run";
    private static final String KEPT = "kept";
    private static final String SPLITS = "splits";
    private static final String MERGES = "merges";
    private static final String BIRTHS = "births";
    private static final String DEATHS = "deaths";
    private static final String CERTAINTY = "least_certainty";
    private static final String AGREEMENT = "agreement";
    private static final String OUTSIDE = "outside";
    private static final String ALPHA = "alpha";
    private static final String MOVED = "moved_by_model";
    private static final String VALUE_MOVED = "value_moved_by_model";
    private static final String LOST = "columns_lost";
    private static final String ADDED = "columns_added";
    private static final String UNITS = "columns_in_other_units";
    private static final String EDITED = "edited_names_ended";

    /** Whether there was a model before. */
    public enum State {
        /** None. */
        FIRST,
        /** One that cannot be had, so nothing is known of its segments. */
        UNKNOWN,
        /** One, and the new model was compared with it. */
        KNOWN
    }

    public RunContinuity {
        Check.argument(state != State.KNOWN || reference.isPresent(), "a known model before comes from a run");
        lost = List.copyOf(lost);
        added = List.copyOf(added);
        units = List.copyOf(units);
        editedEnded = List.copyOf(editedEnded);
    }

    private static RunContinuity without(State state) {
        return new RunContinuity(state, Optional.empty(), 0, 0, 0, 0, 0, 0, 0, OptionalDouble.empty(), 0,
                OptionalDouble.empty(), OptionalDouble.empty(), List.of(), List.of(), List.of(), List.of());
    }

    /** How many judgements say other than that a segment goes on. */
    public int changes() {
        return splits + merges + births + deaths;
    }

    /** The object as it stands in the metrics. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(STATE, state.name().toLowerCase(Locale.ROOT));
        reference.ifPresent(run -> {
            fields.put(REFERENCE, run.toString());
            fields.put(KEPT, kept);
            fields.put(SPLITS, splits);
            fields.put(MERGES, merges);
            fields.put(BIRTHS, births);
            fields.put(DEATHS, deaths);
            fields.put(CERTAINTY, leastCertainty);
            fields.put(AGREEMENT, agreement);
            outside.ifPresent(share -> {
                fields.put(OUTSIDE, share);
                fields.put(ALPHA, alpha);
            });
            movedByModel.ifPresent(share -> fields.put(MOVED, share));
            valueMovedByModel.ifPresent(share -> fields.put(VALUE_MOVED, share));
            fields.put(LOST, lost);
            fields.put(ADDED, added);
            fields.put(UNITS, units);
            fields.put(EDITED, editedEnded);
        });
        return fields;
    }

    static RunContinuity of(JsonObject object) {
        State state = object.constant(STATE, State.class);
        if (state != State.KNOWN) {
            return without(state);
        }
        OptionalDouble outside = object.optionalNumber(OUTSIDE);
        return new RunContinuity(state, Optional.of(ContractJson.uuid(object, REFERENCE)),
                Math.toIntExact(object.integer(KEPT)), Math.toIntExact(object.integer(SPLITS)),
                Math.toIntExact(object.integer(MERGES)), Math.toIntExact(object.integer(BIRTHS)),
                Math.toIntExact(object.integer(DEATHS)), object.number(CERTAINTY), object.number(AGREEMENT), outside,
                outside.isPresent() ? object.number(ALPHA) : 0, object.optionalNumber(MOVED),
                object.optionalNumber(VALUE_MOVED), object.strings(LOST), object.strings(ADDED),
                object.strings(UNITS), object.strings(EDITED));
    }
}
