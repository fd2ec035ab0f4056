package io.segmenta.pipeline.segments;

import io.segmenta.pipeline.segments.Claim.Position;
import io.segmenta.pipeline.segments.SegmentTitle.Distinction;
import io.segmenta.pipeline.text.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Names and actions of segments in words: "High-income, low-spending customers", "Frequent customers with more web
 * purchases", or, where rows are not people, "High Grocery and Milk, low Fresh". Items share a "high" or "low" only
 * where nobody can read it as said of one of them.
 *
 * @param noun what rows are, "customers", if that is known
 * @param slices whether the segments are slices of a continuum
 */
record SegmentWords(Optional<String> noun, boolean slices) {
    /** What is said of a segment without a trait. */
    static final String LIKE_ALL = "close to the average in every column";

    private static final int LONGEST_LEVEL = 24;
    private static final int LETTERS = 26;
    /** Such a label takes in the next one: "spending on meat and milk". */
    private static final Pattern JOINING = Pattern.compile(".*[ -](on|of|and|or|with|for)[ -].*|.*[,&+/].*");
    /** What is counted is more or fewer, not high or low. */
    private static final Set<String> COUNTED = Set.of("purchases", "visits", "orders", "products", "items", "children",
            "teenagers", "kids", "sessions", "clicks", "logins", "trips", "transactions", "members", "siblings",
            "dependents", "employees", "returns", "calls", "messages", "units", "pages", "contacts", "coupons",
            "deals");

    /** A claim as it stands in a name: "high web purchases", "with two year contract", "without ...". */
    static String of(Claim claim) {
        return switch (claim) {
            case Claim.Lies(Position position, String label) -> word(position, label) + " " + label;
            case Claim.Counts(Claim.Children children, boolean some) -> (some ? "with " : "without ") + children.word;
            case Claim.Ranks(String label, boolean better) -> (better ? "favouring " : "less fond of ") + label;
            case Claim.Prefers(String level) -> "preferring " + level;
            case Claim.Has(String label) -> "with " + label;
            case Claim.Lacks(String what) -> "without " + what;
            case Claim.Is(String level, String label) -> "with " + level(level, label);
        };
    }

    private static String word(Position position, String label) {
        boolean counted = COUNTED.contains(label.substring(label.lastIndexOf(' ') + 1))
                && !JOINING.matcher(label).matches();
        return switch (position) {
            case HIGH -> counted ? "more" : "high";
            case LOW -> counted ? "fewer" : "low";
            case AVERAGE, LATE, EARLY -> position.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String level(String level, String label) {
        return label + " " + (level.length() > LONGEST_LEVEL ? level.substring(0, LONGEST_LEVEL - 1) + "…" : level);
    }

    /** A name. */
    String of(SegmentTitle title) {
        return slice(noun.map(word -> named(title.traits(), word)).orElseGet(() -> alone(title.traits()))
                + apart(title));
    }

    /** A name without what rows are. */
    String bare(SegmentTitle title) {
        return slice(alone(title.traits()) + apart(title));
    }

    private String slice(String name) {
        return slices ? "Slice: " + name : Labels.capitalised(name);
    }

    private static String apart(SegmentTitle title) {
        StringBuilder apart = new StringBuilder();
        title.apart().forEach(distinction -> apart.append(", ").append(of(distinction)));
        return apart.toString();
    }

    static String of(Distinction distinction) {
        return switch (distinction) {
            case Distinction.Compared(String column, boolean higher) ->
                (higher ? "higher " : "lower ") + Labels.label(column);
            case Distinction.About(NumericProfile column) ->
                Labels.label(column.name()) + " about " + TraitWords.value(column, column.mean());
            case Distinction.Lettered(int place) -> "group " + (char) ('A' + place % LETTERS)
                    + (place < LETTERS ? "" : Integer.toString(place / LETTERS));
        };
    }

    private String named(List<Trait> traits, String word) {
        if (traits.isEmpty()) {
            return "average " + word;
        }
        List<String> adjectives = new ArrayList<>();
        Groups groups = groups(traits, adjectives);
        List<String> has = groups.has();
        return (adjectives.isEmpty() ? "" : String.join(", ", adjectives) + " ") + word
                + after(" favouring ", groups.favoured) + after(" less fond of ", groups.disliked)
                + after(" preferring ", groups.preferred) + (has.isEmpty() ? "" : " with " + listed(has))
                + after((has.isEmpty() ? " " : ", ") + "without ", groups.lacking);
    }

    private String alone(List<Trait> traits) {
        List<String> parts = new ArrayList<>();
        Groups groups = groups(traits, parts);
        parts.addAll(groups.has());
        add(parts, "without ", groups.lacking);
        add(parts, "preferring ", groups.preferred);
        add(parts, "favouring ", groups.favoured);
        add(parts, "less fond of ", groups.disliked);
        return parts.isEmpty() ? "close to the average" : String.join(", ", parts);
    }

    /** Sorts what is said; of people what has an adjective goes to those. */
    private Groups groups(List<Trait> traits, List<String> adjectives) {
        Groups groups = new Groups();
        boolean people = Noun.isPeople(noun);
        for (Trait trait : traits) {
            if (people && trait.concept().isPresent()) {
                adjectives.add(trait.concept().get().adjective(trait.direction()));
            } else {
                groups.add(trait.claim());
            }
        }
        return groups;
    }

    private static void add(List<String> parts, String start, List<String> items) {
        if (!items.isEmpty()) {
            parts.add(after(start, items));
        }
    }

    private static String after(String start, List<String> items) {
        return items.isEmpty() ? "" : start + String.join(" and ", items);
    }

    private static String listed(List<String> parts) {
        boolean joined = parts.stream().anyMatch(part -> part.contains(" and "));
        return parts.size() == 2 && !joined ? String.join(" and ", parts) : String.join(", ", parts);
    }

    /** Claims of one kind are said together. */
    private static final class Groups {
        private final Map<Position, List<String>> positions = new TreeMap<>();
        private final List<String> having = new ArrayList<>();
        private final List<String> lacking = new ArrayList<>();
        private final List<String> preferred = new ArrayList<>();
        private final List<String> favoured = new ArrayList<>();
        private final List<String> disliked = new ArrayList<>();

        private void add(Claim claim) {
            switch (claim) {
                case Claim.Lies(Position position, String label) ->
                    positions.computeIfAbsent(position, _ -> new ArrayList<>()).add(label);
                case Claim.Counts(Claim.Children children, boolean some) ->
                    (some ? having : lacking).add(children.word);
                case Claim.Ranks(String label, boolean better) -> (better ? favoured : disliked).add(label);
                case Claim.Prefers(String level) -> preferred.add(level);
                case Claim.Has(String label) -> having.add(label);
                case Claim.Lacks(String what) -> lacking.add(what);
                case Claim.Is(String level, String label) -> having.add(level(level, label));
            }
        }

        /** What the segment has; what has no position first, as it would take over that of its neighbour. */
        private List<String> has() {
            List<String> has = new ArrayList<>(having.isEmpty() ? List.of() : List.of(String.join(" and ", having)));
            positions.forEach((position, labels) -> {
                labels.sort(Comparator.comparing(label -> JOINING.matcher(label).matches()));
                for (int i = 0; i < labels.size(); i++) {
                    String word = word(position, labels.get(i));
                    boolean follows = i > 0 && word.equals(word(position, labels.get(i - 1)))
                            && labels.subList(0, i + 1).stream().noneMatch(label -> JOINING.matcher(label).matches());
                    if (follows) {
                        has.add(has.removeLast() + " and " + labels.get(i));
                    } else {
                        has.add(word + " " + labels.get(i));
                    }
                }
            });
            return has;
        }
    }

    /** What to do about a segment, after what its name says of it. */
    String advice(SegmentTitle title) {
        String what = alone(title.traits()) + apart(title);
        return Labels.capitalised(what) + ": " + of(Advice.of(title.traits(), noun))
                + (slices ? "; a slice of a continuum, no group of its own" : "");
    }

    private static String of(Action action) {
        return switch (action) {
            case Action.Feature(String what) -> "show them " + what + " first, and what goes with it";
            case Action.Standard standard -> of(standard);
        };
    }

    private static String of(Action.Standard action) {
        return switch (action) {
            case WIN_BACK -> "win back while they still remember, with a personal offer based on what they used to buy";
            case ENGAGE_AGAIN -> "re-engage once with a reason to return; stop paid contact where it does not work";
            case KEEP_LOYAL -> "keep their loyalty with points, bundles and flexible payment rather than price cuts";
            case REWARD ->
                "reward and retain with a loyalty tier, early access and personal service, no blanket discounts";
            case WIN_A_LARGER_SHARE ->
                "win a larger share of what they spend with premium range and service, ask what holds them back";
            case RAISE_THE_BASKET -> "raise the basket with bundles, and free delivery above a threshold";
            case KEEP_THE_HABIT -> "keep the habit with subscriptions, and suggestions that go with what they buy";
            case RAISE_VISITS ->
                "raise the number of visits with reminders and planned offers between large purchases";
            case EASE_LARGE_PURCHASES -> "make large purchases easy with delivery, bulk offers and saved lists";
            case STEER_WITH_COUPONS -> "steer with targeted coupons and test smaller discounts on part of the group";
            case WELCOME -> "welcome well with an onboarding series and a reason for the next purchases";
            case SERVE_AT_LOW_COST -> "serve at low cost with everyday value and self-service, no expensive campaigns";
            case ACTIVATE -> "activate with one relevant starter offer each, measured against a group without it";
            case THANK -> "thank for loyalty, ask for recommendations, and watch for signs of leaving";
            case OFFER_PREMIUM -> "offer the premium range and service first, and measure what they respond to";
            case LEAD_WITH_VALUE -> "lead with value for money and small sizes, and measure what they respond to";
            case SPARE_DISCOUNTS -> "spare the discounts, as they buy without them";
            case FOLLOW_UP -> "follow up while the last purchase is fresh, with a reason for the next";
            case ASK_FOR_REVIEWS -> "ask for reviews and recommendations, and show them what is new first";
            case OFFER_FAMILY_SIZES -> "offer family sizes and bundles";
            case OFFER_SMALL_SIZES -> "offer small sizes and single portions";
            case FIT_TO_AGE ->
                "choose channel, tone and range for their age, and test that against the common campaign";
            case ASK_FIRST -> "no standard programme follows from that; ask or test what they respond to";
            case SERVE_AS_ALL -> "serve with the standard programme, and measure the other segments against it";
            case COMPARE -> "like all rows where the others differ; a yardstick for them";
            case NONE -> "no standard programme follows from that";
        };
    }
}
