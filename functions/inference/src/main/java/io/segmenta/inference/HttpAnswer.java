package io.segmenta.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.segmenta.model.predict.Reply;
import java.io.IOException;
import java.io.OutputStream;

/**
 * An HTTP answer in the form that the HTTP API expects (payload format 2.0).
 *
 * @param body UTF-8 text; shared, not copied
 */
record HttpAnswer(int status, String contentType, byte[] body) {

    private static final JsonFactory JSON = new JsonFactory();

    static HttpAnswer of(Reply reply) {
        return new HttpAnswer(reply.status(), reply.contentType(), reply.body());
    }

    void write(OutputStream out) throws IOException {
        try (JsonGenerator generator = JSON.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeNumberField("statusCode", status);
            generator.writeObjectFieldStart("headers");
            generator.writeStringField("content-type", contentType);
            generator.writeStringField("cache-control", "no-store");
            generator.writeEndObject();
            generator.writeFieldName("body");
            generator.writeUTF8String(body, 0, body.length);
            generator.writeBooleanField("isBase64Encoded", false);
            generator.writeEndObject();
        }
    }
}
