package io.segmenta.pipeline.identity;

import io.segmenta.model.Identity;
import io.segmenta.model.Segment;
import io.segmenta.pipeline.plot.FlowPlot.Band;
import io.segmenta.pipeline.plot.FlowPlot.Node;
import io.segmenta.pipeline.plot.FlowPlot.Way;
import io.segmenta.pipeline.plot.FlowPlot;
import io.segmenta.pipeline.plot.Palette;
import io.segmenta.pipeline.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The picture of a migration. */
final class FlowPicture {
    private final Migration moves;
    private final ToldMoves told;
    private final List<Node> before = new ArrayList<>();
    private final List<Node> now = new ArrayList<>();
    private final List<Band> bands = new ArrayList<>();

    private FlowPicture(Migration moves, ToldMoves told) {
        this.moves = moves;
        this.told = told;
    }

    /**
     * Draws.
     *
     * @param told what is drawn of few customers
     * @param earlier what the earlier segments are known as
     * @param later what the new segments are known as
     */
    static String svg(Migration moves, ToldMoves told, Identity earlier, Identity later, LastingClasses classes) {
        FlowPicture picture = new FlowPicture(moves, told);
        int[] from = places(classes.count(), moves.customers.before, picture.before,
                s -> node(s, earlier, later, classes, true));
        int[] to = places(classes.count(), moves.customers.after, picture.now,
                s -> node(s, earlier, later, classes, false));
        picture.bands(from, to);
        return FlowPlot.svg(picture.before, picture.now, picture.bands, picture.subtitle());
    }

    /** Name and colour of a class, as it was known before or is known now. */
    private static Node node(int s, Identity earlier, Identity later, LastingClasses classes, boolean before) {
        if (s == classes.none()) {
            return new Node(Segment.NONE.name(), Segment.NONE.color(), 0);
        }
        if (s < classes.after() && !before) {
            Identity.Named named = later.segments().get(s);
            return new Node(named.name(), named.color(), 0);
        }
        for (Identity.Named named : earlier.segments()) {
            if (classes.before()[named.cluster()] == s) {
                return new Node(named.name(), named.color(), 0);
            }
        }
        throw new IllegalStateException("class " + s + " is of no segment");
    }

    private static int[] places(int classes, long[] customers, List<Node> nodes, IntFunction<Node> node) {
        int[] places = new int[classes];
        for (int s = 0; s < classes; s++) {
            places[s] = nodes.size();
            if (customers[s] > 0) {
                Node named = node.apply(s);
                nodes.add(new Node(named.name(), named.color(), customers[s]));
            }
        }
        return places;
    }

    private void bands(int[] from, int[] to) {
        moves.flows.forEach((place, flow) -> {
            int a = place / moves.classes;
            int d = place % moves.classes;
            if (!told.isTold(place)) {
                return;
            }
            if (a == d) {
                add(from[a], to[d], flow.customers, Way.STAYED);
            } else if (!told.hasCauses(flow)) {
                add(from[a], to[d], flow.customers, Way.BOTH);
            } else {
                add(from[a], to[d], flow.byCustomer, Way.CUSTOMER);
                add(from[a], to[d], flow.byBoth, Way.BOTH);
                add(from[a], to[d], flow.byModel, Way.MODEL);
            }
        });
        long joined = sum(moves.customers.joined);
        long left = sum(moves.customers.left);
        if (joined > 0) {
            before.add(new Node("Not in the file before", Palette.NEUTRAL, joined));
        }
        if (left > 0) {
            now.add(new Node("Not in the file any more", Palette.NEUTRAL, left));
        }
        for (int s = 0; s < moves.classes; s++) {
            if (!told.isOpen(s)) {
                continue;
            }
            add(before.size() - 1, to[s], moves.customers.joined[s], Way.STAYED);
            add(from[s], now.size() - 1, moves.customers.left[s], Way.STAYED);
        }
    }

    private void add(int from, int to, long customers, Way way) {
        if (customers > 0) {
            bands.add(new Band(from, to, customers, way));
        }
    }

    private String subtitle() {
        long both = moves.flows.values().stream().mapToLong(flow -> flow.customers).sum();
        long customer = moves.flows.values().stream().mapToLong(flow -> flow.byCustomer).sum();
        long model = moves.flows.values().stream().mapToLong(flow -> flow.byModel).sum();
        long neither = moves.flows.values().stream().mapToLong(flow -> flow.byBoth).sum();
        long stayed = both - customer - model - neither;
        long joined = sum(moves.customers.joined);
        long left = sum(moves.customers.left);
        String who = "Of " + Numbers.count(both) + " customers in both files ";
        String moved = !told.isTold(stayed, both - stayed) ? who + "some may have moved"
                : who + Numbers.count(stayed) + " stayed; " + (told.isTold(customer, model, neither)
                        ? Numbers.count(customer) + " moved as they changed, " + Numbers.count(model)
                                + " as the model changed, " + Numbers.count(neither) + " as both did"
                        : Numbers.count(both - stayed) + " moved");
        return moved + (told.isTold(joined, left)
                ? "; " + Numbers.count(joined) + " came, " + Numbers.count(left) + " left"
                : "");
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }
}
