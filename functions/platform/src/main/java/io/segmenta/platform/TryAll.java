package io.segmenta.platform;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One attempt for each of several things, where one that fails must not keep the others from theirs. */
public final class TryAll {

    private TryAll() {}

    /**
     * Makes every attempt, one after the other.
     *
     * @param failed told of each attempt that throws, as it does
     * @throws RuntimeException the first fault, when all have been tried
     */
    public static <T> void of(Iterable<T> things, Consumer<T> attempt, BiConsumer<T, RuntimeException> failed) {
        Optional<RuntimeException> first = Optional.empty();
        for (T thing : things) {
            try {
                attempt.accept(thing);
            } catch (RuntimeException e) {
                failed.accept(thing, e);
                first = first.or(() -> Optional.of(e));
            }
        }
        first.ifPresent(fault -> {
            throw fault;
        });
    }
}
