package io.segmenta.simulation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.LambdaDestinationEvent;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.segmenta.api.SimulatedEditing;
import io.segmenta.deployment.DeploymentHandler;
import io.segmenta.deployment.SimulatedDeployment;
import io.segmenta.platform.bus.Bus;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.observe.Quiet;
import io.segmenta.platform.sagemaker.Endpoints;
import io.segmenta.platform.sagemaker.Registry;
import io.segmenta.platform.storage.ObjectStore;
import io.segmenta.platform.storage.SimulatedStorage;
import io.segmenta.registration.RegistrationHandler;
import io.segmenta.registration.SimulatedRegistration;
import io.segmenta.training.SimulatedTraining;
import io.segmenta.training.TrainingHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** The functions of the product as they are shipped, wired to simulated services. */
final class Functions {
    private final TrainingHandler training;
    private final RegistrationHandler registration;
    private final DeploymentHandler deployment;
    private final SimulatedEditing editing;

    Functions(SimulatedS3 s3, SimulatedSageMaker sageMaker, Catalogue catalogue, Bus bus,
            Consumer<Duration> pause, Clock clock) {
        ObjectStore store = SimulatedStorage.store(s3, Events.BUCKET);
        Registry registry = io.segmenta.platform.sagemaker.SimulatedSageMaker.registry(sageMaker);
        Endpoints endpoints = io.segmenta.platform.sagemaker.SimulatedSageMaker.endpoints(sageMaker);
        Log log = Quiet.log("simulation", clock);
        this.training = SimulatedTraining.handler(store, catalogue, clock, new Recordings(), log);
        this.registration = SimulatedRegistration.handler(store, registry, catalogue, clock, log);
        this.deployment = SimulatedDeployment.handler(store, registry, endpoints, catalogue, bus, pause, clock, log);
        this.editing = new SimulatedEditing(catalogue.segments(), store, clock);
    }

    Object handle(Message message, Context context) {
        return switch (message.function()) {
            case TRAINING -> training.handleRequest((S3Event) message.event(), context);
            case REGISTRATION -> registration.handleRequest((LambdaDestinationEvent) message.event(), context);
            case EDITING -> editing.edit(Users.DATASET, (String) message.event());
            case DEPLOYMENT -> deployment.handleRequest((ScheduledEvent) message.event(), context);
        };
    }
}
