package io.segmenta.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.api.http.Answer;
import io.segmenta.api.http.Refusal;
import io.segmenta.api.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The description of the API, as OpenAPI writes it down, and the page that shows it: Swagger UI. The page loads nothing
 * from elsewhere.
 */
final class Description {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String DESCRIPTION = "openapi.json";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    /** The files that the page asks for, with their types. */
    private static final Map<String, String> TYPES = Map.of("start.js", SCRIPT, "swagger-ui-bundle.js", SCRIPT,
            "swagger-ui.css",
            "text/css; charset=utf-8", "favicon-32x32.png", "image/png");

    Description() {}

    /** Read when the description is first asked for: no other answer waits for it. */
    private static final class Document {
        private static final Answer ANSWER = Answer.ok(json(resource("/openapi.yaml")));
    }

    /** Read when the page is first asked for. */
    private static final class Page {
        private static final Answer ANSWER = Answer.of(200, HTML, resource("/docs/index.html")).tagged()
                .with("content-security-policy", POLICY);
        private static final Map<String, Answer> FILES = TYPES.entrySet().stream().collect(Collectors.toMap(
                Map.Entry::getKey,
                file -> Answer.of(200, file.getValue(), resource("/docs/" + file.getKey())).tagged()));
    }

    Answer document(Request request) {
        request.withoutQuery();
        return Document.ANSWER;
    }

    Answer page(Request request) {
        request.withoutQuery();
        return Page.ANSWER;
    }

    Answer file(Request request) {
        request.withoutQuery();
        String name = request.variable("file");
        Answer file = name.equals(DESCRIPTION) ? Document.ANSWER : Page.FILES.get(name);
        if (file == null) {
            throw Refusal.NOT_FOUND.because("the page of the documentation has no such file");
        }
        return file;
    }

    private static JsonNode json(byte[] yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(yaml.length + 1);
        Object tree = new Yaml(new SafeConstructor(options)).load(new String(yaml, StandardCharsets.UTF_8));
        return new ObjectMapper().valueToTree(tree);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Description.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the archive lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
