package io.segmenta.model.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.contract.ContractException;
import io.segmenta.model.contract.ExperimentKeys;
import io.segmenta.model.contract.LiveExperiment;
import io.segmenta.model.experiment.Agreement.Said;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class ExperimentContractsTest {
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final Instant AT = Instant.parse("2026-11-30T09:30:00Z");
    private static final String CUSTOMER = "01" + "ab".repeat(16);

    @Test
    void arm_isDecidedByTheFirstEightBytesOfTheHash() {
        String hash = Sha256.of("e" + '\0' + "C-1");
        double fraction = Long.parseUnsignedLong(hash.substring(0, 12), 16) / 0x1p48;
        assertThat(Arm.fraction("e", "C-1")).isCloseTo(fraction, within(0x1p-47));
        assertThat(Arm.of("e", "C-1", fraction + 1e-9)).isEqualTo(Arm.CHALLENGER);
        assertThat(Arm.of("e", "C-1", fraction - 1e-9)).isEqualTo(Arm.CHAMPION);
        assertThat(Arm.of("e", "C-1", 0)).isEqualTo(Arm.CHAMPION);
        assertThat(Arm.of("e", "C-1", 1)).isEqualTo(Arm.CHALLENGER);
    }

    @Test
    void arms_takeTheirShare_andThoseOfTwoExperimentsAreIndependent() {
        long both = customers().filter(one -> isChallenger("a", one) && isChallenger("b", one)).count();
        assertThat(customers().filter(one -> isChallenger("a", one)).count()).isBetween(2_870L, 3_130L);
        assertThat(both).isBetween(810L, 990L);
    }

    private static IntStream customers() {
        return IntStream.range(0, 10_000);
    }

    private static boolean isChallenger(String experiment, int customer) {
        return Arm.of(experiment, "C" + customer, 0.3) == Arm.CHALLENGER;
    }

    @Test
    void exposures_areReadAsTheyWereWritten() {
        List<Exposure> exposures = List.of(new Exposure(CUSTOMER, Arm.CHALLENGER, "s-6187b9685b", AT),
                new Exposure(CUSTOMER, Arm.CHAMPION, Exposure.NO_SEGMENT, AT.plusNanos(1_000)));
        byte[] file = Exposures.write(exposures);
        assertThat(Exposures.read(file, "file")).isEqualTo(exposures);
        assertThat(Exposures.write(exposures)).isEqualTo(file);
    }

    @Test
    void damagedExposures_areRefusedByLine() {
        for (String line : List.of("x,champion,none,2026-11-30T09:30:00Z", CUSTOMER + ",both,none,2026-11-30T09:30:00Z",
                CUSTOMER + ",champion,none,yesterday", CUSTOMER + ",champion,none", CUSTOMER + ",champion,a b,2026")) {
            assertThatThrownBy(() -> Exposures.read(gzip("customer,arm,segment,at\n" + line + "\n"), "f.csv.gz"))
                    .as(line).isInstanceOf(DataException.class).hasMessageStartingWith("f.csv.gz: line 2");
        }
        assertThatThrownBy(() -> Exposures.read(new byte[] {1, 2}, "f")).isInstanceOf(DataException.class)
                .hasMessageContaining("not gzip");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void agreement_addsUp_andIsReadAsItWasWritten() {
        Agreement one = new Agreement();
        one.add(new Said("a", false), new Said("b", true));
        one.took(1_500, 0);
        Agreement other = new Agreement();
        other.add(new Said("a", true), new Said("b", true));
        other.fault();
        one.add(other);
        one.add(Agreement.read(other.write(), "f"));
        assertThat(one.cells().get("a")).containsEntry("b", 3L);
        assertThat(one.outside(Arm.CHAMPION)).isEqualTo(2);
        assertThat(one.outside(Arm.CHALLENGER)).isEqualTo(3);
        assertThat(one.faults()).isEqualTo(2);
        assertThat(one.times(Arm.CHAMPION)[1]).isEqualTo(1);
        assertThat(one.times(Arm.CHALLENGER)[0]).isEqualTo(1);
        assertThat(Agreement.read(one.write(), "f").write()).isEqualTo(one.write());
        assertThatThrownBy(() -> Agreement.read(gzip("{\"format\": 1, \"cells\": {\"a\": {\"b\": -1}}}"), "f"))
                .isInstanceOf(DataException.class).hasMessageStartingWith("f: a cell must be in");
        assertThatThrownBy(() -> Agreement.read(new byte[] {1}, "f")).hasMessageStartingWith("f: not gzip");
    }

    @Test
    void live_isReadAsItWasWritten_andRefusedWhenItSaysNothing() {
        LiveExperiment live = new LiveExperiment(ID, "shop", ExperimentKind.AB, "v1", "v2", "runs/shop/r/model.tar.gz",
                "ab", 0.5, AT);
        assertThat(LiveExperiment.parse("shop", live.write())).isEqualTo(live);
        assertThat(LiveExperiment.key("shop")).isEqualTo("live/shop/experiment.json");
        String none = new String(live.write(), StandardCharsets.UTF_8).replace("0.5", "1.5");
        assertThatThrownBy(() -> LiveExperiment.parse("shop", none.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ContractException.class).hasMessageContaining("share");
    }

    @Test
    void keys_lieWhereTheirKindBelongs() {
        String id = ID.toString();
        assertThat(ExperimentKeys.exposures("shop", ID, AT, "e1", 3))
                .isEqualTo("people/shop/experiments/" + id + "/exposures/2026/11/30/e1-3.csv.gz");
        assertThat(ExperimentKeys.agreement("shop", ID, AT, "e1", 0))
                .isEqualTo("captures/shop/experiments/" + id + "/2026/11/30/e1-0.json.gz");
        assertThat(ExperimentKeys.outcomes("shop", ID)).isEqualTo("outcomes/shop/" + id + "/");
        assertThatThrownBy(() -> ExperimentKeys.agreement("shop", ID, AT, "../x", 0))
                .hasMessageContaining("lower-case");
    }
}
