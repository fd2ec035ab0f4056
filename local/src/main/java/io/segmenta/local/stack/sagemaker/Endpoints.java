package io.segmenta.local.stack.sagemaker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segmenta.local.stack.events.EventBus;
import io.segmenta.local.stack.sagemaker.LiveEndpoint.Start;
import io.segmenta.local.stack.sagemaker.Resources.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Endpoints and their states: {@code Creating}, {@code Updating}, {@code InService}, {@code RollingBack},
 * {@code Failed}, {@code Deleting}. An update is blue/green: the new version takes over when it is healthy, the old one
 * finishes its requests; a version that does not become healthy is given up and the old one stays.
 */
final class Endpoints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

    private final Resources resources;
    private final Models models;
    private final EventBus bus;
    private final ServingLauncher launcher;
    private final Duration healthLimit;
    private final EndpointListener listener;
    private final Map<String, LiveEndpoint> live = new ConcurrentHashMap<>();
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean closed;

    Endpoints(Resources resources, Models models, EventBus bus, ServingLauncher launcher, Duration healthLimit,
            EndpointListener listener) {
        this.resources = resources;
        this.models = models;
        this.bus = bus;
        this.launcher = launcher;
        this.healthLimit = healthLimit;
        this.listener = listener;
    }

    /** Brings back what ran before a restart and takes up what was under way. */
    void restore() {
        for (ObjectNode endpoint : resources.all(Kind.ENDPOINT)) {
            String name = endpoint.path("EndpointName").asText();
            switch (endpoint.path("EndpointStatus").asText()) {
                case "Deleting" -> inBackground(() -> remove(name));
                case "RollingBack" -> {
                    bringBack(name, endpoint);
                    transition(name, changed -> changed.put("EndpointStatus", "InService"));
                }
                default -> bringBack(name, endpoint);
            }
        }
    }

    /** Closing interrupts it, also while it writes; the next start takes up what was not finished. */
    private void inBackground(Runnable task) {
        work.execute(() -> {
            try {
                task.run();
            } catch (UncheckedIOException e) {
                if (!closed) {
                    throw e;
                }
                LOG.debug("cut off by closing", e);
            }
        });
    }

    private void bringBack(String name, ObjectNode endpoint) {
        LiveEndpoint running = live(name);
        if (endpoint.has("_live")) {
            inBackground(() -> running.revive((ObjectNode) endpoint.get("_live")));
        }
        if (endpoint.has("_target")) {
            inBackground(() -> deploy(name, (ObjectNode) endpoint.get("_target")));
        }
    }

    private LiveEndpoint live(String name) {
        return live.computeIfAbsent(name, absent -> new LiveEndpoint(name, launcher, healthLimit));
    }

    ObjectNode create(Request request) {
        String name = request.name("EndpointName");
        synchronized (resources) {
            String arn = resources.arn(Kind.ENDPOINT, name);
            if (resources.find(Kind.ENDPOINT, name).isPresent()) {
                throw ServiceFault.validation("Cannot create already existing endpoint \"" + arn + "\".");
            }
            ObjectNode config = models.config(request.name("EndpointConfigName"));
            ObjectNode target = deployment(config);
            ObjectNode endpoint = Resources.object().put("EndpointName", name).put("EndpointArn", arn)
                    .put("EndpointConfigName", config.path("EndpointConfigName").asText())
                    .put("CreationTime", Resources.now());
            endpoint.set("ProductionVariants", config.path("ProductionVariants").deepCopy());
            endpoint.set("_target", target);
            resources.put(Kind.ENDPOINT, name, endpoint.put("EndpointStatus", "Creating"));
            transition(name, changed -> changed.put("EndpointStatus", "Creating"));
            inBackground(() -> deploy(name, target));
            return Resources.object().put("EndpointArn", arn);
        }
    }

    ObjectNode update(Request request) {
        String name = request.text("EndpointName");
        synchronized (resources) {
            ObjectNode endpoint = endpoint(name);
            String arn = endpoint.path("EndpointArn").asText();
            String status = endpoint.path("EndpointStatus").asText();
            if (!status.equals("InService")) {
                throw ServiceFault.validation(status.equals("Failed")
                        ? "Cannot update failed endpoint \"" + arn + "\"."
                        : "Cannot update in-progress endpoint \"" + arn + "\".");
            }
            ObjectNode target = deployment(models.config(request.name("EndpointConfigName")));
            String before = endpoint.path("_live").path("variant").asText();
            if (!target.path("variant").asText().equals(before)) {
                throw ServiceFault.validation("The new endpoint configuration must have the same variant name: "
                        + before + " is in service, " + target.path("variant").asText() + " was given");
            }
            transition(name, changed -> {
                changed.put("EndpointStatus", "Updating").remove("FailureReason");
                changed.set("_target", target);
            });
            inBackground(() -> deploy(name, target));
            return Resources.object().put("EndpointArn", arn);
        }
    }

    private ObjectNode deployment(ObjectNode config) {
        ObjectNode deployment = Resources.object().put("config", config.path("EndpointConfigName").asText())
                .put("variant", config.path("ProductionVariants").path(0).path("VariantName").asText());
        deployment.set("container", models.containerOf(config));
        deployment.set("variants", config.path("ProductionVariants"));
        return deployment;
    }

    private void deploy(String name, ObjectNode target) {
        LiveEndpoint running = live(name);
        try {
            Start start = running.start(target);
            if (closed) {
                start.process().ifPresent(ServingProcess::kill);
            } else if (start.process().isPresent()) {
                Optional<ServingProcess> old = running.switchTo(start.process().get());
                transition(name, changed -> {
                    changed.put("EndpointStatus", "InService").put("EndpointConfigName",
                            target.path("config").asText());
                    changed.set("ProductionVariants", target.path("variants").deepCopy());
                    changed.set("_live", target);
                    changed.remove("_target");
                });
                if (old.isPresent()) {
                    old.get().drain();
                }
            } else {
                giveUp(name, target, start.problem());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveUp(String name, ObjectNode target, String problem) {
        String reason = "The container for production variant " + target.path("variant").asText()
                + " did not pass the ping health check. Please check the log of this endpoint. (" + problem + ")";
        boolean first = !endpoint(name).has("_live");
        if (!first) {
            transition(name, changed -> {
                changed.put("EndpointStatus", "RollingBack").put("FailureReason", reason);
                changed.remove("_target");
            });
        }
        transition(name, changed -> {
            changed.put("EndpointStatus", first ? "Failed" : "InService").put("FailureReason", reason);
            changed.remove("_target");
        });
    }

    ObjectNode delete(Request request) {
        String name = request.text("EndpointName");
        synchronized (resources) {
            String status = endpoint(name).path("EndpointStatus").asText();
            if (!status.equals("InService") && !status.equals("Failed")) {
                throw ServiceFault.validation(
                        "Cannot update in-progress endpoint \"" + resources.arn(Kind.ENDPOINT, name) + "\".");
            }
            transition(name, changed -> changed.put("EndpointStatus", "Deleting"));
            inBackground(() -> remove(name));
            return Resources.object();
        }
    }

    private void remove(String name) {
        LiveEndpoint running = live.remove(name);
        if (running != null) {
            running.close(true);
        }
        synchronized (resources) {
            transition(name, changed -> changed.put("EndpointStatus", "Deleted"));
            resources.remove(Kind.ENDPOINT, name);
        }
    }

    private ObjectNode endpoint(String name) {
        return resources.find(Kind.ENDPOINT, name).orElseThrow(() -> ServiceFault
                .validation("Could not find endpoint \"" + resources.arn(Kind.ENDPOINT, name) + "\"."));
    }

    ObjectNode describe(Request request) {
        ObjectNode endpoint = endpoint(request.text("EndpointName"));
        ObjectNode shown = Resources.shown(endpoint);
        showVariants(endpoint, shown);
        if (endpoint.path("EndpointStatus").asText().equals("Updating") && endpoint.has("_target")) {
            shown.putObject("PendingDeploymentSummary").put("EndpointConfigName",
                    endpoint.path("_target").path("config").asText()).put("StartTime",
                            endpoint.path("LastModifiedTime").asDouble());
        }
        return shown;
    }

    private static void showVariants(ObjectNode endpoint, ObjectNode shown) {
        var variants = shown.putArray("ProductionVariants");
        endpoint.path("ProductionVariants").forEach(variant -> {
            ObjectNode one = variants.addObject().put("VariantName", variant.path("VariantName").asText())
                    .put("CurrentWeight", 1.0).put("DesiredWeight", 1.0);
            if (variant.has("ServerlessConfig")) {
                one.set("CurrentServerlessConfig", variant.get("ServerlessConfig"));
            } else {
                int count = variant.path("InitialInstanceCount").asInt();
                one.put("CurrentInstanceCount", count).put("DesiredInstanceCount", count);
            }
        });
    }

    ObjectNode list(Request request) {
        String status = request.text("StatusEquals", "");
        List<ObjectNode> found = resources.all(Kind.ENDPOINT).stream()
                .filter(one -> status.isEmpty() || one.path("EndpointStatus").asText().equals(status)).toList();
        return Listing.page(request, found, "EndpointName", "Endpoints",
                List.of("EndpointName", "EndpointArn", "CreationTime", "LastModifiedTime", "EndpointStatus"));
    }

    /** The endpoint that answers requests, if there is one of this name that has ever been in service. */
    Optional<LiveEndpoint> serving(String name) {
        return resources.find(Kind.ENDPOINT, name).filter(endpoint -> endpoint.has("_live"))
                .filter(endpoint -> !endpoint.path("EndpointStatus").asText().equals("Deleting"))
                .map(endpoint -> live(name));
    }

    /** Changes an endpoint, writes it down and tells of it. */
    private void transition(String name, Consumer<ObjectNode> change) {
        synchronized (resources) {
            ObjectNode endpoint = endpoint(name);
            change.accept(endpoint);
            endpoint.put("LastModifiedTime", Resources.now());
            String status = endpoint.path("EndpointStatus").asText();
            try {
                EventBus.Prepared event = bus.prepare("aws.sagemaker", "SageMaker Endpoint State Change",
                        endpoint.path("EndpointArn").asText(), detail(endpoint, status));
                resources.put(Kind.ENDPOINT, name, endpoint);
                bus.release(event);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            listener.endpointChanged(name, status, endpoint.path("FailureReason").asText(""));
        }
    }

    private static ObjectNode detail(ObjectNode endpoint, String status) {
        ObjectNode detail = Resources.object();
        for (String field : List.of("EndpointName", "EndpointArn", "EndpointConfigName")) {
            detail.set(field, endpoint.get(field));
        }
        showVariants(endpoint, detail);
        detail.put("EndpointStatus", status.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT));
        if (endpoint.has("FailureReason")) {
            detail.set("FailureReason", endpoint.get("FailureReason"));
        }
        detail.put("CreationTime", Math.round(endpoint.path("CreationTime").asDouble() * 1000))
                .put("LastModifiedTime", Math.round(endpoint.path("LastModifiedTime").asDouble() * 1000));
        detail.putObject("Tags");
        return detail;
    }

    @Override
    public void close() {
        closed = true;
        work.shutdownNow();
        live.values().parallelStream().forEach(endpoint -> endpoint.close(false));
        try {
            if (!work.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("a change of an endpoint did not stop when the stack was closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
