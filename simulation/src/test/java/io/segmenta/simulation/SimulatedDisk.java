package io.segmenta.simulation;

import io.segmenta.local.stack.files.Disk;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * A disk that forgets at a crash what was not forced: of moves and deletions since the folder was last forced, the
 * first so many are kept, as a journalling file system does. May be full at any write, and the machine may die at any
 * step.
 */
final class SimulatedDisk implements Disk {
    private final Choices choices;
    private final IntPredicate fault;
    private TreeMap<Path, byte[]> files = new TreeMap<>();
    private final List<Map<Path, byte[]>> unforced = new ArrayList<>();

    /** @param fault whether the fault of this number happens now: 1 the disk is full, 2 the machine dies */
    SimulatedDisk(Choices choices, IntPredicate fault) {
        this.choices = choices;
        this.fault = fault;
        unforced.add(Map.of());
    }

    /** What is found after the machine has died. */
    void die() {
        int kept = choices.next(unforced.size());
        files = new TreeMap<>(unforced.get(unforced.size() - 1 - kept));
        unforced.clear();
        unforced.add(Map.copyOf(files));
    }

    int count() {
        return (int) files.keySet().stream().filter(file -> file.toString().endsWith(".json")).count();
    }

    private void step() {
        if (fault.test(2)) {
            throw new Crash();
        }
    }

    private void changed() {
        unforced.add(Map.copyOf(files));
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        step();
        if (fault.test(1)) {
            files.put(file, new byte[0]);
            changed();
            throw new IOException("no space left on device");
        }
        files.put(file, content);
        changed();
        step();
    }

    @Override
    public void move(Path file, Path place) throws IOException {
        step();
        files.put(place, read(file));
        files.remove(file);
        changed();
        step();
    }

    @Override
    public void forceFolder(Path folder) {
        step();
        unforced.clear();
        changed();
        step();
    }

    @Override
    public void delete(Path file) throws IOException {
        step();
        read(file);
        files.remove(file);
        changed();
        step();
    }

    @Override
    public byte[] read(Path file) throws IOException {
        byte[] content = files.get(file);
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        return content;
    }

    @Override
    public List<Path> list(Path folder) {
        return List.copyOf(files.keySet());
    }
}
