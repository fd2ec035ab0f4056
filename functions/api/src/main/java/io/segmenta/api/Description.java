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
import java.util.LinkedHashMap;
import java.util.Map;
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
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    /** The files that the page asks for, with their types. */
    private static final Map<String, String> FILES = Map.of("start.js", SCRIPT, "swagger-ui-bundle.js", SCRIPT,
            "swagger-ui.css",
            "text/css; charset=utf-8", "favicon-32x32.png", "image/png");

    private final Answer document;
    private final Answer page;
    private final Map<String, Answer> files;

    private Description(Answer document, Answer page, Map<String, Answer> files) {
        this.document = document;
        this.page = page;
        this.files = files;
    }

    /** Reads everything once. */
    static Description ofResources() {
        Answer document = Answer.ok(json(resource("/openapi.yaml")));
        Map<String, Answer> files = new LinkedHashMap<>();
        FILES.forEach((name, type) -> files.put(name, Answer.of(200, type, resource("/docs/" + name)).tagged()));
        files.put("openapi.json", document);
        return new Description(document,
                Answer.of(200, HTML, resource("/docs/index.html")).tagged().with("content-security-policy", POLICY),
                files);
    }

    Answer document(Request request) {
        request.withoutQuery();
        return document;
    }

    Answer page(Request request) {
        request.withoutQuery();
        return page;
    }

    Answer file(Request request) {
        request.withoutQuery();
        Answer file = files.get(request.variable("file"));
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
