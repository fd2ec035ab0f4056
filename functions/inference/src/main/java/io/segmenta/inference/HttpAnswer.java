package io.segmenta.inference;

import io.segmenta.model.json.JsonBytes;
import io.segmenta.model.predict.Reply;
import java.io.IOException;
import java.io.OutputStream;

/**
 * An HTTP answer in the form that the HTTP API expects (payload format 2.0).
 *
 * @param body UTF-8 text; shared, not copied
 */
record HttpAnswer(int status, String contentType, byte[] body) {

    private static final byte[] STATUS = JsonBytes.ascii("{\"statusCode\":");
    private static final byte[] HEADERS = JsonBytes.ascii(",\"headers\":{\"content-type\":");
    private static final byte[] BODY = JsonBytes.ascii(",\"cache-control\":\"no-store\"},\"body\":");
    private static final byte[] END = JsonBytes.ascii(",\"isBase64Encoded\":false}");
    /** In bytes, for what stands around the body, which itself grows by its quotes' backslashes. */
    private static final int ROOM = 200;

    static HttpAnswer of(Reply reply) {
        return new HttpAnswer(reply.status(), reply.contentType(), reply.body());
    }

    void write(OutputStream out) throws IOException {
        new JsonBytes(body.length + body.length / 4 + ROOM).raw(STATUS).integer(status).raw(HEADERS).string(contentType)
                .raw(BODY).string(body).raw(END).writeTo(out);
    }
}
