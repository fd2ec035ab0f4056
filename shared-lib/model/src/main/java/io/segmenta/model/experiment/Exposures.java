package io.segmenta.model.experiment;

import io.segmenta.model.base.DataException;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.Gzipped;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The file of {@link Exposure}s: CSV in gzip, {@code customer,arm,segment,at}. Reading trusts nothing: what unpacks to
 * more than {@value #MOST_BYTES} bytes or has a line of another shape is refused.
 */
public final class Exposures {

    /** The most bytes of a file, unpacked. */
    public static final int MOST_BYTES = 32 << 20;

    private static final String HEADER = "customer,arm,segment,at";
    private static final int FIELDS = 4;

    private Exposures() {}

    /** Returns the bytes of a file; equal exposures give equal bytes. */
    public static byte[] write(Collection<Exposure> exposures) {
        StringBuilder lines = new StringBuilder(HEADER).append('\n');
        for (Exposure one : exposures) {
            lines.append(one.customer()).append(',').append(one.arm().word()).append(',').append(one.segment())
                    .append(',').append(one.at()).append('\n');
        }
        return Gzipped.pack(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a file.
     *
     * @param what names the file in messages
     * @throws DataException ({@link Reason#TOO_LARGE} or {@link Reason#MALFORMED}) when it cannot be used
     */
    public static List<Exposure> read(byte[] file, String what) {
        byte[] text = Gzipped.unpack(file, MOST_BYTES, what);
        List<Exposure> exposures = new ArrayList<>();
        int number = 0;
        for (String line : new String(text, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            if (number > 1 && !line.isEmpty()) {
                exposures.add(exposure(line, what, number));
            }
        }
        return exposures;
    }

    private static Exposure exposure(String line, String what, int number) {
        String[] fields = line.split(",", -1);
        try {
            if (fields.length == FIELDS) {
                Arm arm = fields[1].equals(Arm.CHALLENGER.word()) ? Arm.CHALLENGER : Arm.CHAMPION;
                if (arm.word().equals(fields[1])) {
                    return new Exposure(fields[0], arm, fields[2], Instant.parse(fields[3]));
                }
            }
        } catch (DateTimeException | IllegalArgumentException malformed) {
            throw new DataException(Reason.MALFORMED, what + ": line " + number + ": " + malformed.getMessage(),
                    malformed);
        }
        throw DataException.of(Reason.MALFORMED, "%s: line %d must be \"%s\" with the arm champion or challenger", what,
                number, HEADER);
    }
}
