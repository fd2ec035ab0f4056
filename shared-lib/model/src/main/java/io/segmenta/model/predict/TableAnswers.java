package io.segmenta.model.predict;

import io.segmenta.model.base.Check;
import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.monitor.Asked;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Answers all records of a table in CSV, more than one request may hold, line by line. The table is read and answered
 * as {@link Invocations} does one in {@code text/csv}, so the lines are the same; it may be in UTF-16 too. The table is
 * in memory, the answer is not. Immutable and safe for use by several threads.
 */
public final class TableAnswers {

    /** How many values that cannot be used are told of. */
    public static final int MOST_PROBLEMS = 20;

    private static final String NO_RECORDS = "the file holds no records";
    private static final int PART = 1 << 16;
    /** So many records are answered before the time is looked at again. */
    private static final int STEP = 1000;
    private static final int HEAD = 256;

    private final Predictor predictor;
    private final @Nullable Asked asked;
    private final @Nullable Predicate<String> leftOut;

    /**
     * How much is answered at most.
     *
     * @param records of one table
     * @param timeIsUp whether to give up, asked now and then
     */
    public record Limits(int records, BooleanSupplier timeIsUp) {}

    /**
     * What was answered.
     *
     * @param records of the table
     * @param refused those among them that have a reason in the place of an answer
     * @param problems why, the first {@link #MOST_PROBLEMS} of all values
     */
    public record Count(int records, int refused, List<FieldProblem> problems) {
        public Count {
            problems = List.copyOf(problems);
        }
    }

    /** Answers that are not counted. */
    public TableAnswers(Predictor predictor) {
        this(predictor, null, null);
    }

    /** @param asked what the records of one table are noted in, to be counted; null to count none */
    public TableAnswers(Predictor predictor, @Nullable Asked asked) {
        this(predictor, asked, null);
    }

    /**
     * Answers all but some customers, whose lines say that they have opted out.
     *
     * @param asked what the records of one table are noted in, to be counted; null to count none
     * @param leftOut whether the customer with an identifier is among them; null to answer all
     */
    public TableAnswers(Predictor predictor, @Nullable Asked asked, @Nullable Predicate<String> leftOut) {
        this.predictor = Check.notNull(predictor, "predictor");
        this.asked = asked;
        this.leftOut = leftOut;
    }

    /**
     * Writes a header and one line per record, in UTF-8; a record that cannot be used has the reason in its line.
     *
     * @throws RequestException when the table cannot be read, holds no record that can be used, or exceeds a limit;
     * what was written is then not to be used
     * @throws IOException when it cannot be written
     */
    public Count write(byte[] table, Limits limits, OutputStream out) throws IOException {
        if (asked != null) {
            asked.clear();
        }
        if (table.length == 0) {
            throw new RequestException(Problem.malformed(NO_RECORDS));
        }
        CsvTable records = CsvTable.of(predictor, table, wide(table));
        Session session = new Session(predictor, new InputRecord(predictor.schema()), Instant.EPOCH, false,
                leftOut);
        StringBuilder rows = new StringBuilder(PART);
        CsvLines lines = new CsvLines(rows, records.identifiers(),
                predictor.model().calibration().isPresent());
        lines.header();
        List<FieldProblem> problems = new ArrayList<>();
        int place = 0;
        int refused = 0;
        while (records.next(session, place)) {
            bound(place, limits);
            Prediction prediction = session.answer(place++);
            if (prediction == null && session.isLeftOut()) {
                lines.leaveOut(session.identity());
            } else if (prediction == null) {
                refused++;
                if (asked != null) {
                    asked.refused(NotingSink.reason(session));
                }
                lines.refuse(Problem.badRecord(session.problems()), session.identity());
                session.problems().stream().limit(MOST_PROBLEMS - problems.size()).forEach(problems::add);
            } else {
                lines.answer(prediction);
                if (asked != null) {
                    session.count(asked);
                }
            }
            if (rows.length() >= PART) {
                flush(rows, out);
            }
        }
        if (place == 0) {
            throw new RequestException(Problem.malformed(NO_RECORDS));
        } else if (refused == place) {
            throw new RequestException(new Problem("no-record", "No record of the file can be used", 422,
                    problems.get(0).sentence(), problems));
        }
        flush(rows, out);
        return new Count(place, refused, problems);
    }

    private static void bound(int place, Limits limits) {
        if (place >= limits.records) {
            throw new RequestException(
                    Problem.tooLarge("a file may hold at most " + limits.records + " records; send it in parts"));
        } else if (place % STEP == STEP - 1 && limits.timeIsUp.getAsBoolean()) {
            throw new RequestException(Problem.tooLarge("only the first " + place
                    + " records could be answered in the time there is; send the file in parts"));
        }
    }

    private static void flush(StringBuilder rows, OutputStream out) throws IOException {
        out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
        rows.setLength(0);
    }

    /** UTF-16, with a byte-order mark or without one, by its zero bytes. */
    private static Optional<Charset> wide(byte[] table) {
        int mark = table.length < 2 ? 0 : (table[0] & 0xFF) << 8 | (table[1] & 0xFF);
        if (mark == 0xFFFE || mark == 0xFEFF) {
            return Optional.of(StandardCharsets.UTF_16);
        }
        int head = Math.min(HEAD, table.length);
        int even = 0;
        int odd = 0;
        for (int i = 0; i + 1 < head; i += 2) {
            even += table[i] == 0 ? 1 : 0;
            odd += table[i + 1] == 0 ? 1 : 0;
        }
        int most = head / 3;
        return odd > most ? Optional.of(StandardCharsets.UTF_16LE)
                : even > most ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }
}
