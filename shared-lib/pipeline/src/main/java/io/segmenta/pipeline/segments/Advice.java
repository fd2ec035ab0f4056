package io.segmenta.pipeline.segments;

import io.segmenta.pipeline.segments.Action.Standard;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An action for a segment, from what the traits in its name mean to a business; the first rule that fits counts.
 */
final class Advice {
    private static final Pattern SPENDING_ON = Pattern.compile("spending on (.+)");

    private Advice() {}

    static Action of(List<Trait> all, Optional<String> noun) {
        List<Trait> traits = all.stream().filter(trait -> trait.direction() != 0).toList();
        if (!Noun.isBuyers(noun)) {
            return traits.isEmpty() ? Standard.COMPARE : Standard.NONE;
        }
        if (traits.isEmpty()) {
            return Standard.SERVE_AS_ALL;
        }
        Map<Concept, Integer> has = new EnumMap<>(Concept.class);
        for (Trait trait : traits) {
            trait.concept().ifPresent(concept -> has.putIfAbsent(concept, trait.direction()));
        }
        int spend = has.getOrDefault(Concept.SPEND, has.getOrDefault(Concept.BILL, 0));
        int income = has.getOrDefault(Concept.INCOME, 0);
        int frequency = has.getOrDefault(Concept.FREQUENCY, 0);
        int basket = has.getOrDefault(Concept.BASKET, 0);
        int recency = has.getOrDefault(Concept.RECENCY, 0);
        int tenure = has.getOrDefault(Concept.TENURE, -has.getOrDefault(Concept.JOINED, 0));
        if (recency > 0) {
            return spend > 0 || frequency > 0 || basket > 0
                    ? Standard.WIN_BACK
                    : Standard.ENGAGE_AGAIN;
        }
        if (spend > 0 && income < 0) {
            return Standard.KEEP_LOYAL;
        }
        if (spend > 0 || (frequency > 0 && basket > 0)) {
            return Standard.REWARD;
        }
        if (income > 0 && spend < 0) {
            return Standard.WIN_A_LARGER_SHARE;
        }
        if (frequency > 0) {
            return basket < 0 ? Standard.RAISE_THE_BASKET
                    : Standard.KEEP_THE_HABIT;
        }
        if (basket > 0) {
            return frequency < 0 ? Standard.RAISE_VISITS
                    : Standard.EASE_LARGE_PURCHASES;
        }
        if (has.getOrDefault(Concept.DISCOUNT, 0) > 0) {
            return Standard.STEER_WITH_COUPONS;
        }
        if (tenure < 0) {
            return Standard.WELCOME;
        }
        if (spend < 0 && income < 0) {
            return Standard.SERVE_AT_LOW_COST;
        }
        if (basket < 0 && spend == 0 && frequency == 0) {
            return Standard.RAISE_THE_BASKET;
        }
        if (spend < 0 || frequency < 0 || basket < 0 || has.getOrDefault(Concept.ENGAGEMENT, 0) < 0) {
            return Standard.ACTIVATE;
        }
        if (tenure > 0) {
            return Standard.THANK;
        }
        return ofTheRest(traits, has);
    }

    private static Action ofTheRest(List<Trait> traits, Map<Concept, Integer> has) {
        int income = has.getOrDefault(Concept.INCOME, 0);
        if (income != 0) {
            return income > 0 ? Standard.OFFER_PREMIUM : Standard.LEAD_WITH_VALUE;
        }
        for (Trait trait : traits) {
            Optional<Action> offered = offered(trait.claim());
            if (offered.isPresent()) {
                return offered.get();
            }
        }
        if (has.getOrDefault(Concept.RECENCY, 0) < 0) {
            return Standard.FOLLOW_UP;
        }
        if (has.getOrDefault(Concept.ENGAGEMENT, 0) > 0) {
            return Standard.ASK_FOR_REVIEWS;
        }
        if (has.getOrDefault(Concept.DISCOUNT, 0) < 0) {
            return Standard.SPARE_DISCOUNTS;
        }
        int household = has.getOrDefault(Concept.HOUSEHOLD, 0);
        if (household != 0) {
            return household > 0 ? Standard.OFFER_FAMILY_SIZES : Standard.OFFER_SMALL_SIZES;
        }
        return has.containsKey(Concept.AGE) || has.containsKey(Concept.BIRTH) ? Standard.FIT_TO_AGE
                : Standard.ASK_FIRST;
    }

    private static Optional<Action> offered(Claim claim) {
        return switch (claim) {
            case Claim.Prefers(String level) -> Optional.of(new Action.Feature(level));
            case Claim.Counts(Claim.Children _, boolean some) ->
                some ? Optional.of(Standard.OFFER_FAMILY_SIZES) : Optional.empty();
            case Claim.Lies(Claim.Position position, String label) -> {
                Matcher spending = SPENDING_ON.matcher(label);
                yield position == Claim.Position.HIGH && spending.matches()
                        ? Optional.of(new Action.Feature(spending.group(1)))
                        : Optional.empty();
            }
            case Claim.Ranks(String label, boolean better) ->
                better ? Optional.of(new Action.Feature(label)) : Optional.empty();
            case Claim.Has _,Claim.Lacks _,Claim.Is _ -> Optional.empty();
        };
    }
}
