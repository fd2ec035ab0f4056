package io.segmenta.privacy;

import io.segmenta.model.base.DataException;
import io.segmenta.model.contract.ErasureKey;
import io.segmenta.model.privacy.TenantKeys;
import io.segmenta.platform.observe.Log;
import io.segmenta.platform.storage.ObjectConflictException;
import io.segmenta.platform.storage.RewritableStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Erases customers: whoever is asked for by then is taken along by one walk through every place where people's rows
 * lie, and walks go on until nothing is under way any more that may have read them before. One call at a time does so;
 * a call that finds another at work leaves its erasure to that one, which looks again before it ends. For one thread.
 */
final class Erasures {
    /** What is under way ends within that after a walk as a rule; the hour comes for the rest. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    /** More are left to the next walk. */
    private static final int MOST = 1_000;
    /** A step ends within that, and what follows the last one. */
    private static final Duration RESERVE = Duration.ofMinutes(3);

    private final RewritableStore store;
    private final InstantSource clock;
    private final Consumer<Duration> pause;
    private final Supplier<TenantKeys> keys;
    private final Work.Call call;
    private final Log log;
    private final UnderWay underWay;
    private final Map<ErasureKey, Member> known = new LinkedHashMap<>();
    private final Map<ErasureKey, Status> seen = new LinkedHashMap<>();

    /** What became of an erasure. */
    enum Status {
        /** It is done. */
        ERASED,
        /** It waits for what is under way, or for the time to end a walk. */
        WAITING,
        /** Another call sees to it. */
        DUPLICATE
    }

    /**
     * Of one call.
     *
     * @param pause lets time pass while something is under way
     */
    Erasures(RewritableStore store, InstantSource clock, Consumer<Duration> pause, Supplier<TenantKeys> keys,
            Work.Call call, Log log) {
        this.store = store;
        this.clock = clock;
        this.pause = pause;
        this.keys = keys;
        this.call = call;
        this.log = log;
        this.underWay = new UnderWay(store);
    }

    /**
     * Sees to all that are asked for and not done.
     *
     * @return what became of each that this call has seen to; none while another call is at work
     */
    Map<ErasureKey, Status> see() {
        boolean again = true;
        while (again) {
            Optional<Work> work = Work.take(store, call, clock);
            if (work.isEmpty()) {
                log.info("another call is about erasures");
                return seen;
            }
            if (!isSeenTo(work.get())) {
                return seen;
            }
            // Who has asked since the last look, and found this call at work, has left it to this call.
            again = !isTooLate() && asked().stream().anyMatch(key -> !seen.containsKey(key) && member(key).isPresent());
        }
        return seen;
    }

    /** False where another call has taken the work. */
    private boolean isSeenTo(Work work) {
        try {
            walks(work);
            forget();
            work.release();
            return true;
        } catch (ObjectConflictException meanwhile) {
            if (!work.isTaken()) {
                throw released(work, meanwhile);
            }
            // That one goes on with it, and if it dies its retry or the hour does.
            log.info("another call has taken the work");
            return false;
        } catch (RuntimeException fault) {
            throw released(work, fault);
        }
    }

    /** Others need not wait for the end of a call that has failed. */
    private static RuntimeException released(Work work, RuntimeException fault) {
        try {
            work.release();
        } catch (RuntimeException further) {
            fault.addSuppressed(further);
        }
        return fault;
    }

    private void walks(Work work) {
        Instant until = clock.instant();
        while (true) {
            List<Member> members = members(work);
            Map<String, Boolean> begun = begun(members, work);
            boolean ready = !work.erasures().isEmpty()
                    || members.stream().anyMatch(member -> member.isReady(begun, clock.instant()));
            if (ready) {
                members.forEach(member -> seen.put(member.key(), Status.WAITING));
                if (!isWalked(work, members, begun)) {
                    log.info("a walk is broken off, to be gone on with", "erasures", members.size());
                    return;
                }
                until = clock.instant().plus(PATIENCE);
            } else if (members.isEmpty() || isTooLate()
                    || !clock.instant().plus(BETWEEN_LOOKS).isBefore(until)) {
                members.forEach(member -> seen.put(member.key(), Status.WAITING));
                return;
            } else {
                pause.accept(BETWEEN_LOOKS);
            }
        }
    }

    private boolean isTooLate() {
        return clock.instant().isAfter(call.until().minus(RESERVE));
    }

    private boolean isWalked(Work work, List<Member> members, Map<String, Boolean> begun) {
        if (isTooLate()) {
            return false;
        }
        if (work.erasures().isEmpty()) {
            work.begin(members.stream().map(member -> member.key().erasure()).toList(),
                    begun.keySet().stream().filter(key -> UnderWay.isOver(key, begun)).toList());
        }
        if (!new Walk(store, keys.get(), work, members, begun, this::isTooLate).run()) {
            return false;
        }
        Map<String, Boolean> after = begun(members, work);
        Instant now = clock.instant();
        Map<Boolean, List<Member>> done = members.stream()
                .collect(Collectors.partitioningBy(member -> member.isDone(work, after, now)));
        List<Member> ended = Objects.requireNonNull(done.get(true));
        Changes.note(store, ended);
        for (Member member : ended) {
            member.end(store, work, after, now);
            seen.put(member.key(), Status.ERASED);
            log.info("customer erased", "erasure", member.key().erasure());
        }
        for (Member member : Objects.requireNonNull(done.get(false))) {
            member.receipt().goesOn();
            log.info("erasure waits for what is under way", "erasure", member.key().erasure());
        }
        work.end();
        return true;
    }

    /** Those of the walk that goes on; where none does, all who are asked for. */
    private List<Member> members(Work work) {
        Set<UUID> walking = work.erasures();
        List<ErasureKey> asked = asked();
        known.keySet().retainAll(asked);
        List<Member> members = new ArrayList<>();
        for (ErasureKey key : asked) {
            if ((walking.isEmpty() && members.size() < MOST) || walking.contains(key.erasure())) {
                member(key).ifPresent(members::add);
            }
        }
        return members;
    }

    private List<ErasureKey> asked() {
        return store.list(ErasureKey.PREFIX).stream().map(ErasureKey::parse).flatMap(Optional::stream).toList();
    }

    private Optional<Member> member(ErasureKey key) {
        Optional<Member> member = Optional.ofNullable(known.get(key)).or(() -> read(key));
        member.ifPresent(found -> known.put(key, found));
        return member;
    }

    /** A request that cannot be read keeps nobody else from being erased; its own notice tells of it. */
    private Optional<Member> read(ErasureKey key) {
        try {
            return Member.of(store, key, keys.get());
        } catch (DataException malformed) {
            log.error("a request cannot be read; it is left alone", "erasure", key.erasure(), "error", malformed);
            return Optional.empty();
        }
    }

    /** What was asked goes in all its versions, also where a call has died between two of them. */
    private void forget() {
        Set<ErasureKey> open = Set.copyOf(asked());
        store.earlier(ErasureKey.PREFIX).stream()
                .filter(version -> ErasureKey.parse(version.key()).filter(key -> !open.contains(key)).isPresent())
                .forEach(store::delete);
    }

    private Map<String, Boolean> begun(Collection<Member> members, Work work) {
        List<String> changed = new ArrayList<>(work.changes().stream().map(Change::key).toList());
        members.forEach(member -> member.receipt().changes().forEach(change -> changed.add(change.key())));
        return underWay.begun(store.list(""), changed);
    }
}
