package io.segmenta.local.stack.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.local.stack.files.DurableFiles;
import io.segmenta.model.CustomerModel;
import io.segmenta.model.hostile.Hostile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that are unpacked for an endpoint: nothing is ever written outside its folder. */
class HostileModelDataTest {

    @TempDir
    Path folder;

    @Test
    void tarArchives() throws Exception {
        byte[] tar = new GZIPInputStream(new ByteArrayInputStream(CustomerModel.FILE)).readAllBytes();
        Path within = Files.createDirectories(folder.resolve("within"));
        AtomicLong number = new AtomicLong();
        new Hostile("tar archives of endpoints", List.of(tar), List.of("../", "/", "\u0000", "../../x", "7777777", "2",
                "5", "L", "x", "path=../../../x\n", "ustar"), bytes -> {
                    Path target = within.resolve(Long.toString(number.incrementAndGet()));
                    try {
                        new ModelData((bucket, key) -> Optional.of(new ByteArrayInputStream(packed(bytes))))
                                .unpack("s3://bucket/model.tar.gz", target);
                        return true;
                    } catch (IOException refused) {
                        return false;
                    } finally {
                        DurableFiles.deleteTree(target);
                    }
                }).run(1_000);

        assertThat(within).isEmptyDirectory();
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(within);
        }
    }

    private static byte[] packed(byte[] tar) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
            gzip.write(tar);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }
}
