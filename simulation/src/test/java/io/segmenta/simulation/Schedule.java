package io.segmenta.simulation;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.contract.ExperimentKeys;
import io.segmenta.model.contract.ExportKey;
import io.segmenta.model.contract.ScoreKey;
import io.segmenta.model.contract.UploadKey;
import io.segmenta.platform.TestContext;
import io.segmenta.platform.catalogue.Announcement;
import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.simulation.Invocation.Fate;
import io.segmenta.simulation.Message.Function;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sagemaker.model.EndpointStatus;

/**
 * One history of the product, from the first upload until nothing moves any more. Every invocation stands still at each
 * request to a service; which one goes on, what becomes of its request, when events arrive and changes end, and what
 * users do is drawn from the choices. At the end, dead letters are given back without faults, and the invariants must
 * hold.
 */
final class Schedule implements Seam, History {
    private static final int LONGEST = 20_000;
    private static final int ATTEMPTS = 3;
    private static final Duration STEP = Duration.ofMillis(2);
    private static final Duration SUSPENSION = Duration.ofMinutes(20);
    private static final int[] FAULT_PERIODS = {0, 60, 15};
    /** Who answers predictions asks seldom, and what it has counted hangs on a single write. */
    private static final int SERVING_PERIOD = 4;
    private static final int MOST_FAULTS = 10;
    private static final int MOST_ACTS = 9;
    private static final int MOST_ACTS_OF_ALL = 16;
    /** Until a day can be closed. */
    private static final Duration DAY = Duration.ofHours(26);
    /**
     * Within which an event is seen to when another call dies in all its attempts: two waits of 90 s and two retries
     * after one and two minutes, and the work.
     */
    private static final Duration SEEN_TO = Duration.ofSeconds(365);
    private static final Set<Function> NEED_MODELS = EnumSet.of(Function.REGISTRATION, Function.MONITORING,
            Function.SCORING);
    private static final int DOOMED_OF = 8;
    private static final int LATEST_DEATH = 40;
    private static final List<Fate> FAULTS = List.of(Fate.FAILED, Fate.LOST, Fate.REPEATED, Fate.DIES_BEFORE,
            Fate.DIES_AFTER, Fate.SUSPENDED, Fate.CONFLICT);
    private static final List<Fate> SERVING_FAULTS = List.of(Fate.LOST, Fate.FAILED, Fate.REPEATED, Fate.DIES_AFTER);

    private final Choices choices;
    private final Options options;
    private final boolean tracing;
    private final VirtualClock clock = new VirtualClock();
    private final SimulatedS3 s3;
    private final SimulatedSageMaker sageMaker;
    private final Catalogues catalogues;
    private final Functions functions;
    private final Users users;
    private final List<Invocation> running = new ArrayList<>();
    private final List<Message> queue = new ArrayList<>();
    private final List<Announcement> told = new ArrayList<>();
    private final List<Message> deadLetters = new ArrayList<>();
    private final Set<String> sick = new HashSet<>();
    /** When the events of deployment came, by their requests. */
    private final Map<String, Instant> came = new HashMap<>();
    /** The requests of the last event of deployment. */
    private final Set<String> last = new HashSet<>();
    /** Whether people use all of the product. */
    private final boolean whole;
    private final int doomedEvent;
    private int deploymentEvents;
    private String doomed = "";
    private final List<String> trace = new ArrayList<>();
    private final int faultPeriod;
    private int faultsLeft = MOST_FAULTS;
    private int sicknessLeft = 2;
    private int numbers;
    private int steps;
    private boolean calm;
    private Invocation current;
    private Violation violation;

    Schedule(Choices choices, Options options, Catalogues catalogues, boolean tracing) {
        this.choices = choices;
        this.catalogues = catalogues;
        this.options = options;
        this.tracing = tracing;
        this.s3 = new SimulatedS3(this, choices.next(2) == 0);
        this.faultPeriod = FAULT_PERIODS[choices.next(FAULT_PERIODS.length)];
        this.sageMaker = new SimulatedSageMaker(this, clock, s3);
        this.whole = options.whole() && choices.next(2) == 1;
        this.doomedEvent = options.oneDies() ? choices.next(DOOMED_OF) : -1;
        this.functions = new Functions(s3, sageMaker, SimulatedCatalogue.of(() -> current.catalogue),
                () -> catalogues.listings(current.catalogue), this::tell, this::pause, clock);
        this.users = new Users(this, 1 + (whole ? 1 + choices.next(MOST_ACTS_OF_ALL) : choices.next(MOST_ACTS)));
        s3.onUpload(this::created);
        sageMaker.onDecision(users::decided);
        sageMaker.onPackage((version, approval) -> publish(Function.DEPLOYMENT,
                () -> Events.packageChanged(version, approval), version.arn() + ' ' + version.status()));
        sageMaker.onEndpoint(endpoint -> publish(Function.DEPLOYMENT, () -> Events.endpointChanged(endpoint.name),
                endpoint.name + ' ' + endpoint.status));
    }

    @Override
    public void run() {
        rest();
        calm = true;
        if (isSeenTo()) {
            // Without any help: no dead letter is given back yet, and no hour has passed.
            Invariants.checkServing(this);
        }
        if (!deadLetters.isEmpty()) {
            Violation.unless(faultsLeft < MOST_FAULTS || deadLetters.stream().allMatch(this::mayDieAgain),
                    "a call died without a fault of any service: %s", deadLetters.getFirst().about());
            List<Message> given = List.copyOf(deadLetters);
            deadLetters.clear();
            // A lease outlives the call that held it; who gives a letter back earlier is told that somebody is at it.
            clock.advance(SUSPENSION);
            trace(() -> "an operator gives back " + given.size() + " dead letters");
            given.forEach(message -> queue.add(message.redriven(requestId(), clock.instant())));
            rest();
            List<String> dead = deadLetters.stream().filter(message -> !mayDieAgain(message)).map(Message::about)
                    .toList();
            Violation.unless(dead.isEmpty(), "a dead letter that is given back dies again: %s", dead);
        }
        if (whole) {
            closeDay();
        }
        if (faults() > 0) {
            // What an edit could not tell, or a version that went live, is told within the hour.
            clock.advance(SUSPENSION);
            queue.add(new Message(Function.DEPLOYMENT, Events.hourly(), requestId(), 1, clock.instant(), "the hour"));
            rest();
        }
        Invariants.check(this);
        if (whole) {
            WholeInvariants.check(this);
        }
    }

    /** Processes that answer end in good order, and monitoring comes when the day is over. */
    private void closeDay() {
        enqueue(Function.PRIVACY, new S3Event(), "the hour");
        for (int process = functions.idle(); process > 0; process--) {
            enqueue(Function.SERVING, Functions.Asking.END, "its end");
        }
        rest();
        clock.advance(DAY);
        enqueue(Function.MONITORING, Events.hourly(), "the hour");
        enqueue(Function.PRIVACY, new S3Event(), "the hour");
        rest();
    }

    /** What S3 tells of an object that is there, to whom the template has it told. */
    private void created(String key, SimulatedS3.Stored stored) {
        Supplier<Object> event = () -> Events.created(key, stored);
        if (UploadKey.parse(key).isPresent() || ExportKey.parse(key).isPresent()) {
            publish(Function.TRAINING, event, "upload of " + key);
        } else if (ErasureKey.parse(key).isPresent()) {
            users.office().isAskedToErase(ErasureKey.parse(key).get(), stored.bytes());
            publish(Function.PRIVACY, event, key);
        } else if (ScoreKey.parse(key).isPresent()) {
            publish(Function.SCORING, event, key);
        } else if (key.startsWith(ExperimentKeys.OUTCOMES)) {
            // Monitoring reads nothing of what it is told.
            publish(Function.MONITORING, Events::hourly, key);
        }
    }

    /** Something is asked for once. */
    void enqueue(Function function, Object event, String about) {
        queue.add(new Message(function, event, requestId(), 1, clock.instant(), about));
    }

    private void tell(Announcement announcement) {
        ask(() -> "event bus " + announcement.type() + ' ' + announcement.id(), () -> told.add(announcement),
                () -> new IllegalStateException("the event bus did not answer"));
    }

    /** What other systems were told, in order. */
    List<Announcement> told() {
        return told;
    }

    /** Somebody calls a segment otherwise. */
    void edit(String name) {
        trace(() -> "a user edits a segment: " + name);
        queue.add(new Message(Function.EDITING, name, requestId(), ATTEMPTS, clock.instant(), name));
    }

    /**
     * Whether one call of deployment at most is dead, and the last event is not its own: whoever heard that event was
     * told that another call looks again, and that a second one waits.
     */
    private boolean isSeenTo() {
        List<Message> dead = deadLetters.stream().filter(message -> message.function() == Function.DEPLOYMENT).toList();
        return !last.isEmpty() && dead.size() <= 1 && !users.repeats()
                && !dead.stream().map(Message::requestId).toList().containsAll(last);
    }

    /**
     * A model that somebody exchanged or deleted is refused for good: its registration can only be given up, and what
     * it would answer or count waits until another is live.
     */
    private boolean mayDieAgain(Message message) {
        return NEED_MODELS.contains(message.function()) && !users.exchanged().isEmpty();
    }

    private void rest() {
        while (step()) {
            if (++steps >= LONGEST && whole) {
                WholeInvariants.checkRestless(this);
            }
            Violation.unless(steps < LONGEST, "it does not come to rest within %d steps", LONGEST);
        }
    }

    /** Does one thing; false when there is nothing left to do. */
    private boolean step() {
        clock.advance(STEP);
        sageMaker.endpoints().values().stream()
                .filter(endpoint -> endpoint.changing() && clock.instant().isAfter(endpoint.latest)).toList()
                .forEach(this::finish);
        List<Runnable> moves = new ArrayList<>();
        if (current != null && !sleeps(current)) {
            moves.add(() -> resume(current));
        }
        running.stream().filter(invocation -> invocation != current && !sleeps(invocation))
                .forEach(invocation -> moves.add(() -> resume(invocation)));
        queue.stream().filter(message -> !message.due().isAfter(clock.instant()))
                .forEach(message -> moves.add(() -> begin(message)));
        sageMaker.endpoints().values().stream().filter(this::mayFinish)
                .forEach(endpoint -> moves.add(() -> finish(endpoint)));
        Optional<Instant> later = later(moves.isEmpty());
        if (!users.done() && (!users.patient() || (moves.isEmpty() && later.isEmpty()))) {
            moves.add(users::act);
        }
        if (later.isPresent() && (moves.isEmpty() || (!options.oneDies() && mayPass(later.get())
                && choices.rarely(24, 1) == 1))) {
            clock.reach(later.get());
            return true;
        }
        if (moves.isEmpty()) {
            return false;
        }
        moves.get(moves.size() == 1 ? 0 : choices.next(moves.size())).run();
        check();
        return true;
    }

    /** Whether no call under way would be past its time limit then, or its death would be one of the faults. */
    private boolean mayPass(Instant moment) {
        return (!calm && faultPeriod != 0 && faultsLeft > 0) || running.stream()
                .allMatch(invocation -> sleeps(invocation) || invocation.deadline.isAfter(moment));
    }

    /** A deletion lasts, so that much may happen meanwhile of which its end will not tell. */
    private boolean mayFinish(SimulatedEndpoint endpoint) {
        return endpoint.changing() && (endpoint.status != EndpointStatus.DELETING || options.oneDies()
                || choices.rarely(24, 1) == 1);
    }

    private boolean sleeps(Invocation invocation) {
        return invocation.asleepUntil.isAfter(clock.instant());
    }

    /**
     * When the next event is due or the next pause over; when nothing else is to be done, also when the next change is
     * at its latest end. Empty when none is.
     */
    private Optional<Instant> later(boolean idle) {
        Stream<Instant> ends = sageMaker.endpoints().values().stream().filter(one -> idle && one.changing())
                .map(endpoint -> endpoint.latest);
        Stream<Instant> pauses = running.stream().map(paused -> paused.asleepUntil);
        return Stream.of(queue.stream().map(Message::due), pauses, ends).flatMap(moments -> moments)
                .filter(moment -> moment.isAfter(clock.instant())).min(Comparator.naturalOrder());
    }

    private void check() {
        if (violation != null) {
            throw violation;
        }
    }

    private void begin(Message message) {
        queue.remove(message);
        Instant deadline = clock.instant().plusSeconds(message.function().timeout());
        Invocation[] self = new Invocation[1];
        Fiber fiber = new Fiber(() -> work(self[0]));
        self[0] = new Invocation(message, ++numbers, deadline, fiber);
        self[0].catalogue = catalogues.of(this);
        if (message.requestId().equals(doomed)) {
            self[0].diesAt = choices.next(LATEST_DEATH);
        }
        running.add(self[0]);
        trace(() -> self[0].name() + " begins, attempt " + message.attempt() + ", with " + message.about());
        resume(self[0]);
    }

    private void work(Invocation invocation) {
        try {
            invocation.answer = functions.handle(invocation.message, new TestContext(invocation.message.requestId(),
                    invocation.message.function().timeout() * 1000));
        } catch (Violation e) {
            violation = e;
        } catch (RuntimeException | Error e) {
            invocation.failure = e;
        }
    }

    private void resume(Invocation invocation) {
        current = invocation;
        if (clock.instant().isAfter(invocation.deadline)) {
            faultsLeft = Math.max(0, faultsLeft - 1);
            invocation.fate = choices.rarely(2, 1) == 0 ? Fate.DIES_BEFORE : Fate.DIES_AFTER;
        }
        invocation.fiber.resume();
        if (invocation.fiber.ended()) {
            current = null;
            running.remove(invocation);
            check();
            ended(invocation);
        }
    }

    private void ended(Invocation invocation) {
        Message message = invocation.message;
        if (invocation.failure == null) {
            trace(() -> invocation.name() + " ends with " + invocation.answer);
            if (options.oneDies() && came.containsKey(message.requestId()) && !message.requestId().equals(doomed)) {
                Duration taken = Duration.between(came.get(message.requestId()), clock.instant());
                Violation.unless(taken.compareTo(SEEN_TO) <= 0, "%s was seen to after %s", message.about(), taken);
            }
            if (message.function() == Function.DEPLOYMENT && whole && choices.rarely(4, 1) == 1) {
                enqueue(Function.SERVING, Functions.Asking.ON, "records again and again");
            }
            if (message.function() == Function.TRAINING) {
                publish(Function.REGISTRATION, () -> Events.trained(invocation.answer), "the end of "
                        + invocation.name());
            }
            return;
        }
        trace(() -> invocation.name() + " fails: " + invocation.failure);
        Violation.unless(
                !(invocation.failure instanceof NullPointerException || invocation.failure instanceof ClassCastException
                        || invocation.failure instanceof IndexOutOfBoundsException),
                "%s: %s", invocation.name(), invocation.failure);
        Violation.unless(invocation.harmed || !(invocation.failure instanceof Errand.Unanswered refused)
                || !refused.isFault(), "the API fails although no service failed: %s", invocation.failure.getMessage());
        if (message.function() != Function.SERVING && message.attempt() < ATTEMPTS) {
            queue.add(message.again(clock.instant().plusSeconds(60L * message.attempt())));
        } else if (message.function().hasDeadLetters()) {
            deadLetters.add(message);
        }
    }

    /** Puts an event into the queue, sometimes twice. */
    private void publish(Function function, Supplier<Object> event, String about) {
        int copies = 1 + choices.rarely(8, 1);
        List<String> requests = new ArrayList<>();
        for (int copy = 0; copy < copies; copy++) {
            requests.add(requestId());
            queue.add(new Message(function, event.get(), requests.getLast(), 1, clock.instant(), about));
        }
        if (function == Function.DEPLOYMENT) {
            if (deploymentEvents++ == doomedEvent) {
                doomed = requests.getFirst();
            }
            last.clear();
            last.addAll(requests);
            requests.forEach(request -> came.put(request, clock.instant()));
        }
    }

    private String requestId() {
        return "request-" + ++numbers;
    }

    private void finish(SimulatedEndpoint endpoint) {
        boolean sickly = !calm && !options.oneDies() && sicknessLeft > 0 && choices.rarely(8, 1) == 1;
        if (sickly) {
            sicknessLeft--;
            sick.add(endpoint.target);
        }
        sageMaker.finish(endpoint, !sickly);
        trace(() -> endpoint.name + " is " + endpoint.status + " with " + endpoint.config);
    }

    @Override
    public <T> T ask(Supplier<String> request, Supplier<T> effect, Supplier<? extends RuntimeException> broken) {
        return ask(request, effect, broken, Optional.empty());
    }

    @Override
    public <T> T askConditionally(Supplier<String> request, Supplier<T> effect,
            Supplier<? extends RuntimeException> broken, Supplier<? extends RuntimeException> conflict) {
        return ask(request, effect, broken, Optional.of(conflict));
    }

    private <T> T ask(Supplier<String> request, Supplier<T> effect, Supplier<? extends RuntimeException> broken,
            Optional<Supplier<? extends RuntimeException>> conflict) {
        Invocation me = current;
        live(me);
        me.fate = Fate.DONE;
        me.fiber.park();
        Fate fate = me.fate == Fate.DONE ? fate(me, conflict.isPresent()) : me.fate;
        me.harmed |= fate != Fate.DONE;
        trace(() -> me.name() + "  " + request.get() + (fate == Fate.DONE ? "" : "  ** " + fate));
        return switch (fate) {
            case DONE -> done(effect);
            case FAILED -> throw broken.get();
            case LOST -> {
                quietly(effect);
                throw broken.get();
            }
            case REPEATED -> {
                quietly(effect);
                me.fiber.park();
                live(me);
                yield done(effect);
            }
            case DIES_BEFORE -> throw crash(me);
            case DIES_AFTER -> {
                quietly(effect);
                throw crash(me);
            }
            case SUSPENDED -> {
                clock.advance(SUSPENSION);
                me.deadline = clock.instant().plusSeconds(me.message.function().timeout());
                me.fiber.park();
                yield done(effect);
            }
            case CONFLICT -> throw conflict.orElseThrow().get();
        };
    }

    private Fate fate(Invocation me, boolean conditional) {
        if (options.oneDies() && me.diesAt-- == 0) {
            faultsLeft--;
            return Fate.DIES_AFTER;
        } else if (calm || options.oneDies() || faultPeriod == 0 || faultsLeft == 0) {
            return Fate.DONE;
        }
        boolean serving = me.message.function() == Function.SERVING;
        List<Fate> faults = serving ? SERVING_FAULTS : FAULTS.subList(0, FAULTS.size() - (conditional ? 0 : 1));
        int drawn = choices.rarely(serving ? SERVING_PERIOD : faultPeriod, faults.size());
        if (drawn == 0) {
            return Fate.DONE;
        }
        faultsLeft--;
        Fate fault = faults.get(drawn - 1);
        // Lambda ends a call at its time-out; only learning may outlive its lease, on a machine that is put to sleep.
        return fault == Fate.SUSPENDED && !me.message.function().maySleep() ? Fate.DIES_AFTER : fault;
    }

    private <T> T done(Supplier<T> effect) {
        try {
            return effect.get();
        } catch (Violation e) {
            violation = e;
            throw e;
        }
    }

    private void quietly(Supplier<?> effect) {
        try {
            done(effect);
        } catch (Violation e) {
            throw e;
        } catch (RuntimeException refused) {
            // The refusal is lost like any other answer.
            trace(() -> "        (would have been refused: " + refused.getMessage() + ')');
        }
    }

    private static Crash crash(Invocation invocation) {
        invocation.dead = true;
        return new Crash();
    }

    private static void live(Invocation invocation) {
        if (invocation.dead) {
            throw new Crash();
        }
    }

    private void pause(Duration duration) {
        Invocation me = current;
        live(me);
        me.asleepUntil = clock.instant().plus(duration);
        me.fiber.park();
        live(me);
    }

    /** Whether people use all of the product. */
    boolean isWhole() {
        return whole;
    }

    Functions functions() {
        return functions;
    }

    /** Whether nothing moves. */
    boolean isQuiet() {
        return running.isEmpty() && queue.isEmpty() && deadLetters.isEmpty()
                && sageMaker.endpoints().values().stream().noneMatch(SimulatedEndpoint::changing);
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    void trace(Supplier<String> line) {
        if (tracing) {
            trace.add(clock.instant() + "  " + line.get());
        }
    }

    @Override
    public List<String> trace() {
        return trace;
    }

    /** The configurations whose endpoint did not become healthy. */
    Set<String> sick() {
        return sick;
    }

    @Override
    public int faults() {
        return MOST_FAULTS - faultsLeft;
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public Choices choices() {
        return choices;
    }

    Options options() {
        return options;
    }

    VirtualClock clock() {
        return clock;
    }

    SimulatedS3 s3() {
        return s3;
    }

    SimulatedSageMaker sageMaker() {
        return sageMaker;
    }

    Catalogue catalogue() {
        return catalogues.behind();
    }

    Users users() {
        return users;
    }
}
