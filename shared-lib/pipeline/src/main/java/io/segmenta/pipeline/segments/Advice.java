package io.segmenta.pipeline.segments;

import io.segmenta.pipeline.segments.Action.Standard;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An action for a segment, from what its traits mean to a business; the first rule that fits counts.
 */
final class Advice {
    private Advice() {}

    private static final Set<String> BUYERS = Set.of("customers", "households", "shoppers", "members", "subscribers",
            "users");

    static Action of(List<Trait> all, Optional<String> noun) {
        List<Trait> traits = all.stream().filter(trait -> trait.direction() != 0).toList();
        if (noun.filter(BUYERS::contains).isEmpty()) {
            return general(traits, 0);
        }
        Map<Concept, Integer> has = new EnumMap<>(Concept.class);
        for (Trait trait : traits) {
            trait.concept().ifPresent(concept -> has.putIfAbsent(concept, trait.direction()));
        }
        int spend = has.getOrDefault(Concept.SPEND, 0);
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
        if (spend < 0 || frequency < 0 || basket < 0) {
            return Standard.ACTIVATE;
        }
        if (tenure > 0) {
            return Standard.THANK;
        }
        return general(traits, income);
    }

    private static Action general(List<Trait> traits, int income) {
        if (income > 0) {
            return Standard.OFFER_PREMIUM;
        }
        if (income < 0) {
            return Standard.LEAD_WITH_VALUE;
        }
        return traits.isEmpty() ? Standard.SERVE_AS_ALL : new Action.PlanFor(traits.getFirst().claim());
    }
}
