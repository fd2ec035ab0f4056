package io.segmenta.pipeline.fairness;

import io.segmenta.model.Segment;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What was found, for people to read. */
record FairnessWords(List<Grouping> groupings, List<Segment> segments, List<String> actions) {
    /** More of one kind are counted. */
    private static final int SHOWN = 4;
    private static final String FEW = "; too few people for a figure";

    List<String> all(List<Compared> representation, List<Compared> parity, List<Proxy> proxies) {
        List<String> told = new ArrayList<>();
        told.add(verdict(representation, parity));
        tell(representation, told, one -> group(one) + " " + (one.isMore() ? "more" : "less") + " often in \""
                + segments.get(one.part()).name() + "\" than elsewhere" + (one.hidden() ? FEW : ": " + ratio(one)));
        tell(parity, told, one -> group(one) + " " + (one.isMore() ? "more" : "less") + " often advised \""
                + actions.get(one.part()) + "\" than others" + (one.hidden() ? FEW
                        : ": " + Numbers.percent(one.inside()) + " against " + Numbers.percent(one.outside())
                                + " (95% interval of the difference " + points(one.low()) + " to " + points(one.high())
                                + " points)"));
        for (int i = 0; i < proxies.size(); i++) {
            if (proxies.get(i).flagged()) {
                told.add(proxy(groupings.get(i), proxies.get(i)));
            }
        }
        return told;
    }

    private String verdict(List<Compared> representation, List<Compared> parity) {
        long unequal = representation.stream().filter(Compared::flagged).count();
        long advised = parity.stream().filter(Compared::flagged).count();
        String looked = groupings.stream().filter(grouping -> !grouping.isPair()).map(Grouping::name)
                .collect(Collectors.joining(", "));
        if (unequal + advised == 0) {
            return "fairness by " + looked + ": no group is more or less often in a segment, or advised an action, by "
                    + "more than chance and by enough to matter ("
                    + Numbers.count(representation.size() + parity.size())
                    + " comparisons)";
        }
        return "fairness by " + looked + ": " + Numbers.count(unequal) + " of "
                + Numbers.count(representation.size()) + " comparisons of a group with a segment and "
                + Numbers.count(advised) + " of " + Numbers.count(parity.size())
                + " with an advised action differ by more than chance and by enough to matter";
    }

    private interface Sentence {
        String of(Compared one);
    }

    private static void tell(List<Compared> found, List<String> told, Sentence sentence) {
        List<Compared> flagged = found.stream().filter(Compared::flagged)
                .sorted(Comparator.comparingDouble(Compared::p)).toList();
        flagged.stream().limit(SHOWN).map(sentence::of).forEach(told::add);
        if (flagged.size() > SHOWN) {
            told.add("and " + Numbers.count(flagged.size() - SHOWN) + " more of this kind, all in fairness.json");
        }
    }

    private String group(Compared one) {
        Grouping grouping = groupings.get(one.grouping());
        return grouping.name() + " " + grouping.groups().get(one.group()) + " is";
    }

    private String ratio(Compared one) {
        String shares = groupings.get(one.grouping()).isPair() ? ""
                : Numbers.percent(one.inside()) + " against " + Numbers.percent(one.outside()) + ", ";
        return shares + Numbers.figure(one.size()) + " times (95% interval " + Numbers.figure(one.low()) + " to "
                + Numbers.figure(one.high()) + ")";
    }

    private static String points(double difference) {
        return Numbers.figure(Math.round(difference * 1_000) / 10.0);
    }

    private static String proxy(Grouping grouping, Proxy proxy) {
        TreeProxy tree = proxy.tree().orElseThrow();
        String strongest = tree.splits().stream().map(TreeProxy.Told::column).distinct().limit(3)
                .collect(Collectors.joining(", "));
        return "the used columns tell " + grouping.name()
                + " although it shapes no segment: a tree that asks first for "
                + strongest + " tells " + Numbers.percent(tree.accuracy()) + " of each group right, chance "
                + Numbers.percent(1.0 / tree.groups());
    }
}
