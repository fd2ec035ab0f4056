package io.segmenta.pipeline.segments;

import io.segmenta.model.data.Role;
import io.segmenta.pipeline.segments.CategoryProfile.LevelShare;
import io.segmenta.pipeline.segments.SegmentTitle.Distinction;
import io.segmenta.pipeline.text.Labels;
import io.segmenta.pipeline.text.Numbers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Traits, names and actions of segments in words: "High-income, low-spending customers", "Frequent customers with high
 * web purchases", or, where it is not known what a row is, "High grocery and milk, low fresh".
 */
final class SegmentWords {
    /** What is said of a segment without a trait. */
    static final String LIKE_ALL = "close to the average in every column";

    private static final int LONGEST_LEVEL = 24;
    private static final int LETTERS = 26;
    /** Such a label comes last: in "spending on meat and web purchases" it would take in the next one. */
    private static final Pattern PREPOSITION = Pattern.compile(" (on|of) ");

    private SegmentWords() {}

    /** A claim as it stands in a name: "high web purchases", "with two year contract", "without ...". */
    static String of(Claim claim) {
        return switch (claim) {
            case Claim.Lies(Claim.Position position, String label) -> word(position) + " " + label;
            case Claim.Counts(Claim.Children children, boolean some) -> (some ? "with " : "without ") + word(children);
            case Claim.Prefers(String level) -> "preferring " + level;
            case Claim.Has(String label) -> "with " + label;
            case Claim.Lacks(String what) -> "without " + what;
            case Claim.Is(String level, String label) -> "with " + level(level, label);
        };
    }

    /** The same where it stands alone. */
    private static String alone(Claim claim) {
        return switch (claim) {
            case Claim.Lies _,Claim.Lacks _ -> of(claim);
            case Claim.Counts(Claim.Children children, boolean some) -> some ? word(children) : of(claim);
            case Claim.Prefers(String level) -> level;
            case Claim.Has(String label) -> label;
            case Claim.Is(String level, String label) -> level(level, label);
        };
    }

    private static String word(Claim.Position position) {
        return position.name().toLowerCase(Locale.ROOT);
    }

    private static String word(Claim.Children children) {
        return switch (children) {
            case CHILDREN -> "children";
            case YOUNG_CHILDREN -> "young children";
            case TEENAGERS -> "teenagers";
        };
    }

    private static String level(String level, String label) {
        String shown = level.length() > LONGEST_LEVEL ? level.substring(0, LONGEST_LEVEL - 1) + "…" : level;
        return level.chars().anyMatch(Character::isLetter) ? shown + " " + label : label + " " + shown;
    }

    /**
     * A name.
     *
     * @param noun what rows are, "customers", if that is known
     */
    static String of(SegmentTitle title, Optional<String> noun) {
        StringBuilder name = new StringBuilder(
                noun.map(word -> named(title.traits(), word)).orElseGet(() -> bare(title.traits())));
        title.apart().forEach(distinction -> name.append(", ").append(of(distinction)));
        return name.toString();
    }

    private static String of(Distinction distinction) {
        return switch (distinction) {
            case Distinction.Compared(String column, boolean higher) ->
                (higher ? "higher " : "lower ") + Labels.label(column);
            case Distinction.About(NumericProfile column) ->
                Labels.label(column.name()) + " about " + value(column, column.mean());
            case Distinction.Lettered(int place) -> "group " + (char) ('A' + place % LETTERS)
                    + (place < LETTERS ? "" : Integer.toString(place / LETTERS));
        };
    }

    private static String named(List<Trait> traits, String noun) {
        if (traits.isEmpty()) {
            return "Typical " + noun;
        }
        List<String> adjectives = new ArrayList<>();
        Groups groups = new Groups();
        for (Trait trait : traits) {
            trait.concept().ifPresentOrElse(concept -> adjectives.add(concept.adjective(trait.direction())),
                    () -> groups.add(trait.claim()));
        }
        String has = String.join(" and ", groups.has());
        return Labels.capitalised((adjectives.isEmpty() ? "" : String.join(", ", adjectives) + " ") + noun
                + after(" preferring ", groups.preferred) + (has.isEmpty() ? "" : " with " + has)
                + after((has.isEmpty() ? " " : ", ") + "without ", groups.lacking));
    }

    private static String bare(List<Trait> traits) {
        Groups groups = new Groups();
        traits.forEach(trait -> groups.add(trait.claim()));
        List<String> parts = groups.has();
        if (!groups.lacking.isEmpty()) {
            parts.add(after("without ", groups.lacking));
        }
        if (!groups.preferred.isEmpty()) {
            parts.add(after("preferring ", groups.preferred));
        }
        return parts.isEmpty() ? "Close to the average" : Labels.capitalised(String.join(", ", parts));
    }

    private static String after(String start, List<String> items) {
        return items.isEmpty() ? "" : start + String.join(" and ", items);
    }

    /** Claims of one kind are said together. */
    private static final class Groups {
        private final Map<Claim.Position, List<String>> positions = new EnumMap<>(Claim.Position.class);
        private final List<String> having = new ArrayList<>();
        private final List<String> lacking = new ArrayList<>();
        private final List<String> preferred = new ArrayList<>();

        private void add(Claim claim) {
            switch (claim) {
                case Claim.Lies(Claim.Position position, String label) ->
                    positions.computeIfAbsent(position, _ -> new ArrayList<>()).add(label);
                case Claim.Counts(Claim.Children children, boolean some) ->
                    (some ? having : lacking).add(word(children));
                case Claim.Prefers(String level) -> preferred.add(level);
                case Claim.Has(String label) -> having.add(label);
                case Claim.Lacks(String what) -> lacking.add(what);
                case Claim.Is(String level, String label) -> having.add(level(level, label));
            }
        }

        /** What the segment has: by position, then the rest. */
        private List<String> has() {
            List<String> has = new ArrayList<>();
            positions.forEach((position, labels) -> {
                labels.sort(Comparator.comparing(label -> PREPOSITION.matcher(label).find()));
                has.add(word(position) + " " + String.join(" and ", labels));
            });
            if (!having.isEmpty()) {
                has.add(String.join(" and ", having));
            }
            return has;
        }
    }

    /** A trait in one line with its numbers, for people to check. */
    static String sentence(Trait trait) {
        return switch (trait.column()) {
            case NumericProfile numeric -> degree(trait.degree()) + word(trait.position()) + " " + numeric.name() + ": "
                    + numbers(trait, numeric) + " over all";
            case CategoryProfile category -> sentence(category.name(), category.telling());
        };
    }

    private static String degree(Trait.Degree degree) {
        return switch (degree) {
            case RATHER -> "rather ";
            case PLAIN -> "";
            case VERY -> "very ";
        };
    }

    private static String numbers(Trait trait, NumericProfile column) {
        if (!column.levels().isEmpty()) {
            LevelShare most = column.levels().stream().max(Comparator.comparingDouble(LevelShare::share)).orElseThrow();
            return String.format(Locale.ROOT, "most often \"%s\", %s of %d on average, %s", most.level(),
                    value(column, column.mean()), column.levels().size(), value(column, column.population()));
        }
        return trait.isShownByMeans(column)
                ? value(column, column.mean()) + " on average, " + value(column, column.population())
                : "median " + value(column, column.median()) + ", " + value(column, column.populationMedian());
    }

    private static String sentence(String column, LevelShare level) {
        String relation = level.share() > level.population()
                ? Numbers.figure(Math.round(level.lift() * 10) / 10.0) + " times as common"
                : level.share() == 0 ? "absent" : "rarer";
        return column + " \"" + level.level() + "\": " + Numbers.percent(level.share()) + " of the segment, "
                + Numbers.percent(level.population()) + " over all (" + relation + ")";
    }

    /** A number of a column; of a date the day, of a year the whole year. */
    static String value(NumericProfile column, double value) {
        if (column.role() == Role.DATE && Double.isFinite(value)) {
            return LocalDate.ofEpochDay(Math.round(value)).toString();
        }
        return Trait.isYear(column) && Double.isFinite(value) ? Long.toString(Math.round(value))
                : Numbers.figure(value);
    }

    /** An action. */
    static String of(Action action, Optional<String> noun) {
        String who = noun.map(word -> "these " + word).orElse("this group");
        return switch (action) {
            case Action.PlanFor(Claim most) ->
                "Plan for " + who + " separately; what sets them apart most: " + alone(most);
            case Action.Standard.SERVE_AS_ALL ->
                "Serve " + who + " with the standard programme, and compare other segments with them in tests";
            case Action.Standard.WIN_BACK ->
                "Win back while they still remember: a personal offer based on what they used to buy";
            case Action.Standard.ENGAGE_AGAIN ->
                "Re-engage once with a reason to return; stop paid contact where it does not work";
            case Action.Standard.KEEP_LOYAL ->
                "Keep their loyalty with value: points, bundles and flexible payment rather than price cuts";
            case Action.Standard.REWARD ->
                "Reward and retain: loyalty tier, early access and personal service, no blanket discounts";
            case Action.Standard.WIN_A_LARGER_SHARE ->
                "Win a larger share of their spending: premium range and service, ask what holds them back";
            case Action.Standard.RAISE_THE_BASKET -> "Raise the basket: bundles, and free delivery above a threshold";
            case Action.Standard.KEEP_THE_HABIT ->
                "Keep the habit: subscriptions, and suggestions that go with what they buy";
            case Action.Standard.RAISE_VISITS ->
                "Raise the number of visits: reminders and planned offers between large purchases";
            case Action.Standard.EASE_LARGE_PURCHASES ->
                "Make large purchases easy: delivery, bulk offers, saved lists";
            case Action.Standard.STEER_WITH_COUPONS ->
                "Steer with targeted coupons and test smaller discounts on part of the group";
            case Action.Standard.WELCOME ->
                "Welcome well: onboarding series and a reason for the second and third purchase";
            case Action.Standard.SERVE_AT_LOW_COST ->
                "Serve at low cost: everyday value and self-service, no expensive campaigns";
            case Action.Standard.ACTIVATE ->
                "Activate: one relevant starter offer each, measured against a group without it";
            case Action.Standard.THANK ->
                "Thank for loyalty, ask for recommendations, and watch for signs of leaving";
            case Action.Standard.OFFER_PREMIUM ->
                "Offer the premium range and service first, and measure what they respond to";
            case Action.Standard.LEAD_WITH_VALUE ->
                "Lead with value for money and small sizes, and measure what they respond to";
        };
    }
}
