package io.segmenta.local.repeat;

import io.segmenta.learning.RunPart;
import io.segmenta.learning.RunParts;
import io.segmenta.model.base.DataException;
import io.segmenta.model.file.StoredGzip;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a run in one {@code .tar.gz}, in a folder of its own. Its bytes are a function of the parts: names in
 * order, no time, no owner, and stored instead of compressed, for compression depends on the zlib at hand.
 */
public final class RunArchive {
    /** What a person reads first. */
    public static final String README = "README.md";

    /** Two uploads of four gigabytes, and what a run makes of them. */
    private static final long MOST_BYTES = 16L << 30;
    private static final int MOST_FILES = 1000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)+");

    private RunArchive() {}

    /**
     * Writes an archive.
     *
     * @param top the folder that everything lies in
     * @param names of the parts, each of which must be there
     * @param readme what a person reads first
     * @param out not closed
     */
    public static void write(RunParts parts, String top, Collection<String> names, String readme, OutputStream out)
            throws IOException {
        byte[] text = readme.getBytes(StandardCharsets.UTF_8);
        Map<String, RunPart> all = new TreeMap<>();
        names.forEach(name -> all.put(name, parts.required(name)));
        all.put(README, new RunPart(text.length, () -> new ByteArrayInputStream(text)));
        StoredGzip gzip = new StoredGzip(new BufferedOutputStream(new Unclosed(out), 1 << 16));
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, StandardCharsets.UTF_8.name())) {
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, RunPart> part : all.entrySet()) {
                tar.putArchiveEntry(entry(top + '/' + part.getKey(), part.getValue().size()));
                try (InputStream in = part.getValue().open()) {
                    in.transferTo(tar);
                }
                tar.closeArchiveEntry();
            }
        }
    }

    private static TarArchiveEntry entry(String name, long size) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setModTime(0L);
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setMode(0644);
        return entry;
    }

    /**
     * Unpacks an archive that anybody may have made: only regular files, of names that stay in the folder, of bounded
     * number and size.
     *
     * @param folder an empty one
     * @throws DataException when it is no such archive, or a hostile one
     */
    public static void unpack(Path archive, Path folder) throws IOException {
        unpack(archive, folder, MOST_BYTES);
    }

    static void unpack(Path archive, Path folder, long most) throws IOException {
        String shown = archive.getFileName().toString();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in),
                        StandardCharsets.UTF_8.name())) {
            long left = most;
            int files = 0;
            for (TarArchiveEntry entry = next(tar, shown); entry != null; entry = next(tar, shown)) {
                files++;
                left -= entry.getSize();
                refuse(files > MOST_FILES, shown, "it has more than " + MOST_FILES + " files");
                refuse(left < 0, shown, "its files have more than " + most + " bytes");
                refuse(!entry.isFile() || entry.isSparse() || entry.isSymbolicLink() || entry.isLink(), shown,
                        "\"" + printable(entry.getName()) + "\" is no regular file");
                refuse(!NAME.matcher(entry.getName()).matches(), shown,
                        "\"" + printable(entry.getName()) + "\" is no name of a file in it");
                Path target = folder.resolve(entry.getName().substring(entry.getName().indexOf('/') + 1)).normalize();
                refuse(!target.startsWith(folder) || Files.exists(target), shown,
                        "\"" + printable(entry.getName()) + "\" is in it twice");
                Files.createDirectories(target.getParent());
                try (OutputStream out = Files.newOutputStream(target)) {
                    refuse(tar.transferTo(out) != entry.getSize(), shown, "it ends too early");
                }
            }
            refuse(files == 0, shown, "there is nothing in it");
        } catch (ZipException | EOFException damaged) {
            throw new DataException(DataException.Reason.UNREADABLE, shown + " is no archive of segmenta export: "
                    + damaged.getMessage(), damaged);
        }
    }

    private static @Nullable TarArchiveEntry next(TarArchiveInputStream tar, String archive) {
        try {
            return tar.getNextEntry();
        } catch (IOException | IllegalArgumentException damaged) {
            throw new DataException(DataException.Reason.UNREADABLE, archive + " is no archive of segmenta export: "
                    + damaged.getMessage(), damaged);
        }
    }

    private static void refuse(boolean wrong, String archive, String why) {
        if (wrong) {
            throw DataException.of(DataException.Reason.UNREADABLE, "%s is no archive of segmenta export: %s", archive,
                    why);
        }
    }

    private static String printable(String name) {
        String brief = name.length() > 80 ? name.substring(0, 80) + "..." : name;
        return brief.replaceAll("[^ -~]", "?");
    }

    /** What is around the archive is not its own to close. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            out.write(bytes, offset, count);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
