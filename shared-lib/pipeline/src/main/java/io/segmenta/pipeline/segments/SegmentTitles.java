package io.segmenta.pipeline.segments;

import io.segmenta.pipeline.segments.SegmentTitle.Distinction;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Names of segments that come from another's name. */
public final class SegmentTitles {
    /** In code points, the most a name of a part has. */
    private static final int LONGEST = 72;
    /** Less than this many standard deviations of all rows tell parts from one another by chance. */
    private static final double LEAST_APART = 0.2;

    private SegmentTitles() {}

    /**
     * The name of a part: that of the whole and what tells the part from the others.
     *
     * @param whole the name of the segment that split
     * @param part one of its parts
     * @param others the other parts
     * @return empty where no column tells them apart
     */
    public static Optional<String> part(String whole, SegmentProfile part, List<SegmentProfile> others) {
        return part.columns().stream().filter(ColumnProfile::used)
                .flatMap(column -> difference(column, others).stream())
                .max(Comparator.comparingDouble(Difference::size))
                .filter(difference -> difference.size() >= LEAST_APART).map(difference -> {
                    String end = ", " + difference.words();
                    int room = LONGEST - end.codePointCount(0, end.length());
                    return room < 1 ? whole : ShortNames.cut(whole, room) + end;
                });
    }

    /** The name for the second, third, … segment that would have it. */
    public static String again(String name, int place) {
        String end = " (" + place + ")";
        return ShortNames.cut(name, LONGEST - end.length()) + end;
    }

    private record Difference(double size, String words) {}

    private static Optional<Difference> difference(ColumnProfile column,
            List<SegmentProfile> others) {
        return switch (column) {
            case NumericProfile numbers -> {
                double effect = others.stream().flatMap(other -> other.columns().stream())
                        .filter(other -> other.name().equals(numbers.name())).mapToDouble(ColumnProfile::effect)
                        .average().orElse(numbers.effect());
                double apart = numbers.effect() - effect;
                yield Optional.of(new Difference(Math.abs(apart),
                        SegmentWords.of(new Distinction.Compared(numbers.name(), apart > 0))));
            }
            case CategoryProfile category -> {
                String level = category.top().level();
                double elsewhere = others.stream().flatMap(other -> other.columns().stream())
                        .filter(other -> other.name().equals(category.name()))
                        .map(CategoryProfile.class::cast).flatMap(other -> other.levels().stream())
                        .filter(share -> share.level().equals(level))
                        .mapToDouble(CategoryProfile.LevelShare::share).max().orElse(0);
                double apart = category.top().share() - elsewhere;
                yield apart <= 0 ? Optional.empty() : Optional.of(new Difference(2 * apart, "mostly " + level));
            }
        };
    }
}
