package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import org.jspecify.annotations.Nullable;

/** A column that is read: its slot is among the codes when {@code levels} is there, else among the numbers. */
record Source(String name, int slot, @Nullable LevelIndex levels, @Nullable UnseenLevels unseen) {
    boolean isText() {
        return levels != null;
    }

    boolean countsAsMissing(int code) {
        return code == LevelIndex.UNSEEN && unseen != null && unseen.kind() == UnseenLevels.Kind.MISSING;
    }

    boolean refuses(int code) {
        return code == LevelIndex.UNSEEN && unseen != null && unseen.kind() == UnseenLevels.Kind.REFUSE;
    }

    /** Returns the levels of a text. */
    LevelIndex textLevels() {
        return Check.notNull(levels, name);
    }
}
