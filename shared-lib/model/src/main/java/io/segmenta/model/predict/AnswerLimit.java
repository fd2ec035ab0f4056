package io.segmenta.model.predict;

import io.segmenta.model.json.JsonBytes;
import java.nio.charset.StandardCharsets;

/**
 * How long an answer may become. Lambda carries it as a string within a JSON document of at most 6 MB, in which a quote
 * takes two bytes and a control character up to six, so that is how it is counted, the same for every way of serving.
 * For the answers of one request, each looked at once, and none before there may be too many.
 */
final class AnswerLimit {

    /** For what stands around the answers of many records, in bytes. */
    private static final int ROOM = 512;
    private static final int SHORT_ESCAPE = 2;
    private static final int LONG_ESCAPE = 6;

    private int seen;
    private long carried = ROOM;

    /** Whether what was written so far fits; it is JSON, of which at most every other byte is escaped. */
    boolean fits(JsonBytes json) {
        if (seen == 0 && json.length() <= (Invocations.MAX_ANSWER - ROOM) / SHORT_ESCAPE) {
            return true;
        }
        carried += carried(json.array(), seen, json.length());
        seen = json.length();
        return carried <= Invocations.MAX_ANSWER;
    }

    /** Whether a text that was written so far fits. */
    boolean fits(StringBuilder text) {
        if (seen == 0 && text.length() <= (Invocations.MAX_ANSWER - ROOM) / LONG_ESCAPE) {
            return true;
        }
        byte[] more = text.substring(seen).getBytes(StandardCharsets.UTF_8);
        seen = text.length();
        return fits(more);
    }

    /** Whether a further part fits. */
    boolean fits(byte[] part) {
        carried += carried(part, 0, part.length);
        return carried <= Invocations.MAX_ANSWER;
    }

    /** How many bytes UTF-8 takes within a JSON string. */
    static long carried(byte[] bytes, int from, int to) {
        long carried = (long) to - from;
        for (int i = from; i < to; i++) {
            int octet = bytes[i];
            if (octet == '"' || octet == '\\') {
                carried += SHORT_ESCAPE - 1;
            } else if (octet >= 0 && octet < ' ') {
                carried += (octet == '\n' ? SHORT_ESCAPE : LONG_ESCAPE) - 1;
            }
        }
        return carried;
    }

    /**
     * The refusal of a request with too long an answer.
     *
     * @param fitting how many of its records, from the first on, have an answer that fits
     */
    static RequestException exceeded(int fitting) {
        String bound = "the answer would exceed " + Invocations.MAX_ANSWER + " bytes of JSON text; ";
        return new RequestException(Problem.tooLarge(fitting == 0 ? bound + "send shorter values"
                : bound + "send at most " + fitting + " of these records at once"));
    }
}
