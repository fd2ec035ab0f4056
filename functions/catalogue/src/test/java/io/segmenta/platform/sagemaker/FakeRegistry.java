package io.segmenta.platform.sagemaker;

import io.segmenta.platform.ApprovalStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A model registry in memory, with the refusals of the real one. */
public final class FakeRegistry implements Registry {
    private static final String ARN = "arn:aws:sagemaker:us-east-1:123456789012:model-package/";

    private final Clock clock;
    private final TreeSet<String> groups = new TreeSet<>();
    private final Map<String, ModelVersion> versions = new TreeMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private int registrations;
    private boolean forgetful;
    private boolean refusing;
    private String decider = "approver";

    public FakeRegistry(Clock clock) {
        this.clock = clock;
    }

    /** How many versions were really made. */
    public synchronized int registrations() {
        return registrations;
    }

    /** Who asks from now on. */
    public synchronized void as(String principal) {
        decider = principal;
    }

    /** The next decision is not taken, as when the registry cannot be reached. */
    public synchronized void refuseNext() {
        refusing = true;
    }

    /** Client tokens are no longer remembered, as after some hours. */
    public synchronized void forgetTokens() {
        forgetful = true;
        tokens.clear();
    }

    @Override
    public synchronized void ensureGroup(String group, String description) {
        if (!group.matches("[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}")) {
            throw new IllegalArgumentException("ValidationException: " + group);
        }
        groups.add(group);
    }

    @Override
    public synchronized String register(NewVersion version) {
        if (!groups.contains(version.group())) {
            throw new IllegalStateException("ValidationException: ModelPackageGroup " + version.group()
                    + " does not exist");
        }
        require(version.token().matches("[a-zA-Z0-9-]{1,36}"), "ClientToken");
        require(version.modelUrl().matches("s3://.+\\.tar\\.gz"), "ModelDataUrl");
        require(version.properties().size() <= 50, "CustomerMetadataProperties");
        version.properties().forEach((name, value) -> require(
                (name + value).matches("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*") && value.length() <= 256, name));
        String known = tokens.get(version.token());
        if (known != null) {
            return known;
        }
        int number = versions(version.group()).stream().mapToInt(ModelVersion::version).max().orElse(0) + 1;
        String arn = ARN + version.group() + "/" + number;
        versions.put(arn, new ModelVersion(arn, version.group(), number, ApprovalStatus.PENDING, "",
                version.modelUrl(), version.properties(), clock.instant(), decider));
        registrations++;
        if (!forgetful) {
            tokens.put(version.token(), arn);
        }
        return arn;
    }

    @Override
    public synchronized void decide(String arn, ApprovalStatus status, String description) {
        require(description.length() <= 1024, "ApprovalDescription");
        if (refusing) {
            refusing = false;
            throw new IllegalStateException("the registry cannot be reached");
        }
        ModelVersion was = version(arn);
        versions.put(arn, new ModelVersion(arn, was.group(), was.version(), status, description, was.modelUrl(),
                was.properties(), clock.instant(), decider));
    }

    @Override
    public synchronized ModelVersion version(String arn) {
        ModelVersion found = versions.get(arn);
        if (found == null) {
            throw new IllegalStateException("ValidationException: ModelPackage " + arn + " does not exist");
        }
        return found;
    }

    @Override
    public synchronized List<ModelVersion> versions(String group) {
        List<ModelVersion> found = new ArrayList<>(
                versions.values().stream().filter(version -> version.group().equals(group)).toList());
        found.sort(Comparator.comparingInt(ModelVersion::version).reversed());
        return found;
    }

    private static void require(boolean valid, String what) {
        if (!valid) {
            throw new IllegalArgumentException("ValidationException: " + what);
        }
    }
}
