package io.segmenta.simulation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.LambdaDestinationEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.segmenta.api.SimulatedApi;
import io.segmenta.api.SimulatedEditing;
import io.segmenta.deployment.DeploymentHandler;
import io.segmenta.deployment.SimulatedDeployment;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.monitoring.MonitoringHandler;
import io.segmenta.monitoring.SimulatedMonitoring;
import io.segmenta.platform.bus.Bus;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Listings;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.sagemaker.Endpoints;
import io.segmenta.platform.sagemaker.Registry;
import io.segmenta.platform.storage.RewritableStore;
import io.segmenta.platform.storage.SimulatedStorage;
import io.segmenta.privacy.PrivacyHandler;
import io.segmenta.privacy.SimulatedPrivacy;
import io.segmenta.registration.RegistrationHandler;
import io.segmenta.registration.SimulatedRegistration;
import io.segmenta.scoring.SimulatedScoring;
import io.segmenta.training.SimulatedTraining;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The functions of the product as they are shipped, wired to simulated services. */
final class Functions {
    /** Under which customers are hashed. */
    static final TenantKeys KEYS = TenantKeys.of("0123456789abcdef0123456789abcdef");

    private final SimulatedS3 s3;
    private final RewritableStore store;
    private final Registry registry;
    private final Catalogue catalogue;
    private final Supplier<Listings> listings;
    private final Consumer<Duration> pause;
    private final Clock clock;
    private final Log log;
    private final RegistrationHandler registration;
    private final DeploymentHandler deployment;
    private final MonitoringHandler monitoring;
    private final PrivacyHandler privacy;
    private final SimulatedEditing editing;
    private final Recordings recordings = new Recordings();
    private final Serving.Ledger ledger = new Serving.Ledger();
    private final Deque<Serving> idle = new ArrayDeque<>();
    private long ids;

    /** @param listings of the catalogue of whoever runs */
    Functions(SimulatedS3 s3, SimulatedSageMaker sageMaker, Catalogue catalogue, Supplier<Listings> listings, Bus bus,
            Consumer<Duration> pause, Clock clock) {
        this.s3 = s3;
        this.store = SimulatedStorage.store(s3, Events.BUCKET);
        this.registry = io.segmenta.platform.sagemaker.SimulatedSageMaker.registry(sageMaker);
        this.catalogue = catalogue;
        this.listings = listings;
        this.pause = pause;
        this.clock = clock;
        this.log = Quiet.log("simulation", clock);
        Endpoints endpoints = io.segmenta.platform.sagemaker.SimulatedSageMaker.endpoints(sageMaker);
        this.registration = SimulatedRegistration.handler(store, registry, catalogue, clock, log);
        this.deployment = SimulatedDeployment.handler(store, registry, endpoints, catalogue, bus, pause, clock, log);
        this.monitoring = SimulatedMonitoring.handler(store, catalogue, bus, () -> KEYS, clock, log);
        this.privacy = SimulatedPrivacy.handler(store, () -> KEYS, clock, pause, log);
        this.editing = new SimulatedEditing(catalogue.segments(), store, clock);
    }

    /** Who keeps a lock while it asks a service is a process of its own for each call. */
    Object handle(Message message, Context context) {
        return switch (message.function()) {
            case TRAINING -> SimulatedTraining.handler(store, catalogue, clock, recordings, () -> KEYS, log)
                    .handleRequest((S3Event) message.event(), context);
            case REGISTRATION -> registration.handleRequest((LambdaDestinationEvent) message.event(), context);
            case EDITING -> editing.edit(Users.DATASET, (String) message.event());
            case DEPLOYMENT -> deployment.handleRequest((ScheduledEvent) message.event(), context);
            case MONITORING -> monitoring.handleRequest((ScheduledEvent) message.event(), context);
            case SCORING -> SimulatedScoring.handler(store, () -> KEYS, clock, log)
                    .handleRequest((S3Event) message.event(), context);
            case PRIVACY -> privacy.handleRequest((S3Event) message.event(), context);
            case API -> ((Errand) message.event()).run(new Errand.Client(new SimulatedApi(store, registry, catalogue,
                    listings.get(), () -> KEYS, () -> new UUID(0x4000L, 0x8000000000000000L | ++ids), clock, log),
                    message.requestId() + '-' + message.attempt()));
            case SERVING -> serve((Asking) message.event());
        };
    }

    /** What a process that answers is told to do. */
    enum Asking {
        /** To answer records as they were in training. */
        USUAL,
        /** To answer such records three times, each time when what it has counted is due to be written. */
        ON,
        /** To answer records that have moved. */
        MOVED,
        /** To end in good order. */
        END
    }

    /** A process answers one request at a time; one that dies is gone. */
    private Object serve(Asking asking) {
        Serving process = idle.isEmpty() ? new Serving(s3, store, ledger, pause, clock, log) : idle.pop();
        boolean lives = false;
        try {
            Object answer = switch (asking) {
                case END -> process.end();
                case ON -> process.goOn();
                case USUAL -> process.answer(false);
                case MOVED -> process.answer(true);
            };
            lives = true;
            return answer;
        } catch (RuntimeException refused) {
            lives = true;
            throw refused;
        } finally {
            if (lives && asking != Asking.END) {
                idle.push(process);
            } else if (!lives) {
                ledger.lossy = true;
            }
        }
    }

    /** How many processes wait for requests. */
    int idle() {
        return idle.size();
    }

    Serving.Ledger ledger() {
        return ledger;
    }
}
