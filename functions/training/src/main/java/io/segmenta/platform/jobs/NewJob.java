package io.segmenta.platform.jobs;

import java.util.List;
import java.util.UUID;

/**
 * A job that is to be started.
 *
 * @param token which tells a repeated request from another job
 * @param arguments of the program
 * @param workers at most, of 4 processors each
 * @param memoryGb of each worker
 */
public record NewJob(String name, UUID token, List<String> arguments, int workers, int memoryGb) {
    public NewJob {
        arguments = List.copyOf(arguments);
    }
}
