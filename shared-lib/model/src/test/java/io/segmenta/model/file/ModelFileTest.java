package io.segmenta.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.params.provider.CsvSource;
import io.segmenta.model.Segment;
import io.segmenta.model.Identity;
import io.segmenta.model.Identity.Retired;
import io.segmenta.model.Identity.Named;
import io.segmenta.model.Identity.NameSource;
import io.segmenta.model.SampleModels;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.DensityReference;
import io.segmenta.model.assign.GaussianPosterior;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.KnnReference;
import io.segmenta.model.data.Table;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.model.steps.FeatureStep;
import io.segmenta.model.steps.ImputeNeighbors;
import io.segmenta.model.steps.ImputeNumeric;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private static SegmentationModel read(byte[] file) throws IOException {
        return ModelFile.read(new ByteArrayInputStream(file));
    }

    /** Returns the entries of a model file by name. */
    private static Map<String, byte[]> entries(byte[] file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
            for (Tar.Entry entry = Tar.next(in); entry != null; entry = Tar.next(in)) {
                entries.put(entry.name(), in.readNBytes((int) entry.size()));
                Tar.skipPadding(in, entry.size());
            }
        }
        return entries;
    }

    private static byte[] file(Map<String, byte[]> entries) {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        entries.forEach((name, content) -> Tar.write(tar, name, content));
        Tar.finish(tar);
        return StoredGzip.wrap(tar.toByteArray());
    }

    /** Returns the mall model's file with a piece of its document replaced. */
    private static byte[] edited(String from, String to) throws IOException {
        return edited(SampleModels.mall(), from, to);
    }

    private static byte[] edited(SegmentationModel model, String from, String to) throws IOException {
        Map<String, byte[]> entries = entries(ModelFile.write(model));
        String json = new String(entries.get("model.json"), StandardCharsets.UTF_8);
        assertThat(json).contains(from);
        entries.put("model.json", json.replace(from, to).getBytes(StandardCharsets.UTF_8));
        return file(entries);
    }

    private static void assertBroken(byte[] file, String... words) {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> read(file))
                .matches(e -> e.reason() == Reason.BROKEN_MODEL, "is a broken model")
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    @Property(tries = 30)
    void read_whatWasWritten_answersTheSame(@ForAll boolean pca, @ForAll boolean references, @ForAll long seed)
            throws IOException {
        SegmentationModel model = SampleModels.mixed(pca, references);
        Predictor before = new Predictor(model, "v1");
        Predictor after = new Predictor(read(ModelFile.write(model)), "v1");
        Table table = SampleModels.mixedTable(20, seed);
        for (int i = 0; i < table.rows(); i++) {
            InputRecord record = InputRecord.of(model.schema(), table, i);
            assertThat(after.predict(record, AT)).isEqualTo(before.predict(record, AT));
        }
    }

    @Property(tries = 4)
    void write_sameModel_sameBytes(@ForAll boolean pca, @ForAll boolean references) throws IOException {
        byte[] first = ModelFile.write(SampleModels.mixed(pca, references));
        assertThat(ModelFile.write(SampleModels.mixed(pca, references))).isEqualTo(first);
        assertThat(ModelFile.write(read(first))).as("written again after reading").isEqualTo(first);
    }

    @Test
    void read_keepsEveryPart() throws IOException {
        SegmentationModel model = SampleModels.mall();
        SegmentationModel back = read(ModelFile.write(model));
        assertThat(back.schema()).isEqualTo(model.schema());
        assertThat(back.pipeline()).isEqualTo(model.pipeline());
        assertThat(back.segments()).isEqualTo(model.segments());
        assertThat(back.metrics()).isEqualTo(model.metrics());
        assertThat(back.baseline()).isEqualTo(model.baseline());
        assertThat(back.provenance()).isEqualTo(model.provenance());
    }

    @Test
    void read_calibration_isKeptAndUnpackedTheSame(@TempDir Path folder) throws IOException {
        byte[] file = ModelFile.write(SampleModels.calibratedMall());
        assertThat(entries(file).keySet()).containsExactly("model.json", "points.f32", "calibration.bin");
        assertThat(ModelFile.write(read(file))).isEqualTo(file);
        for (Map.Entry<String, byte[]> entry : entries(file).entrySet()) {
            Files.write(folder.resolve(entry.getKey()), entry.getValue());
        }
        assertThat(ModelFile.write(ModelFile.readDirectory(folder))).isEqualTo(file);
        assertThat(ModelFile.idOfFolder(folder)).isEqualTo(ModelFile.id(file));
    }

    @Test
    void read_calibrationThatIsDamagedOrTooLong_refused() throws IOException {
        Map<String, byte[]> entries = entries(ModelFile.write(SampleModels.calibratedMall()));
        byte[] whole = entries.get("calibration.bin");
        entries.put("calibration.bin", Arrays.copyOf(whole, whole.length - 4));
        assertBroken(file(entries), "the model file cannot be used");
        entries.put("calibration.bin", new byte[1 << 20]);
        assertBroken(file(entries), "calibration.bin has 1048576 bytes, the limit is");
        byte[] otherSegments = whole.clone();
        otherSegments[4] = 9;
        entries.put("calibration.bin", otherSegments);
        assertBroken(file(entries), "9 segments");
    }

    @Test
    void id_isTheSha256() {
        assertThat(ModelFile.id("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    /** Written once by {@link FixtureMain}; must load and answer for ever. */
    @Test
    void read_fixtureOfFormat1_loadsAndAnswers() throws IOException {
        try (InputStream in = ModelFileTest.class.getResourceAsStream("model-format-1.tar.gz")) {
            byte[] file = in.readAllBytes();
            assertThat(ModelFile.id(file)).isEqualTo(FixtureMain.FORMAT_1_ID);
            SegmentationModel model = read(file);
            InputRecord record = InputRecord.of(model.schema(),
                    Map.of("age", 70, "spend", 1200.5, "joined", "01.02.2020",
                            "region", "South", "rating", "mid", "active", true));
            var prediction = new Predictor(model, "v1").predict(record, AT);
            assertThat(prediction.segment().id()).isEqualTo(FixtureMain.FORMAT_1_SEGMENT);
            assertThat(prediction.distance()).isEqualTo(FixtureMain.FORMAT_1_DISTANCE);
            var unseen = new Predictor(model, "v1").predict(
                    InputRecord.of(model.schema(), Map.of("age", 70, "region", "Mars")), AT);
            assertThat(unseen.unseen()).containsExactly("region");
            assertThat(unseen.imputed()).doesNotContain("region");
        }
    }

    @Test
    void read_compressedByAnotherTool_isFine() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(ModelFile.write(SampleModels.mall())));
                GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            in.transferTo(gzip);
        }
        assertThat(read(out.toByteArray()).segments()).hasSize(3);
    }

    @Test
    void read_newerFormat_namesBothNumbers() throws IOException {
        assertBroken(edited("\"format\" : 1", "\"format\" : 3"),
                "model format 3 is newer than this reader (1); upgrade shared-lib");
    }

    @Test
    void read_countBeyondSize_refusesBeforeTakingMemory() throws IOException {
        assertBroken(edited("\"points\" : 3", "\"points\" : 2147483648"), "points: expected a whole number in [1, ");
        assertBroken(edited("\"points\" : 3", "\"points\" : 2147483647"), "points");
        assertBroken(edited("\"features\" : 2", "\"features\" : 100000"),
                "points.f32 has 24 bytes, model.json says 1200000");
    }

    @Test
    void read_sizeBeyondContent_refuses() throws IOException {
        Map<String, byte[]> entries = entries(ModelFile.write(SampleModels.mixed(false, true)));
        String json = new String(entries.get("model.json"), StandardCharsets.UTF_8);
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        Tar.write(tar, "model.json", json.replace("\"points\" : 90", "\"points\" : 29000000")
                .getBytes(StandardCharsets.UTF_8));
        byte[] claim = new byte[512];
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        Tar.write(header, "points.f32", claim);
        byte[] forged = Arrays.copyOf(header.toByteArray(), 512);
        byte[] size = String.format("%011o", 29_000_000L * 9 * 4).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, forged, 124, size.length);
        System.arraycopy("        ".getBytes(StandardCharsets.US_ASCII), 0, forged, 148, 8);
        int sum = 0;
        for (byte b : forged) {
            sum += b & 0xff;
        }
        byte[] check = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(check, 0, forged, 148, check.length);
        tar.writeBytes(forged);
        tar.writeBytes(new byte[4096]);
        assertBroken(StoredGzip.wrap(tar.toByteArray()), "cut short");
    }

    @Test
    void read_contradictions_refuse() throws IOException {
        assertBroken(edited("\"cluster\" : 1", "\"cluster\" : 2"), "segment 1 is of cluster 2");
        assertBroken(edited("\"step\" : \"scale\"", "\"step\" : \"explode\""), "a step this reader knows");
        assertBroken(edited("\"kind\" : \"nearest_centroid\"", "\"kind\" : \"nearest_friend\""), "an assigner");
        assertBroken(edited("\"name\" : \"Annual Income (k$)\"", "\"name\" : \"Income\""), "has no column");
        assertBroken(edited("\"variance\" : 0.5", "\"variance\" : \"wide\""), "variance: expected a number");
        assertBroken(edited("\"format\" : 1", "\"format\" : 1, \"format\" : 1"), "not JSON");
    }

    @Test
    void read_rowsThatGapsAreFilledFrom_answersTheSameOrRefusesWhatContradicts() throws IOException {
        SegmentationModel model = neighborly();
        byte[] file = ModelFile.write(model);
        SegmentationModel back = read(file);
        assertThat(back.pipeline()).isEqualTo(model.pipeline());
        assertThat(ModelFile.write(back)).as("written again after reading").isEqualTo(file);
        InputRecord record = InputRecord.of(model.schema(), Map.of("Annual Income (k$)", 99));
        assertThat(new Predictor(back, "v1").predict(record, AT))
                .isEqualTo(new Predictor(model, "v1").predict(record, AT));
        String rows = "\"reference_rows\" : [";
        assertBroken(edited(model, rows, rows + "[1], "), "reference_rows: expected lists of 2 numbers each");
        assertBroken(edited(model, rows, rows + "[1, 2], ".repeat(1_000)),
                "reference_rows: expected at most 1000 rows");
        assertBroken(edited(model, rows, rows + "[1, 1e60], "), "must be finite or missing");
        assertBroken(edited(model, "\"neighbors\" : 2", "\"neighbors\" : 2147483648"), "neighbors: expected");
    }

    /** Returns the mall model with gaps filled from three rows. */
    private static SegmentationModel neighborly() {
        SegmentationModel mall = SampleModels.mall();
        List<FeatureStep> steps = new ArrayList<>(mall.pipeline().steps());
        steps.removeIf(ImputeNumeric.class::isInstance);
        steps.add(0, new ImputeNeighbors(mall.pipeline().featureNames(), new KnnReference(2,
                new float[][] {{20, 30}, {90, Float.NaN}, {100.1f, 98}}, new float[] {20, 25}, new float[] {60, 50}),
                0));
        return new SegmentationModel(mall.schema(), new FeaturePipeline(steps, mall.pipeline().featureNames()),
                mall.assigner(), mall.segments(), mall.metrics(), mall.baseline(), mall.provenance());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../points.f32", "/etc/passwd", "./points.f32", "points.f32/../x", "other"})
    void read_unexpectedName_refuses(String name) throws IOException {
        Map<String, byte[]> entries = entries(ModelFile.write(SampleModels.mall()));
        byte[] points = entries.remove("points.f32");
        entries.put(name, points);
        assertBroken(file(entries), "entry \"" + name + "\" is not part of a model file");
    }

    @Test
    void read_missingRepeatedOrMisplacedEntry_refuses() throws IOException {
        Map<String, byte[]> entries = entries(ModelFile.write(SampleModels.mall()));
        assertBroken(file(Map.of("model.json", entries.get("model.json"))), "points.f32 is missing");
        assertBroken(file(Map.of("points.f32", entries.get("points.f32"))), "not with model.json");
        assertBroken(file(Map.of()), "empty");
        entries.put("labels.i32", new byte[4]);
        assertBroken(file(entries), "entry \"labels.i32\" is not part of a model file");
    }

    @Test
    void read_link_refuses() throws IOException {
        byte[] tar = new GZIPInputStream(new ByteArrayInputStream(ModelFile.write(SampleModels.mall())))
                .readAllBytes();
        tar[156] = '2';
        tar[148 + 5] = (byte) (tar[148 + 5] + 2);
        assertBroken(StoredGzip.wrap(tar), "is not a regular file");
    }

    @Test
    void read_gzipBomb_isBounded() throws IOException {
        Map<String, byte[]> entries = entries(ModelFile.write(SampleModels.mall()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(new GZIPInputStream(new ByteArrayInputStream(file(entries))).readAllBytes());
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                gzip.write(zeros);
            }
        }
        assertBroken(out.toByteArray(), "there is data after its end");
    }

    @Test
    void read_hugeDocument_refusesByItsHeader() {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        Tar.write(tar, "model.json", new byte[(64 << 20) + 1]);
        assertBroken(StoredGzip.wrap(tar.toByteArray()), "model.json has 67108865 bytes");
    }

    @Test
    void read_damaged_refuses() {
        byte[] file = ModelFile.write(SampleModels.mall());
        assertBroken(new byte[0], "damaged or cut short");
        assertBroken("hello, world".getBytes(StandardCharsets.US_ASCII), "damaged or cut short");
        assertBroken(Arrays.copyOf(file, file.length / 2), "cut short");
        byte[] flipped = file.clone();
        flipped[file.length - 3000] ^= 1;
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> read(flipped));
    }

    @Property(tries = 300)
    void read_anyFlippedByte_neverFailsOtherwise(@ForAll int at, @ForAll byte mask) throws IOException {
        byte[] file = ModelFile.write(SampleModels.mall());
        file[Math.floorMod(at, file.length)] ^= mask;
        try {
            read(file);
        } catch (DataException refused) {
            assertThat(refused.reason()).isEqualTo(Reason.BROKEN_MODEL);
        }
    }

    @Test
    void readDirectory_unpackedOrPacked_answersTheSame(@TempDir Path folder) throws IOException {
        SegmentationModel model = SampleModels.mixed(false, true);
        byte[] file = ModelFile.write(model);
        Path packed = Files.createDirectory(folder.resolve("packed"));
        Path unpacked = Files.createDirectory(folder.resolve("unpacked"));
        Files.write(packed.resolve(ModelFile.NAME), file);
        for (Map.Entry<String, byte[]> entry : entries(file).entrySet()) {
            Files.write(unpacked.resolve(entry.getKey()), entry.getValue());
        }
        assertThat(ModelFile.write(ModelFile.readDirectory(packed))).isEqualTo(file);
        assertThat(ModelFile.write(ModelFile.readDirectory(unpacked))).isEqualTo(file);
    }

    private static SegmentationModel known() {
        UUID run = new UUID(1, 2);
        return SampleModels.mall().known(new Identity(Optional.of(new Identity.Reference(run, "ab12")),
                List.of(new Named(0, "s-a", "Regulars", NameSource.EDITED, "Thank them.", 4, "#e69f00", run),
                        new Named(1, "s-b", "Two", NameSource.PROPOSED, "", 1, "#d55e00", run),
                        new Named(2, "s-c", "Three", NameSource.PROPOSED, "", 2, "#009e73", run)),
                List.of(new Retired("s-z", "Gone", 3, "#cc79a7", run))));
    }

    @Test
    void identity_isReadAsItWasWrittenAndLeavesWhatWasLearnedAsItIs() throws IOException {
        SegmentationModel model = known();
        byte[] file = ModelFile.write(model);
        SegmentationModel back = read(file);

        assertThat(back.identity()).isEqualTo(model.identity());
        assertThat(back.segments()).extracting(Segment::id).containsExactly("s-a", "s-b", "s-c");
        assertThat(back.segments().get(0).name()).isEqualTo("Regulars");
        assertThat(back.segments().get(0).color()).isEqualTo("#e69f00");
        assertThat(ModelFile.write(back)).isEqualTo(file);
        assertThat(ModelFile.write(back.core())).isEqualTo(ModelFile.write(SampleModels.mall()));
        Map<String, byte[]> entries = entries(file);
        assertThat(entries.keySet()).containsExactly("model.json", "points.f32", "identity.json");
        entries.remove("identity.json");
        assertThat(read(file(entries)).segments()).isEqualTo(SampleModels.mall().segments());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "format" : 1 | "format" : 2 | identity format 2 is newer than this reader (1)
            "s-b" | "s-a" | two segments have the same lasting id
            "cluster" : 2 | "cluster" : 1 | they must be in the order of their clusters
            "edited" | "guessed" | name_source
            "slot" : 4 | "slot" : -4 | slot
            "born" : "0000 | "born" : "x000 | a UUID
            """, quoteCharacter = '\0')
    void identity_broken_isRefused(String from, String to, String why) throws IOException {
        Map<String, byte[]> entries = entries(ModelFile.write(known()));
        String json = new String(entries.get("identity.json"), StandardCharsets.UTF_8);
        assertThat(json).contains(from);
        entries.put("identity.json", json.replaceFirst(Pattern.quote(from), to).getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> read(file(entries)))
                .matches(e -> e.reason() == Reason.BROKEN_MODEL).withMessageContaining(why);
    }

    @Test
    void idOfFolder_unpackedOrPacked_isThatOfTheFile(@TempDir Path folder) throws IOException {
        for (SegmentationModel model : List.of(SampleModels.mall(), SampleModels.mixed(false, true), known())) {
            byte[] file = ModelFile.write(model);
            Files.write(folder.resolve(ModelFile.NAME), file);
            assertThat(ModelFile.idOfFolder(folder)).isEqualTo(ModelFile.id(file));
            Files.delete(folder.resolve(ModelFile.NAME));
            for (Map.Entry<String, byte[]> entry : entries(file).entrySet()) {
                Files.write(folder.resolve(entry.getKey()), entry.getValue());
            }
            assertThat(ModelFile.idOfFolder(folder)).isEqualTo(ModelFile.id(file));
            byte[] points = Files.readAllBytes(folder.resolve("points.f32"));
            points[0]++;
            Files.write(folder.resolve("points.f32"), points);
            assertThat(ModelFile.idOfFolder(folder)).isNotEqualTo(ModelFile.id(file));
            for (String name : entries(file).keySet()) {
                Files.delete(folder.resolve(name));
            }
        }
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> ModelFile.idOfFolder(folder))
                .matches(e -> e.reason() == Reason.NOT_FOUND);
    }

    @Test
    void readDirectory_nothingThere_isNotFound(@TempDir Path folder) {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> ModelFile.readDirectory(folder))
                .matches(e -> e.reason() == Reason.NOT_FOUND);
    }

    @Test
    void readDirectory_arrayOfAnotherSize_refuses(@TempDir Path folder) throws IOException {
        for (Map.Entry<String, byte[]> entry : entries(ModelFile.write(SampleModels.mall())).entrySet()) {
            Files.write(folder.resolve(entry.getKey()), entry.getValue());
        }
        Files.write(folder.resolve("points.f32"), new byte[20]);
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> ModelFile.readDirectory(folder))
                .withMessageContaining("points.f32 has 20 bytes, model.json says 24");
    }

    @Test
    void read_densityReferences_answersTheSame() throws IOException {
        DensityReference references = new DensityReference(new float[][] {{0, 0}, {1, 0}, {9, 9}, {4, 4}},
                new int[] {0, 0, 1, DensityReference.NONE}, 1, new double[] {0.75, 0.25}, 0.5, new double[] {1.5, 2});
        SegmentationModel mall = SampleModels.mall();
        SegmentationModel model = new SegmentationModel(mall.schema(), mall.pipeline(), references,
                SampleModels.segments(2, 200), mall.metrics(), mall.baseline(), mall.provenance());
        byte[] file = ModelFile.write(model);
        SegmentationModel again = read(file);
        assertThat(ModelFile.write(again)).isEqualTo(file);
        for (float[] row : new float[][] {{0.5f, 0}, {5, 5}, {9, 8}}) {
            assertThat(again.assigner().explain(row)).isEqualTo(references.explain(row));
        }
    }

    @Test
    void read_mixture_answersTheSame() throws IOException {
        GaussianPosterior mixture = new GaussianPosterior(new double[] {0.75, 0.25}, new double[][] {{0, 0}, {4, 1}},
                new double[][] {{1, 0.5, 2}, {0.25, 0, 0.5}}, new double[] {0.7, 0.3}, 0.5, new double[] {3, 2});
        SegmentationModel mall = SampleModels.mall();
        SegmentationModel model = new SegmentationModel(mall.schema(), mall.pipeline(), mixture,
                SampleModels.segments(2, 200), mall.metrics(), mall.baseline(), mall.provenance());
        byte[] file = ModelFile.write(model);
        SegmentationModel again = read(file);
        assertThat(ModelFile.write(again)).isEqualTo(file);
        assertThat(again.assigner().explain(new float[] {3, 1})).isEqualTo(mixture.explain(new float[] {3, 1}));
        Map<String, byte[]> entries = entries(file);
        assertThat(entries.get("components.f64")).hasSize(2 * 5 * 8);
        entries.put("components.f64", new byte[72]);
        assertBroken(file(entries), "components.f64 has 72 bytes, model.json says 80");
        entries.remove("components.f64");
        assertBroken(file(entries), "components.f64 is missing");
    }

    @Test
    void read_kindOfAssignerFromTheFuture_isRefusedByName() throws IOException {
        assertBroken(edited("\"nearest_centroid\"", "\"nearest_of_tomorrow\""), "kind",
                "an assigner this reader knows", "nearest_of_tomorrow");
    }
}
