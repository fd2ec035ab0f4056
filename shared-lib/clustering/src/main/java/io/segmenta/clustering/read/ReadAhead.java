package io.segmenta.clustering.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * A stream read by a thread of its own, up to 2 MB ahead of whoever reads this
 * one, so that a download, or whatever else yields the bytes, goes on while they are parsed. The bytes are the same, and an
 * exception of the stream comes unchanged behind the bytes that came before it. For one reading thread.
 */
public final class ReadAhead extends InputStream {
    private static final int BLOCKS = 8;
    private static final int SIZE = (2 << 20) / BLOCKS;

    /** Bytes of the stream; fewer than asked for only before the end or a failure. */
    private record Block(byte[] bytes, int length, Throwable failure) {
        boolean isLast() {
            return failure != null || length < bytes.length;
        }
    }

    private final InputStream in;
    private final BlockingQueue<Block> filled = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BLOCKS);
    private final Thread thread;
    private volatile boolean closed;
    private Block block = new Block(new byte[0], 0, null);
    private int at;
    private boolean ended;

    /** Begins to read. @param in closed with this stream; nothing else may read it meanwhile */
    public ReadAhead(InputStream in) {
        this.in = Objects.requireNonNull(in, "in is null");
        this.thread = Thread.ofPlatform().daemon().name("read-ahead").start(this::fill);
    }

    private void fill() {
        int made = 0;
        while (!closed) {
            try {
                byte[] bytes = free.poll();
                if (bytes == null) {
                    bytes = made++ < BLOCKS ? new byte[SIZE] : free.take();
                }
                Block next = next(bytes);
                filled.put(next);
                if (next.isLast()) {
                    return;
                }
            } catch (InterruptedException e) {
                // Only close() interrupts, after setting closed.
                return;
            }
        }
    }

    private Block next(byte[] bytes) {
        int length = 0;
        try {
            while (length < bytes.length) {
                int read = in.read(bytes, length, bytes.length - length);
                if (read < 0) {
                    break;
                }
                length += read;
            }
            return new Block(bytes, length, null);
        } catch (IOException | RuntimeException | Error e) {
            return new Block(bytes, length, e);
        }
    }

    @Override
    public int read() throws IOException {
        return advance() ? block.bytes[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (!advance()) {
            return -1;
        }
        int count = Math.min(length, block.length - at);
        System.arraycopy(block.bytes, at, buffer, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return block.length - at;
    }

    /** Whether the thread still reads, or waits to. */
    boolean isReading() {
        return thread.isAlive();
    }

    /** Makes sure that there is a byte to be handed out; false at the end. */
    private boolean advance() throws IOException {
        if (closed) {
            throw new IOException("the stream is closed");
        }
        while (at == block.length) {
            if (ended) {
                return fail();
            }
            if (block.bytes.length > 0) {
                free.offer(block.bytes);
            }
            try {
                block = filled.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for the stream");
            }
            at = 0;
            ended = block.isLast();
            if (ended) {
                free.clear();
            }
        }
        return true;
    }

    private boolean fail() throws IOException {
        switch (block.failure) {
            case null -> {
                return false;
            }
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(block.failure);
        }
    }

    /** Waits for a read of the stream that is under way, then closes it. */
    @Override
    public void close() throws IOException {
        closed = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        in.close();
    }
}
