package io.segmenta.api.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a caller may do. Each role includes those before it. */
public enum Role {
    /** Sees runs, models and evidence, no rows of people. */
    VIEWER,
    /** Uploads, starts runs, edits names, sees customers. */
    ANALYST,
    /** Decides which version serves. */
    APPROVER,
    /** Deletes, erases, repeats. */
    OPERATOR;

    /** Its name in documents and in the role map. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether who has this role may do what the other one may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** This role and all that it includes, the least first. */
    public List<Role> all() {
        return Stream.of(values()).filter(this::includes).toList();
    }

    /** The role of that name; empty when there is none. */
    public static Optional<Role> of(String word) {
        return Stream.of(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
