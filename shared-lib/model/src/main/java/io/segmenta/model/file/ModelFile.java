package io.segmenta.model.file;

import io.segmenta.model.Identity;
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
 * {@code components.f64}, per component its mean and Cholesky factor; then, of models that have them,
 * {@code calibration.bin}, see {@link CalibrationBytes}, and {@code identity.json}. All numbers are little-endian.
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

    static final String JSON = "model.json";
    static final String POINTS = "points.f32";
    static final String LABELS = "labels.i32";
    static final String COMPONENTS = "components.f64";
    static final String CALIBRATION = "calibration.bin";
    static final String IDENTITY = "identity.json";
    private static final long MAX_JSON = 64L << 20;
    static final long MAX_ARRAYS = 1L << 30;
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
        model.identity().ifPresent(known -> Tar.write(tar, IDENTITY, Json.pretty(IdentityJson.document(known))));
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
        for (String name : List.of(JSON, POINTS, LABELS, COMPONENTS, CALIBRATION, IDENTITY)) {
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
            ModelParts parts = null;
            for (Tar.Entry entry = Tar.next(tar); entry != null; entry = Tar.next(tar)) {
                if (parts == null) {
                    parts = new ModelParts(document(tar, entry));
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
            ModelParts parts = new ModelParts(document);
            for (String name : List.of(POINTS, LABELS, COMPONENTS, CALIBRATION, IDENTITY)) {
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
            JsonObject document = Json.parse(ModelParts.exactly(in, (int) entry.size()), JSON);
            ModelJson.checkFormat(document);
            return document;
        } catch (DataException malformed) {
            throw ModelParts.asBroken(malformed);
        }
    }
}
