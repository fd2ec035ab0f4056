package io.segmenta.model.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request's body says it is, and what is told when it is something else. */
final class RequestBody {
    /** How the parser writes another place in the body. */
    private static final Pattern PLACE = Pattern.compile("\\[Source: [^\\[\\]]*; line: (\\d+), column: (\\d+)]");

    /** How bytes compressed by gzip begin. */
    private static final int GZIP = 0x1F8B;

    private static final String CHARSET = "charset=";
    private static final Set<String> UTF_8 = Set.of("utf-8", "us-ascii");

    private RequestBody() {}

    static String mediaType(@Nullable String contentType) {
        if (Invocations.JSON.equals(contentType) || contentType == null || contentType.isBlank()) {
            return Invocations.JSON;
        }
        String named = contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        String type = named.equals(Invocations.CSV_BYTES) ? Invocations.CSV : named;
        Optional<String> charset = charsetName(contentType);
        boolean readable = charset.isEmpty() || UTF_8.contains(charset.get())
                || (type.equals(Invocations.CSV) && isSupported(charset.get()));
        return switch (readable ? type : "") {
            case Invocations.JSON -> Invocations.JSON;
            case Invocations.CSV -> Invocations.CSV;
            case Invocations.JSON_LINES, "application/x-jsonlines", "application/jsonl", "application/x-ndjson" ->
                Invocations.JSON_LINES;
            default ->
                throw new RequestException(
                        Problem.of(415, "unsupported-media-type", "The content type is not supported",
                                "content type must be " + Invocations.JSON + ", " + Invocations.CSV + " or "
                                        + Invocations.JSON_LINES + " in UTF-8, got \""
                                        + contentType.strip() + "\""));
        };
    }

    /** Returns the encoding that a table is said to be in, other than UTF-8. */
    static Optional<Charset> charset(@Nullable String contentType) {
        return contentType == null ? Optional.empty()
                : charsetName(contentType).filter(name -> !UTF_8.contains(name)).map(Charset::forName);
    }

    private static Optional<String> charsetName(String contentType) {
        return Arrays.stream(contentType.toLowerCase(Locale.ROOT).split(";", -1)).skip(1)
                .map(parameter -> parameter.strip().replace("\"", ""))
                .filter(parameter -> parameter.startsWith(CHARSET))
                .map(parameter -> parameter.substring(CHARSET.length())).reduce((first, last) -> last);
    }

    private static boolean isSupported(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalCharsetNameException noName) {
            return false;
        }
    }

    /** Compressed bytes and UTF-16 are told as what they are, not as text that makes no sense. */
    static void refuseOtherEncodings(byte[] body) {
        int mark = body.length < 2 ? 0 : (body[0] & 0xFF) << 8 | (body[1] & 0xFF);
        String found = mark == GZIP ? "compressed by gzip" : mark == 0xFEFF || mark == 0xFFFE ? "UTF-16" : "";
        if (!found.isEmpty()) {
            throw new RequestException(Problem.of(415, "unsupported-encoding", "The encoding is not supported",
                    "the body must be plain UTF-8, got " + found));
        }
    }

    static String sentence(JsonProcessingException malformed) {
        if (malformed instanceof StreamConstraintsException bound
                && String.valueOf(bound.getMessage()).contains("nesting")) {
            return "nested deeper than " + JsonRecords.MAX_NESTING + " levels";
        }
        // What follows is advice on setting up the parser.
        String message = PLACE.matcher(String.valueOf(malformed.getOriginalMessage()).lines().findFirst().orElse("")
                .split(": enable `| \\(not recognized", 2)[0]).replaceAll("line $1, column $2");
        return malformed.getLocation() == null ? "not JSON: " + message
                : "not JSON at line " + malformed.getLocation().getLineNr() + ", column "
                        + malformed.getLocation().getColumnNr() + ": " + message;
    }
}
