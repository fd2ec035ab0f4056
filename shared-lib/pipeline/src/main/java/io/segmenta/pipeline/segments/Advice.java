package io.segmenta.pipeline.segments;

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

    static String of(List<Trait> all, Optional<String> noun) {
        List<Trait> traits = all.stream().filter(trait -> trait.direction() != 0).toList();
        if (noun.filter(BUYERS::contains).isEmpty()) {
            return general(traits, noun, 0);
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
                    ? "Win back while they still remember: a personal offer based on what they used to buy"
                    : "Re-engage once with a reason to return; stop paid contact where it does not work";
        }
        if (spend > 0 && income < 0) {
            return "Keep their loyalty with value: points, bundles and flexible payment rather than price cuts";
        }
        if (spend > 0 || (frequency > 0 && basket > 0)) {
            return "Reward and retain: loyalty tier, early access and personal service, no blanket discounts";
        }
        if (income > 0 && spend < 0) {
            return "Win a larger share of their spending: premium range and service, ask what holds them back";
        }
        if (frequency > 0) {
            return basket < 0 ? "Raise the basket: bundles, and free delivery above a threshold"
                    : "Keep the habit: subscriptions, and suggestions that go with what they buy";
        }
        if (basket > 0) {
            return frequency < 0 ? "Raise the number of visits: reminders and planned offers between large purchases"
                    : "Make large purchases easy: delivery, bulk offers, saved lists";
        }
        if (has.getOrDefault(Concept.DISCOUNT, 0) > 0) {
            return "Steer with targeted coupons and test smaller discounts on part of the group";
        }
        if (tenure < 0) {
            return "Welcome well: onboarding series and a reason for the second and third purchase";
        }
        if (spend < 0 && income < 0) {
            return "Serve at low cost: everyday value and self-service, no expensive campaigns";
        }
        if (spend < 0 || frequency < 0 || basket < 0) {
            return "Activate: one relevant starter offer each, measured against a group without it";
        }
        if (tenure > 0) {
            return "Thank for loyalty, ask for recommendations, and watch for signs of leaving";
        }
        return general(traits, noun, income);
    }

    private static String general(List<Trait> traits, Optional<String> noun, int income) {
        if (income > 0) {
            return "Offer the premium range and service first, and measure what they respond to";
        }
        if (income < 0) {
            return "Lead with value for money and small sizes, and measure what they respond to";
        }
        String who = noun.map(word -> "these " + word).orElse("this group");
        if (traits.isEmpty()) {
            return "Serve " + who + " with the standard programme, and compare other segments with them in tests";
        }
        return "Plan for " + who + " separately; what sets them apart most: "
                + traits.getFirst().phrase().replaceFirst("^(with|preferring) ", "");
    }
}
