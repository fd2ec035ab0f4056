package io.segmenta.api.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;

/** The parts of a body of {@code multipart/form-data} (RFC 7578). */
public final class Form {
    private static final String TYPE = "multipart/form-data";
    private static final int MOST_PARTS = 20;

    private final List<Part> parts;

    private Form(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * One field.
     *
     * @param fileName empty when it is no file
     * @param type its media type
     * @param bytes shared, not copied
     */
    public record Part(String name, String fileName, String type, byte[] bytes) {}

    /**
     * Reads the body of a request.
     *
     * @throws RefusalException when it is of another type, or not what it says
     */
    public static Form of(Request request) {
        String type = request.header("content-type").orElse("");
        if (!type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(TYPE)) {
            throw Refusal.UNSUPPORTED_TYPE.because("send " + TYPE + ", got \"" + type + '"');
        }
        String boundary = Optional.ofNullable(parameters(type).get("boundary"))
                .orElseThrow(() -> broken("its content type names no boundary"));
        try {
            return new Form(parts(request.http().body(), boundary));
        } catch (IOException | IllegalArgumentException malformed) {
            throw broken("it does not follow its boundary to the end");
        }
    }

    private static List<Part> parts(byte[] body, String boundary) throws IOException {
        MultipartInput input = MultipartInput.builder().setInputStream(new ByteArrayInputStream(body))
                .setBoundary(boundary.getBytes(StandardCharsets.ISO_8859_1)).get();
        List<Part> parts = new ArrayList<>();
        for (boolean more = input.skipPreamble(); more; more = input.readBoundary()) {
            if (parts.size() == MOST_PARTS) {
                throw broken("it has more than " + MOST_PARTS + " parts");
            }
            String headers = input.readHeaders();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            input.readBodyData(bytes);
            Map<String, String> disposition = parameters(header(headers, "content-disposition").orElse(""));
            parts.add(new Part(disposition.getOrDefault("name", ""), disposition.getOrDefault("filename", ""),
                    header(headers, "content-type").orElse("application/octet-stream"), bytes.toByteArray()));
        }
        return parts;
    }

    /**
     * The only part of that name.
     *
     * @throws RefusalException when there is none, or another part beside it
     */
    public Part part(String name) {
        List<Part> named = parts.stream().filter(part -> part.name().equals(name)).toList();
        if (named.size() != 1 || parts.size() != 1) {
            throw RefusalException.of(List.of(new Fault(Fault.Where.POINTER, '/' + name,
                    named.isEmpty() ? "missing" : "malformed", "must be the one field of the form, which has "
                            + (parts.isEmpty() ? "none" : parts.stream().map(Part::name).toList()))));
        }
        return named.getFirst();
    }

    private static Optional<String> header(String headers, String name) {
        return headers.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ':')).findFirst()
                .map(line -> line.substring(name.length() + 1).strip());
    }

    private static Map<String, String> parameters(String header) {
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        Map<String, String> parameters = new HashMap<>(parser.parse(header, ';'));
        // What is written without a value.
        parameters.values().removeIf(Objects::isNull);
        return parameters;
    }

    private static RefusalException broken(String why) {
        return RefusalException.of(List.of(new Fault(Fault.Where.POINTER, "", "malformed",
                "the body is no " + TYPE + ": " + why)));
    }
}
