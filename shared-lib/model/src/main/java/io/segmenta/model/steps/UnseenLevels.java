package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import java.util.HashSet;
import java.util.List;

/**
 * Says what becomes of a level that training did not see. Without this step such a level goes where the encoder puts
 * rare ones; see {@link OneHot} and {@link OrdinalEncode}. A rare level that training did see is known, and goes there
 * with this step as well. It comes before its column is encoded.
 *
 * @param known every level that training saw, in any order
 */
public record UnseenLevels(String column, List<String> known, Kind kind) implements InPlaceStep {

    /** What becomes of the level. */
    public enum Kind {
        /** The value counts as missing. */
        MISSING,
        /** The record is refused. */
        REFUSE
    }

    private static final int MAX_SHOWN = 10;
    private static final int MAX_LENGTH = 40;

    public UnseenLevels {
        Check.notNull(column, "column");
        Check.notNull(kind, "kind");
        known = List.copyOf(known);
        Check.argument(!known.isEmpty(), "column \"%s\": training saw at least one level", column);
        Check.argument(new HashSet<>(known).size() == known.size(), "column \"%s\": a level is listed twice", column);
    }

    /** Returns what a record should have held, with the first few known levels. */
    String expected() {
        StringBuilder text = new StringBuilder("one of the ").append(known.size())
                .append(" levels that training saw (");
        for (int i = 0; i < Math.min(MAX_SHOWN, known.size()); i++) {
            text.append(i == 0 ? "" : ", ").append(shown(known.get(i)));
        }
        return text.append(known.size() > MAX_SHOWN ? ", …)" : ")").append(" or no value").toString();
    }

    private static String shown(String level) {
        int end = level.length() <= MAX_LENGTH ? level.length()
                : level.offsetByCodePoints(0, level.codePointCount(0, MAX_LENGTH));
        return end == level.length() ? level : level.substring(0, end) + "…";
    }

    @Override
    public String describe() {
        return column + ": a level other than the " + known.size() + " of training "
                + (kind == Kind.MISSING ? "counts as missing" : "is refused");
    }
}
