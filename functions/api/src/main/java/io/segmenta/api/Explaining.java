package io.segmenta.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunFolder;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Schema;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.moves.Move;
import io.segmenta.model.moves.Moves;
import io.segmenta.model.moves.Wish;
import io.segmenta.model.predict.Prediction;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.rows.RowValues;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.storage.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Why a row of a run is in its segment, and what would move it: the run's model is asked about what it read of the row.
 * Models that were read are kept. Safe for several threads.
 */
final class Explaining {
    private static final int KEPT = 2;
    /** A model of a table of many levels or reference rows; a larger one would take the memory of other requests. */
    private static final long MOST_BYTES = 64L << 20;
    /** Below it every whole number is a double of its own. */
    private static final double EXACT = 0x1p53;
    /** Segments that moves are looked for to, that of the runner-up first. */
    private static final int MOST_WISHES = 8;

    private final ObjectStore store;
    private final RunRows rows;
    private final Map<UUID, Predictor> known = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Predictor> eldest) {
            return size() > KEPT;
        }
    };

    Explaining(ObjectStore store, RunRows rows) {
        this.store = store;
        this.rows = rows;
    }

    /**
     * Adds {@code why} and {@code would_move} to what is told of a row; nothing where the run kept no values of rows,
     * or the model cannot be asked.
     *
     * @param segment id of the segment that the run put the row into
     * @param names what segments are called, by their ids; others as the model calls them
     */
    void explain(ObjectNode shape, Model model, int row, String segment, Map<String, String> names) {
        RunFolder run = new RunFolder(model.dataset(), model.run());
        // What was rewritten meanwhile is another file's.
        rows.values(run).filter(values -> row <= values.rows())
                .ifPresent(values -> predictor(run, model).ifPresent(predictor -> {
                    try {
                        answer(shape, predictor, record(values, row, predictor.schema()), segment, names);
                    } catch (DataException unusable) {
                        // A row with a level that the model refuses took no part in the run, and has no reasons.
                        shape.putObject("why").put("note", unusable.getMessage());
                    }
                }));
    }

    private static InputRecord record(RowValues values, int row, Schema schema) {
        Map<String, Object> known = values.find(row);
        InputRecord record = InputRecord.of(schema, known);
        values.columns().stream().filter(column -> !known.containsKey(column))
                .forEach(column -> record.setMissing(schema.indexOf(column)));
        return record;
    }

    private static void answer(ObjectNode shape, Predictor predictor, InputRecord record, String segment,
            Map<String, String> names) {
        Prediction prediction = predictor.predict(record, Instant.EPOCH);
        ObjectNode why = shape.putObject("why");
        Segment answered = prediction.segment();
        if (!answered.id().equals(segment)) {
            // Fitted labels of some algorithms are not what the model answers a new row.
            why.put("note", "a new customer like this one would be in another segment").put("segment_id",
                    answered.id()).put("name", called(answered, names));
            return;
        }
        Prediction.Reasons reasons = prediction.reasons();
        if (reasons == null) {
            why.put("note", predictor.model().segments().size() == 1 ? "there is one segment"
                    : "no single columns decided");
        } else {
            Segment other = reasons.runnerUp();
            why.put("instead_of", other.id()).put("instead_of_name", called(other, names));
            parts(why.putArray("parts"), reasons.why());
            parts(why.putArray("against"), reasons.against());
            why.put("other", rounded(reasons.other()));
            if (reasons.note() != null) {
                why.put("note", reasons.note());
            }
        }
        moves(shape, predictor, record, prediction, names);
    }

    private static String called(Segment segment, Map<String, String> names) {
        return names.getOrDefault(segment.id(), segment.name());
    }

    private static void parts(ArrayNode array, List<Prediction.Part> parts) {
        for (Prediction.Part part : parts) {
            ObjectNode shape = array.addObject().put("column", part.column());
            if (part.text() != null) {
                shape.put("value", part.text());
            } else if (!Double.isNaN(part.number())) {
                value(shape, "value", part.number());
            }
            shape.put("contribution", rounded(part.contribution()));
        }
    }

    /** To each segment the cheapest change of one column, and what is cheaper than all of them. */
    private static void moves(ObjectNode shape, Predictor predictor, InputRecord record, Prediction prediction,
            Map<String, String> names) {
        Moves moves = new Moves(predictor);
        ArrayNode single = shape.putArray("would_move");
        ArrayNode several = Json.object().arrayNode();
        Stream<Segment> runnerUp = Optional.ofNullable(prediction.reasons()).map(Prediction.Reasons::runnerUp).stream();
        Stream.concat(runnerUp, predictor.model().segments().stream()).distinct()
                .filter(segment -> !segment.id().equals(prediction.segment().id())).limit(MOST_WISHES)
                .forEach(segment -> {
                    Consumer<ObjectNode> into = move -> move.put("segment_id", segment.id()).put("name",
                            called(segment, names));
                    List<Move> found = moves.find(record, Wish.of(segment.id()));
                    found.stream().filter(move -> move.changes().size() == 1).findFirst()
                            .ifPresent(move -> into.accept(change(single.addObject(), move.changes().getFirst())));
                    found.stream().filter(move -> move.changes().size() > 1).findFirst().ifPresent(move -> {
                        ObjectNode together = several.addObject();
                        ArrayNode changes = together.putArray("changes");
                        move.changes().forEach(one -> change(changes.addObject(), one));
                        into.accept(together);
                    });
                });
        if (!several.isEmpty()) {
            shape.set("would_move_together", several);
        }
    }

    /** Predictions tell six decimals too. */
    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }

    private static ObjectNode change(ObjectNode shape, Move.Change change) {
        shape.put("column", change.column());
        value(shape, "from", change.from());
        value(shape, "to", change.to());
        return shape;
    }

    /** Whole numbers without a fraction. */
    private static void value(ObjectNode shape, String field, Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < EXACT) {
            shape.put(field, number.longValue());
        } else if (value instanceof Double number) {
            shape.put(field, number);
        } else {
            shape.put(field, value.toString());
        }
    }

    private Optional<Predictor> predictor(RunFolder run, Model model) {
        synchronized (known) {
            Predictor kept = known.get(run.run());
            if (kept != null) {
                return Optional.of(kept);
            }
        }
        String key = run.key(RunFile.MODEL);
        Optional<Predictor> read = store.head(key).filter(head -> head.size() <= MOST_BYTES)
                .flatMap(_ -> store.readAll(key))
                .map(bytes -> new Predictor(read(bytes), "v" + model.version()));
        read.ifPresent(predictor -> {
            synchronized (known) {
                known.put(run.run(), predictor);
            }
        });
        return read;
    }

    private static SegmentationModel read(byte[] file) {
        try {
            return ModelFile.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
