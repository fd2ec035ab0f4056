package io.segmenta.model.moves;

import io.segmenta.model.Baseline;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Role;
import io.segmenta.model.moves.Move.Change;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.model.steps.FeatureStep;
import io.segmenta.model.steps.OneHot;
import io.segmenta.model.steps.OrdinalEncode;
import io.segmenta.model.steps.RowEncoder;
import io.segmenta.model.steps.YearToAge;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the least changes of a record after which a model answers another segment. What is found says how the model
 * decides; whether a customer can be moved so, and what comes of it, it does not say.
 *
 * <p>
 * Protected columns, ages, births and days of joining stay; tenure and other dates only rise; columns without a value
 * in the record, columns that are computed from others, and values beyond those of training are left alone. A change is
 * measured in units of features. One column: where the answer turns along it. Several: the least cost-weighted squared
 * change under one half-space per other segment, for segments about centroids and mixtures, the latter made linear
 * again and again; for all others the way to the nearest rows of the wanted segment, cut short. One other level is
 * tried by itself and, where segments are about centroids or mixtures, with such a change. Values are rounded away from
 * the record's, and the model is asked again: what it does not answer with the wanted segment is not returned.
 * Deterministic.
 */
public final class Moves {
    /** What the moves are headed by wherever people see them. */
    public static final String HEADING = "model sensitivity, not a promise";

    private static final int MOST_SINGLE = 10;
    private static final int MOST_LEVELS = 50;

    private final SegmentationModel model;
    private final Predictor predictor;
    private final RowEncoder encoder;

    /** @param predictor that answers; its model is asked */
    public Moves(Predictor predictor) {
        this.predictor = predictor;
        this.model = predictor.model();
        this.encoder = model.pipeline().encoder(model.schema());
    }

    /**
     * Finds moves.
     *
     * @param record of the model's schema; not changed
     * @param wish which segment is wanted
     * @return moves of one column, the cheapest first, then, where it is cheaper than all of them, one of several
     * columns; empty when the record is of that segment already or no move was found
     * @throws DataException ({@link Reason#BAD_RECORD}) when the record cannot be used; when the wish names a segment
     * or a column that the model has not
     */
    public List<Move> find(InputRecord record, Wish wish) {
        int target = target(wish);
        if (predictor.predict(record, Instant.EPOCH).segment().cluster() == target) {
            return List.of();
        }
        Asked asked = new Asked(model);
        List<Movable> columns = movable(record, wish, asked);
        Map<Integer, List<String>> levels = levels(record, wish);
        Search search = new Search(model, asked, target, columns);
        List<Move> single = new ArrayList<>();
        for (Movable column : columns) {
            search.one(record, column).map(to -> move(record, to, columns, wish)).ifPresent(single::add);
        }
        List<Move> several = new ArrayList<>();
        search.several(record).map(to -> move(record, to, columns, wish)).ifPresent(several::add);
        levels.forEach((column, others) -> others.forEach(level -> {
            InputRecord other = record.copy();
            other.setText(column, level);
            if (asked.answer(other) == target) {
                single.add(move(record, other, columns, wish));
            } else if (search.isSmooth()) {
                search.several(other).map(to -> move(record, to, columns, wish)).ifPresent(several::add);
            }
        }));
        single.removeIf(move -> !holds(record, move, target));
        several.removeIf(move -> !holds(record, move, target));
        single.sort(Comparator.comparingDouble(Move::cost));
        double least = single.isEmpty() ? Double.POSITIVE_INFINITY : single.get(0).cost();
        Optional<Move> cheapest = several.stream().filter(move -> move.changes().size() > 1 && move.cost() < least)
                .min(Comparator.comparingDouble(Move::cost));
        List<Move> found = new ArrayList<>(single.subList(0, Math.min(MOST_SINGLE, single.size())));
        cheapest.ifPresent(found::add);
        return List.copyOf(found);
    }

    private int target(Wish wish) {
        List<String> known = model.schema().columns().stream().map(ColumnSchema::name).toList();
        for (String column : wish.fixed()) {
            check(known, column);
        }
        wish.onlyUp().forEach(column -> check(known, column));
        wish.cost().keySet().forEach(column -> check(known, column));
        return model.segments().stream().filter(segment -> segment.id().equals(wish.target())).findFirst()
                .map(Segment::cluster).orElseThrow(() -> DataException.of(Reason.BAD_RECORD,
                        "target: the model has no segment \"%s\"; it has %s", wish.target(), String.join(", ",
                                model.segments().stream().map(Segment::id).toList())));
    }

    private static void check(List<String> known, String column) {
        if (!known.contains(column)) {
            throw DataException.of(Reason.BAD_RECORD, "the model has no column \"%s\"; it has %s", column,
                    String.join(", ", known));
        }
    }

    /** The columns of numbers that may change. */
    private List<Movable> movable(InputRecord record, Wish wish, Asked asked) {
        FeaturePipeline pipeline = model.pipeline();
        List<Movable> columns = new ArrayList<>();
        float[] told = asked.told(record);
        for (int s = 0; s < pipeline.sources().size(); s++) {
            String name = pipeline.sources().get(s);
            ColumnSchema schema = model.schema().columns().get(encoder.column(s));
            Standing standing = standing(schema, wish);
            Optional<Baseline.Numbers> numbers = model.baseline().numbers(name);
            double value = encoder.number(record, s);
            if (standing == Standing.FIXED || pipeline.isDerived(s) || numbers.isEmpty() || Double.isNaN(value)) {
                continue;
            }
            Shape shape = new Shape(name, pipeline.steps());
            double feature = shape.forward(value);
            InputRecord aside = record.copy();
            double end = shape.forward(numbers.get().max());
            double start = shape.forward(numbers.get().min());
            double step = end != feature ? end : start;
            aside.setNumber(encoder.column(s), step == end ? numbers.get().max() : numbers.get().min());
            double[] direction = direction(told, asked.told(aside), step - feature);
            if (direction.length > 0) {
                boolean turned = end < start;
                double low = standing == Standing.RISES && !turned ? feature : Math.min(feature, Math.min(start, end));
                double high = standing == Standing.RISES && turned ? feature : Math.max(feature, Math.max(start, end));
                columns.add(new Movable(name, encoder.column(s), value, feature, low, high, direction, wish.cost(name),
                        Movable.isWhole(numbers.get()), schema.role() == Role.DATE, shape));
            }
        }
        return columns;
    }

    /** What a unit of a feature adds to all, empty where it adds nothing. */
    private static double[] direction(float[] from, float[] to, double length) {
        double[] direction = new double[from.length];
        boolean moves = false;
        for (int f = 0; f < direction.length && to.length == from.length; f++) {
            direction[f] = ((double) to[f] - from[f]) / length;
            moves |= direction[f] != 0 && Double.isFinite(direction[f]);
        }
        return moves ? direction : new double[0];
    }

    private Standing standing(ColumnSchema column, Wish wish) {
        boolean birth = model.pipeline().steps().stream()
                .anyMatch(step -> step instanceof YearToAge age && age.column().equals(column.name()));
        Standing standing = wish.fixed().contains(column.name()) || birth ? Standing.FIXED : Standing.of(column);
        return standing == Standing.FREE && wish.onlyUp().contains(column.name()) ? Standing.RISES : standing;
    }

    /** The columns of levels that may change, by their places in the schema, with the levels they may change to. */
    private Map<Integer, List<String>> levels(InputRecord record, Wish wish) {
        Map<Integer, List<String>> levels = new LinkedHashMap<>();
        for (int s = 0; s < model.pipeline().sources().size(); s++) {
            ColumnSchema schema = model.schema().columns().get(encoder.column(s));
            Optional<String> own = encoder.level(record, s);
            if (standing(schema, wish) == Standing.FREE && own.isPresent()) {
                levels.put(encoder.column(s), known(schema.name()).filter(level -> !level.equals(own.get())).toList());
            }
        }
        return levels;
    }

    /** The levels of a column that training saw often enough to tell them apart. */
    private Stream<String> known(String column) {
        Set<String> levels = new LinkedHashSet<>();
        for (FeatureStep step : model.pipeline().steps()) {
            if (step instanceof OneHot oneHot && oneHot.column().equals(column)) {
                levels.addAll(oneHot.levels());
            } else if (step instanceof OrdinalEncode ordinal && ordinal.column().equals(column)) {
                levels.addAll(ordinal.order());
            }
        }
        return levels.stream().limit(MOST_LEVELS);
    }

    /** Returns how one record differs from another. */
    private Move move(InputRecord from, InputRecord to, List<Movable> columns, Wish wish) {
        List<Change> changes = new ArrayList<>();
        List<Double> costs = new ArrayList<>();
        for (int s = 0; s < model.pipeline().sources().size(); s++) {
            int place = encoder.column(s);
            String name = model.schema().columns().get(place).name();
            Optional<Movable> moved = columns.stream().filter(one -> one.column() == place).findFirst();
            double number = encoder.number(to, s);
            if (moved.isPresent() && number != moved.get().value()) {
                double change = moved.get().shape().forward(number) - moved.get().feature();
                add(new Change(name, shown(moved.get(), moved.get().value()), shown(moved.get(), number)),
                        moved.get().cost() * change * change, changes, costs);
            }
            Optional<String> level = encoder.level(to, s);
            Optional<String> own = encoder.level(from, s);
            if (level.isPresent() && own.isPresent() && !level.equals(own)) {
                add(new Change(name, own.get(), level.get()), wish.cost(name), changes, costs);
            }
        }
        return new Move(changes, costs.stream().mapToDouble(cost -> cost).sum());
    }

    /** Keeps the dearest first. */
    private static void add(Change change, double cost, List<Change> changes, List<Double> costs) {
        int at = 0;
        while (at < costs.size() && costs.get(at) >= cost) {
            at++;
        }
        costs.add(at, cost);
        changes.add(at, change);
    }

    private static Object shown(Movable column, double value) {
        return column.isDate() ? LocalDate.ofEpochDay((long) Math.floor(value)).toString() : (Object) value;
    }

    /** Asks the model again, with the values as they are shown. */
    private boolean holds(InputRecord record, Move move, int target) {
        InputRecord changed = record.copy();
        for (Change change : move.changes()) {
            int place = model.schema().indexOf(change.column());
            if (change.to() instanceof Double number) {
                changed.setNumber(place, number);
            } else {
                changed.setText(place, change.to().toString());
            }
        }
        return !move.changes().isEmpty()
                && predictor.predict(changed, Instant.EPOCH).segment().cluster() == target;
    }
}
