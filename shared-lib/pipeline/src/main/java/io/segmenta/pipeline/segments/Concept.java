package io.segmenta.pipeline.segments;

import io.segmenta.pipeline.text.Labels;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a column means to a business, recognised by its name, and how a marketer says that it is high, low or in the
 * middle. Columns that match none are spoken of by their own name.
 */
enum Concept {
    BIRTH("(year (of )?birth|birth (year|date)|yob|date of birth)", "younger", "older", "middle-aged"),
    AGE("(customer |head )?age( years)?", "older", "younger", "middle-aged"),
    JOINED("(date of customer|customer since|(sign ?up|join(ed)?|enrol\\w*|registration|start) "
            + "?(date|day|year)?|date (joined|registered))",
            "newer", "long-standing", "established"),
    SPEND("(?!spending on|last |latest ).*(\\bspend|\\bspent\\b|monetary|revenue|\\bsales\\b|"
            + "purchase amount|turnover|\\bclv\\b|lifetime value|"
            + "\\bdeals? (amount|value|size|total)).*",
            "high-spending", "low-spending", "average-spending"),
    BILL("(monthly|total|yearly|annual|billed) (charges|bill)", "high-paying", "low-paying", "average-paying"),
    RECENCY("(.*recency.*|.*days since.*|(last|latest) (purchase|visit|order|activity)(?! "
            + "(amount|value|spend|total)).*|.*inactiv.*)",
            "lapsed",
            "recently active", "fairly recent"),
    BASKET(".*(basket|order value|ticket size|transaction value).*", "big-basket", "small-basket", "mid-basket"),
    FREQUENCY(
            "(total |purchase |visit |order |shopping |store "
                    + ")*(frequency|visits|orders|transactions|trips|purchases)( count| per \\w+)?",
            "frequent", "occasional", "regular"),
    INCOME(".*(\\bincome\\b|salary|\\bwages?\\b|earnings).*", "high-income", "low-income", "middle-income"),
    TENURE(".*(tenure|membership|months active|years active).*", "long-standing", "newer", "established"),
    DISCOUNT(".*(discount|coupon|\\bdeals?\\b|promo).*", "bargain-seeking", "full-price", "average-discount"),
    HOUSEHOLD("(household|family|hh) size", "large-household", "small-household", "mid-household"),
    BALANCE(".*(balance|savings).*", "high-balance", "low-balance", "mid-balance"),
    ENGAGEMENT(".*(engagement|sessions|page ?views|clicks|logins).*", "engaged", "passive", "average-engagement");

    private final Pattern pattern;
    private final String high;
    private final String low;
    private final String middle;

    Concept(String pattern, String high, String low, String middle) {
        this.pattern = Pattern.compile(pattern);
        this.high = high;
        this.low = low;
        this.middle = middle;
    }

    static Optional<Concept> of(String column) {
        String label = Labels.label(column).toLowerCase(Locale.ROOT);
        for (Concept concept : values()) {
            if (concept.pattern.matcher(label).matches()) {
                return Optional.of(concept);
            }
        }
        return Optional.empty();
    }

    /** The adjective for a direction: above zero high, below zero low, zero the middle. */
    String adjective(int direction) {
        return direction > 0 ? high : direction < 0 ? low : middle;
    }
}
