package io.segmenta.learning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.model.contract.RunFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Where two files first differ.
 *
 * @param at a member of JSON as {@code segments[0].name}, {@code line 3}, or {@code byte 17}
 * @param was what stands there in the file of the run
 * @param repeated what stands there in the file that was made again
 */
public record FirstDifference(String at, String was, String repeated) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 80;
    private static final String NOTHING = "nothing";
    private static final List<String> TEXTS = List.of(".svg", ".sql", ".md", ".csv");

    /**
     * Compares two files that are not equal. Rows of people are not shown: of tables it tells the line alone.
     *
     * @return empty when they hold the same and are only compressed differently
     */
    public static Optional<FirstDifference> of(String path, byte[] was, byte[] repeated) {
        String name = path;
        byte[] one = was;
        byte[] other = repeated;
        if (path.endsWith(".csv.gz") || path.endsWith(".json.gz")) {
            try {
                one = unpacked(was);
                other = unpacked(repeated);
                name = path.substring(0, path.length() - ".gz".length());
            } catch (IOException damaged) {
                return Optional.of(bytes(was, repeated));
            }
            if (Arrays.equals(one, other)) {
                return Optional.empty();
            }
        }
        return Optional.of(plain(name, one, other));
    }

    private static byte[] unpacked(byte[] gzip) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            byte[] plain = in.readNBytes(RunPart.MOST_WHOLE);
            if (in.read() >= 0) {
                throw new IOException("it has more than " + RunPart.MOST_WHOLE + " bytes");
            }
            return plain;
        }
    }

    private static FirstDifference plain(String name, byte[] was, byte[] repeated) {
        if (name.endsWith(".json") && !name.equals(RunFile.REFERENCE.path().replace(".gz", ""))) {
            try {
                return member("", JSON.readTree(was), JSON.readTree(repeated)).orElseGet(() -> bytes(was, repeated));
            } catch (IOException damaged) {
                return bytes(was, repeated);
            }
        }
        return TEXTS.stream().anyMatch(name::endsWith) ? line(was, repeated, !name.endsWith(".csv"))
                : bytes(was, repeated);
    }

    private static Optional<FirstDifference> member(String at, JsonNode was, JsonNode repeated) {
        if (was.isObject() && repeated.isObject()) {
            Set<String> names = new LinkedHashSet<>();
            was.fieldNames().forEachRemaining(names::add);
            repeated.fieldNames().forEachRemaining(names::add);
            return first(names.iterator(), name -> member(at.isEmpty() ? name : at + '.' + name, was.path(name),
                    repeated.path(name)));
        }
        if (was.isArray() && repeated.isArray()) {
            return first(IntStream.range(0, Math.max(was.size(), repeated.size())).iterator(),
                    place -> member(at + '[' + place + ']', was.path(place), repeated.path(place)));
        }
        return was.equals(repeated) ? Optional.empty()
                : Optional.of(new FirstDifference(at.isEmpty() ? "the whole" : at, text(was), text(repeated)));
    }

    private static <T> Optional<FirstDifference> first(Iterator<T> places,
            Function<T, Optional<FirstDifference>> difference) {
        while (places.hasNext()) {
            Optional<FirstDifference> found = difference.apply(places.next());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? NOTHING : shown(value.toString());
    }

    private static FirstDifference line(byte[] was, byte[] repeated, boolean show) {
        String[] one = lines(was);
        String[] other = lines(repeated);
        int line = 0;
        while (line < Math.min(one.length, other.length) && one[line].equals(other[line])) {
            line++;
        }
        return new FirstDifference("line " + (line + 1), line(one, line, show), line(other, line, show));
    }

    private static String[] lines(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).split("\n", -1);
    }

    private static String line(String[] lines, int line, boolean show) {
        if (line >= lines.length) {
            return NOTHING;
        }
        return show ? shown(lines[line].strip()) : "a line of " + lines[line].length() + " characters";
    }

    private static FirstDifference bytes(byte[] was, byte[] repeated) {
        int place = Arrays.mismatch(was, repeated);
        return new FirstDifference("byte " + Math.max(0, place), was.length + " bytes", repeated.length + " bytes");
    }

    private static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }
}
