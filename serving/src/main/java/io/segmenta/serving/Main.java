package io.segmenta.serving;

import io.segmenta.model.file.ModelFile;
import io.segmenta.model.monitor.Capture;
import io.segmenta.model.monitor.Counts;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.platform.Environment;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.capture.Captures;
import io.segmenta.platform.direct.S3Objects;
import io.segmenta.platform.observe.Log;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The program that SageMaker starts as {@code docker run image serve}. It listens once the model is loaded, so a model
 * that cannot be read never becomes healthy, and calls itself healthy after it has asked itself often enough that the
 * first callers do not wait for the compiler; SIGTERM lets requests under way end.
 */
public final class Main {

    /** How often a thread looks whether counts are to be written. */
    private static final Duration FLUSH_LOOK = Duration.ofSeconds(5);

    private Main() {}

    /**
     * Loads the model and listens, or says why not and ends.
     *
     * @param arguments {@code serve}
     */
    public static void main(String[] arguments) {
        if (arguments.length != 1 || !arguments[0].equals("serve")) {
            System.err.println("usage: serve");
            System.exit(2);
        }
        try {
            serve(ServingSettings.of(System.getenv()));
        } catch (IOException | RuntimeException failure) {
            System.err.println("cannot serve: " + failure.getMessage());
            System.exit(1);
        }
    }

    private static void serve(ServingSettings settings) throws IOException {
        checkModel(settings);
        Predictor predictor = new Predictor(ModelFile.readDirectory(settings.modelFolder()), settings.modelVersion());
        Optional<Captures> captures = settings.names().map(names -> captures(names.bucket()));
        Optional<Capture> capture = captures.flatMap(all -> all.of(settings.names().orElseThrow().dataset(),
                settings.modelSha256().orElse(""), settings.captureSeconds(), predictor::counting));
        ServingServer server = new ServingServer(settings, model(predictor, settings), capture,
                InstantSource.system());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("draining");
            server.close();
            captures.ifPresent(all -> all.flushAll(InstantSource.system().instant()));
            System.out.println("stopped");
        }, "drain"));
        server.start();
        WarmUp.run(server.address(), predictor.probe());
        server.ready();
        captures.ifPresent(Main::keepFlushing);
        System.out.println("serving model " + settings.modelVersion() + " on port " + server.address().getPort());
        if (settings.exitWithStdin()) {
            Thread.ofPlatform().daemon().name("parent").start(Main::exitWithStdin);
        }
    }

    private static Captures captures(String bucket) {
        return new Captures(new S3Objects(Aws.of(Environment.ofProcess()), bucket), Counts.Source.ENDPOINT,
                Log.of("serving", InstantSource.system()));
    }

    /** Writes counts when they are due, so that no answer waits for it. */
    private static void keepFlushing(Captures captures) {
        Thread.ofPlatform().daemon().name("counts").start(() -> {
            try {
                while (true) {
                    Thread.sleep(FLUSH_LOOK);
                    captures.flush(InstantSource.system().instant());
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static Supplier<Invocations> model(Predictor predictor, ServingSettings settings) {
        if (settings.names().isEmpty()) {
            Invocations model = new Invocations(predictor);
            return () -> model;
        }
        ServingSettings.Names names = settings.names().get();
        NamedModel model = new NamedModel(predictor,
                new S3Objects(Aws.of(Environment.ofProcess()), names.bucket()), names.dataset(), System::nanoTime);
        model.look();
        model.keepLooking();
        return model;
    }

    /** What lies at the key that SageMaker loads from may have been exchanged since somebody approved it. */
    private static void checkModel(ServingSettings settings) throws IOException {
        if (settings.modelSha256().isPresent()) {
            String found = ModelFile.idOfFolder(settings.modelFolder());
            if (!found.equals(settings.modelSha256().get())) {
                throw new IllegalStateException("the model has SHA-256 " + found + ", registered was "
                        + settings.modelSha256().get() + ": it has been replaced");
            }
        }
    }

    private static void exitWithStdin() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // As good as its end.
        }
        System.exit(0);
    }
}
