package io.segmenta.pipeline.segments;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.Segment;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.algorithm.Partition;
import io.segmenta.pipeline.features.FittedFeatures;
import io.segmenta.pipeline.features.GroupScores;
import io.segmenta.pipeline.plot.Palette;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Makes segments of clusters: what each is like, and its id, name, action and colour. Nothing else makes any of these.
 */
public final class Segments {
    private static final int REPRESENTATIVES = 5;

    private Segments() {}

    /**
     * Describes the segments.
     *
     * @param schema of the table that was read
     * @param rows of the table that are in segments, in the order of the partition
     * @param features of those rows
     * @param scores of groups of questions, of the whole table; they are told before the questions, and in their stead
     * where it is short
     * @param clear whether there are groups at all; otherwise names and actions speak of slices
     * @return one profile for each segment, in the order of their numbers
     */
    public static List<SegmentProfile> describe(Schema schema, Table rows, FittedFeatures features,
            GroupScores scores, Partition partition, boolean clear, Workers workers) {
        Set<String> used = new HashSet<>(features.pipeline().sources());
        scores.columns().forEach(score -> used.add(score.name()));
        Table told = scores.of(features.keptRows()).beside(rows);
        List<List<ColumnProfile>> columns = Profiler.profile(told, scores.beside(schema), used, partition.labels(),
                partition.k(), workers);
        Set<String> unsaid = new HashSet<>(Doubles.of(told, partition.labels(), columns));
        unsaid.addAll(scores.questions());
        List<Namer.Proposal> proposals = Namer.propose(rows, columns, unsaid, !clear);
        List<List<Integer>> representatives = Representatives.of(features.matrix(), partition, REPRESENTATIVES);
        List<SegmentProfile> profiles = new ArrayList<>();
        for (int c = 0; c < partition.k(); c++) {
            Namer.Proposal proposal = proposals.get(c);
            profiles.add(new SegmentProfile(c, partition.sizes()[c], partition.sizes()[c] / (double) rows.rows(),
                    columns.get(c), proposal.traits(), proposal.name(), proposal.fullName(), proposal.action(),
                    representatives.get(c)));
        }
        return profiles;
    }

    /**
     * Gives each segment its id, name, action and colour.
     *
     * @param profiles of the segments
     * @param x the rows in segments, n x d
     */
    public static List<Segment> of(List<SegmentProfile> profiles, Partition partition, Matrix x) {
        List<Segment> segments = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (SegmentProfile profile : profiles) {
            float[] centre = partition.centroids()[profile.cluster()];
            int attempt = 0;
            String id = id(x.names(), centre, attempt);
            while (!taken.add(id)) {
                id = id(x.names(), centre, ++attempt);
            }
            segments.add(new Segment(id, profile.cluster(), profile.name(), profile.action(),
                    Palette.color(profile.cluster()), profile.size(), profile.share(), profile.traits()));
        }
        return segments;
    }

    /** A name that follows from where the segment lies, not from its number. */
    private static String id(List<String> names, float[] centre, int attempt) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * centre.length + 4);
        for (float value : centre) {
            bytes.putFloat(value + 0f);
        }
        bytes.putInt(attempt);
        MessageDigest digest = Sha256.digest();
        digest.update(String.join("\n", names).getBytes(StandardCharsets.UTF_8));
        return "s-" + HexFormat.of().formatHex(digest.digest(bytes.array()), 0, 5);
    }
}
