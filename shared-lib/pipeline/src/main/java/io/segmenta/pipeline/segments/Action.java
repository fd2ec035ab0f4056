package io.segmenta.pipeline.segments;

/** What to do about a segment, before it is put in words. */
sealed interface Action {
    /** What is advised whatever else sets a segment apart. */
    enum Standard implements Action {
        WIN_BACK, ENGAGE_AGAIN, KEEP_LOYAL, REWARD, WIN_A_LARGER_SHARE, RAISE_THE_BASKET, KEEP_THE_HABIT, RAISE_VISITS,
        EASE_LARGE_PURCHASES, STEER_WITH_COUPONS, WELCOME, SERVE_AT_LOW_COST, ACTIVATE, THANK, OFFER_PREMIUM,
        LEAD_WITH_VALUE, SPARE_DISCOUNTS, FOLLOW_UP, ASK_FOR_REVIEWS, OFFER_FAMILY_SIZES, OFFER_SMALL_SIZES,
        FIT_TO_AGE, ASK_FIRST, SERVE_AS_ALL, COMPARE, NONE
    }

    /** Show first what the segment buys or prefers. */
    record Feature(String what) implements Action {}
}
