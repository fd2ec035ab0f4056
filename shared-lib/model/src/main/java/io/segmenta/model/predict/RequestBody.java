package io.segmenta.model.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a request's body says it is, and what is told when it is something else. */
final class RequestBody {
    /** How the parser writes another place in the body. */
    private static final Pattern PLACE = Pattern.compile("\\[Source: [^\\[\\]]*; line: (\\d+), column: (\\d+)]");

    /** How bytes compressed by gzip begin. */
    private static final int GZIP = 0x1F8B;

    private RequestBody() {}

    static String mediaType(String contentType) {
        if (Invocations.JSON.equals(contentType) || contentType == null || contentType.isBlank()) {
            return Invocations.JSON;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        boolean readable = true;
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            readable &= !parameter.startsWith("charset=") || parameter.equals("charset=utf-8")
                    || parameter.equals("charset=us-ascii");
        }
        return switch (readable ? parts[0].strip() : "") {
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
