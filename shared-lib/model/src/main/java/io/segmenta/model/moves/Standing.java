package io.segmenta.model.moves;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which way a column can go in a customer's life. */
enum Standing {
    /** Either way. */
    FREE,
    /** Up: how long somebody has been a customer, when they last bought. */
    RISES,
    /** Not at all: age, birth, the day of joining, what is protected. */
    FIXED;

    private static final Set<String> SPANS = Set.of("years", "months", "weeks", "days", "age", "duration", "length");
    private static final Set<String> BONDS = Set.of("member", "membership", "customer", "account", "client",
            "contract", "subscription", "relationship");
    private static final Set<String> TENURE = Set.of("tenure", "seniority", "vintage");
    private static final Set<String> LASTING = Set.of("age", "ages", "aged", "alter", "edad", "âge", "idade",
            "leeftijd",
            "birth", "birthday", "birthdate", "birthyear", "born", "dob", "yob", "geburtsjahr", "geburtsdatum",
            "naissance", "nacimiento", "joined", "joining", "signup", "registered", "registration", "since", "created",
            "enrolled", "enrolment", "enrollment");

    /** Returns how a column stands by its role and its name. */
    static Standing of(ColumnSchema column) {
        List<String> words = words(column.name());
        if (column.role() == Role.PROTECTED) {
            return FIXED;
        }
        boolean bound = words.stream().anyMatch(BONDS::contains) && words.stream().anyMatch(SPANS::contains);
        if (bound || words.stream().anyMatch(TENURE::contains)) {
            return RISES;
        }
        if (words.stream().anyMatch(LASTING::contains)) {
            return FIXED;
        }
        return column.role() == Role.DATE ? RISES : FREE;
    }

    private static List<String> words(String name) {
        return Arrays.asList(name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2").toLowerCase(Locale.ROOT)
                .split("[^\\p{L}]+"));
    }
}
