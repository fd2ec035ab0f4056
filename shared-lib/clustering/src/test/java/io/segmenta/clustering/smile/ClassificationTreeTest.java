package io.segmenta.clustering.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.smile.ClassificationTreeFit.Leaf;
import io.segmenta.clustering.smile.ClassificationTreeFit.Node;
import io.segmenta.clustering.smile.ClassificationTreeFit.Split;
import io.segmenta.model.data.Matrix;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassificationTreeTest {
    private static final Matrix LINE = Matrix.ofColumns(List.of("x"), new float[][] {{1, 2, 3, 7, 8, 9}});

    private static int[] ones(int n) {
        return IntStream.generate(() -> 1).limit(n).toArray();
    }

    private static ClassificationTreeFit fit(Matrix x, int... labels) {
        return new ClassificationTree(4, 1).fit(x, labels, 3, List.of(ones(labels.length))).getFirst();
    }

    @Test
    void twoClassesOnALine_areCutBetweenThem() {
        ClassificationTreeFit tree = fit(LINE, 0, 0, 0, 2, 2, 2);
        assertThat(tree.root()).isEqualTo(new Split(0, 3, 6, new Leaf(0, 3), new Leaf(2, 3)));
        assertThat(IntStream.range(0, 6).map(row -> tree.predict(LINE, row))).containsExactly(0, 0, 0, 2, 2, 2);
    }

    @Test
    void oneClass_isALeaf() {
        assertThat(fit(LINE, 1, 1, 1, 1, 1, 1).root()).isEqualTo(new Leaf(1, 6));
    }

    @Test
    void rowsWithoutWeight_areNotSeen() {
        List<ClassificationTreeFit> trees = new ClassificationTree(4, 1).fit(LINE, new int[] {0, 0, 1, 1, 1, 1}, 2,
                List.of(ones(6), new int[] {1, 1, 0, 1, 1, 1}));
        assertThat(trees.get(0).root()).isEqualTo(new Split(0, 2, 6, new Leaf(0, 2), new Leaf(1, 4)));
        assertThat(((Split) trees.get(1).root()).weight()).isEqualTo(5);
    }

    @Test
    void weights_areAsRowsRepeated() {
        ClassificationTreeFit tree = new ClassificationTree(1, 1)
                .fit(Matrix.ofColumns(List.of("x"), new float[][] {{0, 0, 1, 1}}), new int[] {0, 1, 0, 1}, 2,
                        List.of(new int[] {5, 1, 1, 9}))
                .getFirst();
        assertThat(tree.root()).isEqualTo(new Split(0, 0, 16, new Leaf(0, 6), new Leaf(1, 10)));
    }

    @Test
    void tree_isNoDeeperAndItsLeavesNoLighterThanAllowed() {
        SplittableRandom random = new SplittableRandom(4);
        float[][] columns = new float[3][500];
        for (float[] column : columns) {
            for (int i = 0; i < column.length; i++) {
                column[i] = random.nextInt(12);
            }
        }
        int[] labels = random.ints(500, 0, 3).toArray();
        Matrix x = Matrix.ofColumns(List.of("a", "b", "c"), columns);
        ClassificationTreeFit tree = new ClassificationTree(4, 30).fit(x, labels, 3, List.of(ones(500))).getFirst();
        assertThat(depth(tree.root())).isBetween(1, 4);
        assertThat(lightest(tree.root())).isGreaterThanOrEqualTo(30);
        int[] kept = labels.clone();
        assertThat(new ClassificationTree(4, 30).fit(x, labels, 3, List.of(ones(500))).getFirst()).isEqualTo(tree);
        assertThat(labels).isEqualTo(kept);
    }

    private static int depth(Node node) {
        return node instanceof Split split ? 1 + Math.max(depth(split.atMost()), depth(split.above())) : 0;
    }

    private static long lightest(Node node) {
        return node instanceof Split split ? Math.min(lightest(split.atMost()), lightest(split.above()))
                : node.weight();
    }

    @Test
    void badInput_isRefused() {
        ClassificationTree tree = new ClassificationTree(4, 1);
        assertThatThrownBy(() -> tree.fit(LINE, new int[] {0, 1}, 2, List.of(ones(6)))).hasMessage(
                "labels must be one for each row: 2 labels, 6 rows");
        assertThatThrownBy(() -> tree.fit(LINE, new int[] {0, 1, 2, 0, 0, 0}, 2, List.of(ones(6))))
                .hasMessageContaining("label");
        assertThatThrownBy(() -> tree.fit(LINE, new int[6], 2, List.of(new int[6]))).hasMessageContaining("weights");
        assertThatThrownBy(() -> new ClassificationTree(0, 1)).hasMessageContaining("depth");
    }
}
