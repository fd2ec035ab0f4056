package io.segmenta.model;

import io.segmenta.model.base.Check;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One segment as people know it.
 *
 * @param id lasting, unlike the cluster number
 * @param cluster the number the assigner answers, in [0, k); -1 of {@link #NONE} only
 * @param name for people
 * @param action what to do about its members; may be empty
 * @param color {@code #rrggbb}
 * @param size training rows
 * @param share of the training rows, in [0, 1]
 * @param traits what sets it apart, strongest first
 * @param rule the rule that describes it, where answers cannot be explained by what decides them
 */
public record Segment(String id, int cluster, String name, String action, String color, long size, double share,
        List<String> traits, Optional<Rule> rule) {

    /**
     * A rule over the columns of the file.
     *
     * @param words "visits at least 12 and discount below 8"
     * @param covers the share of the segment's training rows that meet it, in [0, 1]
     * @param right the share of the rows that meet it that are of the segment, in [0, 1]
     */
    public record Rule(String words, double covers, double right) {
        public Rule {
            Check.notBlank(words, "words");
            Check.range("covers", covers, 0, 1);
            Check.range("right", right, 0, 1);
        }
    }

    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

    /** What a record gets that lies outside every segment. */
    public static final Segment NONE = new Segment("none", -1, "Outside every segment",
            "Treat as a case of its own: the advice for no segment applies.", "#7f7f7f", 0, 0, List.of());

    /** A segment without a rule. */
    public Segment(String id, int cluster, String name, String action, String color, long size, double share,
            List<String> traits) {
        this(id, cluster, name, action, color, size, share, traits, Optional.empty());
    }

    /** Returns the same segment with a rule. */
    public Segment with(Rule described) {
        return new Segment(id, cluster, name, action, color, size, share, traits, Optional.of(described));
    }

    /** Returns the same segment of other rows. */
    public Segment sized(long rows, double part) {
        return new Segment(id, cluster, name, action, color, rows, part, traits, rule);
    }

    public Segment {
        Check.notBlank(id, "id");
        Check.notBlank(name, "name");
        Check.notNull(action, "action");
        Check.notNull(color, "color");
        Check.argument(cluster >= 0 || (cluster == -1 && id.equals("none")), "cluster must not be negative, got %d",
                cluster);
        Check.argument(COLOR.matcher(color).matches(), "color must be like #1f77b4, got \"%s\"", color);
        Check.argument(size >= 0, "size must not be negative, got %d", size);
        Check.range("share", share, 0, 1);
        traits = List.copyOf(traits);
    }

    /** Returns the same segment under another name, with another action. */
    Segment called(String as, String todo) {
        return new Segment(id, cluster, as, todo, color, size, share, traits, rule);
    }
}
