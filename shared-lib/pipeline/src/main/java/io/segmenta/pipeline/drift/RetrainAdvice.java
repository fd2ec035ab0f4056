package io.segmenta.pipeline.drift;

import io.segmenta.pipeline.drift.Kind.Family;
import java.util.List;
import java.util.Locale;

/**
 * Whether to train anew, from what alarms are open. It rests on counts alone, which cannot say what another training
 * would find.
 *
 * @param verdict the answer
 * @param because names of the statistics that led to it, in the order of the alarms
 */
public record RetrainAdvice(Verdict verdict, List<String> because) {
    /** Answers. */
    public enum Verdict {
        /** No alarm is open. */
        NO,
        /** More is missing, unseen, out of range or refused: repair the source, or training would learn the fault. */
        DATA_FAULT,
        /** Customers moved within what was trained on, and lie as near to their segments as before. */
        SHARES_ONLY,
        /** Records fit the segments worse than they did. */
        YES;

        /** The word in documents. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The answer as people read it. */
        public String words() {
            return text().replace('_', ' ');
        }
    }

    /** Copies the list. */
    public RetrainAdvice {
        because = List.copyOf(because);
    }

    /** The advice after a window. */
    public static RetrainAdvice of(ClosedWindow window) {
        List<Judgement> changed = window.judgements().stream()
                .filter(one -> window.open().stream().anyMatch(alarm -> alarm.statistic().equals(one.statistic()
                        .name())))
                .toList();
        if (changed.isEmpty()) {
            return new RetrainAdvice(Verdict.NO, List.of());
        }
        List<String> faults = rose(changed, Family.FAULT);
        if (!faults.isEmpty()) {
            return new RetrainAdvice(Verdict.DATA_FAULT, faults);
        }
        List<String> fit = rose(changed, Family.FIT);
        return fit.isEmpty()
                ? new RetrainAdvice(Verdict.SHARES_ONLY, changed.stream().map(one -> one.statistic().name()).toList())
                : new RetrainAdvice(Verdict.YES, fit);
    }

    /** Those of a family that are more than they were; a window that says nothing of one leaves it as it was. */
    private static List<String> rose(List<Judgement> changed, Family family) {
        return changed.stream().filter(one -> one.statistic().kind().family() == family)
                .filter(one -> one.reading().effect() > 0 || one.reading() instanceof NoReading)
                .map(one -> one.statistic().name()).toList();
    }
}
