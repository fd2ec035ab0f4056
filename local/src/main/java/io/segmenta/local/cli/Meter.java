package io.segmenta.local.cli;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far long work has come. Closing it ends the display. */
sealed interface Meter extends AutoCloseable permits Meter.Bar, Meter.Lines {
    /**
     * Shows progress.
     *
     * @param stage what is being done, for example {@code clustering}
     * @param fraction how much of the whole is done, in [0, 1]
     * @param detail more about it, or empty
     */
    void show(String stage, double fraction, String detail);

    @Override
    void close();

    /** A bar that redraws itself in place and is gone when the work is done. */
    final class Bar implements Meter {
        private static final int STEPS = 1000;
        private final PrintStream err;
        private final ProgressBar bar;

        Bar(PrintStream err, String indent, int width) {
            this.err = err;
            this.bar = new ProgressBarBuilder().setTaskName("").setInitialMax(STEPS)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK).setUpdateIntervalMillis(100).clearDisplayOnFinish()
                    .setRenderer((progress, limit) -> draw(indent, progress.getNormalizedProgress(),
                            progress.getExtraMessage(), limit))
                    .setConsumer(new DelegatingProgressBarConsumer(line -> err.print("\r\u001b[2K" + line), width - 1))
                    .build();
        }

        @Override
        public void show(String stage, double fraction, String detail) {
            bar.setExtraMessage(detail.isEmpty() ? stage : stage + " (" + detail + ")");
            bar.stepTo(Math.round(Math.clamp(fraction, 0, 1) * STEPS));
        }

        @Override
        public void close() {
            bar.close();
            err.print("\r\u001b[2K");
            err.flush();
        }

        static String draw(String indent, double fraction, String message, int limit) {
            int cells = 30;
            int done = (int) Math.round(cells * Math.clamp(fraction, 0, 1));
            String line = String.format(Locale.ROOT, "%s%s%s %3.0f %%  %s", indent, "█".repeat(done),
                    "░".repeat(cells - done), 100 * fraction, message == null ? "" : message);
            return line.length() > limit ? line.substring(0, limit) : line;
        }
    }

    /** One line per stage, for logs and pipes. */
    final class Lines implements Meter {
        private final PrintStream err;
        private final String indent;
        private String last = "";

        Lines(PrintStream err, String indent) {
            this.err = err;
            this.indent = indent;
        }

        @Override
        public void show(String stage, double fraction, String detail) {
            if (!stage.equals(last)) {
                last = stage;
                err.println(indent + stage + " ..." + (detail.isEmpty() ? "" : " (" + detail + ")"));
            }
        }

        @Override
        public void close() {
            err.flush();
        }
    }
}
