package io.segmenta.local.journey;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Whom to kill and when: so long after a line of a function's log, which tells the state that the work is in.
 *
 * @param delayMillis after the line was seen
 */
record KillPoint(Moment moment, Victim victim, int delayMillis) {

    private static final int LONGEST_DELAY_MILLIS = 120;

    /** A state of the work, told by the first line of its log that has the words. */
    enum Moment {
        CLAIMED("TrainingFunction", "\"message\":\"claim\""),
        TRAINING("TrainingFunction", "\"message\":\"progress\""),
        REGISTERED("RegistrationFunction", "\"message\":\"registered\""),
        REQUESTED("DeploymentFunction", "\"message\":\"version requested of the endpoint\""),
        LIVE("DeploymentFunction", "\"message\":\"live\"");

        final String log;
        final String words;

        Moment(String log, String words) {
            this.log = log;
            this.words = words;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A process, found by a word of its command line. */
    enum Victim {
        STACK(""),
        TRAINING("io.segmenta.training."),
        REGISTRATION("io.segmenta.registration."),
        DEPLOYMENT("io.segmenta.deployment."),
        INFERENCE("io.segmenta.inference."),
        SERVING("io.segmenta.serving."),
        DATABASE("listen_addresses");

        final String word;

        Victim(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Draws points so that each moment meets each victim before one of them comes again. */
    static List<KillPoint> draw(int count, long seed) {
        Random random = new Random(seed);
        List<KillPoint> points = new ArrayList<>();
        while (points.size() < count) {
            List<KillPoint> round = new ArrayList<>();
            for (Moment moment : Moment.values()) {
                for (Victim victim : Victim.values()) {
                    round.add(new KillPoint(moment, victim, random.nextInt(LONGEST_DELAY_MILLIS)));
                }
            }
            Collections.shuffle(round, random);
            points.addAll(round.subList(0, Math.min(round.size(), count - points.size())));
        }
        return points;
    }
}
