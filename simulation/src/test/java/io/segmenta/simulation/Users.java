package io.segmenta.simulation;

import io.segmenta.model.contract.SettingsKeys;
import io.segmenta.platform.catalogue.AuditEntry;
import io.segmenta.platform.catalogue.Cancellation;
import io.segmenta.platform.catalogue.Run;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.sagemaker.model.ModelApprovalStatus;

/** What people do, one act at a time, drawn from the schedule's choices. Remembers what they may count on. */
final class Users {
    static final String DATASET = "customers";

    private static final List<Act> ACTS = List.of(Act.UPLOAD, Act.APPROVE_NEWEST, Act.APPROVE, Act.UPLOAD, Act.REJECT,
            Act.APPROVE_NEWEST, Act.SETTINGS, Act.APPROVE, Act.EDIT, Act.DELETE, Act.REJECT, Act.UPLOAD_EMPTY,
            Act.EXCHANGE, Act.RENAME, Act.CANCEL);
    private static final String[] SETTINGS = {"serving:\n  target: endpoint\n", "serving:\n  target: lambda\n",
            "clustering:\n  update: live\n", "serving:\n  endpoint_name: gold\n",
            "clustering:\n  update: last\nserving:\n  target: lambda\n"};

    private final Schedule world;
    private final List<Upload> uploads = new ArrayList<>();
    private final Map<String, Instant> decided = new HashMap<>();
    private int left;
    private int number;
    private boolean patient;
    private boolean repeats;
    private final Map<String, Instant> exchanged = new HashMap<>();
    private final Office office;

    private enum Act {
        UPLOAD, UPLOAD_EMPTY, APPROVE_NEWEST, APPROVE, REJECT, EDIT, SETTINGS, DELETE, EXCHANGE, RENAME, CANCEL
    }

    /** A file that S3 has accepted. */
    record Upload(String key, SimulatedS3.Stored stored) {}

    Users(Schedule world, int acts) {
        this.world = world;
        this.left = acts;
        this.patient = true;
        this.office = new Office(world);
    }

    boolean done() {
        return left == 0;
    }

    /** Whether the next act waits until nothing moves. */
    boolean patient() {
        return patient;
    }

    List<Upload> uploads() {
        return uploads;
    }

    /** When a version was last decided about. */
    Map<String, Instant> decided() {
        return decided;
    }

    /** When somebody put other bytes in the place of a model, by key. */
    Map<String, Instant> exchanged() {
        return exchanged;
    }

    /** Whether a version was approved that was approved already, which nothing but its event tells of. */
    boolean repeats() {
        return repeats;
    }

    void act() {
        left--;
        if (world.isWhole()) {
            actWithAll();
            return;
        }
        act(number == 0 ? Act.UPLOAD : ACTS.get(world.choices().next(ACTS.size())));
        patient = world.choices().next(2) == 0;
    }

    /** Half of it is done with the rest of the product, most of it when nothing moves, and with a version approved. */
    private void actWithAll() {
        if (number < 2) {
            act(number == 0 ? Act.UPLOAD : Act.APPROVE_NEWEST);
            patient = true;
        } else {
            if (world.choices().next(3) > 0) {
                office.act();
                number++;
            } else {
                act(ACTS.get(world.choices().next(ACTS.size())));
            }
            patient = world.choices().next(3) > 0;
        }
    }

    private void act(Act act) {
        boolean known = !world.sageMaker().packages().isEmpty();
        switch (act) {
            case UPLOAD -> upload(file(world.choices().next(3)));
            case UPLOAD_EMPTY -> upload(new byte[0]);
            case SETTINGS -> settings();
            case DELETE -> delete();
            case APPROVE_NEWEST -> decide(known, world.sageMaker().packages().size() - 1, ModelApprovalStatus.APPROVED);
            case APPROVE -> decide(known, any(known), ModelApprovalStatus.APPROVED);
            case REJECT -> decide(known, any(known), ModelApprovalStatus.REJECTED);
            case EDIT -> edit(known);
            case EXCHANGE -> exchange(known);
            case RENAME -> world.edit("name " + number);
            case CANCEL -> cancel();
        }
        number++;
    }

    private int any(boolean known) {
        return known ? world.choices().next(world.sageMaker().packages().size()) : 0;
    }

    private byte[] file(int variant) {
        return world.isWhole() ? office.table(variant) : Recordings.utf8("file " + variant);
    }

    private void upload(byte[] bytes) {
        String key = "data/" + DATASET + (world.choices().next(2) == 0 ? "/a.csv" : "/b.csv");
        world.trace(() -> "a user uploads " + key + ", " + new String(bytes, StandardCharsets.UTF_8));
        uploads.add(new Upload(key, world.s3().upload(key, bytes)));
    }

    private void settings() {
        String settings = SETTINGS[world.choices().next(SETTINGS.length)];
        world.trace(() -> "a user writes settings: " + settings.replaceAll("\\s+", " "));
        world.s3().overwrite(SettingsKeys.settings(DATASET), Recordings.utf8(settings));
    }

    private void delete() {
        String key = uploads.get(world.choices().next(uploads.size())).key();
        world.trace(() -> "a user deletes " + key);
        world.s3().remove(key);
    }

    private void decide(boolean known, int index, ModelApprovalStatus status) {
        if (known) {
            String arn = world.sageMaker().packages().get(index).arn();
            world.trace(() -> "a user decides " + status + " of " + arn);
            // Two people decide in the same millisecond at most by chance.
            world.pass(Duration.ofMillis(1));
            // Who says nothing does not approve a version that the others' work has left behind.
            world.sageMaker().decide(arn, status, world.choices().next(2) == 0 ? "by a user" : "");
        }
    }

    /** Hears of each decision, from wherever it came. */
    void decided(SimulatedSageMaker.Registered was, SimulatedSageMaker.Registered now) {
        repeats |= Events.approved(was) && Events.approved(now);
        decided.put(now.arn(), world.clock().instant());
    }

    /** Somebody deletes a model. */
    void lose() {
        if (!world.sageMaker().packages().isEmpty()) {
            String key = key(world.sageMaker().packages().get(any(true)));
            world.trace(() -> "a user deletes the model at " + key);
            exchanged.putIfAbsent(key, world.clock().instant());
            world.s3().remove(key);
        }
    }

    private static String key(SimulatedSageMaker.Registered version) {
        return version.modelUrl().substring(("s3://" + Events.BUCKET + "/").length());
    }

    Office office() {
        return office;
    }

    /** Anybody may ask at any time, of a run that goes on or has ended. */
    private void cancel() {
        List<Run> runs = world.catalogue().runs(Optional.of(DATASET), Integer.MAX_VALUE);
        if (!runs.isEmpty()) {
            UUID run = runs.getFirst().id();
            Instant now = world.clock().instant();
            world.trace(() -> "a user cancels " + run);
            world.catalogue().cancellations().ask(new Cancellation(run, DATASET, "user", now),
                    new AuditEntry(now, "user", "analyst", "run-cancelled", Optional.of(DATASET), run.toString(),
                            Optional.empty(), Optional.empty(), Optional.empty(), "act " + number));
        }
    }

    private void edit(boolean known) {
        // What an edit does to a decision not yet seen is not told by the registry.
        if (known && world.isQuiet()) {
            String arn = world.sageMaker().packages().get(any(true)).arn();
            world.trace(() -> "a user edits the description of " + arn);
            world.sageMaker().edit(arn);
        }
    }

    private void exchange(boolean known) {
        if (known && world.options().exchanges()) {
            String key = key(world.sageMaker().packages().get(any(true)));
            world.trace(() -> "a user copies another model over " + key);
            exchanged.putIfAbsent(key, world.clock().instant());
            world.s3().overwrite(key, Recordings.model("ff".repeat(32), Optional.empty()));
        }
    }
}
