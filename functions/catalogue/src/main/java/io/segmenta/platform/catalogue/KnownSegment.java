package io.segmenta.platform.catalogue;

import io.segmenta.model.Identity.NameSource;
import io.segmenta.model.SegmentEdit;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A lasting segment of a data set, as it is called now.
 *
 * @param id lasting
 * @param proposedName the name that its first model gave it
 * @param proposedAction the action that its first model gave it; may be empty
 * @param color {@code #rrggbb}
 * @param born the first run known to have found it
 * @param edited what people made of name and action last; empty of a segment that was never edited
 */
public record KnownSegment(String dataset, String id, String proposedName, String proposedAction, String color,
        UUID born, Instant bornAt, Optional<Edit> edited) {
    /** What it is called now. */
    public String name() {
        return edited.flatMap(Edit::name).orElse(proposedName);
    }

    /** What to do about its members now; may be empty. */
    public String action() {
        return edited.flatMap(Edit::action).orElse(proposedAction);
    }

    /** Where the name that it has now comes from. */
    public NameSource nameSource() {
        return edited.flatMap(Edit::name).isPresent() ? NameSource.EDITED : NameSource.PROPOSED;
    }

    /** How often it has been edited: what the next edit has to know, so that nobody's edit is overwritten unseen. */
    public int edits() {
        return edited.map(Edit::number).orElse(0);
    }

    /** What is laid over the models that have it. */
    SegmentEdit overlay() {
        return new SegmentEdit(id, name(), nameSource(), action());
    }
}
