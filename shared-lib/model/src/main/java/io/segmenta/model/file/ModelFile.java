package io.segmenta.model.file;

import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.DensityReference;
import io.segmenta.model.assign.GaussianPosterior;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.assign.NearestReference;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.confidence.Calibration;
import io.segmenta.model.confidence.CalibrationBytes;
import io.segmenta.model.file.ModelJson.Kind;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The model file {@code model.tar.gz}: {@code model.json} first, then {@code points.f32} (the assigner's centroids or
 * reference rows, row by row) and, for reference rows, {@code labels.i32}; for a mixture instead
 * {@code components.f64}, per component its mean and Cholesky factor; then {@code calibration.bin}, see
 * {@link CalibrationBytes}, which models of before have not. All numbers are little-endian.
 *
 * <p>
 * Writing: equal models give equal bytes on every machine; no time, no owner, no compression level is in them.
 *
 * <p>
 * Reading trusts nothing: unknown, repeated or misplaced entries are refused, as are counts that do not agree with
 * sizes, before memory is taken for them; what is read is bounded, however far it unpacks; a format of the future is
 * refused by number. No Java object is ever deserialised.
 *
 * <p>
 * For example:
 * {@snippet class = "io.segmenta.model.SnippetsTest" region = "modelFile"}
 */
public final class ModelFile {

    /**
     * The format this library writes; it reads every format up to this one. A new kind of assigner or step does not
     * raise it: a reader that does not know the kind refuses the model by the kind's name, and reads all others.
     */
    public static final int FORMAT = 1;

    /** The name of a model file in a folder. */
    public static final String NAME = "model.tar.gz";

    private static final String JSON = "model.json";
    private static final String POINTS = "points.f32";
    private static final String LABELS = "labels.i32";
    private static final String COMPONENTS = "components.f64";
    private static final String CALIBRATION = "calibration.bin";
    private static final long MAX_JSON = 64L << 20;
    private static final long MAX_ARRAYS = 1L << 30;
    private static final long MAX_TRAILER = 64L << 10;

    private ModelFile() {}

    /** Returns the bytes of a model file. */
    public static byte[] write(SegmentationModel model) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream(1 << 14);
        Tar.write(tar, JSON, Json.pretty(ModelJson.document(model)));
        Assigner assigner = model.assigner();
        if (assigner instanceof NearestCentroid centroid) {
            Tar.write(tar, POINTS, ArrayBytes.of(centroid.centroids()));
        } else if (assigner instanceof NearestReference reference) {
            Tar.write(tar, POINTS, ArrayBytes.of(reference.rows()));
            Tar.write(tar, LABELS, ArrayBytes.of(reference.labels()));
        } else if (assigner instanceof DensityReference reference) {
            Tar.write(tar, POINTS, ArrayBytes.of(reference.rows()));
            Tar.write(tar, LABELS, ArrayBytes.of(reference.labels()));
        } else if (assigner instanceof GaussianPosterior mixture) {
            Tar.write(tar, COMPONENTS, ArrayBytes.of(mixture.means(), mixture.factors()));
        }
        model.calibration().ifPresent(known -> Tar.write(tar, CALIBRATION, CalibrationBytes.write(known)));
        Tar.finish(tar);
        return StoredGzip.wrap(tar.toByteArray());
    }

    /** Returns the lower-case hex SHA-256 of a model file: the model's identity. */
    public static String id(byte[] file) {
        return Sha256.of(file);
    }

    /**
     * Returns the identity of the model in a folder, packed or unpacked: the SHA-256 of the file that it was unpacked
     * from. Equal contents have one packing only.
     *
     * @throws DataException ({@link Reason#NOT_FOUND}) when there is no model
     * @throws IOException when a file cannot be read
     */
    public static String idOfFolder(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(JSON))) {
            return id(Files.readAllBytes(packedIn(folder)));
        }
        ByteArrayOutputStream tar = new ByteArrayOutputStream(1 << 14);
        for (String name : List.of(JSON, POINTS, LABELS, COMPONENTS, CALIBRATION)) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                Tar.write(tar, name, Files.readAllBytes(file));
            }
        }
        Tar.finish(tar);
        return id(StoredGzip.wrap(tar.toByteArray()));
    }

    private static Path packedIn(Path folder) {
        if (!Files.isRegularFile(folder.resolve(NAME))) {
            throw new DataException(Reason.NOT_FOUND, "there is neither " + JSON + " nor " + NAME + " in " + folder);
        }
        return folder.resolve(NAME);
    }

    /**
     * Reads a model file. The stream is read to its end but not closed.
     *
     * @throws DataException ({@link Reason#BROKEN_MODEL}) when it is no model file, is damaged or of a newer format
     * @throws IOException when the stream fails
     */
    public static SegmentationModel read(InputStream in) throws IOException {
        try {
            InputStream tar = new BufferedInputStream(new GZIPInputStream(in), 1 << 14);
            Parts parts = null;
            for (Tar.Entry entry = Tar.next(tar); entry != null; entry = Tar.next(tar)) {
                if (parts == null) {
                    parts = new Parts(document(tar, entry));
                } else {
                    parts.read(tar, entry.name(), entry.size());
                }
                Tar.skipPadding(tar, entry.size());
            }
            if (parts == null) {
                throw Tar.broken("it is empty");
            }
            if (tar.readNBytes((int) MAX_TRAILER + 1).length > MAX_TRAILER) {
                throw Tar.broken("there is data after its end");
            }
            return parts.model();
        } catch (ZipException | EOFException damaged) {
            throw new DataException(Reason.BROKEN_MODEL,
                    "the model file cannot be used: it is damaged or cut short (" + damaged.getMessage() + ")",
                    damaged);
        } catch (IllegalArgumentException contradiction) {
            throw new DataException(Reason.BROKEN_MODEL,
                    "the model file cannot be used: " + contradiction.getMessage(), contradiction);
        }
    }

    /**
     * Reads the model in a folder: {@code model.json} and its arrays, else {@code model.tar.gz}.
     *
     * @throws DataException when there is no model ({@link Reason#NOT_FOUND}) or it cannot be used
     * ({@link Reason#BROKEN_MODEL})
     * @throws IOException when a file cannot be read
     */
    public static SegmentationModel readDirectory(Path folder) throws IOException {
        if (Files.isRegularFile(folder.resolve(JSON))) {
            return readUnpacked(folder);
        }
        try (InputStream in = Files.newInputStream(packedIn(folder))) {
            return read(in);
        }
    }

    private static SegmentationModel readUnpacked(Path folder) throws IOException {
        try {
            JsonObject document;
            Path json = folder.resolve(JSON);
            try (InputStream in = Files.newInputStream(json)) {
                document = document(in, new Tar.Entry(JSON, Files.size(json)));
            }
            Parts parts = new Parts(document);
            for (String name : List.of(POINTS, LABELS, COMPONENTS, CALIBRATION)) {
                Path file = folder.resolve(name);
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                        parts.read(in, name, Files.size(file));
                    }
                }
            }
            return parts.model();
        } catch (EOFException | IllegalArgumentException damaged) {
            throw new DataException(Reason.BROKEN_MODEL,
                    "the model in " + folder + " cannot be used: " + damaged.getMessage(), damaged);
        }
    }

    private static JsonObject document(InputStream in, Tar.Entry entry) throws IOException {
        if (!entry.name().equals(JSON)) {
            throw Tar.broken("it begins with \"" + entry.name() + "\", not with " + JSON);
        }
        if (entry.size() > MAX_JSON) {
            throw Tar.broken(JSON + " has " + entry.size() + " bytes, the limit is " + MAX_JSON);
        }
        try {
            JsonObject document = Json.parse(exactly(in, (int) entry.size()), JSON);
            ModelJson.checkFormat(document);
            return document;
        } catch (DataException malformed) {
            throw asBroken(malformed);
        }
    }

    private static DataException asBroken(DataException cause) {
        return cause.reason() == Reason.BROKEN_MODEL ? cause
                : new DataException(Reason.BROKEN_MODEL, "the model file cannot be used: " + cause.getMessage(), cause);
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("expected " + count + " bytes, got " + bytes.length);
        }
        return bytes;
    }

    /** What has been read after the document; empty is not read yet. Memory is taken as the bytes arrive. */
    private static final class Parts {
        private final JsonObject document;
        private final ModelJson.Outline outline;
        private float[][] points = new float[0][];
        private int[] labels = new int[0];
        private double[][] components = new double[0][];
        private Optional<Calibration> calibration = Optional.empty();

        Parts(JsonObject document) {
            this.document = document;
            try {
                this.outline = ModelJson.outline(document);
            } catch (DataException malformed) {
                throw asBroken(malformed);
            }
        }

        void read(InputStream in, String name, long size) throws IOException {
            boolean mixture = outline.kind() == Kind.GAUSSIAN_POSTERIOR;
            if (name.equals(POINTS) && points.length == 0 && !mixture) {
                expect(name, size, 4L * outline.points() * outline.features());
                points = rows(in);
            } else if (name.equals(COMPONENTS) && components.length == 0 && mixture) {
                expect(name, size, 8 * outline.component() * outline.points());
                components = components(in);
            } else if (name.equals(LABELS) && labels.length == 0 && outline.kind().references()) {
                expect(name, size, 4L * outline.points());
                byte[] raw = exactly(in, 4 * outline.points());
                labels = new int[outline.points()];
                ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(labels);
            } else if (name.equals(CALIBRATION) && calibration.isEmpty()) {
                int k = outline.shares().length;
                long most = CalibrationBytes.most(k, outline.features());
                if (size > Math.min(most, MAX_ARRAYS)) {
                    throw Tar.broken(name + " has " + size + " bytes, the limit is " + Math.min(most, MAX_ARRAYS));
                }
                calibration = Optional.of(CalibrationBytes.read(exactly(in, (int) size), k, outline.features()));
            } else {
                throw Tar.broken("entry \"" + name + "\" is not part of a model file");
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
                throw Tar.broken(name + " has " + size + " bytes, " + JSON + " says " + expected);
            }
            if (size > MAX_ARRAYS) {
                throw Tar.broken(name + " has " + size + " bytes, the limit is " + MAX_ARRAYS);
            }
        }

        SegmentationModel model() {
            String missing = switch (outline.kind()) {
                case NEAREST_CENTROID -> points.length == 0 ? POINTS : "";
                case NEAREST_REFERENCE, DENSITY_REFERENCE ->
                    points.length == 0 ? POINTS : labels.length == 0 ? LABELS : "";
                case GAUSSIAN_POSTERIOR -> components.length == 0 ? COMPONENTS : "";
            };
            if (!missing.isEmpty()) {
                throw Tar.broken(missing + " is missing");
            }
            try {
                return ModelJson.model(document, outline.with(points, labels, components)).with(calibration);
            } catch (DataException malformed) {
                throw asBroken(malformed);
            }
        }
    }
}
