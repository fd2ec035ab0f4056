package io.segmenta.local.wire;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/**
 * An operation of a service.
 *
 * @param streamsRequest whether the body of the request is bytes of the caller, which no shape describes
 * @param streamsAnswer the same of the answer
 * @param exceptions the classes of what it declares to throw
 */
record Operation(AwsService service, String name, Shape request, Shape answer, boolean streamsRequest,
        boolean streamsAnswer, List<Class<?>> exceptions) {

    private static final Map<String, Operation> KNOWN = new ConcurrentHashMap<>();

    /** The operation with this name, which must be one of the service. */
    static Operation of(AwsService service, String name) {
        return KNOWN.computeIfAbsent(service.code() + '.' + name, unseen -> read(service, name));
    }

    private static Operation read(AwsService service, String name) {
        Class<?> request = service.load("model." + name + "Request");
        String call = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        List<Method> methods = Arrays.stream(service.client().getMethods())
                .filter(method -> method.getName().equals(call))
                .filter(method -> method.getParameterCount() > 0 && method.getParameterTypes()[0] == request).toList();
        List<Class<?>> exceptions = methods.stream().flatMap(method -> Stream.of(method.getExceptionTypes()))
                .filter(thrown -> service.exception().isAssignableFrom(thrown) && thrown != service.exception())
                .distinct().<Class<?>>map(thrown -> thrown).toList();
        return new Operation(service, name, Shape.of(request), Shape.of(service.load("model." + name + "Response")),
                takes(methods, RequestBody.class), takes(methods, ResponseTransformer.class), exceptions);
    }

    private static boolean takes(List<Method> methods, Class<?> parameter) {
        return methods.stream().anyMatch(method -> List.of(method.getParameterTypes()).contains(parameter));
    }
}
