package io.segmenta.pipeline.read;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Short ways to read a text, bytes or a real file in a test. */
public final class Reading {
    private Reading() {}

    public static ReadResult text(String content) {
        return bytes(content.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public static ReadResult text(String content, Map<String, String> settings) {
        return bytes(content.getBytes(StandardCharsets.UTF_8), settings);
    }

    public static ReadResult text(String content, Charset charset) {
        return bytes(content.getBytes(charset), Map.of());
    }

    public static ReadResult bytes(byte[] content, Map<String, String> settings) {
        try {
            return TableReader.read(new ByteArrayInputStream(content), "test.csv",
                    PipelineConfig.defaults().with(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file of the folder of real data. */
    public static ReadResult real(String name) {
        Path path = Path.of(System.getProperty("segmenta.data"), name);
        try (InputStream in = Files.newInputStream(path)) {
            return TableReader.read(in, path.getFileName().toString(), PipelineConfig.defaults());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows as text, "" where a value is missing. */
    public static List<List<String>> rows(Table table) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < table.rows(); i++) {
            List<String> row = new ArrayList<>();
            for (Column column : table.columns()) {
                row.add(column.text(i));
            }
            rows.add(row);
        }
        return rows;
    }

    public static List<String> names(Table table) {
        return table.columns().stream().map(Column::name).toList();
    }
}
