package io.segmenta.pipeline.identity;

import io.segmenta.model.Identity;
import io.segmenta.model.Segment;
import io.segmenta.model.privacy.SmallCells;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The documents {@code transitions.json} and {@code migration.json}: segments by their lasting ids. */
final class ContinuityDocuments {
    private static final int FORMAT = 1;
    /** Smaller shares are not listed. */
    private static final double LEAST_SHARE = 0.01;

    private final Identity identity;

    ContinuityDocuments(Identity identity) {
        this.identity = identity;
    }

    /**
     * Of a model that no other came before.
     *
     * @param unknown why the one before cannot be had; empty where there is none
     */
    Map<String, Object> first(Optional<String> unknown) {
        List<Object> births = new ArrayList<>();
        for (Identity.Named named : identity.segments()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("kind", "birth");
            fields.put("from", List.of());
            fields.put("to", List.of(named.id()));
            fields.put("certainty", 1.0);
            fields.put("text", '"' + named.name() + "\" is new.");
            births.add(fields);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("basis", unknown.isEmpty() ? "none" : "unknown");
        document.put("transitions", births);
        document.put("names", names(List.of()));
        document.put("findings", List.of(unknown.map(why -> "What became of the segments before is not known: " + why)
                .orElse("No model of this data set came before this one.")));
        return document;
    }

    Map<String, Object> transitions(Earlier earlier, Comparison comparison, Succession succession,
            List<String> findings) {
        Map<String, Object> document = head(earlier, comparison);
        TransitionWords words = new TransitionWords(comparison.evidence(), earlier.identity(), identity);
        List<Object> transitions = new ArrayList<>();
        for (int t = 0; t < succession.transitions().size(); t++) {
            Transition transition = succession.transitions().get(t);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("kind", transition.kind().name().toLowerCase(Locale.ROOT));
            fields.put("from", transition.from().stream().map(i -> before(earlier, i)).toList());
            fields.put("to", transition.to().stream().map(this::now).toList());
            heir(transition).ifPresent(heir -> fields.put("heir", now(heir)));
            fields.put("shares", shares(transition, comparison.evidence()));
            if (transition.kind() == Transition.Kind.CONTINUE) {
                putPair(fields, transition.from().getFirst(), transition.to().getFirst(), comparison.evidence());
            }
            fields.put("certainty", succession.certainty()[t]);
            fields.put("text", words.of(transition));
            transitions.add(fields);
        }
        document.put("transitions", transitions);
        document.put("names", names(earlier.identity().segments()));
        document.put("related", related(earlier, comparison.evidence(), succession));
        document.put("findings", findings);
        return document;
    }

    /** The segments of before and now by their ids, as they are known now. */
    private Map<String, Object> names(List<Identity.Named> before) {
        Map<String, Object> names = new LinkedHashMap<>();
        before.forEach(named -> names.put(named.id(), named.name()));
        identity.segments().forEach(named -> names.put(named.id(), named.name()));
        return names;
    }

    private Map<String, Object> head(Earlier earlier, Comparison comparison) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        Map<String, Object> reference = new LinkedHashMap<>();
        reference.put("run", earlier.reference().run());
        reference.put("model_sha256", earlier.reference().modelSha256());
        document.put("reference", reference);
        document.put("basis", earlier.whole() ? "all rows" : "kept rows");
        document.put("rows_before", earlier.rows().rows());
        document.put("rows_now", comparison.newNew().length);
        comparison.customers().ifPresent(both -> document.put("customers_in_both", both.inBoth()));
        return document;
    }

    /** The new segment that keeps the identity. */
    private static Optional<Integer> heir(Transition transition) {
        return switch (transition.kind()) {
            case CONTINUE -> Optional.empty();
            case SPLIT -> Optional.of(transition.heir()).filter(heir -> heir >= 0);
            case MERGE -> transition.heir() >= 0 ? Optional.of(transition.to().getFirst()) : Optional.empty();
            case BIRTH, DEATH -> Optional.empty();
        };
    }

    /** Of a split what part went to each, of a merge what part came from each. */
    private static List<Double> shares(Transition transition, Evidence evidence) {
        return switch (transition.kind()) {
            case CONTINUE, SPLIT -> transition.to().stream()
                    .map(j -> rounded(evidence.toldWent(transition.from().getFirst(), j))).toList();
            case MERGE -> transition.from().stream()
                    .map(i -> rounded(evidence.toldCame(i, transition.to().getFirst()))).toList();
            case BIRTH, DEATH -> List.of();
        };
    }

    private static void putPair(Map<String, Object> fields, int i, int j, Evidence evidence) {
        fields.put("forward", rounded(evidence.forward().get(i, j)));
        fields.put("backward", rounded(evidence.backward().get(j, i)));
        evidence.people().filter(people -> people.enoughBefore(i))
                .ifPresent(people -> fields.put("people", rounded(people.forward().get(i, j))));
    }

    /** Where rows of segments that ended would be now, and where those of new ones came from. */
    private List<Object> related(Earlier earlier, Evidence evidence, Succession succession) {
        List<Object> related = new ArrayList<>();
        for (Transition transition : succession.transitions()) {
            if (transition.kind() == Transition.Kind.DEATH) {
                int i = transition.from().getFirst();
                for (int j = 0; j < evidence.after(); j++) {
                    add(related, before(earlier, i), now(j), evidence.went(i, j));
                }
            } else if (transition.kind() == Transition.Kind.BIRTH) {
                int j = transition.to().getFirst();
                for (int i = 0; i < evidence.before(); i++) {
                    add(related, before(earlier, i), now(j), evidence.came(i, j));
                }
            }
        }
        return related;
    }

    private static void add(List<Object> related, String from, String to, double share) {
        if (share >= LEAST_SHARE) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("from", from);
            fields.put("to", to);
            fields.put("share", rounded(share));
            related.add(fields);
        }
    }

    Map<String, Object> migration(Earlier earlier, Succession succession, LastingClasses classes, Migration moves,
            ToldMoves told, Comparison comparison) {
        List<String> ids = ids(earlier, classes);
        Map<String, Object> document = head(earlier, comparison);
        document.put("unit", "halves of a customer by cause; money in hundredths, quarters of those by cause");
        moves.value.ifPresent(value -> document.put("value_column", value.spent().now().name()));
        List<Object> segments = new ArrayList<>();
        for (int s = 0; s < ids.size(); s++) {
            if (s == classes.none() && isEmpty(moves.customers, s)) {
                continue;
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("id", ids.get(s));
            put(fields, moves.customers, s, told);
            int at = s;
            moves.value.ifPresent(value -> {
                Map<String, Object> money = new LinkedHashMap<>();
                put(money, value.sums(), at, told);
                if (told.isOpen(at)) {
                    money.put("spending", value.bySpending()[at]);
                }
                fields.put("value", money);
            });
            segments.add(fields);
        }
        document.put("segments", segments);
        document.put("flows", flows(ids, moves, told, reorganised(earlier, succession)));
        if (told.isTold(moves.masked)) {
            document.put("masked", moves.masked);
        }
        putMoved(document, moves, told);
        if (told.hides()) {
            document.put("hidden", told.words());
        }
        return document;
    }

    /** Where nothing names customers: how the shares of segments changed, and which rows the new model moves. */
    Map<String, Object> migration(Earlier earlier, LastingClasses classes, Population moves, SmallCells cells,
            Comparison comparison) {
        List<String> ids = ids(earlier, classes);
        Map<String, Object> document = head(earlier, comparison);
        document.put("basis", earlier.whole() ? "shares of all rows"
                : "shares of rows, estimated from the " + earlier.rows().rows() + " that were kept");
        document.put("unit", "parts of the whole, halves of those by cause; no customer is known in both files");
        document.put("whole", moves.whole());
        List<Object> segments = new ArrayList<>();
        for (int s = 0; s < ids.size(); s++) {
            if (s != classes.none() || moves.before()[s] > 0 || moves.after()[s] > 0 || moves.byModel()[s] != 0) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("id", ids.get(s));
                fields.put("before", moves.before()[s]);
                fields.put("after", moves.after()[s]);
                fields.put("customer", moves.byCustomer()[s]);
                fields.put("model", moves.byModel()[s]);
                segments.add(fields);
            }
        }
        document.put("segments", segments);
        List<Object> otherwise = new ArrayList<>();
        moves.otherwise().forEach((place, rows) -> {
            if (cells.isSmall(rows)) {
                return;
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("from", ids.get(place / ids.size()));
            fields.put("to", ids.get(place % ids.size()));
            fields.put("rows", rows);
            otherwise.add(fields);
        });
        document.put("rows_by_model", otherwise);
        return document;
    }

    private static boolean isEmpty(Migration.Sums of, int s) {
        return of.before[s] == 0 && of.after[s] == 0 && of.byCustomer[s] == 0 && of.byModel[s] == 0;
    }

    private static void put(Map<String, Object> fields, Migration.Sums of, int s, ToldMoves told) {
        fields.put("before", of.before[s]);
        fields.put("after", of.after[s]);
        if (!told.isOpen(s)) {
            fields.put("hidden", told.words());
            return;
        }
        fields.put("joined", of.joined[s]);
        fields.put("left", of.left[s]);
        fields.put("customer", of.byCustomer[s]);
        fields.put("model", of.byModel[s]);
    }

    /** Of all flows together, as some may not be listed. */
    private static void putMoved(Map<String, Object> document, Migration moves, ToldMoves told) {
        long all = 0;
        long moved = 0;
        long byModel = 0;
        for (Map.Entry<Integer, Migration.Flow> one : moves.flows.entrySet()) {
            Migration.Flow flow = one.getValue();
            all += flow.customers;
            if (one.getKey() / moves.classes != one.getKey() % moves.classes) {
                moved += flow.customers;
                byModel += 2 * flow.byModel + flow.byBoth;
            }
        }
        if (told.isTold(moved, all - moved)) {
            document.put("moved", moved);
            document.put("moved_by_model", byModel);
        }
    }

    private static List<Object> flows(List<String> ids, Migration moves, ToldMoves told, List<String> reorganised) {
        List<Object> flows = new ArrayList<>();
        moves.flows.forEach((place, flow) -> {
            if (!told.isTold(place)) {
                return;
            }
            String from = ids.get(place / moves.classes);
            String to = ids.get(place % moves.classes);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("from", from);
            fields.put("to", to);
            fields.put("customers", flow.customers);
            if (moves.value.isPresent()) {
                fields.put("value", flow.value);
            }
            if (told.hasCauses(flow)) {
                Map<String, Object> by = new LinkedHashMap<>();
                by.put("customer", flow.byCustomer);
                by.put("model", flow.byModel);
                by.put("both", flow.byBoth);
                fields.put("by", by);
            }
            fields.put("reorganised", !from.equals(to) && reorganised.contains(from + ' ' + to));
            flows.add(fields);
        });
        return flows;
    }

    /** Pairs of segments of which the second is a part or a merge of the first. */
    private List<String> reorganised(Earlier earlier, Succession succession) {
        return succession.transitions().stream()
                .filter(transition -> transition.kind() == Transition.Kind.SPLIT
                        || transition.kind() == Transition.Kind.MERGE)
                .flatMap(transition -> transition.from().stream().flatMap(
                        i -> transition.to().stream().map(j -> before(earlier, i) + ' ' + now(j))))
                .toList();
    }

    /** The ids of lasting classes, in their order. */
    List<String> ids(Earlier earlier, LastingClasses classes) {
        Stream<String> ended = earlier.identity().segments().stream()
                .filter(named -> classes.before()[named.cluster()] >= classes.after()).map(Identity.Named::id);
        return Stream.of(identity.segments().stream().map(Identity.Named::id), ended, Stream.of(Segment.NONE.id()))
                .flatMap(one -> one).toList();
    }

    private static String before(Earlier earlier, int i) {
        return earlier.identity().segments().get(i).id();
    }

    private String now(int j) {
        return identity.segments().get(j).id();
    }

    private static double rounded(double share) {
        return Math.round(share * 1e6) / 1e6;
    }
}
