package io.segmenta.pipeline.segments;

/** What to do about a segment, before it is put in words. */
sealed interface Action {
    /** What is advised whatever else sets a segment apart. */
    enum Standard implements Action {
        WIN_BACK, ENGAGE_AGAIN, KEEP_LOYAL, REWARD, WIN_A_LARGER_SHARE, RAISE_THE_BASKET, KEEP_THE_HABIT, RAISE_VISITS,
        EASE_LARGE_PURCHASES, STEER_WITH_COUPONS, WELCOME, SERVE_AT_LOW_COST, ACTIVATE, THANK, OFFER_PREMIUM,
        LEAD_WITH_VALUE, SERVE_AS_ALL
    }

    /** No rule fits: plan for the segment by what sets it apart most. */
    record PlanFor(Claim most) implements Action {}
}
