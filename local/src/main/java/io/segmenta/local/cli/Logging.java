package io.segmenta.local.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Arrays;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Keeps the libraries' logs off the screen unless {@code --verbose} asks for them. */
final class Logging {
    private Logging() {}

    static void configure(String[] args) {
        boolean verbose = Arrays.asList(args).contains("--verbose");
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(verbose ? Level.INFO : Level.OFF);
        }
    }
}
