package io.segmenta.api;

import io.segmenta.api.access.SignIn;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Listings;
import io.segmenta.platform.catalogue.NamesCopy;
import io.segmenta.platform.catalogue.SegmentBook;
import io.segmenta.platform.catalogue.Uploads;
import io.segmenta.platform.privacy.KeySource;
import io.segmenta.platform.sagemaker.Registry;
import io.segmenta.platform.storage.ObjectLinks;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.UploadLinks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Who answers, wired. */
record Parts(Self self, Datasets datasets, Runs runs, Documents documents, Models models, Profiles profiles, Maps maps,
        Approvals approvals, Live live, Monitoring monitoring, Migrations migrations, Segments segments,
        SegmentRules segmentRules, RowLists rowLists,
        Customers customers, Exporting exporting, ClusteringRuns clusteringRuns, Uploading uploading,
        Previewing previewing,
        Starting starting, Description description, Once once, AuditTrail auditTrail, Cancelling cancelling,
        FormUpload formUpload, ClusteringTraining clusteringTraining, Privacy privacy, Experiments experiments,
        StartingExperiments startingExperiments, FeatureViews featureViews, Deleting deleting,
        Repeating repeating) {

    /** What the parts need of the world. */
    record World(Deployed deployed, SignIn signIn, Catalogue catalogue, Listings listings, ObjectStore store,
            ObjectLinks links, Registry registry, InstantSource clock, Incoming incoming, KeySource keys) {}

    /**
     * What uploads and runs that people start need of it.
     *
     * @param ids new ones
     * @param datasetsDecide whether a data set's own settings count as the deployer's
     * @param pause waits
     */
    record Incoming(Uploads uploads, UploadLinks links, Supplier<UUID> ids, boolean datasetsDecide,
            Consumer<Duration> pause) {}

    static Parts of(World world) {
        Found found = new Found(world.catalogue(), world.listings());
        Documents documents = new Documents(found, world.store(), world.links());
        Models models = new Models(found, world.catalogue(), world.listings(), documents);
        RunRows rows = new RunRows(world.store());
        LeftOut leftOut = new LeftOut(world.store(), world.keys());
        Incoming incoming = world.incoming();
        Uploading uploading = new Uploading(found, incoming.uploads(), world.store(), incoming.links(), world.clock(),
                incoming.ids());
        Starting starting = new Starting(found, uploading, world.catalogue(), world.store(),
                incoming.datasetsDecide(), incoming.pause(), world.clock());
        Costs costs = new Costs(world.catalogue().costs(), world.clock());
        ClusteringRuns clusteringRuns = new ClusteringRuns(found, world.listings(), documents);
        Customers customers = new Customers(found, world.catalogue(), rows, new Explaining(world.store(), rows),
                world.clock(), world.keys(), leftOut);
        FeatureViews views = new FeatureViews(world.store(), world.catalogue(), world.clock());
        Approvals approvals = new Approvals(found, models, documents, world.catalogue(), world.registry(),
                world.clock());
        return new Parts(new Self(world.deployed(), world.signIn(), world.catalogue()),
                new Datasets(found, world.listings(), incoming.uploads(), world.store()),
                new Runs(found, world.listings(), world.catalogue().cancellations(),
                        costs, world.clock()),
                documents, models,
                new Profiles(found, models, world.catalogue().segments()),
                new Maps(found, models, world.store(), world.links(), world.clock()),
                approvals,
                new Live(found, world.catalogue(), world.store(), approvals, world.clock()),
                new Monitoring(found, world.catalogue(), world.store(), world.clock()),
                new Migrations(found, world.catalogue(), models),
                segments(world, found, documents),
                new SegmentRules(found, new Standings(world.catalogue(), documents, world.clock()), world.catalogue(),
                        models),
                new RowLists(found, world.catalogue(), rows, leftOut, world.clock()),
                customers,
                new Exporting(found, world.catalogue(), rows,
                        new Exporting.World(world.store(), world.links(), world.clock(), incoming.ids(), leftOut)),
                clusteringRuns, uploading,
                new Previewing(found, uploading, world.store(), incoming.pause()), starting, new Description(),
                new Once(world.catalogue().idempotencyKeys(), world.clock()),
                new AuditTrail(found, world.listings()), new Cancelling(found, world.catalogue(), costs, world.clock()),
                new FormUpload(uploading, world.store()), new ClusteringTraining(found, uploading, starting,
                        clusteringRuns, world.catalogue(), world.clock()),
                new Privacy(world.catalogue(), world.store(), customers, views, world.keys(),
                        new Privacy.World(world.clock(), incoming.ids(), world.listings())),
                new Experiments(found, world.listings(), world.catalogue().experiments(), world.store(), world.clock()),
                new StartingExperiments(found, world), views,
                new Deleting(found, world.catalogue(), world.store(), world.clock()),
                new Repeating(found, world.catalogue(), world.store(), world.clock(), incoming.ids()));
    }

    private static Segments segments(World world, Found found, Documents documents) {
        SegmentBook book = world.catalogue().segments();
        return new Segments(found, new Standings(world.catalogue(), documents, world.clock()), book,
                new Editing(book, new NamesCopy(book, world.store()), world.clock()));
    }
}
