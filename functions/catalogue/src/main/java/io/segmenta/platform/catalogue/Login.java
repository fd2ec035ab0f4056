package io.segmenta.platform.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.platform.Json;
import java.util.Optional;

/** A user of the database and the password, as a secret of Secrets Manager holds them. */
record Login(String user, String password) {

    /**
     * Reads what AWS's own rotation of a database's secret writes: an object with {@code username} and
     * {@code password}.
     *
     * @throws IllegalStateException when the secret is another, without telling what is in it
     */
    static Login of(String secret, String text) {
        Optional<JsonNode> document = parsed(text);
        return new Login(field(secret, document, "username"), field(secret, document, "password"));
    }

    /** Empty when the text is not JSON; what the parser says of it would quote it. */
    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(Json.parse(text));
        } catch (IllegalArgumentException notJson) {
            return Optional.empty();
        }
    }

    private static String field(String secret, Optional<JsonNode> document, String name) {
        return document.map(fields -> fields.path(name).asText("")).filter(value -> !value.isEmpty()).orElseThrow(
                () -> new IllegalStateException("the secret " + secret + " is no JSON object with a " + name));
    }

    /** Without the password, which belongs in no log. */
    @Override
    public String toString() {
        return user;
    }
}
