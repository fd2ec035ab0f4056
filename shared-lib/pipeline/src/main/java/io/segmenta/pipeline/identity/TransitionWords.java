package io.segmenta.pipeline.identity;

import io.segmenta.model.Identity;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** What became of segments, in a sentence. */
final class TransitionWords {
    /** Of smaller parts nothing is said. */
    private static final double WORTH_A_WORD = 0.1;
    private static final int MOST_NAMED = 3;
    /** Below this share of a segment's customers in the other file, most of them are only in one. */
    private static final double MOST_GONE = 0.5;

    private final Evidence evidence;
    private final Identity before;
    private final Identity now;

    TransitionWords(Evidence evidence, Identity before, Identity now) {
        this.evidence = evidence;
        this.before = before;
        this.now = now;
    }

    String of(Transition transition) {
        return switch (transition.kind()) {
            case CONTINUE -> goesOn(transition.from().getFirst(), transition.to().getFirst());
            case SPLIT -> split(transition);
            case MERGE -> merge(transition);
            case BIRTH -> birth(transition.to().getFirst());
            case DEATH -> death(transition.from().getFirst());
        };
    }

    private String goesOn(int i, int j) {
        return now(j) + " goes on" + evidence.people().filter(people -> people.enoughBefore(i))
                .map(people -> ": of its customers who are in both files "
                        + Numbers.percent(people.forward().get(i, j)) + " are still in it")
                .orElse("") + ".";
    }

    private String split(Transition split) {
        int i = split.from().getFirst();
        List<String> parts = split.to().stream()
                .map(j -> now(j) + " (" + Numbers.percent(evidence.toldWent(i, j)) + ")").toList();
        return before(i) + " split into " + list(parts) + "."
                + (split.heir() >= 0 ? " The first name, id and colour stay with " + now(split.heir()) + "." : "");
    }

    private String merge(Transition merge) {
        int j = merge.to().getFirst();
        List<String> parents = merge.from().stream().map(this::before).toList();
        return list(parents) + " became one: " + now(j) + "."
                + (merge.heir() >= 0 ? " It keeps name, id and colour of " + before(merge.heir()) + "." : "");
    }

    private String birth(int j) {
        String from = parts(evidence.before(), i -> evidence.toldCame(i, j), this::before);
        boolean strangers = evidence.people().filter(people -> people.coverageAfter()[j] < MOST_GONE).isPresent();
        return now(j) + " is new" + (strangers ? ": most of its customers were not in the file before."
                : from.isEmpty() ? "." : ": before, such customers were in " + from + ".");
    }

    private String death(int i) {
        String to = parts(evidence.after(), j -> evidence.toldWent(i, j), this::now);
        boolean gone = evidence.people().filter(people -> people.coverageBefore()[i] < MOST_GONE).isPresent();
        return before(i) + " is gone" + (gone ? ": most of its customers are not in the file any more."
                : to.isEmpty() ? "." : ": such customers are now in " + to + ".");
    }

    private String parts(int count, IntToDoubleFunction share, IntFunction<String> name) {
        List<String> parts = new ArrayList<>();
        IntStream.range(0, count).filter(s -> share.applyAsDouble(s) >= WORTH_A_WORD).boxed()
                .sorted(Comparator.comparingDouble(s -> -share.applyAsDouble(s))).limit(MOST_NAMED)
                .forEach(s -> parts.add(name.apply(s) + " (" + Numbers.percent(share.applyAsDouble(s)) + ")"));
        return list(parts);
    }

    private String before(int i) {
        return '"' + before.segments().get(i).name() + '"';
    }

    private String now(int j) {
        return '"' + now.segments().get(j).name() + '"';
    }

    private static String list(List<String> parts) {
        return parts.size() < 2 ? String.join("", parts)
                : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
    }
}
