package io.segmenta.local.stack.sagemaker;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Fetches {@code model.tar.gz} from the stack's S3 and unpacks it, as SageMaker does before it starts a container. */
public final class ModelData {

    private final Source source;

    /** Where objects are read. */
    @FunctionalInterface
    public interface Source {

        /** The content of an object, or empty when there is none. */
        Optional<InputStream> open(String bucket, String key);
    }

    /** @param source the stack's S3 */
    public ModelData(Source source) {
        this.source = source;
    }

    private Optional<InputStream> open(String url) {
        String rest = url.replaceFirst("^s3://", "");
        int slash = rest.indexOf('/');
        return slash < 0 ? Optional.empty() : source.open(rest.substring(0, slash), rest.substring(slash + 1));
    }

    boolean exists(String url) {
        Optional<InputStream> content = open(url);
        try (InputStream in = content.orElse(null)) {
            return in != null;
        } catch (IOException e) {
            return true;
        }
    }

    /** Unpacks the archive at the S3 address into a folder; an empty address leaves it empty. */
    void unpack(String url, Path folder) throws IOException {
        Files.createDirectories(folder);
        if (url.isEmpty()) {
            return;
        }
        try (InputStream in = open(url).orElseThrow(() -> new FileNotFoundException("no model data at " + url));
                TarArchiveInputStream tar = new TarArchiveInputStream(
                        new GZIPInputStream(new BufferedInputStream(in)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException(url + " holds a path outside itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isFile()) {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target);
                }
            }
        }
    }
}
