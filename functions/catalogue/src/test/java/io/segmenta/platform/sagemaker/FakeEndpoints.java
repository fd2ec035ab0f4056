package io.segmenta.platform.sagemaker;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Endpoints in memory, with the refusals of SageMaker. A change stays busy until {@link #finish} or {@link #fail} says
 * how it ended.
 */
public final class FakeEndpoints implements Endpoints {
    private final Map<String, String> models = new TreeMap<>();
    private final Map<String, String> configs = new TreeMap<>();
    private final Map<String, Hardware> hardware = new HashMap<>();
    private final Map<String, EndpointState> endpoints = new TreeMap<>();
    private final Map<String, String> pending = new HashMap<>();
    private int changes;
    private RuntimeException nextChange;
    private Runnable beforeNextModel = () -> {};

    /** The change that is under way ends well. */
    public synchronized void finish(String endpoint) {
        String config = pending.remove(endpoint);
        if (config == null) {
            endpoints.remove(endpoint);
        } else {
            endpoints.put(endpoint, new EndpointState(endpoint, config, EndpointState.Status.IN_SERVICE, ""));
        }
    }

    /** The change that is under way fails: a new endpoint is of no use, an old one goes on with what it had. */
    public synchronized void fail(String endpoint, String reason) {
        String config = pending.remove(endpoint);
        String before = endpoints.get(endpoint).config();
        endpoints.put(endpoint, before.equals(config)
                ? new EndpointState(endpoint, config, EndpointState.Status.FAILED, reason)
                : new EndpointState(endpoint, before, EndpointState.Status.IN_SERVICE, reason));
    }

    /** The endpoint changes by no doing of ours, as for a patch of its system. */
    public synchronized void keepBusy(String endpoint) {
        String config = endpoints.get(endpoint).config();
        pending.put(endpoint, config);
        endpoints.put(endpoint, new EndpointState(endpoint, config, EndpointState.Status.BUSY, ""));
    }

    /** What the next create or update throws instead of working. */
    public synchronized void refuseNextChange(RuntimeException refusal) {
        nextChange = refusal;
    }

    /** What happens elsewhere just before the next model is made. */
    public synchronized void beforeNextModel(Runnable event) {
        beforeNextModel = event;
    }

    public synchronized int changes() {
        return changes;
    }

    public synchronized Set<String> models() {
        return new TreeSet<>(models.keySet());
    }

    public synchronized Set<String> configs() {
        return new TreeSet<>(configs.keySet());
    }

    public synchronized Hardware hardware(String config) {
        return hardware.get(config);
    }

    @Override
    public synchronized Optional<EndpointState> describe(String endpoint) {
        return Optional.ofNullable(endpoints.get(endpoint));
    }

    @Override
    public synchronized void createModel(String model, String roleArn, ServedModel served) {
        require(model.matches("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}"), "ModelName " + model);
        require(served.version().matches("v[0-9]+"), "Environment " + served.version());
        require(served.sha256().matches("[0-9a-f]{64}"), "Environment " + served.sha256());
        Runnable event = beforeNextModel;
        beforeNextModel = () -> {};
        event.run();
        models.putIfAbsent(model, served.packageArn());
    }

    @Override
    public synchronized void createConfig(String config, String model, Hardware kind) {
        require(models.containsKey(model), "Could not find model " + model);
        configs.putIfAbsent(config, model);
        hardware.putIfAbsent(config, kind);
    }

    @Override
    public synchronized void create(String endpoint, String config) {
        require(configs.containsKey(config), "Could not find endpoint configuration " + config);
        if (!endpoints.containsKey(endpoint)) {
            refuse();
            changes++;
            pending.put(endpoint, config);
            endpoints.put(endpoint, new EndpointState(endpoint, config, EndpointState.Status.BUSY, ""));
        }
    }

    @Override
    public synchronized void update(String endpoint, String config, int bakeSeconds) {
        require(configs.containsKey(config), "Could not find endpoint configuration " + config);
        EndpointState was = endpoints.get(endpoint);
        require(was != null, "Could not find endpoint " + endpoint);
        if (was.status() != EndpointState.Status.IN_SERVICE) {
            throw new EndpointBusyException(endpoint);
        }
        refuse();
        changes++;
        pending.put(endpoint, config);
        endpoints.put(endpoint, new EndpointState(endpoint, was.config(), EndpointState.Status.BUSY, ""));
    }

    @Override
    public synchronized void delete(String endpoint) {
        EndpointState was = endpoints.get(endpoint);
        if (was != null) {
            require(was.status() != EndpointState.Status.BUSY, "Cannot update in-progress endpoint");
            pending.remove(endpoint);
            endpoints.put(endpoint, new EndpointState(endpoint, was.config(), EndpointState.Status.DELETING, ""));
        }
    }

    @Override
    public synchronized void deleteConfig(String config) {
        boolean used = endpoints.values().stream()
                .anyMatch(endpoint -> endpoint.status() != EndpointState.Status.DELETING
                        && (endpoint.config().equals(config) || config.equals(pending.get(endpoint.name()))));
        if (used && endpoints.values().stream().noneMatch(e -> e.status() == EndpointState.Status.FAILED)) {
            throw new AssertionError("the configuration " + config + " is answering and must not be deleted");
        }
        configs.remove(config);
    }

    @Override
    public synchronized void deleteModel(String model) {
        models.remove(model);
    }

    private void refuse() {
        RuntimeException refusal = nextChange;
        nextChange = null;
        if (refusal != null) {
            throw refusal;
        }
    }

    private static void require(boolean valid, String refusal) {
        if (!valid) {
            throw new RefusedException(refusal);
        }
    }
}
