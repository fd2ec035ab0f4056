package io.segmenta.model.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.base.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RowsDigestTest {
    private static final List<String> XY = List.of("x", "y");

    private static String of(List<String> names, float[]... rows) {
        RowsDigest digest = new RowsDigest();
        for (int i = 0; i < rows.length; i++) {
            digest.add(i, rows[i]);
        }
        return digest.value(names);
    }

    /** One row: its hash is the sum. */
    @Test
    void value_oneRow_isAsDefined() {
        byte[] row = Sha256.digest().digest(ByteBuffer.allocate(16).putLong(0).putFloat(1.5f).putFloat(-2).array());
        byte[] name = "x".getBytes(StandardCharsets.UTF_8);
        byte[] other = "y".getBytes(StandardCharsets.UTF_8);
        byte[] all = ByteBuffer.allocate(8 + 1 + 8 + 1 + 8 + 32).putLong(1).put(name).putLong(1).put(other).putLong(1)
                .put(row).array();
        assertThat(of(XY, new float[] {1.5f, -2})).isEqualTo(HexFormat.of().formatHex(Sha256.digest().digest(all)));
    }

    @Test
    void value_otherValueOrderNameOrNumber_differs() {
        String known = of(XY, new float[] {1, 2}, new float[] {3, 4});
        assertThat(of(XY, new float[] {3, 4}, new float[] {1, 2})).isNotEqualTo(known);
        assertThat(of(XY, new float[] {1, 2}, new float[] {3, 5})).isNotEqualTo(known);
        assertThat(of(XY, new float[] {2, 1}, new float[] {3, 4})).isNotEqualTo(known);
        assertThat(of(List.of("y", "x"), new float[] {1, 2}, new float[] {3, 4})).isNotEqualTo(known);
        assertThat(of(XY, new float[] {1, 2})).isNotEqualTo(known);
        assertThat(of(XY)).isNotEqualTo(known);
    }

    @Property(tries = 200)
    void value_anyCutAndOrder_isTheSame(@ForAll @Size(min = 1, max = 40) List<Float> values,
            @ForAll @IntRange(min = 1, max = 7) int parts) {
        RowsDigest[] cut = new RowsDigest[parts];
        RowsDigest whole = new RowsDigest();
        for (int p = 0; p < parts; p++) {
            cut[p] = new RowsDigest();
        }
        for (int i = 0; i < values.size(); i++) {
            whole.add(i, new float[] {values.get(i)});
            int back = values.size() - 1 - i;
            cut[back % parts].add(back, new float[] {values.get(back)});
        }
        RowsDigest merged = new RowsDigest();
        for (RowsDigest part : cut) {
            merged.add(part);
        }
        assertThat(merged.value(List.of("v"))).isEqualTo(whole.value(List.of("v")));
    }
}
