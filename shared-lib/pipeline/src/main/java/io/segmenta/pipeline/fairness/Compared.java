package io.segmenta.pipeline.fairness;

/**
 * A group in a segment, or of those who get an action, beside everybody else.
 *
 * @param grouping the place of the grouping
 * @param group the place of the group in it
 * @param part the segment or the action
 * @param inside the share that is told of the group: in the segment, or of the group with the action
 * @param outside the same of everybody else
 * @param size what sets them apart: a ratio or a difference
 * @param low the lower end of its 95% interval
 * @param high the upper end
 * @param p two-sided, of no difference
 * @param hidden whether figures would tell of too few people
 * @param flagged whether it is both more than chance and large
 */
record Compared(int grouping, int group, int part, double inside, double outside, double size, double low, double high,
        double p, boolean hidden, boolean flagged) {

    boolean isMore() {
        return inside > outside;
    }

    Compared flagged(boolean is) {
        return new Compared(grouping, group, part, inside, outside, size, low, high, p, hidden, is);
    }
}
