package io.segmenta.model.contract;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Every place of the bucket where rows of people or their identifiers lie. The catalogue holds none. What erases a
 * customer, answers one or checks an erasure goes by this list and by nothing else, so whatever writes people's rows
 * elsewhere breaks it.
 */
public enum PeoplePlace {
    /** Files that runs are made of. */
    UPLOADS("data/(?:[^/]+/)?[^/]+", Kind.ROWS, "files that runs are made of"),
    /** Files that were put to be looked at. */
    ANNOUNCED("uploads/.+", Kind.ROWS, "files that were put to be looked at"),
    /** What a run would make of those, with rows as an example. */
    PREVIEWS("previews/.+", Kind.WHOLE, "what a run would make of a file, with some rows of it"),
    /** Files whose records are to be answered. */
    QUESTIONS("score/.+", Kind.ROWS, "files whose records are answered"),
    /** The answers to them. */
    ANSWERS("people/[^/]+/scores/.+\\.csv\\.gz", Kind.ROWS, "the answers to such files"),
    /** What became of such files, with values that could not be used. */
    OUTCOMES_OF_SCORING("people/[^/]+/scores/.+", Kind.WHOLE, "what became of such files, with refused values"),
    /** The rows of a run: who is where, what the model read, the border, who moved, the map, rows for comparison. */
    RUNS("people/[^/]+/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.+", Kind.RUN,
            "the rows of each run: segments, what the model read, who is at a border or moved, map, reference rows"),
    /** First exposures to experiments, under hashes. */
    EXPOSURES("people/[^/]+/experiments/.+", Kind.ROWS, "exposures to experiments, under keyed hashes"),
    /** Features by customer, under hashes. */
    FEATURES("people/[^/]+/features/.+", Kind.ROWS, "features by customer, under keyed hashes"),
    /** Encoded rows that the monitor samples, under hashes. */
    SAMPLES("people/[^/]+/samples/.+", Kind.ROWS, "encoded rows of the monitor, under keyed hashes"),
    /** Outcomes of experiments. */
    OUTCOMES("outcomes/.+", Kind.ROWS, "outcomes of experiments"),
    /** Lists of rows that people asked for. */
    LISTS("exports/.+\\.csv", Kind.WHOLE, "lists that people asked for, which go after a day"),
    /** Rows of runs from before they had a place of their own. */
    EARLIER_RUNS("runs/[^/]+/[0-9a-f-]{36}/assignments.*", Kind.WHOLE, "rows of runs of earlier releases"),
    /** Profiles of runs of earlier releases, which had some rows in them. */
    EARLIER_PROFILES("runs/[^/]+/[0-9a-f-]{36}/profile\\.json", Kind.PROFILE,
            "profiles of runs of earlier releases, with the rows nearest the middle of each segment"),
    /** Why a run failed, with the value that was at fault, and where rows break the constraints. */
    FAULTS("runs/[^/]+/[0-9a-f-]{36}/(?:failure|validation)\\.json", Kind.WHOLE,
            "why runs failed and rows break constraints, with the values at fault"),
    /** What was asked to be erased: the identifier, until it is done. */
    REQUESTS("privacy/erasures/.+\\.request\\.json", Kind.OWN, "what is asked to be erased, until it is"),
    /** Who has opted out, under hashes. */
    OPT_OUTS("privacy/optout\\.bin", Kind.OWN, "who has opted out, under keyed hashes");

    private final Pattern keys;
    private final Kind kind;
    private final String words;

    /** What erasing a customer does there. */
    public enum Kind {
        /** Lines of text that are written anew without the customer's; what is no text goes whole. */
        ROWS,
        /** Objects that are deleted whole. */
        WHOLE,
        /** Profiles, which stay without the rows that stood in them. */
        PROFILE,
        /** Files of a run that belong together. */
        RUN,
        /** What erasure itself sees to. */
        OWN
    }

    PeoplePlace(String keys, Kind kind, String words) {
        this.keys = Pattern.compile(keys, Pattern.DOTALL);
        this.kind = kind;
        this.words = words;
    }

    /** The place that a key belongs to; empty where no rows of people may lie. */
    public static Optional<PeoplePlace> of(String key) {
        for (PeoplePlace place : values()) {
            if (place.keys.matcher(key).matches() && !isSettings(key)) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    private static boolean isSettings(String key) {
        return key.startsWith(UploadKey.PREFIX)
                && (key.endsWith('/' + SettingsKeys.SETTINGS) || key.endsWith('/' + SettingsKeys.SCHEMA));
    }

    /** What erasing a customer does there. */
    public Kind kind() {
        return kind;
    }

    /** What lies there, in words. */
    public String words() {
        return words;
    }

    /** The name in receipts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
