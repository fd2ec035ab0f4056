package io.segmenta.local.stack.process;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * The first class of every Java process the stack starts: runs the main class named by the first argument and ends the
 * process when its standard input ends, which is when the stack is gone, however it went.
 * <p>
 * It is alone in a jar of the child's class path, so it uses nothing but {@code java.base}.
 */
public final class Guardian {

    /** Set where the end of the process would write an archive of classes, for a stack that is gone. */
    static final String KILL_PROPERTY = "segmenta.guardian.kill";

    private Guardian() {}

    /** Runs {@code args[0]} with the other arguments. */
    public static void main(String[] args) throws Throwable {
        Thread watch = new Thread(Guardian::watchParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null,
                    (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void watchParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("the pipe to the stack broke: " + e.getMessage());
        }
        if (Boolean.getBoolean(KILL_PROPERTY)) {
            kill();
        }
        Runtime.getRuntime().halt(143);
    }

    /** Even a halt writes the archive first, which takes seconds. */
    private static void kill() {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -KILL " + ProcessHandle.current().pid()).start().waitFor();
        } catch (IOException e) {
            System.err.println("the process could not be killed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
