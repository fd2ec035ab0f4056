package io.segmenta.platform.events;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Reads one event by the runtime's own serializer before a snapshot of the function is taken, so that a restored function
 * has the classes loaded that turn an event into its type. The event goes nowhere. That it does not work is no failure:
 * it only saves time.
 */
public final class EventPriming implements Resource {
    private final Class<?> type;
    private final String json;

    private EventPriming(Class<?> type, String json) {
        this.type = type;
        this.json = json;
    }

    /** Registers for the next snapshot. The result is to be kept: the runtime refers to it weakly. */
    public static EventPriming register(Class<?> type, String json) {
        EventPriming priming = new EventPriming(type, json);
        Core.getGlobalContext().register(priming);
        return priming;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            RuntimeJson.read(json, type);
        } catch (RuntimeException | LinkageError onlyAnOptimisation) {
            return;
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // Nothing to renew: what was read is forgotten.
    }
}
