package io.segmenta.local.stack;

import java.nio.file.Path;

/** Runs a stack in a process of its own until that is ended: {@code StackMain <state folder> <project folder>}. */
public final class StackMain {

    private StackMain() {}

    /** Starts the stack and waits. */
    public static void main(String[] args) throws Exception {
        LocalStack.start(new StackOptions(Path.of(args[0]), Path.of(args[1]), 0, 0));
        Thread.sleep(Long.MAX_VALUE);
    }
}
