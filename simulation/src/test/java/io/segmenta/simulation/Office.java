package io.segmenta.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.segmenta.api.http.Answer;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.ExperimentKeys;
import io.segmenta.model.contract.ScoreKey;
import io.segmenta.platform.Json;
import io.segmenta.platform.catalogue.Model;
import io.segmenta.platform.catalogue.Run;
import io.segmenta.simulation.Errand.Client;
import io.segmenta.simulation.Message.Function;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What people do with all of the product: over the API, with files to be scored, and by asking what is live. Remembers
 * what they were answered, which they may count on.
 */
final class Office {
    static final String PATH = "/datasets/" + Users.DATASET;
    static final String VIEW = "spend";
    static final ScoreKey SCORE = new ScoreKey(Users.DATASET, "ask.csv");

    private static final Duration DAY = Duration.ofHours(24);
    private static final String TYPE = "content-type";
    private static final String JSON = "application/json";
    private static final int CUSTOMERS = 6;
    private static final List<Act> ACTS = List.of(Act.RENAME, Act.DECIDE, Act.ASK, Act.EXPORT, Act.START, Act.DAY,
            Act.DECIDE_AT_ONCE, Act.SCORE, Act.ERASE, Act.STOP, Act.RENAME_AT_ONCE, Act.CANCEL, Act.OPT_OUT,
            Act.EXPORT_TWICE, Act.ASK_MOVED, Act.HOUR, Act.VIEW, Act.LOSE, Act.UNDO, Act.OUTCOMES,
            Act.ERASE_AT_ONCE, Act.ASK_ON);

    private final Schedule world;
    private final Map<String, String> edits = new LinkedHashMap<>();
    private final Map<String, Errand> decided = new HashMap<>();
    private final Map<String, Set<String>> answered = new LinkedHashMap<>();
    private final Map<String, String> erasures = new TreeMap<>();
    private final Set<String> erased = new LinkedHashSet<>();
    private final Set<String> stopped = new LinkedHashSet<>();
    private final Set<String> optedOut = new LinkedHashSet<>();
    private final Set<String> leftOutOfScores = new LinkedHashSet<>();
    private final List<String> views = new ArrayList<>();
    private int number;
    private int started;

    private enum Act {
        RENAME, RENAME_AT_ONCE, UNDO, DECIDE, DECIDE_AT_ONCE, CANCEL, EXPORT, EXPORT_TWICE, START, STOP, OPT_OUT, ERASE,
        ERASE_AT_ONCE, VIEW, SCORE, ASK, ASK_ON, ASK_MOVED, DAY, HOUR, LOSE, OUTCOMES
    }

    Office(Schedule world) {
        this.world = world;
    }

    /** A table of customers, none of whom is to be erased. */
    byte[] table(int variant) {
        StringBuilder table = new StringBuilder("customer_id,age,total_spend\n");
        for (int i = 0; i < CUSTOMERS; i++) {
            if (!erased.contains(customer(i))) {
                table.append(customer(i)).append(',').append(i % 2 == 0 ? 30 : 60).append(',')
                        .append(i % 2 == 0 ? 2000 + variant : 300 + variant).append('\n');
            }
        }
        return table.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String customer(int number) {
        return "Kunde-" + (7000 + number);
    }

    /** One act. */
    void act() {
        number++;
        switch (ACTS.get(world.choices().next(ACTS.size()))) {
            case RENAME -> rename(false);
            case RENAME_AT_ONCE -> {
                rename(false);
                rename(false);
            }
            case UNDO -> rename(true);
            case DECIDE -> decide(version(), "approve");
            case DECIDE_AT_ONCE -> {
                Optional<Model> version = version();
                decide(version, "approve");
                decide(version, "reject");
            }
            case CANCEL -> cancel();
            case EXPORT -> export(false);
            case EXPORT_TWICE -> export(true);
            case START -> start();
            case STOP -> stop();
            case OPT_OUT -> optOut();
            case ERASE -> erase();
            case ERASE_AT_ONCE -> {
                erase();
                number++;
                erase();
            }
            case VIEW -> view();
            case SCORE -> score();
            case ASK -> world.enqueue(Function.SERVING, Functions.Asking.USUAL, "records");
            case ASK_ON -> world.enqueue(Function.SERVING, Functions.Asking.ON, "records again and again");
            case ASK_MOVED -> world.enqueue(Function.SERVING, Functions.Asking.MOVED, "records that have moved");
            case DAY -> day();
            case HOUR -> world.enqueue(Function.MONITORING, Events.hourly(), "the hour");
            case LOSE -> world.users().lose();
            case OUTCOMES -> outcomes();
        }
    }

    private void send(String what, Errand errand) {
        world.trace(() -> "a user asks the API: " + what);
        world.enqueue(Function.API, errand, what);
    }

    private static Map<String, String> headers(String type, String key) {
        return Map.of(TYPE, type, "idempotency-key", key);
    }

    private Optional<Model> version() {
        List<Model> models = world.catalogue().models(Optional.of(Users.DATASET));
        return models.isEmpty() ? Optional.empty() : Optional.of(models.get(world.choices().next(models.size())));
    }

    /** Who has edited once sends the same again, not what follows from another look. */
    private void rename(boolean back) {
        String name = "API " + number + (char) ('a' + edits.size() % 26);
        edits.put(name, "");
        String[] seen = new String[2];
        send(back ? "a name is taken back" : "a segment is called " + name, client -> {
            if (seen[0] == null) {
                JsonNode segments = Client.json(client.get(PATH + "/segments")).path("items");
                if (segments.isEmpty()) {
                    return "no segment";
                }
                seen[1] = PATH + "/segments/" + segments.get(0).path("id").asText();
                seen[0] = client.get(seen[1]).tag().orElseThrow();
            }
            Answer answer = client.send("PATCH", seen[1], Map.of(TYPE, "application/merge-patch+json", "if-match",
                    seen[0]), back ? "{\"name\":null}" : "{\"name\":\"" + name + "\"}");
            if (answer.status() == 200 && !back) {
                edits.put(name, seen[1]);
            }
            return "edited: " + answer.status();
        });
    }

    /** Of two who saw the same, one decides. */
    private void decide(Optional<Model> version, String decision) {
        if (version.isEmpty()) {
            return;
        }
        String path = PATH + "/models/" + version.get().version() + "/approvals";
        String key = "decision " + number + decision;
        String[] seen = new String[1];
        send(decision + " version " + version.get().version(), new Errand() {
            @Override
            public String run(Client client) {
                if (seen[0] == null) {
                    seen[0] = client.get(path).tag().orElseThrow();
                }
                Map<String, String> headers = new HashMap<>(headers(JSON, key));
                headers.put("if-match", seen[0]);
                Answer answer = client.send("POST", path, headers,
                        "{\"decision\":\"" + decision + "\",\"comment\":\"over the API\"}");
                if (answer.status() == 200) {
                    Errand other = decided.putIfAbsent(path + seen[0], this);
                    Violation.unless(other == null || other == this,
                            "two have decided about what both saw, of %s", path);
                }
                return "decided: " + answer.status();
            }
        });
    }

    private void cancel() {
        List<Run> runs = world.catalogue().runs(Optional.of(Users.DATASET), 1);
        if (!runs.isEmpty()) {
            String path = "/runs/" + runs.getFirst().id() + "/cancellation";
            send("cancel " + path, client -> "cancelled: " + client.send("PUT", path, Map.of(), "").status());
        }
    }

    /** A list, by one who asks twice at once. */
    private void export(boolean twice) {
        Optional<Model> version = version();
        if (version.isPresent()) {
            String key = "list " + number;
            Errand errand = client -> answered(key, "id", client.send("POST", PATH + "/exports", headers(JSON, key),
                    "{\"version\":" + version.get().version() + '}'), 202);
            send(key, errand);
            if (twice) {
                send(key + " again", errand);
            }
        }
    }

    private String answered(String key, String field, Answer answer, int status) {
        if (answer.status() == status) {
            answered.computeIfAbsent(key, absent -> new LinkedHashSet<>())
                    .add(Client.json(answer).path(field).asText());
        }
        return "answered " + answer.status();
    }

    private void start() {
        started++;
        String key = "experiment " + number;
        send(key, client -> answered(key, "id", client.send("POST", "/experiments", headers(JSON, key),
                "{\"dataset\":\"" + Users.DATASET + "\",\"kind\":\"aa\",\"days\":1,\"outcome\":{\"name\":\"bought\","
                        + "\"kind\":\"binary\"}}"),
                201));
    }

    private void stop() {
        world.catalogue().experiments().list(Optional.of(Users.DATASET), 1).forEach(one -> send("stop " + one.id(),
                client -> {
                    Answer answer = client.send("PUT", "/experiments/" + one.id() + "/stop", Map.of(), "");
                    if (answer.status() == 200) {
                        stopped.add(one.id().toString());
                    }
                    return "stopped: " + answer.status();
                }));
    }

    private void optOut() {
        String customer = customer(world.choices().next(CUSTOMERS));
        send("opt out", client -> {
            Answer answer = client.send("PUT", "/privacy/opt-outs", Map.of(TYPE, JSON),
                    "{\"id\":\"" + customer + "\",\"opted_out\":true}");
            Violation.unless(answer.status() == 200, "an opt-out is answered %d", answer.status());
            optedOut.add(customer);
            return "opted out";
        });
    }

    /**
     * Whatever is under way. Nobody lays down rows of a customer from then on: they would be the customer's come back.
     */
    private void erase() {
        String customer = customer(world.choices().next(CUSTOMERS));
        String key = "erasure " + number;
        erased.add(customer);
        send(key, client -> answered(key, "erasure", client.send("POST", "/privacy/erasures", headers(JSON, key),
                "{\"id\":\"" + customer + "\"}"), 202));
    }

    /** What was laid down to be erased. */
    void isAskedToErase(ErasureKey key, byte[] request) {
        erasures.put(key.erasure().toString(),
                Json.parse(new String(request, StandardCharsets.UTF_8)).path("id").asText());
    }

    private void view() {
        String columns = "{\"double\":\"total_spend * " + (2 + world.choices().next(3)) + "\"}";
        String key = "view " + number;
        send(key, client -> {
            Answer answer = client.send("POST", "/features", headers(JSON, key), "{\"view\":\"" + VIEW
                    + "\",\"entity\":\"customer_id\",\"source\":\"" + Users.DATASET
                    + "\",\"description\":\"what is spent\",\"owner\":\"sales\",\"columns\":" + columns + '}');
            if (answer.status() == 201 || answer.status() == 200) {
                views.add(Client.json(answer).path("version").asInt() + columns);
            }
            return "defined: " + answer.status();
        });
    }

    private void score() {
        world.trace(() -> "a user puts a file to be scored");
        leftOutOfScores.clear();
        leftOutOfScores.addAll(optedOut);
        world.s3().upload(SCORE.key(), table(number));
    }

    /** Who bought, of those who answered and of those in the table, for the newest experiment. */
    private void outcomes() {
        world.catalogue().experiments().list(Optional.of(Users.DATASET), 1).forEach(one -> {
            world.trace(() -> "a user puts outcomes of " + one.id());
            StringBuilder file = new StringBuilder("id,value\n");
            for (int i = 0; i < CUSTOMERS; i++) {
                file.append('p').append(i).append(',').append(i % 2).append('\n');
                if (!erased.contains(customer(i))) {
                    file.append(customer(i)).append(",1\n");
                }
            }
            world.s3().upload(ExperimentKeys.outcomes(Users.DATASET, one.id()) + "week.csv",
                    file.toString().getBytes(StandardCharsets.UTF_8));
        });
    }

    private void day() {
        if (world.isQuiet()) {
            world.trace(() -> "a day passes");
            world.pass(DAY);
            world.enqueue(Function.MONITORING, Events.hourly(), "the hour");
        }
    }

    /** The names that were given, each with the segment's path where that was answered, else empty. */
    Map<String, String> edits() {
        return edits;
    }

    /** What was answered to whoever gave a key. */
    Map<String, Set<String>> answered() {
        return answered;
    }

    /** Who was to be erased, by the erasure. */
    Map<String, String> erasures() {
        return erasures;
    }

    /** How many experiments were to be started. */
    int started() {
        return started;
    }

    /** The experiments that somebody was told are stopped. */
    Set<String> stopped() {
        return stopped;
    }

    /** Who had opted out when the last file to be scored was put. */
    Set<String> leftOutOfScores() {
        return leftOutOfScores;
    }

    /** Versions of the view with their columns, as they were answered. */
    List<String> views() {
        return views;
    }
}
