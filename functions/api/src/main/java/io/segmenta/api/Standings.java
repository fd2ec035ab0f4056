package io.segmenta.api;

import io.segmenta.model.contract.RunFile;
import io.segmenta.model.contract.RunSegment;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.KnownSegment;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.catalogue.SegmentVersion;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** How the segments of a data set stand: which versions have them, and whether one of these is live. */
final class Standings {
    private final Catalogue catalogue;
    private final Documents documents;
    private final InstantSource clock;

    Standings(Catalogue catalogue, Documents documents, InstantSource clock) {
        this.catalogue = catalogue;
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * The segments of one data set.
     *
     * @param live the version that is live; 0 where none is
     * @param having what each segment is in each version that has it, the newest first
     */
    record OfDataset(String dataset, List<KnownSegment> segments, int live, Map<String, List<Having>> having) {
        /** {@code live}, {@code proposed} by a version that may go live yet, or {@code retired}. */
        String state(KnownSegment segment) {
            List<Integer> versions = versions(segment);
            return versions.contains(live) ? "live"
                    : versions.isEmpty() || versions.getFirst() > live ? "proposed" : "retired";
        }

        /** The versions that have the segment, the newest first. */
        List<Integer> versions(KnownSegment segment) {
            return havings(segment).stream().map(Having::version).toList();
        }

        /** As the live version has it, else the newest that does. */
        Optional<RunSegment> newest(KnownSegment segment) {
            List<Having> all = havings(segment);
            return all.stream().filter(one -> one.version == live).findFirst().or(() -> all.stream().findFirst())
                    .map(Having::segment);
        }

        private List<Having> havings(KnownSegment segment) {
            return having.getOrDefault(segment.id(), List.of());
        }
    }

    /** A segment as one version has it. */
    record Having(int version, RunSegment segment) {}

    OfDataset of(String dataset) {
        List<Model> models = catalogue.models(Optional.of(dataset));
        Optional<UUID> live = catalogue.liveRun(dataset, models);
        List<SegmentVersion> found = catalogue.segments().versions(dataset);
        if (live.isPresent() && found.stream().noneMatch(one -> one.run().equals(live.get())) && noted(live.get())) {
            found = catalogue.segments().versions(dataset);
        }
        Map<UUID, Integer> versions = models.stream().collect(Collectors.toMap(Model::run, Model::version));
        Map<String, List<Having>> having = found.stream()
                .flatMap(one -> Optional.ofNullable(versions.get(one.run()))
                        .map(version -> new Having(version, one.segment())).stream())
                .sorted(Comparator.comparingInt(Having::version).reversed())
                .collect(Collectors.groupingBy(one -> one.segment().id()));
        return new OfDataset(dataset, catalogue.segments().segments(dataset),
                live.map(run -> versions.getOrDefault(run, 0)).orElse(0), having);
    }

    /** What was registered before segments were noted is noted when somebody first asks for them. */
    private boolean noted(UUID run) {
        return catalogue.run(run).flatMap(known -> documents.read(known, RunFile.PROFILE).map(profile -> {
            catalogue.segments().found(run, known.dataset(), RunSegment.parse(profile), clock.instant());
            return true;
        })).orElse(false);
    }
}
