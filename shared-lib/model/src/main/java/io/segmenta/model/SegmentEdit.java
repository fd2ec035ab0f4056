package io.segmenta.model;

import io.segmenta.model.Identity.NameSource;
import io.segmenta.model.base.Check;
import java.util.Optional;

/**
 * What people call a segment now, and what they do about its members, once one of them has said so. It is laid over the
 * model by the lasting id, so that neither the model's bytes nor what serves it have to change.
 *
 * @param id of the segment, lasting
 * @param name for people, not blank
 * @param nameSource of the name: it is the model's again when a person has taken theirs back
 * @param action what to do about its members; may be empty
 */
public record SegmentEdit(String id, String name, NameSource nameSource, String action) {
    /** The most that a person may write as a name, in characters, as Java counts them. */
    public static final int MAX_NAME = 100;
    /** The most that a person may write as an action, in characters, as Java counts them. */
    public static final int MAX_ACTION = 500;

    public SegmentEdit {
        Check.notBlank(id, "id");
        Check.notBlank(name, "name");
        Check.notNull(nameSource, "nameSource");
        Check.notNull(action, "action");
    }

    /** Returns what a person may call a segment, unless this is it: one line, as it will be shown. */
    public static Optional<String> nameProblem(String name) {
        boolean good = !name.isBlank() && name.strip().equals(name) && isLine(name, MAX_NAME);
        return good ? Optional.empty()
                : Optional.of("one line of 1 to " + MAX_NAME
                        + " characters, without blanks around it and without control characters");
    }

    /** Returns what a person may write as an action, unless this is it. */
    public static Optional<String> actionProblem(String action) {
        boolean good = action.strip().equals(action) && isLine(action, MAX_ACTION);
        return good ? Optional.empty()
                : Optional.of("one line of at most " + MAX_ACTION
                        + " characters, without blanks around it and without control characters");
    }

    private static boolean isLine(String text, int most) {
        return text.length() <= most && text.codePoints().noneMatch(SegmentEdit::isControl);
    }

    /** Also what turns the direction of a line, by which a text is shown as another, and halves of characters. */
    private static boolean isControl(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> turns(character);
            default -> false;
        };
    }

    private static boolean turns(int character) {
        return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    }
}
