package io.segmenta.local.wire;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.PayloadTrait;

/**
 * A structure of a service model, as a class of the SDK carries it.
 *
 * @param type the class that holds its values
 */
record Shape(Class<?> type, List<SdkField<?>> fields) {

    /** The structure of a class of the SDK, which has a method {@code builder()}. */
    static Shape of(Class<?> type) {
        try {
            return new Shape(type, ((SdkPojo) type.getMethod("builder").invoke(null)).sdkFields());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type + " is no structure of the SDK", e);
        }
    }

    /** The structure of a member. */
    static Shape of(SdkField<?> field) {
        SdkPojo builder = field.constructor().get();
        return new Shape(builder.getClass().getEnclosingClass(), builder.sdkFields());
    }

    String name() {
        return type.getSimpleName();
    }

    /** The members at a place of the message, by their name there. */
    Map<String, SdkField<?>> at(MarshallLocation location) {
        Map<String, SdkField<?>> members = new TreeMap<>();
        fields.stream().filter(field -> field.location() == location)
                .forEach(field -> members.put(field.locationName(), field));
        return members;
    }

    /** The members of an XML document, by the names of their elements. */
    Map<String, SdkField<?>> elements() {
        Map<String, SdkField<?>> members = new TreeMap<>();
        fields.stream().filter(field -> field.location() == MarshallLocation.PAYLOAD)
                .forEach(field -> members.put(field.unmarshallLocationName(), field));
        return members;
    }

    /** The member that is the whole body, where there is one. */
    Optional<SdkField<?>> body() {
        return fields.stream().filter(field -> field.containsTrait(PayloadTrait.class))
                .<SdkField<?>>map(field -> field).findFirst();
    }

    /**
     * The words that a member may have, or empty where it is free. The SDK has no mark for it: its getter returns an
     * enumeration, or a list of one. Keys and values of maps are not looked at.
     */
    List<String> words(SdkField<?> field) {
        return Stream.of(type.getMethods()).filter(method -> method.getParameterCount() == 0)
                .filter(method -> method.getName().equalsIgnoreCase(field.memberName()))
                .flatMap(method -> enumeration(method).stream()).findFirst().map(Shape::words).orElse(List.of());
    }

    private static Optional<Class<?>> enumeration(Method getter) {
        Type returned = getter.getGenericReturnType() instanceof ParameterizedType list
                && getter.getReturnType() == List.class ? list.getActualTypeArguments()[0] : getter.getReturnType();
        return returned instanceof Class<?> known && known.isEnum() ? Optional.of(known) : Optional.empty();
    }

    private static List<String> words(Class<?> enumeration) {
        return Stream.of(enumeration.getEnumConstants())
                .filter(constant -> !((Enum<?>) constant).name().equals("UNKNOWN_TO_SDK_VERSION"))
                .map(Object::toString).toList();
    }
}
