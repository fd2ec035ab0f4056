package io.segmenta.model.file;

import io.segmenta.model.Identity;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.confidence.Calibration;
import io.segmenta.model.confidence.CalibrationBytes;
import io.segmenta.model.file.ModelJson.Kind;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** What has been read after the document; empty is not read yet. Memory is taken as the bytes arrive. */
final class ModelParts {
    private static final long MAX_IDENTITY = 16L << 20;

    private final JsonObject document;
    private final ModelJson.Outline outline;
    private float[][] points = new float[0][];
    private int[] labels = new int[0];
    private double[][] components = new double[0][];
    private Optional<Calibration> calibration = Optional.empty();
    private Optional<Identity> identity = Optional.empty();

    ModelParts(JsonObject document) {
        this.document = document;
        try {
            this.outline = ModelJson.outline(document);
        } catch (DataException malformed) {
            throw asBroken(malformed);
        }
    }

    void read(InputStream in, String name, long size) throws IOException {
        boolean mixture = outline.kind() == Kind.GAUSSIAN_POSTERIOR;
        if (name.equals(ModelFile.POINTS) && points.length == 0 && !mixture) {
            expect(name, size, 4L * outline.points() * outline.features());
            points = rows(in);
        } else if (name.equals(ModelFile.COMPONENTS) && components.length == 0 && mixture) {
            expect(name, size, 8 * outline.component() * outline.points());
            components = components(in);
        } else if (name.equals(ModelFile.LABELS) && labels.length == 0 && outline.kind().references()) {
            expect(name, size, 4L * outline.points());
            byte[] raw = exactly(in, 4 * outline.points());
            labels = new int[outline.points()];
            ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(labels);
        } else if (name.equals(ModelFile.CALIBRATION) && calibration.isEmpty()) {
            calibration = Optional.of(calibration(in, size));
        } else if (name.equals(ModelFile.IDENTITY) && identity.isEmpty()) {
            identity = Optional.of(identity(in, size));
        } else {
            throw Tar.broken("entry \"" + name + "\" is not part of a model file");
        }
    }

    private Calibration calibration(InputStream in, long size) throws IOException {
        int k = outline.shares().length;
        long most = Math.min(CalibrationBytes.most(k, outline.features()), ModelFile.MAX_ARRAYS);
        if (size > most) {
            throw Tar.broken(ModelFile.CALIBRATION + " has " + size + " bytes, the limit is " + most);
        }
        return CalibrationBytes.read(exactly(in, (int) size), k, outline.features());
    }

    private static Identity identity(InputStream in, long size) throws IOException {
        if (size > MAX_IDENTITY) {
            throw Tar.broken(ModelFile.IDENTITY + " has " + size + " bytes, the limit is " + MAX_IDENTITY);
        }
        try {
            return IdentityJson.identity(Json.parse(exactly(in, (int) size), ModelFile.IDENTITY));
        } catch (DataException malformed) {
            throw asBroken(malformed);
        }
    }

    private float[][] rows(InputStream in) throws IOException {
        float[][] rows = new float[Math.min(outline.points(), 1024)][];
        for (int i = 0; i < outline.points(); i++) {
            if (i == rows.length) {
                rows = Arrays.copyOf(rows, Math.min(outline.points(), 2 * rows.length));
            }
            rows[i] = new float[outline.features()];
            ByteBuffer.wrap(exactly(in, 4 * outline.features())).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer()
                    .get(rows[i]);
        }
        return rows;
    }

    private double[][] components(InputStream in) throws IOException {
        double[][] read = new double[outline.points()][];
        for (int c = 0; c < read.length; c++) {
            byte[] raw = exactly(in, (int) (8 * outline.component()));
            read[c] = new double[(int) outline.component()];
            ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(read[c]);
        }
        return read;
    }

    private static void expect(String name, long size, long expected) {
        if (size != expected) {
            throw Tar.broken(name + " has " + size + " bytes, " + ModelFile.JSON + " says " + expected);
        }
        if (size > ModelFile.MAX_ARRAYS) {
            throw Tar.broken(name + " has " + size + " bytes, the limit is " + ModelFile.MAX_ARRAYS);
        }
    }

    SegmentationModel model() {
        String missing = switch (outline.kind()) {
            case NEAREST_CENTROID -> points.length == 0 ? ModelFile.POINTS : "";
            case NEAREST_REFERENCE, DENSITY_REFERENCE ->
                points.length == 0 ? ModelFile.POINTS : labels.length == 0 ? ModelFile.LABELS : "";
            case GAUSSIAN_POSTERIOR -> components.length == 0 ? ModelFile.COMPONENTS : "";
        };
        if (!missing.isEmpty()) {
            throw Tar.broken(missing + " is missing");
        }
        try {
            return ModelJson.model(document, outline.with(points, labels, components), calibration,
                    identity);
        } catch (DataException malformed) {
            throw asBroken(malformed);
        }
    }

    static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("expected " + count + " bytes, got " + bytes.length);
        }
        return bytes;
    }

    static DataException asBroken(DataException cause) {
        return cause.reason() == Reason.BROKEN_MODEL ? cause
                : new DataException(Reason.BROKEN_MODEL, "the model file cannot be used: " + cause.getMessage(), cause);
    }
}
