package io.segmenta.model.contract;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a file is put so that the live model of a data set answers its records: {@code score/<dataset>/<file>}. The
 * answer and the outcome come to lie at names of their own for each file, whatever its ending.
 *
 * @param file its name, of any characters but a slash
 */
public record ScoreKey(String dataset, String file) {
    /** What every key of a file to be scored begins with. */
    public static final String PREFIX = "score/";

    /** In bytes of UTF-8, of a key in S3. */
    private static final int LONGEST = 1024;
    private static final Pattern KEY = Pattern.compile("score/([^/]+)/([^/]+)", Pattern.DOTALL);
    private static final String PLACE = PREFIX + "<dataset>/<file>";

    /** The key in the bucket. */
    public String key() {
        return PREFIX + dataset + '/' + file;
    }

    /** Where the answers come to lie: {@code people/<dataset>/scores/<file>.csv.gz}. */
    public String answer() {
        return beside(".csv.gz");
    }

    /** Where the outcome comes to lie, a {@link ScoreOutcome}: {@code people/<dataset>/scores/<file>.json}. */
    public String outcome() {
        return beside(".json");
    }

    private String beside(String ending) {
        return "people/" + dataset + "/scores/" + file + ending;
    }

    /** What a key asks to be scored; empty for folders and for whatever {@link #misplaced} has words. */
    public static Optional<ScoreKey> parse(String key) {
        Matcher matcher = KEY.matcher(key);
        return matcher.matches()
                ? Optional.of(new ScoreKey(matcher.group(1), matcher.group(2)))
                        .filter(it -> DatasetName.isValid(it.dataset) && it.isShort())
                : Optional.empty();
    }

    private boolean isShort() {
        return answer().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    /** Why a file under {@code score/} is not scored; empty for folders and for keys that are elsewhere. */
    public static Optional<String> misplaced(String key) {
        if (!key.startsWith(PREFIX) || key.endsWith("/") || parse(key).isPresent()) {
            return Optional.empty();
        }
        String[] parts = key.split("/", -1);
        String wrong = parts.length < 3 ? "the file is in no data set"
                : !DatasetName.isValid(parts[1]) ? DatasetName.refusal(parts[1])
                        : parts.length > 3 ? "the file is in a folder below its data set"
                                : "the name is too long for the answer's key, which may have " + LONGEST + " bytes";
        return Optional.of(wrong + "; put it at " + PLACE);
    }
}
