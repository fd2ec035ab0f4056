package io.segmenta.platform.events;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a handler gets and gives, from and to JSON by the serializers that AWS's runtime client chooses for its types.
 */
public final class RuntimeJson {
    private RuntimeJson() {}

    /**
     * Reads an event as the runtime does before it calls a handler.
     *
     * @return null for {@code null} and, of most types, for an empty list
     * @throws RuntimeException when the runtime would fail and not call the handler
     */
    public static <T> T read(String json, Class<T> type) {
        return serializer(type).fromJson(json);
    }

    /** Writes an answer as the runtime does when a handler has returned it. */
    public static <T> String write(T value, Class<T> type) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        serializer(type).toJson(value, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static <T> PojoSerializer<T> serializer(Class<T> type) {
        return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
                ? LambdaEventSerializers.serializerFor(type, RuntimeJson.class.getClassLoader())
                : JacksonFactory.getInstance().getSerializer(type);
    }
}
