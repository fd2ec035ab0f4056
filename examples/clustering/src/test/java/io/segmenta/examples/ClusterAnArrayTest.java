package io.segmenta.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ClusterAnArrayTest {

    @Test
    void main_twoGroups_areTold() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream console = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            ClusterAnArray.main(new String[0]);
        } finally {
            System.setOut(console);
        }
        assertThat(said.toString(StandardCharsets.UTF_8).lines()).first().isIn("[0, 0, 0, 1, 1, 1]",
                "[1, 1, 1, 0, 0, 0]");
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("[22.0, 15.666667]", "[59.666668, 89.666664]");
    }
}
