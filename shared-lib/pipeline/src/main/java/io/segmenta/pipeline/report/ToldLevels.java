package io.segmenta.pipeline.report;

import io.segmenta.model.privacy.SmallCells;
import io.segmenta.pipeline.segments.CategoryProfile.LevelShare;
import io.segmenta.pipeline.segments.CategoryProfile;
import io.segmenta.pipeline.segments.ColumnProfile;
import io.segmenta.pipeline.segments.NumericProfile;
import io.segmenta.pipeline.segments.SegmentProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which levels of the columns are told of a segment: customers are counted by segment and level, and the sizes of
 * segments and the shares of levels among all customers are told. Levels that a profile does not list anyway hide
 * others.
 */
final class ToldLevels {
    private final SmallCells cells;
    private final List<SegmentProfile> profiles;
    /** By column, then by segment: the levels that are told, in their order. */
    private final List<List<List<LevelShare>>> told = new ArrayList<>();

    /** @param profiles by cluster number, each with the same columns */
    ToldLevels(List<SegmentProfile> profiles, SmallCells cells) {
        this.cells = cells;
        this.profiles = List.copyOf(profiles);
        for (int column = 0; !profiles.isEmpty() && column < profiles.get(0).columns().size(); column++) {
            int at = column;
            told.add(told(profiles.stream().map(profile -> profile.columns().get(at)).toList()));
        }
    }

    /** The levels that are told of a column in a segment. */
    List<LevelShare> of(int cluster, int column) {
        return told.get(column).get(cluster);
    }

    /** Whether figures of a column tell of few customers of a segment. */
    boolean isFew(ColumnProfile column) {
        return cells.isFew(column.known());
    }

    /** Whether anything of a segment is not told. */
    boolean hides(int cluster) {
        List<ColumnProfile> columns = profiles.get(cluster).columns();
        for (int column = 0; column < columns.size(); column++) {
            if (isFew(columns.get(column)) || of(cluster, column).size() < levels(columns.get(column)).size()) {
                return true;
            }
        }
        return false;
    }

    /** Why something is not told. */
    String words() {
        return cells.words();
    }

    private static List<LevelShare> levels(ColumnProfile column) {
        return switch (column) {
            case CategoryProfile category -> category.levels();
            case NumericProfile numeric -> numeric.levels();
        };
    }

    private List<List<LevelShare>> told(List<ColumnProfile> segments) {
        List<String> names = segments.stream().flatMap(one -> levels(one).stream()).map(LevelShare::level).distinct()
                .toList();
        // The last column has the levels that are not listed.
        long[][] counts = new long[segments.size()][names.size() + 1];
        boolean[][] untold = new boolean[segments.size()][names.size() + 1];
        for (int c = 0; c < counts.length; c++) {
            ColumnProfile segment = segments.get(c);
            long rest = segment.known();
            for (LevelShare level : levels(segment)) {
                long count = Math.round(level.share() * segment.known());
                counts[c][names.indexOf(level.level())] = count;
                rest -= count;
            }
            counts[c][names.size()] = rest > 0 ? rest : -1;
            untold[c][names.size()] = rest > 0;
        }
        boolean[][] hidden = cells.list(counts, untold);
        double everybody = segments.stream().mapToLong(ColumnProfile::known).sum();
        List<List<LevelShare>> left = new ArrayList<>();
        for (int c = 0; c < counts.length; c++) {
            int cluster = c;
            Stream<LevelShare> all = levels(segments.get(c)).stream();
            // Nobody is no secret, unless somebody is hidden behind it.
            boolean few = names.stream().mapToInt(names::indexOf)
                    .anyMatch(level -> hidden[cluster][level] && counts[cluster][level] > 0);
            left.add(all.filter(level -> {
                int at = names.indexOf(level.level());
                return !cells.isSmall(Math.round(level.population() * everybody))
                        && (!hidden[cluster][at] || (counts[cluster][at] == 0 && !few));
            }).toList());
        }
        return left;
    }
}
