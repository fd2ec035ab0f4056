package io.segmenta.local.cli;

import io.segmenta.local.stack.StackListener;
import io.segmenta.model.contract.ScoreKey;
import io.segmenta.model.contract.UploadKey;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Tells what happens in a stack, a line for each event, on the error stream. */
final class EventLines implements StackListener {
    private final Screen screen;
    private final boolean withLogs;

    EventLines(Screen screen, boolean withLogs) {
        this.screen = screen;
        this.withLogs = withLogs;
    }

    @Override
    public void objectCreated(String bucket, String key, long size) {
        if (key.startsWith(UploadKey.PREFIX) || key.startsWith(ScoreKey.PREFIX)) {
            tell("upload", key + " (" + Texts.bytes(size) + ")");
            UploadKey.misplaced(key).or(() -> ScoreKey.misplaced(key))
                    .ifPresent(why -> tell(screen.red("ignored"), key + ": " + why));
        }
    }

    @Override
    public void functionInvoked(String function, String requestId, int attempt) {
        if (!function.startsWith("Inference")) {
            tell("call", function + (attempt > 1 ? ", attempt " + attempt : ""));
        }
    }

    @Override
    public void functionFinished(String function, String requestId, Duration duration, String response) {
        if (!function.startsWith("Inference")) {
            tell("done", function + " in " + Texts.seconds(duration));
        }
    }

    @Override
    public void functionFailed(String function, String requestId, String error, boolean last) {
        tell(screen.red("failed"), function + ": " + Problems.firstLine(error) + (last ? "" : "; to be tried again"));
    }

    @Override
    public void functionLog(String function, String line) {
        if (withLogs) {
            tell("log", function + "  " + line.stripTrailing());
        }
    }

    @Override
    public void endpointLog(String endpoint, String line) {
        if (withLogs) {
            tell("log", endpoint + "  " + line.stripTrailing());
        }
    }

    @Override
    public void endpointChanged(String endpoint, String status, String detail) {
        tell("endpoint", endpoint + " " + status + (detail.isEmpty() ? "" : ": " + detail));
    }

    @Override
    public void modelPackageChanged(String group, int version, String status) {
        tell("model", group + " v" + version + " " + status);
    }

    private void tell(String kind, String text) {
        screen.note(screen.dim(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS).toString()) + "  "
                + kind + "  " + text);
    }
}
